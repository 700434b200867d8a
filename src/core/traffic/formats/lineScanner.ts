import type { LogScalar } from "./trafficFormat";

/** Makes a text of bytes; `isAscii`: none of them is 128 or more. */
export type DecodeBytes = (
  bytes: Uint8Array,
  start: number,
  end: number,
  isAscii: boolean,
) => string;

/** The members of an object that are wanted, by the hash of their names. */
interface ScanNode {
  readonly members: Map<number, ScanMember>;
}

interface ScanMember {
  readonly name: Uint8Array;
  /** Where its scalar goes; −1 if it is not wanted itself. */
  index: number;
  /** Its own members, if some of them are wanted. */
  inner: ScanNode | undefined;
  /** A line with it has to be parsed. */
  needsParse: boolean;
  /** The scan in which it was seen last. */
  seenIn: number;
}

interface ScanPlan {
  readonly paths: readonly string[];
  /** Paths with which a line has to be parsed, unless their value is null. */
  readonly parsedPaths: readonly string[];
  /** Beginnings of names of the outermost object with which a line has to be parsed. */
  readonly parsedPrefixes: readonly string[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const MAX_DEPTH = 200;
const MAX_PLAIN_DIGITS = 15;
const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;

/**
 * Finds scalars at fixed paths in a line of JSON by its bytes alone, at several times the speed of
 * `JSON.parse`. It checks all of the grammar. Whatever is unusual where something is wanted (an escape,
 * a member that stands twice, a long number) and whatever is wrong is left to `JSON.parse`: then `scan`
 * returns undefined.
 */
export class LineScanner {
  private readonly root: ScanNode = { members: new Map() };
  private readonly prefixes: readonly Uint8Array[];
  private readonly scalars: LogScalar[];
  private scans = 0;
  private at = 0;
  private end = 0;
  private bytes: Uint8Array = new Uint8Array();

  constructor(
    { paths, parsedPaths, parsedPrefixes }: ScanPlan,
    private readonly decode: DecodeBytes,
  ) {
    this.scalars = paths.map(() => undefined);
    paths.forEach((path, index) => {
      this.member(path).index = index;
    });
    for (const path of parsedPaths) this.member(path).needsParse = true;
    this.prefixes = parsedPrefixes.map(bytesOf);
  }

  /** The scalars in the order of the paths, in an array that the next scan writes again. */
  scan(bytes: Uint8Array, start: number, end: number): readonly LogScalar[] | undefined {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.scans += 1;
    this.scalars.fill(undefined);
    this.skipSpace();
    if (!this.takes(OPEN_OBJECT) || !this.object(this.root, 0)) return undefined;
    this.skipSpace();
    return this.at === this.end ? this.scalars : undefined;
  }

  /** Members and their values, after the brace; false if the line has to be parsed. */
  private object(node: ScanNode | undefined, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    this.skipSpace();
    if (this.takes(CLOSE_OBJECT)) return true;
    for (;;) {
      this.skipSpace();
      if (!this.takes(QUOTE)) return false;
      const member = this.name(node, depth);
      if (member === false) return false;
      this.skipSpace();
      if (!this.takes(COLON)) return false;
      this.skipSpace();
      if (!(member === undefined ? this.skipValue(depth) : this.wanted(member, depth)))
        return false;
      this.skipSpace();
      if (this.takes(COMMA)) continue;
      return this.takes(CLOSE_OBJECT);
    }
  }

  /** The member that a name means; undefined if none is wanted, false if the line has to be parsed. */
  private name(node: ScanNode | undefined, depth: number): ScanMember | undefined | false {
    if (node === undefined) return this.skipRestOfText() ? undefined : false;
    const { bytes, end } = this;
    const start = this.at;
    let at = start;
    let hash = HASH_START;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH || byte < 0x20) return false;
      hash = Math.imul(hash ^ byte, HASH_PRIME);
    }
    if (at >= end) return false;
    this.at = at + 1;
    if (depth === 0 && this.needsParse(start, at)) return false;
    const member = node.members.get(hash);
    if (member === undefined || !this.equals(member.name, start, at)) return undefined;
    if (member.seenIn === this.scans) return false;
    member.seenIn = this.scans;
    return member;
  }

  private wanted(member: ScanMember, depth: number): boolean {
    const byte = this.bytes[this.at];
    if (member.needsParse && byte !== 0x6e) return false;
    if (byte === OPEN_OBJECT && member.inner !== undefined) {
      this.at += 1;
      return this.object(member.inner, depth + 1);
    }
    if (member.index < 0) return this.skipValue(depth);
    if (byte === QUOTE) return this.text(member.index);
    if (byte === MINUS || (byte !== undefined && byte >= ZERO && byte <= NINE)) {
      return this.number(member.index);
    }
    if (byte === 0x74) return this.literal("true", member.index, true);
    if (byte === 0x66) return this.literal("false", member.index, false);
    return this.skipValue(depth);
  }

  private text(index: number): boolean {
    const { bytes, end } = this;
    const start = this.at + 1;
    let at = start;
    let all = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH || byte < 0x20) return false;
      all |= byte;
    }
    if (at >= end) return false;
    this.scalars[index] = this.decode(bytes, start, at, all < 0x80);
    this.at = at + 1;
    return true;
  }

  private number(index: number): boolean {
    const start = this.at;
    const isNegative = this.bytes[start] === MINUS;
    let at = isNegative ? start + 1 : start;
    let value = 0;
    const first = at;
    for (; at < this.end; at += 1) {
      const digit = (this.bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const next = this.bytes[at];
    const isPlain = at < this.end && next !== POINT && next !== 0x65 && next !== 0x45;
    if (!isPlain || at - first > MAX_PLAIN_DIGITS) {
      if (!this.skipNumber()) return false;
      this.scalars[index] = Number(this.decode(this.bytes, start, this.at, true));
      return true;
    }
    if (at === first || (at > first + 1 && this.bytes[first] === ZERO)) return false;
    this.at = at;
    this.scalars[index] = isNegative ? -value : value;
    return true;
  }

  private literal(word: string, index: number, value: boolean): boolean {
    if (!this.skipWord(word)) return false;
    this.scalars[index] = value;
    return true;
  }

  private skipValue(depth: number): boolean {
    const byte = this.bytes[this.at];
    switch (byte) {
      case QUOTE:
        this.at += 1;
        return this.skipRestOfText();
      case OPEN_OBJECT:
        this.at += 1;
        return this.object(undefined, depth + 1);
      case OPEN_ARRAY:
        this.at += 1;
        return this.skipArray(depth + 1);
      case 0x74:
        return this.skipWord("true");
      case 0x66:
        return this.skipWord("false");
      case 0x6e:
        return this.skipWord("null");
      default:
        return this.skipNumber();
    }
  }

  private skipArray(depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    this.skipSpace();
    if (this.takes(CLOSE_ARRAY)) return true;
    for (;;) {
      this.skipSpace();
      if (!this.skipValue(depth)) return false;
      this.skipSpace();
      if (this.takes(COMMA)) continue;
      return this.takes(CLOSE_ARRAY);
    }
  }

  /** After the quote. */
  private skipRestOfText(): boolean {
    const { bytes, end } = this;
    for (let at = this.at; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === QUOTE) {
        this.at = at + 1;
        return true;
      }
      if (byte < 0x20) return false;
      if (byte === BACKSLASH) {
        at += 1;
        if (!isEscape(bytes[at])) return false;
      }
    }
    return false;
  }

  private skipNumber(): boolean {
    if (this.bytes[this.at] === MINUS) this.at += 1;
    const isZero = this.bytes[this.at] === ZERO;
    const whole = this.skipDigits();
    if (whole === 0 || (isZero && whole > 1)) return false;
    if (this.takes(POINT) && this.skipDigits() === 0) return false;
    const byte = this.bytes[this.at];
    if (byte !== 0x65 && byte !== 0x45) return true;
    this.at += 1;
    const sign = this.bytes[this.at];
    if (sign === MINUS || sign === PLUS) this.at += 1;
    return this.skipDigits() > 0;
  }

  private skipDigits(): number {
    const start = this.at;
    while (this.at < this.end) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte < ZERO || byte > NINE) break;
      this.at += 1;
    }
    return this.at - start;
  }

  private skipWord(word: string): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (this.bytes[this.at + index] !== word.charCodeAt(index)) return false;
    }
    this.at += word.length;
    return this.at <= this.end;
  }

  private skipSpace(): void {
    while (this.at < this.end) {
      const byte = this.bytes[this.at];
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a) return;
      this.at += 1;
    }
  }

  private takes(byte: number): boolean {
    if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  private needsParse(start: number, end: number): boolean {
    for (const prefix of this.prefixes) if (this.begins(prefix, start, end)) return true;
    return false;
  }

  private equals(name: Uint8Array, start: number, end: number): boolean {
    return name.length === end - start && this.begins(name, start, end);
  }

  private begins(prefix: Uint8Array, start: number, end: number): boolean {
    if (prefix.length > end - start) return false;
    for (let index = 0; index < prefix.length; index += 1) {
      if (prefix[index] !== this.bytes[start + index]) return false;
    }
    return true;
  }

  private member(path: string): ScanMember {
    let node = this.root;
    const names = path.split(".");
    for (const [depth, name] of names.entries()) {
      const member = memberOf(node, bytesOf(name));
      if (depth === names.length - 1) return member;
      member.inner ??= { members: new Map() };
      node = member.inner;
    }
    throw new RangeError("a path has no names");
  }
}

/** The letter after a backslash; the four digits of a `\u` are left to `JSON.parse`. */
function isEscape(byte: number | undefined): boolean {
  switch (byte) {
    case QUOTE:
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}

function memberOf({ members }: ScanNode, name: Uint8Array): ScanMember {
  const hash = name.reduce((sum, byte) => Math.imul(sum ^ byte, HASH_PRIME), HASH_START);
  const known = members.get(hash);
  if (known !== undefined) {
    if (known.name.length !== name.length || known.name.some((byte, at) => byte !== name[at])) {
      throw new RangeError("two names of the plan have one hash");
    }
    return known;
  }
  const member: ScanMember = { name, index: -1, inner: undefined, needsParse: false, seenIn: 0 };
  members.set(hash, member);
  return member;
}

/** Of a name in ASCII. */
function bytesOf(name: string): Uint8Array {
  return Uint8Array.from(name, (character) => character.charCodeAt(0));
}
