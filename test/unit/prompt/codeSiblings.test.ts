import { describe, expect, test } from "vitest";
import { conversation, readText, reasons } from "./fixtures";

const PY_USER = '{"role": "user", "content": "Which drawer?"}';
const PY_SYSTEM = '{"role": "system", "content": "You sort letters into drawers."}';
const TS_USER = '{ role: "user", content: "Which drawer?" }';
const TS_SYSTEM = '{ role: "system", content: "You sort letters into drawers." }';
const TS_CREATE = 'client.chat.completions.create({ model: "gpt-4o", messages })';
const SYSTEM = "You sort letters into drawers.";

/** The reasons of the request that has the text, of all requests that a program may have. */
function reasonsOf(path: string, text: string): readonly string[] {
  const { file } = readText(path, text);
  expect(file.prompts).not.toEqual([]);
  return reasons(file);
}

describe("a function of the program may send more than it is given", () => {
  test.each([
    [
      "a.py",
      `def ask(messages):\n    return api.create(model="gpt-4o", messages=messages, tools=T)\nask([${PY_USER}])`,
    ],
    [
      "a.py",
      `async def ask(**kwargs):\n    return await api.create(tools=T, **kwargs)\nawait ask(messages=[${PY_USER}])`,
    ],
    [
      "a.py",
      `class Sorter:\n    def ask(self, messages):\n        return self.api.create(messages=[S] + messages)\n    def go(self):\n        return self.ask([${PY_USER}])`,
    ],
    ["a.py", `class Chat:\n    pass\nChat([${PY_USER}]).send()`],
    ["a.py", `ask = partial(api.create, tools=T)\nask(messages=[${PY_USER}])`],
    ["a.py", `ask = lambda messages: api.create(messages=messages, tools=T)\nask([${PY_USER}])`],
    ["a.ts", `const ask = (messages) => api.create({ messages, tools });\nask([${TS_USER}]);`],
    [
      "a.ts",
      `const ask = ({ messages }) => api.create({ messages, tools });\nask({ messages: [${TS_USER}] });`,
    ],
    [
      "a.ts",
      `async function ask(messages, options) { return api.create({ messages, ...options }); }\nawait ask([${TS_USER}], { tools });`,
    ],
    [
      "a.ts",
      `const ask = withTools(api.create);\nask({ model: "gpt-4o", messages: [${TS_USER}] });`,
    ],
  ])("%s: %s", (path, text) => {
    expect(reasonsOf(path, text).join()).toMatch(/what \w+ does with it|the program adds/);
  });

  test.each([
    ["a.ts", `const ask = client.chat.completions.create;\nask({ messages: [${TS_USER}] });`],
    [
      "a.ts",
      `const ask = client.create.bind(client);\nask({ model: "gpt-4o", messages: [${TS_USER}] });`,
    ],
    ["a.py", `from litellm import completion\ncompletion(model="gpt-4o", messages=[${PY_USER}])`],
    [
      "a.ts",
      `await fetch(url, { body: JSON.stringify({ model: "gpt-4o", messages: [${TS_USER}] }) });`,
    ],
  ])("another name of an SDK's function does not: %s: %s", (path, text) => {
    expect(reasonsOf(path, text)).toEqual([]);
  });
});

describe("what changes or joins a request in any other place makes it an estimate", () => {
  test.each([
    [
      "a.ts",
      `const messages = [${TS_SYSTEM}, ${TS_USER}];\nmessages.at(-1)!.content = q;\n${TS_CREATE}`,
    ],
    ["a.ts", `const messages = [${TS_USER}];\nmessages.at(0).content += q;\n${TS_CREATE}`],
    [
      "a.ts",
      `const messages = [${TS_USER}];\nmessages.find((m) => m.role)!.content = q;\n${TS_CREATE}`,
    ],
    ["a.ts", `class A { #messages = [${TS_SYSTEM}]; ask() { this.#messages.push(last()); } }`],
    ["a.ts", `const [first, ...rest] = [${TS_SYSTEM}, ${TS_USER}];`],
    ["a.py", `first, *rest = [${PY_SYSTEM}, ${PY_USER}]`],
    ["a.ts", `const body = structuredClone(base);\nbody.messages = [${TS_USER}];\nsend(body);`],
    ["a.py", `body = load()\nbody.messages = [${PY_USER}]`],
    ["a.ts", `create({ model: "gpt-4o", ["mess" + "ages"]: [${TS_USER}], tools });`],
    ["a.ts", `create({ model: "gpt-4o", messages: [${TS_USER}] }, { body: { tools } });`],
    ["a.ts", `JSON.stringify({ model: "gpt-4o", messages: [${TS_USER}] }, replacer);`],
    ["a.tsx", `const view = <Chat messages={[${TS_USER}]} tools={tools} />;`],
    ["a.py", `messages = [${PY_USER}]\nllm.chat(messages, tools=tools)`],
    ["a.py", 'llm.chat([ChatMessage(role="user", content="Which drawer?")], tools=tools)'],
    ["a.py", `session.update(session={"instructions": "${SYSTEM}", "tools": tools})`],
    ["a.py", 'api.responses.create(model="gpt-4o", input="Which drawer?", text=config)'],
    [
      "a.py",
      `llm = ChatOpenAI(model_kwargs={"tools": T})\nllm.invoke([HumanMessage("Which drawer?")])`,
    ],
    ["a.py", `prompt = ChatPromptTemplate([("system", "${SYSTEM}")])\nprompt.append(more)`],
    ["a.ts", 'generateText({ model: openai("gpt-4o"), prompt: "Which drawer?", prepareStep });'],
    [
      "a.ts",
      'const model = wrapLanguageModel({ model: m, middleware });\ngenerateText({ model, prompt: "Which drawer?" });',
    ],
  ])("%s: %s", (path, text) => {
    expect(reasonsOf(path, text)).not.toEqual([]);
  });

  test.each([
    ["a.py", `history = ChatHistory(system_message="${SYSTEM}")\nhistory.add_user_message(q)`],
    ["a.py", `agent = Agent("openai:gpt-4o", system_prompt="${SYSTEM}")`],
    ["a.py", `@ai_fn(instructions="${SYSTEM}")\ndef sort(letter): ...`],
    ["a.py", `api.beta.threads.runs.create(thread_id=t.id, instructions="${SYSTEM}")`],
  ])("a system text in a call is a part of a request: %s: %s", (path, text) => {
    expect(reasonsOf(path, text)).toContain("the other messages of the request");
  });

  test.each([
    [
      "a.py",
      `try:\n    from prompts import SYSTEM\nexcept ImportError:\n    SYSTEM = "${SYSTEM}"\ncreate(messages=[{"role": "system", "content": SYSTEM}, ${PY_USER}])`,
    ],
    [
      "a.ts",
      `const config = { system: "${SYSTEM}" };\nconfig.system = load();\ncreate({ messages: [{ role: "system", content: config.system }, ${TS_USER}] });`,
    ],
  ])("a text that is set twice has no value: %s: %s", (path, text) => {
    const { file } = readText(path, text);
    const values = file.prompts.flatMap(({ valueSets }) => valueSets.map((set) => [...set.values]));
    expect(values.flat()).toEqual([]);
    expect(file.prompts[0]?.variables).toHaveLength(1);
  });
});

describe("message classes have their roles", () => {
  test.each([
    ["a.py", `[ChatMessage.from_system("${SYSTEM}"), ChatMessage.from_user("Which drawer?")]`],
    [
      "a.py",
      `[ChatMessage(role="system", content="${SYSTEM}"), Message(role="user", content="Which drawer?")]`,
    ],
    [
      "a.py",
      `[ChatCompletionSystemMessageParam(role="system", content="${SYSTEM}"), ChatCompletionUserMessageParam(role="user", content="Which drawer?")]`,
    ],
    [
      "a.ts",
      `[vscode.LanguageModelChatMessage.System("${SYSTEM}"), vscode.LanguageModelChatMessage.User("Which drawer?")]`,
    ],
  ])("%s: %s", (path, list) => {
    const { file } = readText(path, `messages = ${list}`);
    expect(file.prompts.map(conversation)).toEqual([[`system: ${SYSTEM}`, "user: Which drawer?"]]);
    expect(reasons(file)).toEqual([]);
  });

  test("a role that only the program knows makes it an estimate", () => {
    const text =
      'turns = [ChatMessage(role=role, content="Which drawer?"), HumanMessage("Which?")]';
    expect(reasonsOf("a.py", text)).not.toEqual([]);
  });
});
