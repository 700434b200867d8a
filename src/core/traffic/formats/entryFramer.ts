/** Where the entries of a log go, as bytes that are valid during the call. */
interface EntrySink {
  json(bytes: Uint8Array, start: number, end: number, line: number): void;
  row(bytes: Uint8Array, start: number, end: number, line: number): void;
  tooLong(line: number): void;
}

/** A longer entry can't be read: parsing it would take several times as much memory. */
export const MAX_ENTRY_MEGABYTES = 16;
const MAX_ENTRY_BYTES = MAX_ENTRY_MEGABYTES * 1024 * 1024;

/** If the first line is longer than this, the whole may be one document in one line. */
const MAX_FIRST_LINE_BYTES = 1024 * 1024;

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

type Mode = "unknown" | "lines" | "documents" | "rows";

/** How the entries of a log are set apart. */
export function modeOf(head: Uint8Array, isWhole: boolean): Mode {
  const start = firstInk(head, 0);
  if (start >= head.length) return isWhole ? "lines" : "unknown";
  const byte = head[start];
  if (byte === OPEN_ARRAY) return "documents";
  if (byte !== OPEN_OBJECT) return "rows";
  const feed = head.indexOf(LINE_FEED, start);
  if (feed < 0) {
    if (isWhole) return isClosed(head, start, head.length) ? "lines" : "documents";
    return head.length > MAX_FIRST_LINE_BYTES ? "documents" : "unknown";
  }
  if (isClosed(head, start, feed)) return "lines";
  // The first line of a JSONL can be broken; JSON over several lines has no whole object in its second.
  const second = firstInk(head, feed + 1);
  const end = head.indexOf(LINE_FEED, second);
  const isWholeSecond = head[second] === OPEN_OBJECT && end > second && isClosed(head, second, end);
  return isWholeSecond && head[second - 1] === LINE_FEED ? "lines" : "documents";
}

/**
 * Cuts a stream of bytes into entries: the lines of a JSONL, the documents of JSON that goes over several lines,
 * the items of a list in them, or the rows of a table. The memory is that of the longest entry.
 */
export class EntryFramer {
  private mode: Mode;
  private rest: Uint8Array = new Uint8Array();
  private line: number;
  private isFirst: boolean;
  private isDropping = false;
  private readonly documents: DocumentCutter;

  /** `mode`: `lines` for a piece out of the middle of a JSONL. */
  constructor(
    private readonly sink: EntrySink,
    { mode = "unknown", line = 1 }: { readonly mode?: Mode; readonly line?: number } = {},
  ) {
    this.mode = mode;
    this.line = line;
    this.isFirst = mode === "unknown";
    this.documents = new DocumentCutter(sink);
  }

  /** The number of the line that comes next. */
  get nextLine(): number {
    return this.line;
  }

  add(part: Uint8Array): void {
    const bytes = this.afterRest(plainBytes(part));
    this.take(this.isFirst ? withoutMark(bytes) : bytes, false);
  }

  /** The rest of a part that is still to be cut, after the remainder of the parts before it. */
  private afterRest(part: Uint8Array): Uint8Array {
    const { rest } = this;
    if (rest.length === 0) return part;
    this.rest = new Uint8Array();
    const feed = this.mode === "lines" ? part.indexOf(LINE_FEED) : -1;
    if (feed < 0) return joined(rest, part);
    // Only the line that two parts share is copied.
    this.takeLines(joined(rest, part.subarray(0, feed + 1)), false);
    return part.subarray(feed + 1);
  }

  /** No more bytes follow. */
  finish(): void {
    const { rest } = this;
    this.rest = new Uint8Array();
    this.take(rest, true);
    if (this.mode === "documents") this.documents.finish();
  }

  private take(bytes: Uint8Array, isEnd: boolean): void {
    if (this.mode === "unknown") {
      this.mode = modeOf(bytes, isEnd);
      if (this.mode === "unknown") {
        this.rest = copyFrom(bytes, 0);
        return;
      }
      this.isFirst = false;
    }
    if (this.mode === "documents") this.documents.add(bytes);
    else this.takeLines(bytes, isEnd);
  }

  private takeLines(bytes: Uint8Array, isEnd: boolean): void {
    let start = 0;
    for (;;) {
      const feed = this.endOfEntry(bytes, start);
      if (feed < 0) break;
      this.emit(bytes, start, feed);
      start = feed + 1;
    }
    if (start < bytes.length && isEnd) this.emit(bytes, start, bytes.length);
    else if (bytes.length - start > MAX_ENTRY_BYTES || this.isDropping) this.isDropping = true;
    else this.rest = copyFrom(bytes, start);
  }

  /** The line feed that ends an entry: in a table not one between quotes. −1 if it is not here. */
  private endOfEntry(bytes: Uint8Array, start: number): number {
    let feed = bytes.indexOf(LINE_FEED, start);
    if (this.mode !== "rows") return feed;
    let quotes = 0;
    let counted = start;
    while (feed >= 0) {
      for (; counted < feed; counted += 1) if (bytes[counted] === QUOTE) quotes += 1;
      if (quotes % 2 === 0) return feed;
      feed = bytes.indexOf(LINE_FEED, feed + 1);
    }
    return -1;
  }

  private emit(bytes: Uint8Array, start: number, end: number): void {
    const { line } = this;
    this.line += 1;
    if (this.isDropping || end - start > MAX_ENTRY_BYTES) {
      this.isDropping = false;
      this.sink.tooLong(line);
    } else if (this.mode === "lines") this.sink.json(bytes, start, end, line);
    else {
      for (let at = start; at < end; at += 1) if (bytes[at] === LINE_FEED) this.line += 1;
      this.sink.row(bytes, start, end, line);
    }
  }
}

/** Lists that are cut into their items, with what makes an item readable by itself. */
const LISTS: ReadonlyMap<string, readonly [before: string, after: string]> = new Map([
  ["data", ["", ""]],
  ["observations", ["", ""]],
  ["resourceSpans", ['{"resourceSpans":[', "]}"]],
  ["resourceLogs", ['{"resourceLogs":[', "]}"]],
]);

/** Cuts JSON over several lines into its outermost values; of a list at the top, or a known one below it, the items. */
class DocumentCutter {
  private kept: Uint8Array = new Uint8Array();
  private readonly open: number[] = [];
  private isInText = false;
  private isEscaped = false;
  private line = 1;
  /** Where the entry that is being read begins in `kept`; −1 between entries. */
  private entryStart = -1;
  private entryLine = 1;
  /** How deep entries are: 0, or inside of lists. */
  private entryDepth = 0;
  private textStart = 0;
  private lastText = "";
  private wrapping: readonly [string, string] = ["", ""];
  private isTooLong = false;

  constructor(private readonly sink: EntrySink) {}

  add(part: Uint8Array): void {
    const from = this.kept.length;
    const bytes = from === 0 ? part : joined(this.kept, part);
    for (let at = from; at < bytes.length; at += 1) this.step(bytes, at);
    if (this.entryStart < 0 && !this.isInText) {
      this.kept = new Uint8Array();
      return;
    }
    const keepFrom = this.entryStart < 0 ? this.textStart : this.entryStart;
    if (bytes.length - keepFrom > MAX_ENTRY_BYTES) {
      if (!this.isTooLong) this.sink.tooLong(this.entryLine);
      this.isTooLong = true;
      this.kept = new Uint8Array();
      if (this.entryStart >= 0) this.entryStart = 0;
      this.textStart = 0;
      return;
    }
    this.kept = copyFrom(bytes, keepFrom);
    if (this.entryStart >= 0) this.entryStart = 0;
    this.textStart -= keepFrom;
  }

  finish(): void {
    if (this.entryStart >= 0 && !this.isTooLong) {
      this.sink.json(this.kept, 0, this.kept.length, this.entryLine);
    }
  }

  private step(bytes: Uint8Array, at: number): void {
    const byte = bytes[at] ?? 0;
    if (byte === LINE_FEED) this.line += 1;
    if (this.isInText) {
      this.stepInText(bytes, at, byte);
      return;
    }
    switch (byte) {
      case QUOTE:
        this.begin(at);
        this.isInText = true;
        this.textStart = at + 1;
        return;
      case OPEN_OBJECT:
        this.begin(at);
        this.open.push(byte);
        return;
      case OPEN_ARRAY:
        if (this.isListOfEntries()) {
          this.open.push(byte);
          this.entryStart = -1;
          this.entryDepth = this.open.length;
        } else {
          this.begin(at);
          this.open.push(byte);
        }
        return;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        this.close(bytes, at);
        return;
      case COMMA:
        if (this.open.length === this.entryDepth) this.end(bytes, at);
        return;
      default:
        if (byte > 0x20) this.begin(at);
    }
  }

  private stepInText(bytes: Uint8Array, at: number, byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) {
      this.isInText = false;
      if (this.open.length === 1 && this.entryDepth === 0) {
        this.lastText = String.fromCharCode(
          ...bytes.subarray(this.textStart, Math.min(at, this.textStart + 40)),
        );
      }
    }
  }

  /** A list at the top, or a known member of the outermost object. */
  private isListOfEntries(): boolean {
    if (this.entryDepth > 0) return false;
    if (this.open.length === 0) {
      this.wrapping = ["", ""];
      return true;
    }
    const wrapping = this.open.length === 1 ? LISTS.get(this.lastText) : undefined;
    if (wrapping === undefined || this.open[0] !== OPEN_OBJECT) return false;
    this.wrapping = wrapping;
    return true;
  }

  private begin(at: number): void {
    if (this.entryStart >= 0 || this.open.length !== this.entryDepth) return;
    this.entryStart = at;
    this.entryLine = this.line;
    this.isTooLong = false;
  }

  private close(bytes: Uint8Array, at: number): void {
    if (this.open.length === this.entryDepth && this.entryDepth > 0) {
      // The end of the list: what else the object around it holds is passed over.
      this.end(bytes, at);
      this.open.pop();
      this.entryDepth = 0;
      this.isPassing = this.open.length > 0;
      return;
    }
    this.open.pop();
    if (this.open.length === 0 && this.isPassing) {
      this.isPassing = false;
      this.entryStart = -1;
    } else if (this.open.length === this.entryDepth) this.end(bytes, at + 1);
  }

  /** After its list, the rest of an object is no entry. */
  private isPassing = false;

  private end(bytes: Uint8Array, at: number): void {
    const { entryStart } = this;
    this.entryStart = -1;
    if (entryStart < 0 || this.isTooLong) return;
    const [before, after] = this.wrapping;
    if (before === "") this.sink.json(bytes, entryStart, at, this.entryLine);
    else {
      const wrapped = joined(joined(ascii(before), bytes.subarray(entryStart, at)), ascii(after));
      this.sink.json(wrapped, 0, wrapped.length, this.entryLine);
    }
  }
}

/** A copy, also of a `Buffer`, whose own `slice` is none. */
function copyFrom(bytes: Uint8Array, start: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start));
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Bytes of one class only: code that meets several takes twice as long. */
function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

/** Without the byte order mark of UTF-8. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

function firstInk(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) at += 1;
  return at;
}

/** Whether all brackets that open in a line close in it. */
function isClosed(bytes: Uint8Array, start: number, end: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at];
    if (isInText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInText = false;
    } else if (byte === QUOTE) isInText = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) depth -= 1;
  }
  return depth === 0 && !isInText;
}
