import type { MatchesPattern, PatternProblem } from "./patternMatcher";

/** The name of a pattern in the place of a format, with its index behind it. */
export const PATTERN_FORMAT = "tokenscale-pattern-";

/** A schema that is validated in bounded time. */
export interface BoundedSchema {
  /** Each `pattern` is a `format` of a name of its own. */
  readonly schema: unknown;
  readonly patterns: readonly string[];
  readonly hasUniqueItems: boolean;
  readonly problem?: PatternProblem;
}

/** Keywords that hold a schema, a list of them, or one by name. */
const ONE = new Set([
  "not",
  "if",
  "then",
  "else",
  "items",
  "contains",
  "additionalItems",
  "additionalProperties",
  "unevaluatedItems",
  "unevaluatedProperties",
  "propertyNames",
]);
const LISTS = new Set(["anyOf", "allOf", "oneOf", "prefixItems", "items"]);
const NAMED = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "dependencies",
  "$defs",
  "definitions",
]);

/** Its pattern for a URL takes exponential time, and it is no standard format. */
const SLOW_FORMATS = new Set(["url"]);

export function boundSchema(written: object, matches: MatchesPattern): BoundedSchema {
  const patterns: string[] = [];
  let hasUniqueItems = false;
  let problem: PatternProblem | undefined;
  const bound = (schema: unknown): unknown => {
    if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return schema;
    const copy: [string, unknown][] = [];
    const added: unknown[] = [];
    for (const [key, value] of Object.entries(schema)) {
      if (key === "pattern" && typeof value === "string") {
        const tried = matches(value, "");
        if (typeof tried === "object") problem ??= tried;
        added.push({ format: `${PATTERN_FORMAT}${patterns.length}` });
        patterns.push(value);
      } else if (key === "patternProperties") {
        problem ??= { kind: "not-supported", reason: "patternProperties is not supported." };
      } else if (key === "format" && SLOW_FORMATS.has(String(value))) {
        copy.push([key, "uri"]);
      } else {
        if (key === "uniqueItems" && value === true) hasUniqueItems = true;
        copy.push([key, boundMember(key, value)]);
      }
    }
    if (added.length === 0) return Object.fromEntries(copy);
    const own = copy.find(([key]) => key === "allOf")?.[1];
    const allOf = [...(Array.isArray(own) ? (own as unknown[]) : []), ...added];
    return Object.fromEntries([...copy.filter(([key]) => key !== "allOf"), ["allOf", allOf]]);
  };
  const boundMember = (key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return LISTS.has(key) ? value.map(bound) : value;
    if (ONE.has(key)) return bound(value);
    if (!NAMED.has(key) || typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bound(one)]));
  };
  const schema = bound(written);
  return { schema, patterns, hasUniqueItems, ...(problem !== undefined && { problem }) };
}
