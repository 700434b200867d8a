import type { JsonNode, JsonObject } from "../json/jsonNode";

/** Separators and escaping of a JSON text. */
interface JsonStyle {
  readonly itemSeparator: "," | ", ";
  readonly keySeparator: ":" | ": ";
  /** Whether everything outside printable ASCII is written as `\uXXXX`. */
  readonly ascii: boolean;
}

/** Like Python's `json.dumps(value, separators=(",", ":"), ensure_ascii=False)`. */
export const COMPACT: JsonStyle = { itemSeparator: ",", keySeparator: ":", ascii: false };
/** Like Python's `json.dumps(value, separators=(",", ":"))`. */
export const COMPACT_ASCII: JsonStyle = { ...COMPACT, ascii: true };
/** Like Python's `json.dumps(value, ensure_ascii=False)`. */
export const SPACED: JsonStyle = { itemSeparator: ", ", keySeparator: ": ", ascii: false };

/**
 * Writes a tree as Python's `json.dumps` writes the result of `json.loads`: in key order, a repeated
 * key at its first position with its last value, numbers as Python prints them.
 */
export function writeJson(node: JsonNode, style: JsonStyle): string {
  const write = (inner: JsonNode): string => writeJson(inner, style);
  switch (node.kind) {
    case "object":
      return `{${[...lastMembers(node)]
        .map(([key, value]) => writeString(key, style) + style.keySeparator + write(value))
        .join(style.itemSeparator)}}`;
    case "array":
      return `[${node.items.map(write).join(style.itemSeparator)}]`;
    case "string":
      return writeString(node.value, style);
    case "number":
      return pythonNumber(node.text);
    case "boolean":
      return node.value ? "true" : "false";
    case "null":
      return "null";
  }
}

/** The members of `node` as in a Python dict: each key once, at its first position, with its last value. */
export function lastMembers(node: JsonObject): Map<string, JsonNode> {
  return new Map(node.members.map(({ key, value }) => [key, value]));
}

/** A JSON string literal in the given style. */
export function writeString(text: string, style: JsonStyle): string {
  const literal = JSON.stringify(text);
  if (!style.ascii) return literal;
  return literal.replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * A JSON number as Python prints it: integers digit for digit, all others like `float.__repr__`
 * (shortest digits, `.0` on whole values, an exponent below 1e-4 and from 1e16 on).
 */
export function pythonNumber(lexeme: string): string {
  if (/^-?\d+$/.test(lexeme)) return lexeme === "-0" ? "0" : lexeme;
  const value = Number(lexeme);
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : value < 0 ? "-Infinity" : lexeme;
  if (value === 0) return lexeme.startsWith("-") ? "-0.0" : "0.0";
  const [mantissa = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const digits = mantissa.replace(/[-.]/g, "");
  const sign = value < 0 ? "-" : "";
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}
