import type { SourceRange } from "../sourceRange";

const RANGE_KEYS = new Set(["range", "keyRange", "nameRange", "detailRange"]);

/**
 * The same structure with every file range replaced: for content read from a text inside a file, or
 * from another file. Offsets within decoded texts stay.
 */
export function mapRanges<Value>(value: Value, map: (range: SourceRange) => SourceRange): Value {
  return mapAny(value, map) as Value;
}

function mapAny(value: unknown, map: (range: SourceRange) => SourceRange): unknown {
  if (Array.isArray(value)) return value.map((item) => mapAny(item, map));
  if (typeof value !== "object" || value === null || value instanceof Map) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      RANGE_KEYS.has(key) && isRange(inner) ? map(inner) : mapAny(inner, map),
    ]),
  );
}

function isRange(value: unknown): value is SourceRange {
  return typeof value === "object" && value !== null && "start" in value && "end" in value;
}
