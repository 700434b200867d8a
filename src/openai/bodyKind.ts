/** The syntax of an answer's body, detected from its first byte because servers mislabel it. */
export type BodyKind = "json" | "events";

const WHITE_SPACE: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;

/** Undefined until something other than white space or a byte order mark has arrived. */
export function bodyKindOf(bytes: Uint8Array): BodyKind | undefined {
  const first = bytes.find((byte) => !WHITE_SPACE.has(byte));
  if (first === undefined) return undefined;
  return first === OPENING_BRACE || first === OPENING_BRACKET ? "json" : "events";
}
