import { expect, test } from "vitest";
import { outlineOf } from "../../../src/core/language/outline";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";

test("the outline of a prompt is its tools and messages, in their order", () => {
  const text = `---
tools:
  - type: function
    function:
      name: look_up
      description: Finds an order
      parameters: { type: object, properties: {} }
---
system:
You sort tickets.
Two lines.
user:
${"long ".repeat(30)}
`;
  const outline = outlineOf(readPromptFile({ path: "a.prompty", text }));
  expect(outline.map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
    ["tool", "look_up", "Finds an order"],
    ["message", "system", "You sort tickets. Two lines."],
    ["message", "user", `${"long ".repeat(11)}long…`],
  ]);
  for (const { range, detail } of outline.slice(1)) {
    expect(text.slice(range.start, range.end)).toContain(detail.slice(0, 8));
  }
});

test("several requests each have an entry of their own", () => {
  const line = (id: string): string =>
    JSON.stringify({
      custom_id: id,
      method: "POST",
      url: "/v1/chat/completions",
      body: { model: "gpt-4o", messages: [{ role: "user", content: id }] },
    });
  const outline = outlineOf(
    readPromptFile({ path: "a.jsonl", text: [line("one"), line("two")].join("\n") }),
  );
  expect(outline.map(({ name, children }) => [name, children.map((child) => child.name)])).toEqual([
    ["one", ["user"]],
    ["two", ["user"]],
  ]);
});
