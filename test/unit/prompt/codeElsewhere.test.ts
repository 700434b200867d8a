import { describe, expect, test } from "vitest";
import { readText, reasons } from "./fixtures";

const SYSTEM = 'role: "system", content: "You sort letters."';

const PY_SYSTEM = '{"role": "system", "content": "You sort letters."}';

const TS_ASK = 'api.chat.completions.create({ model: "gpt-4o", messages: this.messages })';

const PY_ASK = 'api.chat.completions.create(model="gpt-4o", messages=self.messages)';

/** The reasons why the requests of a program are estimates. */
function reasonsOf(path: string, text: string): readonly string[] {
  return reasons(readText(path, text).file);
}

describe("a list in a field, which other methods and files may change", () => {
  test.each([
    [
      "set in the constructor",
      `  def __init__(self):\n    self.messages = [${PY_SYSTEM}]\n  def ask(self):\n    return ${PY_ASK}\n`,
    ],
    ["set in the class", `  messages = [${PY_SYSTEM}]\n  def ask(self):\n    return ${PY_ASK}\n`],
    [
      "sent in part",
      `  def __init__(self):\n    self.messages = [${PY_SYSTEM}]\n  def ask(self):\n    return send(self.messages[-9:])\n`,
    ],
  ])("Python: %s", (_, body) => {
    expect(reasonsOf("a.py", `class Bot:\n${body}`)).not.toEqual([]);
  });

  test.each([
    ["public", `messages = [{ ${SYSTEM} }]; ask() { return ${TS_ASK}; }`],
    ["static", `static messages = [{ ${SYSTEM} }]; ask() { return send(Bot.messages); }`],
    [
      "private and changed under another name",
      `private messages = [{ ${SYSTEM} }]; ask() { return ${TS_ASK}; } add(m) { const { messages } = this; messages.push(m); }`,
    ],
    [
      "private and renamed",
      `private messages = [{ ${SYSTEM} }]; ask() { return ${TS_ASK}; } add(m) { const { messages: all } = this; all.push(m); }`,
    ],
  ])("TypeScript: %s", (_, body) => {
    expect(reasonsOf("a.ts", `class Bot { ${body} }`)).not.toEqual([]);
  });

  test.each([
    [
      "a.ts",
      `class Bot { private readonly messages = [{ ${SYSTEM} }]; ask() { return ${TS_ASK}; } }`,
    ],
    ["a.ts", `class Bot { ask() { this.messages = [{ ${SYSTEM} }]; return ${TS_ASK}; } }`],
    [
      "a.py",
      `class Bot:\n  MESSAGES = [${PY_SYSTEM}]\n  def ask(self):\n    return api.chat.completions.create(model="gpt-4o", messages=self.MESSAGES)\n`,
    ],
    [
      "a.py",
      `class Bot:\n  def ask(self):\n    self.messages = [${PY_SYSTEM}]\n    return ${PY_ASK}\n`,
    ],
  ])("%s: %s is known", (path, text) => {
    expect(reasonsOf(path, text)).toEqual([]);
  });

  test("a list that callers may replace", () => {
    const text = `const ask = (messages = [{ ${SYSTEM} }]) => api.create({ model: "gpt-4o", messages });`;
    expect(reasonsOf("a.ts", text)).toContain("what callers pass instead of this list");
  });
});

describe("a list or an object that a function was given", () => {
  const ask = 'api.chat.completions.create({ model: "gpt-4o", messages });';

  test.each(["const ok = addTurns(messages);", "const [ok] = await trim(9, messages);"])(
    "may be changed: %s",
    (call) => {
      const text = `const messages = [{ ${SYSTEM} }];\n${call}\n${ask}`;
      const { file } = readText("a.ts", text);
      expect(file.prompts).toHaveLength(1);
      expect(reasons(file)).toEqual(["messages that the program adds"]);
    },
  );

  test.each([
    "const count = countTokens(messages);",
    "const isLong = isTooLong(messages);",
    "const text = JSON.stringify(messages);",
    "console.log(messages);",
  ])("is not: %s", (call) => {
    const { file } = readText("a.ts", `const messages = [{ ${SYSTEM} }];\n${call}\n${ask}`);
    expect(file.prompts).toHaveLength(1);
    expect(reasons(file)).toEqual([]);
  });

  test("a body that another one is made of", () => {
    const body = `{ model: "gpt-4o", messages: [{ ${SYSTEM} }] }`;
    const text = `const body = ${body};\nconst full = withTools(body);\napi.chat.completions.create(full);`;
    expect(reasonsOf("a.ts", text)).toEqual(["what the program changes in body"]);
  });
});

describe("a client that changes each request", () => {
  const post = `api.post(url, { model: "gpt-4o", messages: [{ ${SYSTEM} }] })`;

  test.each([
    ["transformRequest", `axios.create({ transformRequest: [(data) => withTools(data)] });`],
    ["transformRequest", `axios.defaults.transformRequest = withTools;`],
    ["interceptors", `api.interceptors.request.use((config) => withTools(config));`],
    ["beforeRequest", `ky.extend({ hooks: { beforeRequest: [withTools] } });`],
    ["fetch", `new OpenAI({ apiKey, fetch: (url, init) => fetch(url, withTools(init)) });`],
  ])("%s: %s", (name, text) => {
    expect(reasonsOf("a.ts", `${text}\n${post};`)).toEqual([`what ${name} adds`]);
  });

  test.each([
    "api.interceptors.response.use(log);",
    "export default { fetch: app.fetch };",
    "new OpenAI({ apiKey });",
  ])("%s changes none", (text) => {
    expect(reasonsOf("a.ts", `${text}\n${post};`)).toEqual([]);
  });

  test.each([
    `sllm = OpenAI(model="gpt-4o").as_structured_llm(Letter)\nsllm.chat([ChatMessage(role="user", content="Sort it.")])`,
    `client = httpx.Client(event_hooks={"request": [add_tools]})\nclient.post(URL, json={"model": "gpt-4o", "messages": [${PY_SYSTEM}]})`,
  ])("Python: %s", (text) => {
    expect(reasonsOf("a.py", text)).toEqual([expect.stringMatching(/^what \w+ adds$/)]);
  });
});

describe("other ways to change a request", () => {
  const ask = (tools = "") =>
    `api.chat.completions.create(model="gpt-4o", messages=messages${tools})`;
  const LIST = `messages = [${PY_SYSTEM}]`;

  test.each([
    `${LIST}\nfor m in messages:\n  m["content"] += today\n${ask()}`,
    `${LIST}\nfor m in messages:\n  clean(m)\n${ask()}`,
    `${LIST}\ntools = [{"type": "function", "function": {"name": "a"}}]\nfor t in tools:\n  t["function"]["description"] = text\n${ask(", tools=tools")}`,
    `${LIST}\napi.chat.completions.create = with_tools(api.chat.completions.create)\n${ask()}`,
  ])("Python: %s", (text) => {
    expect(reasonsOf("a.py", text)).not.toEqual([]);
  });

  test("a loop in JavaScript", () => {
    const loop = "for (const m of messages) m.content += today;";
    const text = `const messages = [{ ${SYSTEM} }];\n${loop}\napi.create({ model: "gpt-4o", messages });`;
    expect(reasonsOf("a.ts", text)).not.toEqual([]);
  });

  test("a loop that only reads", () => {
    expect(reasonsOf("a.py", `${LIST}\nfor m in messages:\n  print(m)\n${ask()}`)).toEqual([]);
  });

  test("results of the older functions", () => {
    const text = `create(model="gpt-4o", messages=[${PY_SYSTEM}, {"role": "function", "name": "a", "content": "x"}])`;
    expect(reasonsOf("a.py", text)).toEqual([
      "the older functions and function calls are counted as tools",
    ]);
  });
});

describe("messages of classes", () => {
  test("LlamaIndex names roles by an enum", () => {
    const text = `turns = [ChatMessage(role=MessageRole.SYSTEM, content="Sort."), ChatMessage(role=MessageRole.USER.value, content="Rent?")]`;
    const { file } = readText("a.py", text);
    expect(file.prompts.flatMap(({ messages }) => messages.map(({ role }) => role))).toEqual([
      "system",
      "user",
    ]);
    expect(reasons(file)).toEqual([]);
  });

  test("what additional_kwargs holds is left out", () => {
    const call = `AIMessage(content="", additional_kwargs={"function_call": {"name": "find", "arguments": "{}"}})`;
    expect(reasonsOf("a.py", `turns = [HumanMessage(content="Rent?"), ${call}]`)).toEqual([
      expect.stringMatching(/^the messages of AIMessage/),
    ]);
  });
});
