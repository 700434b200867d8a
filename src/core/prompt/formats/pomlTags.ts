import type { SourceRange } from "../../sourceRange";
import { ForwardSearch } from "../templates/forwardSearch";

/** A tag of a POML file, which is nearly XML. */
export interface PomlTag {
  readonly kind: "open" | "close" | "empty" | "comment";
  /** In lower case. */
  readonly name: string;
  /** By their names in lower case. */
  readonly attributes: ReadonlyMap<string, PomlAttribute>;
  readonly range: SourceRange;
}

interface PomlAttribute {
  readonly value: string;
  /** The range of the value, without quotes. */
  readonly range: SourceRange;
}

/** No tag is longer: a `<` without a `>` is text. */
const MAX_TAG = 4_000;

const TAG = /^<(\/?)([A-Za-z][\w.:-]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>/;

/** The tags and comments between `start` and `end`, in order. */
export function* pomlTags(text: string, { start, end }: SourceRange): Generator<PomlTag> {
  const commentEnds = new ForwardSearch(text, /-->/g);
  for (let at = text.indexOf("<", start); at >= 0 && at < end; at = text.indexOf("<", at)) {
    const tag = readComment(text, at, commentEnds) ?? readTag(text, at);
    if (tag !== undefined) yield tag;
    at = tag?.range.end ?? at + 1;
  }
}

function readComment(text: string, start: number, ends: ForwardSearch): PomlTag | undefined {
  const end = text.startsWith("<!--", start) ? ends.from(start + 4) : undefined;
  if (end === undefined) return undefined;
  return { kind: "comment", name: "", attributes: new Map(), range: { start, end: end.index + 3 } };
}

function readTag(text: string, start: number): PomlTag | undefined {
  const match = TAG.exec(text.slice(start, start + MAX_TAG));
  if (match === null) return undefined;
  const [written, slash = "", name = "", rest = ""] = match;
  const isEmpty = rest.endsWith("/");
  return {
    kind: slash === "/" ? "close" : isEmpty ? "empty" : "open",
    name: name.toLowerCase(),
    attributes: readAttributes(rest, start + 1 + slash.length + name.length),
    range: { start, end: start + written.length },
  };
}

function readAttributes(text: string, base: number): ReadonlyMap<string, PomlAttribute> {
  const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  return new Map(
    Array.from(text.matchAll(attribute), (match) => {
      const value = match[2] ?? match[3] ?? "";
      const end = base + match.index + match[0].length - 1;
      return [
        (match[1] ?? "").toLowerCase(),
        { value, range: { start: end - value.length, end } },
      ] as const;
    }),
  );
}
