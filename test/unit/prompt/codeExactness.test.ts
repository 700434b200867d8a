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

describe("calls of other libraries and shapes", () => {
  test.each([
    [
      "a.ts",
      'generateText({ model: openai("gpt-4o"), prompt: "Sort the letter.", tools: { a: { description: "x" } } })',
      "tools that the program defines",
    ],
    [
      "a.ts",
      'generateObject({ model: openai("gpt-4o"), prompt: "Sort the letter.", schema: z.object({}) })',
      "the output schema, which the program defines",
    ],
    [
      "a.ts",
      'api.responses.create({ model: "gpt-4o", input: "Sort it.", prompt: { id: "pmpt_1" } })',
      "the stored prompt",
    ],
    [
      "a.py",
      'api.responses.parse(model="gpt-4o", input=[{"role": "user", "content": "Sort it."}], text_format=Sorted)',
      "the response format, which the program defines",
    ],
    [
      "a.py",
      'completion("gpt-4o", [{"role": "user", "content": "Sort it."}], tools=get_tools())',
      "tools that the program defines",
    ],
    [
      "a.py",
      'create(model="gpt-4o", messages=[{"role": "user", "content": "Sort it."}] if q else other)',
      "what the program does with this list",
    ],
    [
      "a.py",
      'ChatPromptTemplate.from_messages([("system", "You sort."), MessagesPlaceholder("h")])',
      'the messages of MessagesPlaceholder("h")',
    ],
    [
      "a.py",
      'llm = ChatOpenAI().bind_tools([a])\nllm.invoke([HumanMessage("Sort it."), HumanMessage("Now.")])',
      "what bind_tools adds",
    ],
  ])("%s: %s", (path, text, reason) => {
    expect(leftOutOf(path, text)).toContain(reason);
  });

  test("the number of answers and the service tier are read", () => {
    const text = `create({ model: "gpt-4o", ${MESSAGES}, n: 5, service_tier: "priority", seed: 1 })`;
    const [prompt] = readText("a.ts", text).file.prompts;
    expect(prompt?.settings?.map(({ key }) => key)).toEqual(["n", "service_tier"]);
  });
});
