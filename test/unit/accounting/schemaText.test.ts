import fc from "fast-check";
import { expect, test } from "vitest";
import { writeResponseFormat } from "../../../src/core/accounting/schemaText";
import { parseJson } from "../../../src/core/json/parseJson";
import { node } from "./requests";

function write(schema: unknown): string {
  const range = { start: 0, end: 0 };
  return writeResponseFormat({ kind: "json_schema", name: "n", schema: node(schema), range });
}

const HEAD = "# Response Formats\n\n## n\n\n";

test("constraints are left out at every level, names and references stay", () => {
  expect(
    write({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      title: "T",
      properties: {
        default: { type: "string", format: "date", minLength: 1, default: "x" },
        pattern: { $ref: "#/$defs/format" },
      },
      required: ["default"],
      additionalProperties: false,
      $defs: { format: { type: "integer", minimum: 0, exclusiveMaximum: 9, description: "é" } },
    }),
  ).toBe(
    `${HEAD}{"type":"object","title":"T","properties":{"default":{"type":"string"},` +
      '"pattern":{"$ref":"#/$defs/format"}},' +
      '"$defs":{"format":{"type":"integer","description":"\\u00e9"}}}',
  );
});

test("values that are the user's stay whole", () => {
  const schema = { enum: [{ default: 1 }], const: { pattern: "a" } };
  expect(write(schema)).toBe(HEAD + JSON.stringify(schema));
});

test("any JSON is written, the same each time, and no longer than it is with every character escaped", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { root } = parseJson(text);
      const schema = root ?? node(null);
      const written = write(JSON.parse(text));
      const range = { start: 0, end: 0 };
      const again = writeResponseFormat({ kind: "json_schema", name: "n", schema, range });
      expect(again.length).toBeLessThanOrEqual(HEAD.length + 6 * text.length + 400);
      expect(written.startsWith(HEAD)).toBe(true);
      expect(() => void JSON.parse(written.slice(HEAD.length))).not.toThrow();
    }),
  );
});
