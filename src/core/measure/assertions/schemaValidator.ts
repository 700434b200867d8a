import type { Schema } from "@cfworker/json-schema";
import type { MatchesPattern, PatternProblem } from "./patternMatcher";
import { type BoundedSchema, boundSchema, PATTERN_FORMAT } from "./boundSchema";

/** Whether a value is as its schema says. */
export type Validation =
  | { readonly kind: "valid" }
  | { readonly kind: "invalid"; readonly reason: string }
  | PatternProblem;

export type SchemaValidator = (schema: unknown, value: unknown) => Validation;

/** `uniqueItems` compares each item with all others. */
const MAX_UNIQUE_ITEMS = 3_000;

/**
 * A validator of JSON Schema (draft 2020-12, and what earlier ones spell otherwise). The package runs
 * patterns as JavaScript does, whose time has no bound, so they are matched by `matches` instead.
 */
export async function loadSchemaValidator(matches: MatchesPattern): Promise<SchemaValidator> {
  const { Validator, format } = await import("@cfworker/json-schema");
  const prepared = new WeakMap<object, BoundedSchema>();
  const check = (schema: unknown, value: unknown): Validation => {
    if (schema === true) return { kind: "valid" };
    if (!isRecord(schema)) return { kind: "error", reason: "The schema is not an object." };
    let bounded = prepared.get(schema);
    if (bounded === undefined) {
      bounded = boundSchema(schema, matches);
      prepared.set(schema, bounded);
    }
    if (bounded.problem !== undefined) return bounded.problem;
    if (bounded.hasUniqueItems && longestList(value) > MAX_UNIQUE_ITEMS) {
      return { kind: "error", reason: "A list is too long to look for equal items." };
    }
    const { patterns } = bounded;
    for (const [index, pattern] of patterns.entries()) {
      format[`${PATTERN_FORMAT}${index}`] = (text) => matches(pattern, text) === true;
    }
    try {
      const { valid, errors } = new Validator(bounded.schema as Schema, "2020-12").validate(value);
      if (valid) return { kind: "valid" };
      const error = errors.at(-1);
      return { kind: "invalid", reason: error ? placedError(error) : "Not as the schema says." };
    } finally {
      for (const index of patterns.keys()) delete format[`${PATTERN_FORMAT}${index}`];
    }
  };
  return (schema, value) => {
    try {
      return check(schema, value);
    } catch (error) {
      return error instanceof RangeError
        ? { kind: "error", reason: "The schema or the answer is nested too deep." }
        : { kind: "error", reason: "The schema is not valid." };
    }
  };
}

function placedError(error: { readonly instanceLocation: string; readonly error: string }): string {
  const place = error.instanceLocation.replace(/^#\/?/, "");
  const message = error.error.includes(PATTERN_FORMAT)
    ? "The text does not match its pattern."
    : error.error;
  return place === "" ? message : `${place}: ${message}`;
}

function longestList(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((most, item) => Math.max(most, longestList(item)), value.length);
  }
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce<number>((most, item) => Math.max(most, longestList(item)), 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
