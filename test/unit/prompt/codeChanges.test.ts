import { describe, expect, test } from "vitest";
import { readText, reasons } from "./fixtures";

const TS_LIST =
  'const messages = [{ role: "system", content: "You sort letters." }, { role: "user", content: "Which drawer?" }];';
const TS_SEND = 'await client.chat.completions.create({ model: "gpt-4o", messages });';
const PY_LIST =
  'messages = [{"role": "system", "content": "You sort letters."}, {"role": "user", "content": "Which drawer?"}]';
const PY_SEND = 'client.chat.completions.create(model="gpt-4o", messages=messages)';
const TS_ASK =
  'await client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: "Which drawer?" }] });';
const PY_ASK =
  'client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "Which drawer?"}])';

/** The reasons why the only request of a program is an estimate. */
function reasonsOf(path: string, lines: readonly string[]): readonly string[] {
  const { file } = readText(path, lines.join("\n"));
  expect(file.prompts).toHaveLength(1);
  return reasons(file);
}

describe("what changes a message through another name makes the request an estimate", () => {
  test.each([
    "messages.forEach((m) => { m.content += rule; });",
    "messages.forEach((m, index) => (m.content = texts[index]));",
    "messages.forEach(function (m) { m.content = rule; });",
    "messages.forEach(redact);",
    "messages.filter((m) => m.role === 'user').forEach((m) => { m.content = rule; });",
    "[...messages].forEach((m) => { m.content = rule; });",
    "_.forEach(messages, (m) => { m.content = rule; });",
    "messages.map((m) => { m.content = rule; return m; });",
    "messages.reduce((sum, m) => { m.content = rule; return sum; }, 0);",
    "const sent = messages.map(redact);",
    "const last = messages[messages.length - 1]; last.content += rule;",
    "const last = messages.at(-1); last.content = rule;",
    "const asked = messages.find((m) => m.role === 'user'); asked.content = rule;",
    "const parts = messages[1].content; parts.push(image);",
    "const [first] = messages; first.content = rule;",
    "const copy = [...messages]; copy[0].content = rule;",
    "const one = messages; const two = one[0]; two.content = rule;",
    "for (const [index, m] of messages.entries()) { m.content = texts[index]; }",
    "messages.copyWithin(0, 1);",
  ])("TypeScript: %s", (change) => {
    expect(reasonsOf("a.ts", [TS_LIST, change, TS_SEND])).toEqual([
      "messages that the program adds",
    ]);
  });

  test.each([
    'for i, m in enumerate(messages):\n    m["content"] = texts[i]',
    'for m, text in zip(messages, texts):\n    m["content"] += text',
    'for m in reversed(messages):\n    m["content"] += rule',
    "[m.update(content=rule) for m in messages]",
    'last = messages[-1]\nlast["content"] += rule',
    'asked = next(m for m in messages if m["role"] == "user")\nasked["content"] = rule',
    'first, *others = messages\nfirst["content"] = rule',
    'sent = messages.copy()\nsent[0]["content"] = rule',
    "messages.__setitem__(0, rule)",
  ])("Python: %s", (change) => {
    expect(reasonsOf("a.py", [PY_LIST, change, PY_SEND])).toEqual([
      "messages that the program adds",
    ]);
  });

  test.each([
    "messages.forEach((m) => console.log(m.content));",
    "const roles = messages.map((m) => m.role);",
    "console.log(messages.every((m) => m.role));",
    "const { content } = messages[0]; console.log(content);",
    "const others = [...messages]; others.push(extra);",
    "const text = messages.map(toText);",
    "const last = messages.at(-1); console.log(last.content);",
  ])("what only reads does not: %s", (line) => {
    expect(reasonsOf("a.ts", [TS_LIST, line, TS_SEND])).toEqual([]);
  });

  test.each([
    'roles = [m["role"] for m in messages]',
    "for m in messages:\n    print(m)",
    "total = sum(len(m['content']) for m in messages)\ntotal += 1",
    "last = messages[-1]\nprint(last)",
  ])("what only reads does not: %s", (line) => {
    expect(reasonsOf("a.py", [PY_LIST, line, PY_SEND])).toEqual([]);
  });
});

describe("a list of the module, which other files may change", () => {
  test.each([
    ["a.py", [PY_LIST, `def ask():\n    return ${PY_SEND}`]],
    ["a.ts", [`export ${TS_LIST}`, `export const ask = async () => { ${TS_SEND} };`]],
    ["a.ts", [TS_LIST, `const ask = async () => { ${TS_SEND} };`, "export { ask, messages };"]],
    ["a.js", [TS_LIST, `const ask = async () => { ${TS_SEND} };`, "module.exports = messages;"]],
  ])("%s: %s", (path, lines) => {
    expect(reasonsOf(path, lines)).not.toEqual([]);
  });

  test.each([
    ["a.py", [PY_LIST, PY_SEND]],
    [
      "a.py",
      [`_${PY_LIST}`, `def ask():\n    return ${PY_SEND.replace("=messages", "=_messages")}`],
    ],
    [
      "a.py",
      [
        PY_LIST.replace("messages", "MESSAGES"),
        `def ask():\n    return ${PY_SEND.replace("=messages", "=MESSAGES")}`,
      ],
    ],
    ["a.ts", [TS_LIST, `export const ask = async () => { ${TS_SEND} };`]],
    ["a.ts", [TS_LIST, TS_SEND]],
  ])("is exact if they can't, or shouldn't: %s: %s", (path, lines) => {
    expect(reasonsOf(path, lines)).toEqual([]);
  });
});

describe("a client that changes its requests", () => {
  test.each([
    [
      "a.ts",
      "const client = new Proxy(new OpenAI(), { get: (target, key) => wrap(target[key]) });",
    ],
    ["a.ts", "const base = new OpenAI();\nconst client = new Proxy(base, handler);"],
    ["a.ts", "const client = withMemory(new OpenAI());"],
    ["a.ts", "const base = new OpenAI();\nconst client = withMemory(base);"],
    ["a.ts", "const client = new OpenAI({ fetch });"],
    [
      "a.ts",
      "const client = new OpenAI({ fetch(url, options) { return send(url, edit(options)); } });",
    ],
    [
      "a.ts",
      "class Recorder extends OpenAI { post(path, body) { return super.post(path, edit(body)); } }\nconst client = new Recorder();",
    ],
    ["a.ts", "client.post = edited(client.post);"],
    ["a.py", "client = add_memory(OpenAI())"],
    ["a.py", "client = OpenAI(http_client=httpx.Client(transport=AddTools()))"],
    ["a.py", "client = OpenAI(http_client=EditingClient())"],
    ["a.py", 'client = OpenAI(http_client=httpx.Client(event_hooks={"request": [edit]}))'],
    ["a.py", 'setattr(client.chat.completions, "create", edited)'],
    [
      "a.py",
      "class Recorder(OpenAI):\n    def _prepare_options(self, options):\n        return edit(options)\nclient = Recorder()",
    ],
  ])("%s: %s", (path, client) => {
    const ask = path.endsWith(".py") ? PY_ASK : TS_ASK;
    expect(reasonsOf(path, [client, ask]).join()).toMatch(/^what .+ (?:adds|client's requests)$/);
  });

  test.each([
    ["a.ts", "const client = new OpenAI({ timeout: 1_000 });"],
    ["a.ts", "const client = wrapOpenAI(new OpenAI());"],
    ["a.ts", "const client = observeOpenAI(new OpenAI());"],
    ["a.py", "client = OpenAI(http_client=httpx.Client(timeout=10))"],
    [
      "a.py",
      "client = OpenAI(http_client=DefaultHttpxClient(transport=httpx.HTTPTransport(retries=3)))",
    ],
    ["a.py", "client = instructor.from_openai(OpenAI())"],
    ["a.py", "service = Sorter(OpenAI())"],
  ])("one that does not is exact: %s: %s", (path, client) => {
    expect(reasonsOf(path, [client, path.endsWith(".py") ? PY_ASK : TS_ASK])).toEqual([]);
  });
});
