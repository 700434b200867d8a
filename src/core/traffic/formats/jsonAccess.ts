import { isObject, type JsonObject, type LogScalar } from "./trafficFormat";

/** The member at a path such as `usage.prompt_tokens`. Only own members count. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (!isObject(found) || !Object.hasOwn(found, key)) return undefined;
    found = found[key];
  }
  return found;
}

export function scalarOf(value: unknown): LogScalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A count, as a number or in digits; undefined if there is none. NaN if it is no whole number. */
export function countOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  return /^-?\d+(?:\.0+)?$/.test(value.trim()) ? Number(value) : NaN;
}

/** A value that some exports write as a text of JSON; anything else as it is. */
export function unwrapJson(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** An object, or a text of one. */
export function objectOf(value: unknown): JsonObject | undefined {
  const found = unwrapJson(value);
  return isObject(found) ? found : undefined;
}
