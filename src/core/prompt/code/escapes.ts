const SIMPLE: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

interface Escape {
  readonly text: string;
  /** The position after the escape. */
  readonly end: number;
}

/** Reads the escape at `at`, a backslash, as in JavaScript and Python. */
export function readEscape(source: string, at: number): Escape {
  const char = source.charAt(at + 1);
  if (char === "\n") return { text: "", end: at + 2 };
  if (char === "\r") return { text: "", end: at + (source[at + 2] === "\n" ? 3 : 2) };
  const pattern = CODE_POINTS[char];
  if (pattern !== undefined) {
    const match = pattern.exec(source.slice(at, at + 12));
    const code = parseInt(match?.[1] ?? match?.[2] ?? "", 16);
    if (match !== null && code <= 0x10ffff) {
      return { text: String.fromCodePoint(code), end: at + match[0].length };
    }
  }
  return { text: SIMPLE[char] ?? char, end: Math.min(source.length, at + 2) };
}

const CODE_POINTS: Readonly<Record<string, RegExp>> = {
  x: /^\\x([\da-f]{2})/i,
  u: /^\\u(?:([\da-f]{4})|\{([\da-f]{1,6})\})/i,
  U: /^\\U([\da-f]{8})/i,
};
