import { type JsonNode, stringValue } from "../json/jsonNode";
import type { Schema } from "./jsonSchema";
import { SPACED, writeJson } from "./pythonJson";

/** A text as comment lines, each with its newline; empty if the text is empty or undefined. */
export function writeComment(text: string | undefined): string {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return "";
  return trimmed
    .split("\n")
    .map((line) => `${`// ${line.trim()}`.trimEnd()}\n`)
    .join("");
}

/** Title and description as comment lines. */
export function writeComments({ keywords }: Schema): string {
  return (
    writeComment(stringValue(keywords.get("title"))) +
    writeComment(stringValue(keywords.get("description")))
  );
}

/** The default of a multi-line type, which is shown above it. */
export function writeDefaultComment({ keywords }: Schema): string {
  const value = keywords.get("default");
  return value ? `// default: ${writeJson(value, SPACED)}\n` : "";
}

/** The constraints that a type shows. A format is quoted after a property, not after a variant. */
export function writeConstraints({ keywords }: Schema, isQuoted: boolean): string[] {
  switch (stringValue(keywords.get("type"))) {
    case "number":
      return limits(keywords, ["minimum", "maximum"], writeFloat);
    case "integer":
      return limits(keywords, ["minimum", "maximum"]);
    case "array":
      return limits(keywords, ["minItems", "maxItems"]);
    case "string": {
      const format = stringValue(keywords.get("format"));
      const shown = limits(keywords, ["minLength", "maxLength", "pattern"]);
      return format === undefined
        ? shown
        : [`format: ${isQuoted ? JSON.stringify(format) : format}`, ...shown];
    }
    default:
      return [];
  }
}

function limits(
  keywords: ReadonlyMap<string, JsonNode>,
  names: readonly string[],
  write: (value: JsonNode) => string = (value) => writeJson(value, SPACED),
): string[] {
  return names.flatMap((name) => {
    const value = keywords.get(name);
    return value ? [`${name}: ${write(value)}`] : [];
  });
}

/** The limits of a `number` are floats even if written as integers: `100.0`. */
function writeFloat(value: JsonNode): string {
  const written = writeJson(value, SPACED);
  return /^-?\d+$/.test(written) ? `${written}.0` : written;
}
