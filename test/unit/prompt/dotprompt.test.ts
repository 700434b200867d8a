import { describe, expect, test } from "vitest";
import { compactJson } from "../../../src/core/json/compactJson";
import { parseYaml } from "../../../src/core/json/parseYaml";
import { expandPicoschema } from "../../../src/core/prompt/formats/picoschema";
import { conversation, onlyPrompt, readFixture, readText, uses } from "./fixtures";

describe("the fixture", () => {
  const fixture = readFixture("greeting.prompt");
  const prompt = onlyPrompt(fixture);

  test("comments may stand before the frontmatter", () => {
    expect(fixture.file.problems).toEqual([]);
    expect(prompt.model).toMatchObject({ value: "gpt-4o" });
    expect(fixture.at(prompt.model?.range)).toBe("gpt-4o");
    expect(prompt.maxOutputTokens?.value).toBe(120);
  });

  test("roles begin messages, blank ones are dropped, white space is sent", () => {
    expect(conversation(prompt)).toEqual([
      "system: \nYou greet guests of a hotel in {{language}}.\n{{#each visits}}\n- here on {{date}}\n{{/each}}\n",
      "user: [image]|\nGreet {{guest}}.\n{{history}}",
      "assistant: \nWelcome, {{guest}}!",
    ]);
    expect(prompt.messages[1]?.parts[0]).toMatchObject({ kind: "image", variable: "photo" });
  });

  test("names inside a loop are the items', not the prompt's", () => {
    expect(uses(fixture, prompt)).toContain("– {{date}}");
    expect(prompt.variables.map(({ name, defaultValue }) => [name, defaultValue])).toEqual([
      ["guest", "guest of room 12"],
      ["language", "English"],
      ["photo", undefined],
      ["visits", undefined],
      ["history", undefined],
    ]);
  });

  test("the output's schema is sent as a JSON schema, a tool by name is one the program knows", () => {
    const { responseFormat, tools } = prompt;
    if (responseFormat?.kind !== "json_schema") throw new Error("no schema");
    expect(responseFormat.name).toBe("output");
    expect(compactJson(responseFormat.schema)).toBe(
      '{"type":"object","properties":{"greeting":{"type":"string","description":"what to say"},' +
        '"mood":{"enum":["warm","formal"],"description":"how it sounds"},' +
        '"notes":{"type":["array","null"],"items":{"type":"string"}}},' +
        '"required":["greeting","mood"],"additionalProperties":false}',
    );
    expect(tools.map(({ type, name }) => [type, name])).toEqual([
      ["reference", "bookTable"],
      ["function", "weather"],
    ]);
  });
});

test.each([
  ["Hello {{name}}", ["user: Hello {{name}}"]],
  ['{{role "system"}}A{{role "user"}}B', ["system: A", "user: B"]],
  ['{{role "system"}}{{role "model"}}A', ["assistant: A"]],
  ["A{{history}}B", ["user: A{{history}}", "assistant: B"]],
  ['{{! note }}\n{{role "system"}}A', ["system: A"]],
  [
    'See {{media url="https://x.org/a.png" contentType="image/png"}} there',
    ["user: See |[image]| there"],
  ],
  ['{{media url=doc contentType="application/pdf"}}', ["user: [opaque]"]],
  ['{{#if a}}A{{/if}}{{section "x"}}', ['user: {{#if a}}A{{/if}}{{section "x"}}']],
])("%s", (body, messages) => {
  expect(conversation(onlyPrompt(readText("a.prompt", body)))).toEqual(messages);
});

test.each([
  [
    "type: object\nproperties: {a: {type: string}}",
    '{"type":"object","properties":{"a":{"type":"string"}}}',
  ],
  ["string, the name", '{"type":"string","description":"the name"}'],
  [
    "a?: integer",
    '{"type":"object","properties":{"a":{"type":["integer","null"]}},"additionalProperties":false}',
  ],
  [
    "a(object, inner):\n  b: any",
    '{"type":"object","properties":{"a":{"type":"object","properties":{"b":{}},"required":["b"],' +
      '"additionalProperties":false,"description":"inner"}},"required":["a"],"additionalProperties":false}',
  ],
  [
    "a?(enum): [x, y]",
    '{"type":"object","properties":{"a":{"enum":["x","y",null]}},"additionalProperties":false}',
  ],
  ["(*): number", '{"type":"object","properties":{},"additionalProperties":{"type":"number"}}'],
])("Picoschema %j", (yaml, schema) => {
  const { root } = parseYaml(yaml);
  expect(root && compactJson(expandPicoschema(root))).toBe(schema);
});
