import { describe, expect, test } from "vitest";
import { readText, reasons } from "./fixtures";

function leftOutOf(path: string, text: string): readonly string[] {
  return reasons(readText(path, text).file);
}

const MESSAGES = 'messages: [{ role: "user", content: "Sort the letter." }]';

describe("what a request in code sends and no literal shows is named", () => {
  test.each([
    ["tools: [zodFunction({ name: 'a' })]", "tools that the program defines"],
    ["tools: makeTools()", "tools that the program defines"],
    ["tools", "tools that the program defines"],
    [
      "response_format: zodResponseFormat(X, 'x')",
      "the response format, which the program defines",
    ],
    ["...options", "what ...options holds"],
    ["previous_response_id: last.id", "the earlier response that previous_response_id names"],
  ])("%s", (member, reason) => {
    const text = `const r = await api.chat.completions.create({ model: "gpt-4o", ${MESSAGES}, ${member} });`;
    expect(leftOutOf("a.ts", text)).toContain(reason);
  });

  test.each([
    "temperature: heat",
    "tools: undefined",
    "tools: []",
    "user: currentUser()",
    'response_format: { type: "json_object" }',
  ])("%s leaves nothing out", (member) => {
    expect(leftOutOf("a.ts", `create({ model: "gpt-4o", ${MESSAGES}, ${member} })`)).toEqual([]);
  });
});
