import { describe, expect, test } from "vitest";
import { conversation, readText, reasons } from "./fixtures";

const TS_USER = '{ role: "user", content: "Sort the letter." }';
const PY_USER = '{"role": "user", "content": "Sort the letter."}';

function ts(messages: string, before = ""): [string, string] {
  return ["a.ts", `${before}\nawait api.create({ model: "gpt-4o", messages: ${messages} });\n`];
}

function py(messages: string, before = ""): [string, string] {
  return ["a.py", `${before}\nr = api.create(model="gpt-4o", messages=${messages})\n`];
}

/** Programs that send something other than their literals. */
const INEXACT: readonly (readonly [string, string])[] = [
  ts(`cond ? [${TS_USER}] : [${TS_USER}, ${TS_USER}]`),
  ts(`[cond && ${TS_USER}, ${TS_USER}].filter(Boolean)`),
  ts(`withSystem([${TS_USER}])`),
  ts(`await withSystem([${TS_USER}])`),
  ts(`[${TS_USER}].map(decorate)`),
  ts(
    "[...base, { role: 'user', content: PROMPT }]",
    'const PROMPT = "Sort the letter now."; let base = [];',
  ),
  py(`build([${PY_USER}])`),
  py(`[m for m in [${PY_USER}] if m]`),
  py(`[${PY_USER}] if x else [${PY_USER}, ${PY_USER}]`),
  py(`[${PY_USER}] * 3`),
  ["a.ts", 'const SYSTEM_PROMPT = "You sort letters for us.".repeat(3);'],
  ["a.ts", 'let systemPrompt = "You sort letters for us.";\nif (x) systemPrompt += " Be brief.";'],
  ["a.ts", 'const systemPrompt = "You sort letters for us." + (strict ? " Be strict." : "");'],
  ["a.py", 'SYSTEM_PROMPT = "You sort letters for us." if X else "You sort parcels for us."'],
  ["a.py", 'SYSTEM_PROMPT = "You sort letters for us."\nSYSTEM_PROMPT += load("more")'],
  [
    "a.py",
    'SYSTEM_PROMPT = "You sort letters for us."\nif x:\n    SYSTEM_PROMPT = SYSTEM_PROMPT + " Now."',
  ],
  ["a.py", 'system_prompt = "You sort letters for us."\nfor r in rules:\n    system_prompt += r'],
  [
    "a.py",
    'agent = Agent("openai:gpt-4o", system_prompt="You sort letters for us.", output_type=X)',
  ],
  ["a.ts", `const o = { messages: [${TS_USER}] };\no.tools = tools;\ncreate(o);`],
  ["a.ts", `const o = { messages: [${TS_USER}] };\no["tools"] = tools;\ncreate(o);`],
  ["a.ts", `const o = { messages: [${TS_USER}] };\no.messages.push(last);\ncreate(o);`],
  ["a.ts", `create({ ...{ messages: [${TS_USER}] }, tools });`],
  ["a.ts", `create(Object.assign({ messages: [${TS_USER}] }, extra));`],
  ["a.ts", `create(merge({ messages: [${TS_USER}] }, extra));`],
  ["a.py", `params = {"messages": [${PY_USER}]}\nparams["tools"] = tools\ncreate(**params)`],
  ["a.py", `params = {"messages": [${PY_USER}]}\nparams.update(tools=tools)\ncreate(**params)`],
  ["a.py", `params = {"messages": [${PY_USER}]}\nif x:\n    params["tools"] = tools`],
  ["a.py", `params = dict(messages=[${PY_USER}])\nparams["tools"] = tools\ncreate(**params)`],
  py("messages", `messages = [${PY_USER}]\ndel messages[0]`),
  ts("messages", `const messages = [${TS_USER}];\nmessages.length = 0;`),
  [
    "a.py",
    'agent = Agent("openai:gpt-4o", system_prompt="You sort letters for us.")\n@agent.tool\ndef f(ctx): ...',
  ],
  ts("messages.slice(-1)", `const messages = [${TS_USER}, ${TS_USER}];`),
  ts("messages.filter(isNew)", `const messages = [${TS_USER}, ${TS_USER}];`),
  py("messages[-5:]", `messages = [${PY_USER}]`),
  py('[{"role": "user", "content": PROMPT.upper()}]', 'PROMPT = "Sort the letter for us."'),
  py('[{"role": "user", "content": PROMPT[:9]}]', 'PROMPT = "Sort the letter for us."'),
  ["a.py", `post(json.dumps({"messages": [${PY_USER}]} | extra))`],
  [
    "a.py",
    `class A:\n    messages = [${PY_USER}]\n    def add(self, m):\n        self.messages.append(m)\n    def go(self):\n        create(messages=self.messages)`,
  ],
  [
    "a.ts",
    `class A { messages = [${TS_USER}];\n add(m) { this.messages.push(m); }\n go() { create({ messages: this.messages }); } }`,
  ],
];

describe("a program that sends more than its literals say is no exact one", () => {
  test.each(INEXACT)("%s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts).not.toEqual([]);
    const inexact = file.prompts.filter(
      ({ caveats, variables, messages }) =>
        caveats.length > 0 ||
        variables.length > 0 ||
        messages.some(({ parts }) =>
          parts.some((part) => part.kind === "text" && part.placeholders.length > 0),
        ),
    );
    expect(inexact).toHaveLength(file.prompts.length);
  });
});

describe("a program that sends what its literals say is an exact one", () => {
  test.each([
    ts(`[${TS_USER}] as any`),
    ts("[{ role: 'user', content: PROMPT }]", 'const PROMPT = "Sort the letter.";'),
    ts("[{ role: 'user', content: P.a }]", 'const P = { a: "Sort the letter." } as const;'),
    ts("structuredClone(messages)", `const messages = [${TS_USER}];`),
    py("deepcopy(messages)", `messages = [${PY_USER}]`),
    ["a.ts", `const o = { messages: [${TS_USER}] };\ncreate(o);\nlog(o.messages);`] as const,
    ["a.ts", `create({ messages: [${TS_USER}] }, { headers });`] as const,
    [
      "a.py",
      `def a():\n    params = {"messages": [${PY_USER}]}\n    return params\ndef b():\n    params = {}\n    params["tools"] = t`,
    ] as const,
  ])("%s: %s", (path, text) => {
    expect(reasons(readText(path, text).file)).toEqual([]);
  });
});

describe("a text that += puts together is one text", () => {
  test.each([
    [
      "a.ts",
      'let prompt = "Sort the letter";\nprompt += " about the rent.";\nask({ model: "x", input: prompt });',
    ],
    [
      "a.py",
      'prompt = "Sort the letter"\nprompt += " about the rent."\nask(model="x", input=prompt)',
    ],
    [
      "a.py",
      'def f():\n    prompt = "Sort the letter"\n    prompt += " about"\n    prompt += " the rent."\n    ask(model="x", input=prompt)',
    ],
    ["a.py", 'p = "Sort the letter"\np += " about"\nask(model="x", input=p + " the rent.")'],
    [
      "a.ts",
      'let p = "Sort the letter";\np += " about the rent.";\nask({ messages: [{ role: "user", content: p }] });',
    ],
    ["a.py", 'user_prompt = "Sort the letter"\nuser_prompt += " about the rent."'],
  ])("%s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts.map(conversation)).toEqual([["user: Sort the letter about the rent."]]);
    expect(reasons(file)).toEqual([]);
  });

  test("with what the program adds as a placeholder", () => {
    const text =
      'prompt = "Sort the letter: "\nprompt += letter\nprompt += f" by {day}."\nask(model="x", input=prompt)';
    const [prompt] = readText("a.py", text).file.prompts;
    expect(prompt?.variables.map(({ name }) => name)).toEqual(["letter", "day"]);
  });

  test("of which a branch may add more", () => {
    const text =
      'prompt = "Sort the letter."\nif x:\n    prompt += " Be brief."\nask(model="x", input=prompt)';
    expect(reasons(readText("a.py", text).file)).not.toEqual([]);
  });
});
