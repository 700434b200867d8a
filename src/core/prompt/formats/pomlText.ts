import type { SourceRange } from "../../sourceRange";
import { type MappedText, MappedTextBuilder } from "../mappedText";

/** POML's own escapes (docs/language/standalone.md), and XML's. */
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["hash", "#"],
  ["lbrace", "{"],
  ["rbrace", "}"],
]);

/** The separator between two pieces of text. */
type PomlBreak = "" | " " | "\n" | "\n\n";

/** Writes a message's text as POML does in Markdown: blocks apart, white space as one blank. */
export class PomlText {
  private readonly builder: MappedTextBuilder;
  private pending: PomlBreak = "";

  constructor(private readonly source: string) {
    this.builder = new MappedTextBuilder(source);
  }

  get isEmpty(): boolean {
    return this.builder.length === 0;
  }

  /** The widest break requested comes before the next text. */
  breakBefore(wanted: PomlBreak): void {
    if (wanted.length > this.pending.length || (wanted === "\n" && this.pending === " ")) {
      this.pending = wanted;
    }
  }

  /** A word that POML adds, such as a heading, at the element that causes it. */
  write(text: string, { start }: SourceRange): void {
    this.writeBreak(start);
    this.builder.put(text, { start, end: start });
  }

  copy({ start, end }: SourceRange, isVerbatim: boolean): void {
    const text = this.source.slice(start, end);
    const pattern = isVerbatim ? /[#&](\w{2,6});|(\0)/g : /[#&](\w{2,6});|(\s+)/g;
    let from = 0;
    const copyTo = (to: number): void => {
      if (to === from) return;
      this.writeBreak(start + from);
      this.builder.copy({ start: start + from, end: start + to });
    };
    for (const match of text.matchAll(pattern)) {
      const decoded = match[1] === undefined ? undefined : ESCAPES.get(match[1]);
      if (decoded === undefined && match[2] === undefined) continue;
      copyTo(match.index);
      from = match.index + match[0].length;
      if (decoded === undefined) this.breakBefore(" ");
      else {
        this.writeBreak(start + match.index);
        this.builder.put(decoded, { start: start + match.index, end: start + from });
      }
    }
    copyTo(text.length);
  }

  build(start: number): MappedText {
    return this.builder.build(start);
  }

  private writeBreak(at: number): void {
    if (!this.isEmpty) this.builder.put(this.pending, { start: at, end: at });
    this.pending = "";
  }
}
