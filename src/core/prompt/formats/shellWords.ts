import { type MappedText, MappedTextBuilder } from "../mappedText";

/** A word of a shell command without its quotes. */
export interface ShellWord {
  readonly text: MappedText;
  /** The expansions in it, in order. */
  readonly expansions: readonly Expansion[];
}

/** `$NAME` or `$(command)` in a word, in UTF-16 units of its text. */
interface Expansion {
  readonly start: number;
  readonly end: number;
  readonly variable?: string;
}

/** The words of one command, and the start of the next one. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly end: number;
}

/** Reads the words of the command that begins at `start` (sh and similar shells). Nothing is run. */
export function readCommand(source: string, start: number): ShellCommand {
  return new CommandReader(source, start).read();
}

/** A here-document: a text between `<<EOF` and `EOF`. */
interface HereDocument {
  readonly tag: string;
  readonly hasExpansions: boolean;
}

const PLAIN = /[^\\'"$<\s;&|()]+/y;
const PLAIN_IN_QUOTES = /[^\\"$]+/y;
const PLAIN_IN_DOCUMENT = /[^\\$]+/y;
const CAT_DOCUMENT = /\$\(\s*cat\s*<<-?[ \t]*(['"]?)(\w+)\1[ \t]*\r?\n/y;

class CommandReader {
  private readonly words: ShellWord[] = [];
  private builder: MappedTextBuilder;
  private expansions: Expansion[] = [];
  private isInWord = false;
  private document: HereDocument | undefined;

  constructor(
    private readonly source: string,
    private at: number,
  ) {
    this.builder = new MappedTextBuilder(source);
  }

  read(): ShellCommand {
    while (this.at < this.source.length && !this.isAtEnd()) this.step();
    this.endWord();
    if (this.document !== undefined) this.readDocumentWord(this.document);
    return { words: this.words, end: this.at };
  }

  private isAtEnd(): boolean {
    return /[\n;&|)]/.test(this.source.charAt(this.at));
  }

  private step(): void {
    const char = this.source.charAt(this.at);
    if (/\s/.test(char)) this.skipBlank();
    else if (char === "\\") this.readEscape();
    else if (char === "'") this.readSingleQuoted();
    else if (char === '"') this.readDoubleQuoted();
    else if (this.source.startsWith("<<", this.at)) this.readDocumentStart();
    else if (char === "$") this.readExpansion();
    else this.copyPlain(PLAIN);
  }

  private skipBlank(): void {
    this.endWord();
    this.at += 1;
  }

  private endWord(): void {
    if (!this.isInWord) return;
    this.words.push({ text: this.builder.build(this.at), expansions: this.expansions });
    this.builder = new MappedTextBuilder(this.source);
    this.expansions = [];
    this.isInWord = false;
  }

  private copyTo(end: number): void {
    this.isInWord = true;
    this.builder.copy({ start: this.at, end });
    this.at = end;
  }

  /** Copies characters without special meaning, but at least one character. */
  private copyPlain(plain: RegExp, limit = this.source.length): void {
    plain.lastIndex = this.at;
    const end = plain.test(this.source) ? plain.lastIndex : this.at + 1;
    this.copyTo(Math.min(end, limit));
  }

  /** A backslash before a line end continues the line. */
  private readEscape(): void {
    const lineEnd = /\\\r?\n/y;
    lineEnd.lastIndex = this.at;
    if (lineEnd.test(this.source)) {
      this.at = lineEnd.lastIndex;
      return;
    }
    this.at += 1;
    if (this.at < this.source.length) this.copyTo(this.at + 1);
  }

  private readSingleQuoted(): void {
    const close = this.source.indexOf("'", this.at + 1);
    const end = close < 0 ? this.source.length : close;
    this.at += 1;
    this.copyTo(end);
    this.at = Math.min(end + 1, this.source.length);
  }

  private readDoubleQuoted(): void {
    this.isInWord = true;
    this.at += 1;
    while (this.at < this.source.length && this.source[this.at] !== '"') {
      if (this.source[this.at] === "\\") this.readQuotedEscape(/["\\$`]/);
      else if (this.source[this.at] === "$") this.readExpansion();
      else this.copyPlain(PLAIN_IN_QUOTES);
    }
    this.at = Math.min(this.at + 1, this.source.length);
  }

  /** In quotes and documents a backslash escapes only some characters; before others it is kept. */
  private readQuotedEscape(escapable: RegExp): void {
    const next = this.source.charAt(this.at + 1);
    if (next === "\n") this.at += 2;
    else if (escapable.test(next)) {
      this.at += 1;
      this.copyTo(this.at + 1);
    } else this.copyTo(this.at + 1);
  }

  private readExpansion(): void {
    CAT_DOCUMENT.lastIndex = this.at;
    const cat = CAT_DOCUMENT.exec(this.source);
    if (cat === null) {
      this.readVariable();
      return;
    }
    this.at = CAT_DOCUMENT.lastIndex;
    this.readDocument({ tag: cat[2] ?? "", hasExpansions: cat[1] === "" });
    const close = /\s*\)/y;
    close.lastIndex = this.at;
    if (close.test(this.source)) this.at = close.lastIndex;
  }

  private readVariable(): void {
    const named = /\$(?:\{([A-Za-z_]\w*)[^{}\n]*\}|([A-Za-z_]\w*)|\([^()]*\)|[\d@*#?$!-])/y;
    named.lastIndex = this.at;
    const match = named.exec(this.source);
    if (match === null) {
      this.copyTo(this.at + 1);
      return;
    }
    const variable = match[1] ?? match[2];
    const start = this.builder.length;
    this.copyTo(named.lastIndex);
    const end = this.builder.length;
    this.expansions.push({ start, end, ...(variable !== undefined && { variable }) });
  }

  /** `<<EOF`: the document begins in the next line, the command continues in this one. */
  private readDocumentStart(): void {
    this.endWord();
    const opening = /<<-?[ \t]*(['"]?)(\w+)\1/y;
    opening.lastIndex = this.at;
    const match = opening.exec(this.source);
    if (match !== null) this.document = { tag: match[2] ?? "", hasExpansions: match[1] === "" };
    this.at = match === null ? this.at + 2 : opening.lastIndex;
  }

  private readDocumentWord(document: HereDocument): void {
    const feed = this.source.indexOf("\n", this.at);
    this.at = feed < 0 ? this.source.length : feed + 1;
    this.isInWord = true;
    this.readDocument(document);
    this.endWord();
  }

  /** Adds the lines up to the closing tag to the word. */
  private readDocument({ tag, hasExpansions }: HereDocument): void {
    const close = new RegExp(`^[ \\t]*${tag}(?=\\s|\\)|$)`, "gm");
    close.lastIndex = this.at;
    const match = close.exec(this.source);
    const end = match?.index ?? this.source.length;
    if (!hasExpansions) this.copyTo(end);
    while (this.at < end) {
      if (this.source[this.at] === "$") this.readVariable();
      else if (this.source[this.at] === "\\") this.readQuotedEscape(/[\\$`]/);
      else this.copyPlain(PLAIN_IN_DOCUMENT, end);
    }
    this.at = match === null ? Math.max(this.at, end) : close.lastIndex;
  }
}
