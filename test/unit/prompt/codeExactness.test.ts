import { describe, expect, test } from "vitest";
import { readText, reasons } from "./fixtures";

function leftOutOf(path: string, text: string): readonly string[] {
  return reasons(readText(path, text).file);
}

const MESSAGES = 'messages: [{ role: "user", content: "Sort the letter." }]';

const PY_MESSAGES = 'messages=[{"role": "user", "content": "Sort the letter."}]';

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

describe("the written part of a definition that a helper makes is counted", () => {
  test.each([
    ["a.ts", 'tools: [zodFunction({ name: "open", description: "Opens.", parameters: X })]'],
    ["a.ts", 'tools: [tool(run, { name: "open", description: "Opens.", schema: X })]'],
    ["a.ts", 'tools: [tool("open", { description: "Opens.", parameters: X }), more()]'],
    ["a.ts", 'tools: { open: tool({ description: "Opens.", inputSchema: X }) }'],
    ["a.ts", 'tools: [{ type: "function", function: { function: open, description: "Opens." } }]'],
    ["a.ts", "tools: [{ name: `open`, description: `Opens.${more}`, parameters: schemaOf(X) }]"],
    ["a.py", 'tools=[openai.pydantic_function_tool(open, description="Opens.")]'],
    ["a.py", 'tools=[FunctionTool(name="open", description="Opens.", on_invoke_tool=run)]'],
  ])("%s: %s", (path, member) => {
    const text =
      path === "a.py" ? `create(${PY_MESSAGES}, ${member})` : `create({${MESSAGES}, ${member}})`;
    const { file } = readText(path, text);
    const [prompt] = file.prompts;
    expect(prompt?.tools[0]).toMatchObject({
      name: "open",
      description: expect.stringMatching(/^Opens\./) as string,
    });
    expect(reasons(file)).toContain("tools that the program defines");
  });

  test("through a variable", () => {
    const text = `const t = zodFunction({ name: "open" });\nconst T = [t, ...other];\ncreate({ ${MESSAGES}, tools: T })`;
    const { file } = readText("a.ts", text);
    expect(file.prompts.flatMap(({ tools }) => tools.map(({ name }) => name))).toEqual(["open"]);
    expect(reasons(file)).toEqual(["tools that the program defines"]);
  });

  test.each([
    "response_format: zodResponseFormat(X, 'letter')",
    "model: 'gpt-4o', text: { format: zodTextFormat(X, 'letter') }",
  ])("%s", (member) => {
    const messages = member.startsWith("model") ? 'input: "Sort it."' : MESSAGES;
    const { file } = readText("a.ts", `create({ ${messages}, ${member} })`);
    expect(file.prompts[0]?.responseFormat).toMatchObject({ kind: "json_schema", name: "letter" });
    expect(reasons(file)).toContain("the response format, which the program defines");
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

  test.each([
    ["a.ts", "tool_choice: choice", "the tool choice, which the program makes"],
    ["a.ts", "tools: [{ name: 'a', ['desc' + 'ription']: 'b' }]", "tools that the program defines"],
    ["a.ts", "tools: [{ name: 'a', parameters: { [key]: 1 } }]", "tools that the program defines"],
    ["a.py", 'tools=[{"name": "a", KEY: "b"}]', "tools that the program defines"],
    ["a.py", 'tools=[{"name": "a", "description": f"Now {x}."}]', "tools that the program defines"],
    ["a.py", "functions=FUNCTIONS", "functions that the program defines"],
    ["a.py", "response_model=Letter", "the response model, which the program defines"],
    ["a.py", "n=3 if many else 1", "the program sets n, and one answer is priced"],
    [
      "a.ts",
      "service_tier: tier",
      "the program sets service_tier, and the standard tier is priced",
    ],
    [
      "a.ts",
      'functions: [{ name: "a" }], function_call: { name: "a" }',
      "the older functions and function calls are counted as tools",
    ],
  ])("%s: %s", (path, member, reason) => {
    const text =
      path === "a.py" ? `create(${PY_MESSAGES}, ${member})` : `create({${MESSAGES}, ${member}})`;
    expect(leftOutOf(path, text)).toContain(reason);
  });

  test.each([
    ["a.ts", 'create({ messages: [{ role, content: "Sort the letter." }] })'],
    ["a.ts", 'create({ messages: [{ role: a ? "user" : "system", content: "Sort it." }] })'],
    ["a.py", 'create(messages=[{"role": role, "content": "Sort the letter."}])'],
  ])("a message whose role the program chooses is read: %s %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts).toHaveLength(1);
    expect(reasons(file)).toEqual(["messages that the program adds"]);
  });

  test.each([
    ["a.ts", 'create({ model: "gpt-4o", input: "Sort it.", instructions })', ["instructions"]],
    ["a.py", 'create(messages=[{"role": "user", "content": "Sort {}.".format(letter)}])', []],
    ["a.py", 'create(messages=[{"role": "user", "content": "Sort {0!r:>9}.".format(x)}])', []],
  ])("what the program puts in is no text: %s %s", (path, text, names) => {
    const [prompt] = readText(path, text).file.prompts;
    const parts = [prompt?.instructions, ...(prompt?.messages ?? []).flatMap((each) => each.parts)];
    const placeholders = parts.flatMap((part) => (part?.kind === "text" ? part.placeholders : []));
    expect(placeholders).toHaveLength(1);
    expect(prompt?.variables.map(({ name }) => name)).toEqual(names);
  });

  test("the number of answers and the service tier are read", () => {
    const text = `create({ model: "gpt-4o", ${MESSAGES}, n: 5, service_tier: "priority", seed: 1 })`;
    const [prompt] = readText("a.ts", text).file.prompts;
    expect(prompt?.settings?.map(({ key }) => key)).toEqual(["n", "service_tier"]);
  });
});
