import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeComment } from "../../../src/core/accounting/schemaComments";
import { writeParameters } from "../../../src/core/accounting/typeScriptType";
import type { Endpoint } from "../../../src/core/prompt/prompt";
import { node } from "./requests";

function write(parameters: unknown, endpoint: Endpoint = "chat"): string {
  return writeParameters(node(parameters), endpoint).text;
}

function writeProperty(property: object, endpoint: Endpoint = "chat"): string {
  const text = write({ type: "object", properties: { p: property } }, endpoint);
  return text.replace(/^_: \{ ?\n?/, "").replace(/ ?\}$/, "");
}

describe("an object (R3)", () => {
  test("without comments is on one line", () => {
    expect(
      write({
        type: "object",
        properties: {
          city: { type: "string" },
          days: { type: "integer" },
          where: { type: "object", properties: { lat: { type: "number" } }, required: ["lat"] },
        },
        required: ["city"],
        additionalProperties: false,
      }),
    ).toBe("_: { city: string, days?: integer, where?: { lat: number } }");
  });

  test("with a description spans lines without indentation", () => {
    expect(
      write({
        type: "object",
        properties: {
          where: {
            type: "object",
            description: "A place.",
            properties: { lat: { type: "number", title: "Latitude" } },
          },
          far: { type: "boolean" },
        },
      }),
    ).toBe("_: {\n// A place.\nwhere?: {\n// Latitude\nlat?: number,\n},\nfar?: boolean,\n}");
  });

  test("has its own title and description before the brace", () => {
    expect(
      write({
        type: "object",
        title: "Place",
        description: "Where it is.",
        properties: { lat: { type: "number" } },
      }),
    ).toBe("_: // Place\n// Where it is.\n{ lat?: number }");
  });

  test("without properties disappears, in alternatives too", () => {
    expect(write({ type: "object", properties: {} })).toBe("");
    expect(write({ type: "object" })).toBe("");
    expect(
      write({
        type: "object",
        properties: {
          any: { type: "object", description: "Gone with its comment." },
          maybe: { anyOf: [{ type: "object" }, { type: "null" }] },
          empty: { type: "object", properties: {} },
        },
      }),
    ).toBe("_: { maybe?: null, empty?: any }");
  });

  test("that is open says so", () => {
    expect(
      write({ type: "object", properties: { a: { type: "string" } }, additionalProperties: true }),
    ).toBe("_: { a?: string, [k: string]: any }");
  });
});

describe("a property (R3)", () => {
  test.each<[string, object, string]>([
    ["an enum", { enum: ["a", 1, null, "é"] }, 'p?: "a" | 1 | null | "é"'],
    ["an array", { type: "array", items: { type: "string" } }, "p?: string[]"],
    ["an array of an enum", { type: "array", items: { enum: ["a", "b"] } }, 'p?: Array<"a" | "b">'],
    ["an array of one literal", { type: "array", items: { enum: ["a"] } }, 'p?: "a"[]'],
    [
      "an array of commented items",
      { type: "array", items: { type: "string", description: "One." } },
      "p?: Array<\n// One.\nstring\n>,\n",
    ],
    [
      "an array of objects in lines",
      {
        type: "array",
        items: { type: "object", properties: { a: { type: "string", title: "A" } } },
      },
      "p?: Array<\n{\n// A\na?: string,\n}\n>,\n",
    ],
    ["alternatives", { anyOf: [{ type: "string" }, { type: "null" }] }, "p?: string | null"],
    ["a list of types", { type: ["string", "null"] }, "p?: string | null"],
    [
      "title and description",
      { type: "string", title: "T", description: "D" },
      "// T\n// D\np?: string,\n",
    ],
    ["a default", { type: "string", default: "x" }, 'p?: string, // default: "x"\n'],
    [
      "limits",
      { type: "integer", minimum: 0, maximum: 5 },
      "p?: integer, // minimum: 0, maximum: 5\n",
    ],
    [
      "limits of a number, as floats",
      { type: "number", minimum: 0, maximum: 99.5 },
      "p?: number, // minimum: 0.0, maximum: 99.5\n",
    ],
    [
      "a large limit of a number",
      { type: "number", maximum: 1e21 },
      "p?: number, // maximum: 1e+21\n",
    ],
    [
      "limits of an array",
      { type: "array", items: { type: "string" }, minItems: 1 },
      "p?: string[], // minItems: 1\n",
    ],
    ["a format", { type: "string", format: "date" }, 'p?: string, // format: "date"\n'],
    ["a number's format", { type: "number", format: "double" }, "p?: number"],
    [
      "a default of a type in lines",
      {
        anyOf: [{ type: "string", description: "A." }, { type: "null" }],
        default: null,
      },
      "// default: null\np?: \n | string // A.\n | null\n,\n",
    ],
    [
      "a format among alternatives",
      { anyOf: [{ type: "string", format: "date" }, { type: "null" }] },
      "p?: \n | string // format: date\n | null\n,\n",
    ],
    ["unknown keys", { type: "string", lte: 5, "x-order": 1 }, "p?: string"],
  ])("with %s", (_, property, expected) => {
    expect(writeProperty(property)).toBe(expected);
  });

  test("of several types repeats its description in chat, not in Responses", () => {
    const property = { type: ["string", "null"], description: "D" };
    expect(writeProperty(property)).toBe("// D\np?: \n | string // D\n | null // D\n,\n");
    expect(writeProperty(property, "responses")).toBe("// D\np?: string | null,\n");
  });

  test("of several types has the comma after the last of them in Responses", () => {
    const property = { type: ["integer", "null"], minimum: 0, maximum: 255 };
    expect(writeProperty(property, "responses")).toBe(
      "p?: \n | integer // minimum: 0, maximum: 255\n | null,\n",
    );
  });

  test("of one type referenced by allOf is followed by that type's title", () => {
    const schema = {
      type: "object",
      properties: { p: { allOf: [{ $ref: "#/$defs/Colour" }], description: "D" } },
      $defs: { Colour: { enum: ["red", "blue"], title: "Colour", type: "string" } },
    };
    expect(write(schema)).toBe('_: {\n// D\np?: "red" | "blue" // Colour\n,\n}');
  });
});

describe("references", () => {
  test("are inlined", () => {
    expect(
      write({
        type: "object",
        properties: { a: { $ref: "#/$defs/A~1B" } },
        $defs: { "A/B": { type: "object", properties: { b: { type: "string" } } } },
      }),
    ).toBe("_: { a?: { b?: string } }");
  });

  test("in a circle are cut, and said", () => {
    const { text, unconfirmed } = writeParameters(
      node({
        type: "object",
        properties: { child: { $ref: "#" }, name: { type: "string" } },
      }),
      "chat",
    );
    expect(text).toBe("_: { child?: { child?: any, name?: string }, name?: string }");
    expect(unconfirmed).toContain("a $ref in a circle");
  });
});

test("keywords that no recording shows are noted", () => {
  const unconfirmed = (property: object) =>
    writeParameters(node({ type: "object", properties: { p: property } }), "chat").unconfirmed;
  expect(unconfirmed({ type: "string" })).toEqual([]);
  expect(unconfirmed({ type: "string", pattern: "a" })).toEqual(["pattern"]);
  expect(unconfirmed({ oneOf: [{ type: "string" }] })).toEqual(["oneOf"]);
});

test("a comment has each line trimmed, and an empty one is left out", () => {
  expect(writeComment("  First.\n\n   Second. ")).toBe("// First.\n//\n// Second.\n");
  expect(writeComment(" \n ")).toBe("");
  expect(writeComment(undefined)).toBe("");
});

/** Schemas of every kind, broken ones among them, with references to one another. */
const { schema: anySchema } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom<unknown>({}, true, null, "text", 5, []),
    fc.record(
      {
        type: fc.constantFrom<unknown>(
          "string",
          "integer",
          "object",
          "array",
          "null",
          ["string", "null"],
          [],
          7,
        ),
        title: fc.oneof(fc.string(), fc.constant(5)),
        description: fc.string({ unit: "binary" }),
        default: fc.jsonValue(),
        enum: fc.array(fc.jsonValue()),
        const: fc.jsonValue(),
        minimum: fc.double(),
        format: fc.string(),
        required: fc.array(fc.string()),
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        $ref: fc.constantFrom(
          "#",
          "#/$defs/a",
          "#/$defs/b",
          "#/properties/a",
          "#/nowhere",
          "other",
        ),
        properties: fc.dictionary(fc.string(), tie("schema")),
        items: tie("schema"),
        anyOf: fc.array(tie("schema")),
        allOf: fc.array(tie("schema")),
        oneOf: fc.array(tie("schema")),
        $defs: fc.record({ a: tie("schema"), b: tie("schema") }),
      },
      { requiredKeys: [] },
    ),
  ),
}));

test("any schema is written, the same each time, in bounded size", () => {
  fc.assert(
    fc.property(
      anySchema,
      fc.constantFrom("chat" as const, "responses" as const),
      (schema, api) => {
        const tree = node(schema);
        const { text } = writeParameters(tree, api);
        expect(writeParameters(tree, api).text).toBe(text);
        expect(text.length).toBeLessThan(4_000_000);
      },
    ),
    { numRuns: 200 },
  );
});

test("references that double at each step are cut before they explode", () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 60 }, (_, step) => [
      `s${step}`,
      {
        type: "object",
        description: "A text that is repeated wherever it is referred to. ".repeat(20),
        properties: { a: { $ref: `#/$defs/s${step + 1}` }, b: { $ref: `#/$defs/s${step + 1}` } },
      },
    ]),
  );
  const schema = { type: "object", properties: { a: { $ref: "#/$defs/s0" } }, $defs };
  const { text, unconfirmed } = writeParameters(node(schema), "chat");
  expect(text.length).toBeLessThan(4_000_000);
  expect(unconfirmed).toContain("a schema of this size");
});

test("a schema nested 400 levels deep is cut", () => {
  let schema: object = { type: "string" };
  for (let depth = 0; depth < 400; depth += 1) schema = { type: "array", items: schema };
  const tree = node({ type: "object", properties: { a: schema } });
  expect(writeParameters(tree, "chat").text).toBe(`_: { a?: any${"[]".repeat(40)} }`);
});
