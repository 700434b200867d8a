import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readFixture, readText } from "./fixtures";

describe("the fixture", () => {
  const fixture = readFixture("summary.prompt.yml");
  const prompt = onlyPrompt(fixture);

  test("messages, model and limit", () => {
    expect(conversation(prompt)).toEqual([
      "system: You write minutes.\nKeep to what was said.\n",
      "user: Summarise for the “{{audience}}”:\n{{transcript}}",
    ]);
    expect(prompt.model?.value).toBe("gpt-4o-mini");
    expect(fixture.at(prompt.model?.range)).toBe("gpt-4o-mini");
    expect(prompt.maxOutputTokens?.value).toBe(300);
  });

  test("placeholders stand where the escapes of the file put them", () => {
    const part = prompt.messages[1]?.parts[0];
    if (part?.kind !== "text") throw new Error("no text");
    expect(part.placeholders.map(({ range }) => fixture.at(range))).toEqual([
      "{{audience}}",
      "{{transcript}}",
    ]);
  });

  test("test data fills the variables, a row at a time", () => {
    expect(prompt.valueSets.map(({ label, values }) => [label, values.get("transcript")])).toEqual([
      ["test 1", "We agreed to ship on Monday."],
      ["test 2", "The release waits for the translation, which is due on Friday."],
    ]);
  });

  test("the schema is JSON in a text", () => {
    expect(prompt.responseFormat).toMatchObject({
      kind: "json_schema",
      name: "summary",
      strict: true,
    });
  });
});

test("a schema that is not JSON is reported where it breaks, and the messages are read", () => {
  const text =
    'responseFormat: json_schema\njsonSchema: |-\n  {\n    "name" 1\n  }\nmessages:\n  - role: user\n    content: hi\n';
  const fixture = readText("a.prompt.yml", text);
  const [problem] = fixture.file.problems;
  expect(problem).toMatchObject({
    code: "broken-file",
    message: "jsonSchema is not JSON: colon expected.",
  });
  expect(fixture.at(problem?.range)).toBe("1");
  expect(conversation(onlyPrompt(fixture))).toEqual(["user: hi"]);
});

test.each([
  [
    "responseFormat: xml\nmessages: []",
    "responseFormat is none of text, json_object and json_schema.",
  ],
  [
    "responseFormat: json_schema\nmessages: []",
    "jsonSchema is missing: responseFormat is json_schema.",
  ],
  ["services:\n  web: {}\n", "No prompt: a list of messages is missing."],
])("%j", (text, message) => {
  expect(readText("a.prompt.yml", text).file.problems[0]?.message).toBe(message);
});

test("valid YAML that is not a prompt is not counted", () => {
  expect(readText("a.prompt.yml", "a: 1").file.prompts).toEqual([]);
});
