import { describe, expect, test } from "vitest";
import { conversation, readText, reasons } from "./fixtures";

const SYSTEM = '{"role": "system", "content": "You sort letters."}';
const USER = '{"role": "user", "content": "Which drawer?"}';
const BOTH = ["system: You sort letters.", "user: Which drawer?"];
const CREATE_PY = 'api.chat.completions.create(model="gpt-4o", messages=messages)';
const CREATE_TS = 'api.chat.completions.create({ model: "gpt-4o", messages });';

describe("a list that straight-line code joins is one request", () => {
  test.each([
    ["a.py", `messages = [${SYSTEM}]\nmessages.append(${USER})\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}]\nmessages += [${USER}]\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}]\nmessages.extend([${USER}])\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}]\nmessages = messages + [${USER}]\n${CREATE_PY}`],
    ["a.py", `messages = [${USER}]\nmessages.insert(0, ${SYSTEM})\n${CREATE_PY}`],
    ["a.py", `first = ${SYSTEM}\nmessages = [first, ${USER}]\n${CREATE_PY}`],
    ["a.py", `base = [${SYSTEM}]\nmessages = [*base, ${USER}]\n${CREATE_PY}`],
    [
      "a.py",
      `messages: list[dict] = []\nmessages.append(${SYSTEM})\nmessages.append(${USER})\n${CREATE_PY}`,
    ],
    [
      "a.py",
      `def f(api):\n    messages = [${SYSTEM}]\n    messages.append(${USER})\n    return ${CREATE_PY}`,
    ],
    ["a.py", `r = api.chat.completions.create(model="gpt-4o", messages=[${SYSTEM}] + [${USER}])`],
    [
      "a.py",
      'f(messages=[dict(role="system", content="You sort letters."), dict(role="user", content="Which drawer?")])',
    ],
    ["a.ts", `const messages: Message[] = [${SYSTEM}];\nmessages.push(${USER});\n${CREATE_TS}`],
    ["a.ts", `const messages = [${USER}];\nmessages.unshift(${SYSTEM});\n${CREATE_TS}`],
    ["a.ts", `const messages = [${SYSTEM}].concat([${USER}]);\n${CREATE_TS}`],
    ["a.ts", `const first = [${SYSTEM}];\nconst messages = first.concat(${USER});\n${CREATE_TS}`],
    ["a.ts", `const base = [${SYSTEM}];\nconst messages = [...base, ${USER}];\n${CREATE_TS}`],
    [
      "a.ts",
      `const base = { model: "gpt-4o", messages: [${SYSTEM}, ${USER}] };\ncreate({ ...base, temperature: 0 });`,
    ],
  ])("%s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts.map(conversation)).toEqual([BOTH]);
    expect(reasons(file)).toEqual([]);
  });
});

describe("what can't be followed makes one request that says so", () => {
  test.each([
    ["a.py", `messages = [${SYSTEM}]\nfor q in qs:\n    messages.append(${USER})\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}]\nif q:\n    messages.append(${USER})\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}]\nwhile True:\n    ${CREATE_PY}\n    messages.append(${USER})`],
    ["a.py", `messages = [${SYSTEM}]\nadd_history(messages)\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}]\nmessages.append(last(reply))\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}] + earlier\n${CREATE_PY}`],
    ["a.py", `messages = [${SYSTEM}, *[m for m in earlier]]\n${CREATE_PY}`],
    ["a.py", `messages = history()\nmessages.append(${SYSTEM})\n${CREATE_PY}`],
    [
      "a.py",
      `class A:\n    def __init__(self):\n        self.messages = [${SYSTEM}]\n    def add(self):\n        self.messages.append(${USER})\n    def ask(self):\n        create(model="gpt-4o", messages=self.messages)`,
    ],
    [
      "a.ts",
      `const messages = [${SYSTEM}];\nqs.forEach((q) => messages.push(${USER}));\n${CREATE_TS}`,
    ],
    ["a.ts", `const messages = [${SYSTEM}, ...(await load())];\n${CREATE_TS}`],
    ["a.ts", `create({ model: "gpt-4o", messages: [${SYSTEM}].concat(earlier) });`],
  ])("%s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts).toHaveLength(1);
    expect(file.prompts[0]?.messages[0]?.role).toBe("system");
    expect(file.prompts[0]?.caveats.map(({ kind }) => kind)).toContain("left-out");
  });
});

describe("a text that a call takes in is not a separate prompt", () => {
  test.each([
    [
      "a.py",
      'PROMPT = "You sort letters into drawers."\nf(messages=[{"role": "system", "content": PROMPT}])',
    ],
    [
      "a.py",
      'PROMPT = "You sort letters for {who}."\nf(messages=[{"role": "system", "content": PROMPT.format(who=w)}])',
    ],
    [
      "a.py",
      'PROMPT = "You sort letters for %s."\nf(messages=[{"role": "system", "content": PROMPT % w}])',
    ],
    [
      "a.py",
      'PROMPT = "You sort letters."\nf(messages=[{"role": "system", "content": f"{PROMPT} Be brief."}])',
    ],
    [
      "a.ts",
      'const PROMPTS = { system: "You sort letters into drawers." };\nf({ messages: [{ role: "system", content: PROMPTS.system }] })',
    ],
    [
      "a.ts",
      'const prompt = `You sort the letters of ${who}.`;\nf({ messages: [{ role: "system", content: prompt }] })',
    ],
  ])("%s: %s", (path, text) => {
    expect(readText(path, text).file.prompts).toHaveLength(1);
  });
});

test("a parameter is not the constant of its name", () => {
  const text = `TOOLS = []\ndef f(TOOLS):\n    create(model="gpt-4o", messages=[${USER}], tools=TOOLS)`;
  expect(reasons(readText("a.py", text).file)).toEqual(["tools that the program defines"]);
});

test("LangChain's calls and their answers are read", () => {
  const text =
    'turns = [AIMessage(content="", tool_calls=[{"name": "find", "args": {"a": 1}, "id": "c1"}]), ToolMessage(content="Yes.", tool_call_id="c1")]';
  const [prompt] = readText("a.py", text).file.prompts;
  expect(prompt?.messages.map(({ role, toolCalls }) => [role, toolCalls[0]?.arguments])).toEqual([
    ["assistant", '{"a":1}'],
    ["tool", undefined],
  ]);
});
