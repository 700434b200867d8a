import { describe, expect, test } from "vitest";
import { conversation, readText, reasons } from "./fixtures";

const SYSTEM = '{"role": "system", "content": "You sort letters."}';
const USER = '{"role": "user", "content": "Which drawer?"}';
const BOTH = ["system: You sort letters.", "user: Which drawer?"];

function py(more: string, before = ""): [string, string] {
  return ["a.py", `${before}\nr = create(model="gpt-4o", ${more})\n`];
}

function ts(more: string, before = ""): [string, string] {
  return ["a.ts", `${before}\nawait create({ model: "gpt-4o", ${more} });\n`];
}

const ASK = `messages: [${USER}]`;
const PY_ASK = `messages=[${USER}]`;

/** Requests of which a program makes a part that no literal shows. */
const INEXACT: readonly (readonly [string, string])[] = [
  // Functions that the messages or the request go through.
  ["a.py", `def build():\n    return [${SYSTEM}, ${USER}]`],
  ["a.py", `def build():\n    yield [${SYSTEM}]`],
  ["a.py", `build = lambda q: [${SYSTEM}]`],
  ["a.ts", `export const build = () => [${SYSTEM}, ${USER}];`],
  ["a.ts", `export const build = () => ({ model: "gpt-4o", ${ASK} });`],
  py("messages=build(q)", `def build(q):\n    return [${SYSTEM}, {"role": "user", "content": q}]`),
  py(
    "messages=build(q)",
    `def build(q):\n    if q:\n        return [${USER}]\n    return [${SYSTEM}]`,
  ),
  py("messages=[*build(), last]", `def build():\n    return [${SYSTEM}]`),
  py("messages=history", `history = deque([${SYSTEM}], maxlen=5)`),
  py(`messages=list(chain([${SYSTEM}], earlier))`),
  py(`messages=trim(add_system([${USER}]))`),
  ts("messages", `const messages = withHistory([${USER}]);`),
  ts(`messages: [[${SYSTEM}], earlier].flat()`),
  ["a.ts", `await send(withTools({ model: "gpt-4o", ${ASK} }));`],
  ["a.py", `ask = partial(create, model="gpt-4o", ${PY_ASK})`],
  ["a.py", `r = create_partial(Letter, model="gpt-4o", ${PY_ASK})`],
  // Requests put together of others.
  ["a.py", `create(**dict(base, model="gpt-4o", ${PY_ASK}))`],
  ["a.py", `body = {"messages": [${USER}]}\nbody |= extra\ncreate(**body)`],
  ["a.py", `body = {"messages": [${USER}]}\nother = {**body, "tools": tools}\ncreate(**other)`],
  ["a.py", `body = {"messages": [${USER}]}\nother = body\nother["tools"] = tools\ncreate(**body)`],
  ["a.py", `first = [${SYSTEM}]\nall = first\nall.append(load())\ncreate(messages=first)`],
  ["a.py", `create(**{"messages": [${USER}], TOOLS_KEY: tools})`],
  ["a.ts", `const body = { ${ASK} };\nconst other = body;\nother.tools = tools;\ncreate(body);`],
  ["a.ts", `const body = { ${ASK} };\nbody.tools ??= tools;\ncreate(body);`],
  ["a.ts", `const body = { ${ASK} };\nbody.response_format.json_schema.schema = S;\ncreate(body);`],
  ["a.ts", `const m = ${SYSTEM};\nm.content += " Be brief.";\ncreate({ messages: [m, ${USER}] });`],
  ts(`${ASK}, [key]: value`),
  ts(`${ASK}, get tools() { return all; }`),
  // Names that another function sets.
  [
    "a.py",
    `S = "You sort letters."\ndef load():\n    global S\n    S = read()\ndef f():\n    create(messages=[{"role": "system", "content": S}, ${USER}])`,
  ],
  [
    "a.ts",
    `let s = "You sort letters.";\nfunction load() { s = read(); }\nfunction f() { create({ messages: [{ role: "system", content: s }, ${USER}] }); }`,
  ],
  [
    "a.ts",
    `class A { s = "You sort letters."; load(s) { this.s = s; }\n f() { create({ messages: [{ role: "system", content: this.s }, ${USER}] }); } }`,
  ],
  // Texts that the program chooses or changes.
  py('messages=[{"role": "user", "content": "Sort it." if a else "Sort all of them."}]'),
  py('messages=[{"role": "user", "content": question or "Sort the letter."}]'),
  py('messages=[{"role": "user", "content": "Sort the letter. " * 20}]'),
  py('messages=[{"role": "user", "content": "Sort X now.".replace("X", letter)}]'),
  py('messages=[{"role": "user", "content": Template("Sort $letter now.").substitute(letter=x)}]'),
  ts('messages: [{ role: "user", content: a ? "Sort it." : "Sort all of them." }]'),
  ts('messages: [{ role: "user", content: question ?? "Sort the letter." }]'),
  ts('messages: [{ role: "user", content: ["Sort it.", letter].join(" ") }]'),
  ts(
    'messages: [{ role: "user", content: ask(letter) }]',
    "const ask = (letter) => `Sort ${letter} now.`;",
  ),
  // Other libraries.
  ["a.py", 'from_messages([("system", "You sort letters."), ("placeholder", "{history}")])'],
  ["a.py", 'p = ChatPromptTemplate.from_messages([("system", "You sort letters.")]) + more'],
  ["a.py", `llm = ChatOpenAI().bind(tools=all)\nllm.invoke([HumanMessage("Which drawer?")])`],
  ["a.ts", `const m = llm.bind({ tools });\nm.invoke([new HumanMessage("Which drawer?")])`],
  ["a.py", 'Agent(name="Sorter", instructions="You sort letters.")'],
  ["a.ts", 'new Agent({ name: "Sorter", instructions: "You sort letters.", model, memory });'],
  [
    "a.ts",
    'threads.runs.create(id, { assistant_id, model: "gpt-4o", instructions: "You sort letters." })',
  ],
  ts(`${ASK}, providerOptions: { openai: { previousResponseId: last } }`),
  py(`${PY_ASK}, web_search_options={}`),
  py(`${PY_ASK}, prediction={"type": "content", "content": code}`),
  py(`${PY_ASK}, modalities=["text", "audio"], audio={"voice": "alloy", "format": "wav"}`),
];

describe("a request of which a program makes a part is no exact one", () => {
  test.each(INEXACT)("%s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts).not.toEqual([]);
    const isInexact = file.prompts.map(
      ({ caveats, messages }) =>
        caveats.length > 0 ||
        messages.some(({ parts }) =>
          parts.some((part) => part.kind === "text" && part.placeholders.length > 0),
        ),
    );
    expect(isInexact).not.toContain(false);
  });
});

/** Requests that are read whole, however the program puts them together. */
const EXACT: readonly (readonly [string, string])[] = [
  py("messages=build()", `def build():\n    return [${SYSTEM}, ${USER}]`),
  py(`messages=base() + [${USER}]`, `def base():\n    return [${SYSTEM}]`),
  ts("messages: build()", `function build() { return [${SYSTEM}, ${USER}]; }`),
  ts("messages: build()", `const build = () => [${SYSTEM}, ${USER}];`),
  ts("...build()", `const build = () => ({ messages: [${SYSTEM}, ${USER}] });`),
  ts("messages: M", `const M = Object.freeze([${SYSTEM}, ${USER}]);`),
  ["a.ts", `const body = { ${ASK} };\ncreate({ ...body, messages: [${SYSTEM}, ${USER}] });`],
  ts(
    `messages: [{ role: "system", content: system() }, ${USER}]`,
    'const system = () => "You sort letters.";',
  ),
  py(`messages=[{"role": "system", "content": " ".join(["You sort", "letters."])}, ${USER}]`),
  ts(`messages: [{ role: "system", content: ["You sort", "letters."].join(" ") }, ${USER}]`),
];

describe("a request that can be followed is an exact one", () => {
  test.each(EXACT)("%s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts.map(conversation)).toEqual([BOTH]);
    expect(reasons(file)).toEqual([]);
  });
});

test("lines that a program joins are one prompt", () => {
  const text = 'const SYSTEM_PROMPT = ["You sort letters.", "You are brief."].join("\\n").trim();';
  const { file } = readText("a.ts", text);
  expect(file.prompts.map(conversation)).toEqual([["system: You sort letters.\nYou are brief."]]);
});

const STEPS = Array.from({ length: 40 }, (_, index) => index);

function chain(
  title: string,
  path: string,
  first: string,
  step: (at: number) => string,
  last: string,
) {
  return [title, path, [first, ...STEPS.map(step), last].join("\n")] as const;
}

/** Values that double at each of 40 steps: to read them all would never end. */
const DOUBLING: readonly (readonly [string, string, string])[] = [
  chain(
    "lists that are spread",
    "a.py",
    `a0 = [${USER}]`,
    (at) => `a${at + 1} = [*a${at}, *a${at}]`,
    "create(messages=a40)",
  ),
  chain(
    "lists that are concatenated",
    "a.ts",
    `const a0 = [${USER}];`,
    (at) => `const a${at + 1} = a${at}.concat(a${at});`,
    "create({ messages: a40 });",
  ),
  chain(
    "objects that are spread",
    "a.ts",
    `const a0 = { ${ASK} };`,
    (at) => `const a${at + 1} = { ...a${at}, ...a${at} };`,
    "create({ ...a40 });",
  ),
  chain(
    "texts that are added",
    "a.py",
    'a0 = "Sort it."',
    (at) => `a${at + 1} = "x"\na${at + 1} += a${at}\na${at + 1} += a${at}`,
    'create(messages=[{"role": "user", "content": a40}])',
  ),
  chain(
    "functions of texts",
    "a.ts",
    'const f0 = () => "Sort it.";',
    (at) => `const f${at + 1} = () => f${at}() + f${at}();`,
    'create({ messages: [{ role: "user", content: f40() }] });',
  ),
  chain(
    "functions of lists",
    "a.ts",
    `const f0 = () => [${USER}];`,
    (at) => `const f${at + 1} = () => [...f${at}(), ...f${at}()];`,
    "create({ messages: f40() });",
  ),
  chain(
    "members of objects",
    "a.ts",
    "const t0 = {};",
    (at) => `const t${at + 1} = { a: t${at}, b: t${at} };`,
    `create({ ${ASK}, tools: [{ type: "function", function: { name: "a", parameters: t40 } }] });`,
  ),
  [
    "functions that call each other",
    "a.ts",
    'const f = () => f() + g() + "Sort";\nconst g = () => f() + g();\ncreate({ messages: [{ role: "user", content: f() }] });',
  ],
];

describe("a program whose values grow without end is read in bounded steps", () => {
  test.each(DOUBLING)("%s", (_, path, text) => {
    expect(() => readText(path, text)).not.toThrow();
  });
});
