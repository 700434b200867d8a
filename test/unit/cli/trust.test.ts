import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

/** The part of the JSON of `estimate --json` that the tests check. */
interface Answer {
  readonly format: string;
  readonly basis?: string;
  readonly basisReasons?: readonly string[];
  readonly isLowerBound?: boolean;
  readonly serviceTier?: string;
  readonly answers?: number;
  readonly priceNotes?: readonly string[];
  readonly messages: readonly { readonly role: string; readonly tokens: number }[];
  readonly models: Readonly<
    Record<string, { inputTokens: number; inputUsd: number; outputUsd: number }>
  >;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

async function estimate(files: Readonly<Record<string, string>>): Promise<Answer> {
  const folder = await temporaryFolder(files);
  const [path = ""] = Object.keys(files);
  const { stdout } = await run(folder, ["estimate", "--json", path]);
  const [json] = jsonLines(stdout);
  return json as unknown as Answer;
}

/** Everything that is said of what is missing. */
function said({ basisReasons = [], problems }: Answer): string {
  return [...basisReasons, ...problems.map(({ message }) => message)].join("\n");
}

async function expectLeftOut(files: Readonly<Record<string, string>>, name: string): Promise<void> {
  const answer = await estimate(files);
  expect(answer).toMatchObject({ basis: "estimate", isLowerBound: true });
  expect(answer.basisReasons?.join("\n")).toContain(name);
  expect(answer.problems.map(({ message }) => message).join("\n")).toContain(name);
}

const TOOLS = [
  {
    type: "function",
    function: {
      name: "open_drawer",
      description: "Open a drawer.",
      parameters: { type: "object", properties: { letter: { type: "string" } } },
    },
  },
];
const TOOLS_JSON = JSON.stringify(TOOLS);
/** The same in YAML. */
const TOOLS_YAML =
  "- type: function\n  function:\n    name: open_drawer\n    description: Open a drawer.\n    parameters:\n      type: object\n      properties:\n        letter: {type: string}\n";
const FORMAT = {
  type: "json_schema",
  json_schema: {
    name: "drawer",
    schema: { type: "object", properties: { drawer: { type: "string" } } },
  },
};
const MESSAGES = [{ role: "user", content: "Sort the letter about rent." }];

async function tokensOf(request: object): Promise<number | undefined> {
  const { models } = await estimate({ "a.json": JSON.stringify({ model: "gpt-4o", ...request }) });
  return models["gpt-4o"]?.inputTokens;
}

function promptfoo(config: string, prompt = "Sort the letter about rent."): string {
  return `prompts: ["${prompt}"]\nproviders:\n  - id: openai:gpt-4o\n    config:\n${config}`;
}

describe("tools and schemas of other files", () => {
  test.each([
    ["tools.json", TOOLS_JSON, "      tools: file://tools.json\n"],
    ["tools.yaml", TOOLS_YAML, "      tools: file://tools.yaml\n"],
    ["lib/tools.yml", TOOLS_YAML, "      tools: file://lib/tools.yml\n"],
    ["tools.json", TOOLS_JSON, "      tools:\n        - file://tools.json\n"],
    ["tool.json", JSON.stringify(TOOLS[0]), "      tools: [file://tool.json]\n"],
  ])("promptfoo: %s is counted as if it were written out", async (path, text, config) => {
    const answer = await estimate({ "promptfooconfig.yaml": promptfoo(config), [path]: text });
    expect(answer.basis).toBe("exact");
    const expected = await tokensOf({ messages: MESSAGES, tools: TOOLS });
    expect(answer.models["gpt-4o"]?.inputTokens).toBe(expected);
  });

  test.each([
    ["format.json", JSON.stringify(FORMAT), "      response_format: file://format.json\n"],
    [
      "schema.json",
      JSON.stringify(FORMAT.json_schema.schema),
      "      response_format:\n        type: json_schema\n        json_schema:\n          name: drawer\n          schema: file://schema.json\n",
    ],
  ])("promptfoo: the response format with %s", async (path, text, config) => {
    const answer = await estimate({ "promptfooconfig.yaml": promptfoo(config), [path]: text });
    expect(answer.basis).toBe("exact");
    const expected = await tokensOf({ messages: MESSAGES, response_format: FORMAT });
    expect(answer.models["gpt-4o"]?.inputTokens).toBe(expected);
  });

  test("promptfoo: the settings of one prompt come before the provider's", async () => {
    const answer = await estimate({
      "promptfooconfig.yaml":
        "prompts:\n  - raw: Sort the letter about rent.\n    config:\n      tools: file://tools.json\nproviders: [openai:gpt-4o]\n",
      "tools.json": TOOLS_JSON,
    });
    const expected = await tokensOf({ messages: MESSAGES, tools: TOOLS });
    expect(answer.models["gpt-4o"]?.inputTokens).toBe(expected);
  });

  test.each([
    ["gone.json", "      tools: file://gone.json\n"],
    ["gone.json", "      response_format: file://gone.json\n"],
    ["gone.json", "      functions: file://gone.json\n"],
    ["tools.py", "      tools: file://tools.py:get_tools\n"],
    ["tools.js", "      tools: file://tools.js\n"],
    ["tools", '      tools: "{{ env.TOOLS }}"\n'],
    ["response format", "      response_format: {type: grammar}\n"],
    ["JSON schema", "      response_format: {type: json_schema, json_schema: {name: a}}\n"],
    ["passthrough.tools", "      passthrough: {tools: []}\n"],
  ])("promptfoo: %s is said: %j", async (name, config) => {
    await expectLeftOut({ "promptfooconfig.yaml": promptfoo(config) }, name);
  });

  test.each([
    ["prefix", "defaultTest: {options: {prefix: Hello}}\n"],
    ["suffix", "tests: [{options: {suffix: Bye}}]\n"],
    ["default.yaml", "defaultTest: file://default.yaml\n"],
  ])("promptfoo: %s of the tests is said", async (name, config) => {
    const text = `prompts: [Hi]\nproviders: [openai:gpt-4o]\n${config}`;
    await expectLeftOut({ "promptfooconfig.yaml": text }, name);
  });

  const prompty = (parameters: string): string =>
    `---\nmodel:\n  api: chat\n  configuration: {type: openai, name: gpt-4o}\n  parameters:\n    ${parameters}\nsample: {letter: rent}\n---\nuser:\nSort the letter about {{letter}}.\n`;

  test.each([
    ["no-such-tools.json", "tools: ${file:no-such-tools.json}"],
    ["no-such-tools.json", "tools: no-such-tools.json"],
    ["SORTER_TOOLS", "tools: ${env:SORTER_TOOLS}"],
    ["SORTER_TOOLS", "tools: ${env:SORTER_TOOLS:none}"],
    ["no-such-format.json", "response_format: ${file:no-such-format.json}"],
    ["FORMAT", "response_format: ${env:FORMAT}"],
  ])("Prompty: %s is said: %s", async (name, parameters) => {
    await expectLeftOut({ "a.prompty": prompty(parameters) }, name);
  });

  test("Prompty: tools that are there are counted as if they were written out", async () => {
    const answer = await estimate({
      "a.prompty": prompty("tools: ${file:tools.json}"),
      "tools.json": TOOLS_JSON,
    });
    expect(answer.basis).toBe("exact");
    const expected = await tokensOf({ messages: MESSAGES, tools: TOOLS });
    expect(answer.models["gpt-4o"]?.inputTokens).toBe(expected);
  });

  test("a broken tools file is reported", async () => {
    await expectLeftOut(
      { "a.prompty": prompty("tools: ${file:tools.json}"), "tools.json": '[{"type"' },
      "tools.json",
    );
  });

  test.each([
    ["SortedLetter", "output:\n  schema: SortedLetter\n"],
    ["Drawer", "output:\n  schema:\n    drawers(array): Drawer\n"],
    ["Letter", "tools:\n  - name: open\n    inputSchema: Letter\n"],
  ])("dotprompt: the schema %s is held by the program", async (name, frontmatter) => {
    await expectLeftOut({ "a.prompt": `---\nmodel: openai/gpt-4o\n${frontmatter}---\nHi\n` }, name);
  });

  test("dotprompt: a schema that is written out is exact", async () => {
    const answer = await estimate({
      "a.prompt":
        "---\nmodel: openai/gpt-4o\noutput:\n  schema:\n    drawer: string, where it goes\n    kind?(enum): [RENT, OTHER]\n---\nHi\n",
    });
    expect(answer.basis).toBe("exact");
  });
});

describe("prompts that are not in the configuration", () => {
  test.each([
    "file://make.js",
    "file://make.mjs",
    "file://make.cjs",
    "file://make.ts:create",
    "file://prompts/make.py:create_prompt",
    "file://make.rb",
    "file://make.sh",
    "file://make",
    "exec:python make.py",
    "make.py",
    "prompts/make.js:create",
    "langfuse://sorter:3:chat",
    "file://prompts/*.txt",
    "prompts/**/*.json",
    "file://no-such-prompt.txt",
    "no-such-prompt.md",
  ])("%s is not counted as a prompt", async (written) => {
    const answer = await estimate({
      "promptfooconfig.yaml": `prompts: ["${written}"]\nproviders: [openai:gpt-4o]\n`,
      "make.js": "module.exports = () => 'Sort the letter into one of the nine drawers.';",
      "make.py": "def create(): return 'Sort the letter into one of the nine drawers.'",
      "prompts/make.js": "module.exports = () => 'Sort the letter.';",
    });
    expect(answer).toMatchObject({
      basis: "estimate",
      isLowerBound: true,
      messages: [{ tokens: 0 }],
    });
    expect(said(answer)).toContain(written.replace("file://", ""));
    expect(said(answer)).not.toContain("template expression");
  });

  test("a map of files to labels", async () => {
    const answer = await estimate({
      "promptfooconfig.yaml":
        "prompts:\n  file://a.txt: first\n  b.txt: second\nproviders: [openai:gpt-4o]\n",
      "a.txt": "Sort the letter.",
      "b.txt": "Burn the letter.",
    });
    expect(answer.basis).toBe("exact");
    expect(answer.messages).toHaveLength(2);
    expect(answer.messages.every(({ tokens }) => tokens > 0)).toBe(true);
  });

  test("Markdown is one prompt, JSONL and CSV are one a row", async () => {
    const answer = await estimate({
      "promptfooconfig.yaml":
        "prompts: [file://a.md, file://b.jsonl, file://c.csv]\nproviders: [openai:gpt-4o]\n",
      "a.md": "# Sort\n---\nthe letter",
      "b.jsonl": '[{"role":"system","content":"Sort."}]\n[{"role":"user","content":"Burn."}]\n',
      "c.csv": "prompt,label\nSort it,one\nBurn it,two\n",
    });
    expect(answer.messages.map(({ role }) => role)).toEqual([
      "user",
      "system",
      "user",
      "user",
      "user",
    ]);
  });
});

describe("a chat in YAML", () => {
  const CHAT =
    "- role: system\n  content: You sort letters.\n- role: user\n  content: |\n    The letter:\n    {{letter}}\n";
  const OTHER_ORDER =
    '- content: You sort letters.\n  role: system\n- "content": "The letter:\\n{{letter}}\\n"\n  "role": user\n';

  test.each([
    ["behind a comment", `# Kept by hand.\n\n${CHAT}`],
    ["behind a line of dashes", `---\n${CHAT}`],
    ["behind both", `# Kept.\n--- # chat\n# By hand.\n${CHAT}`],
    ["behind a byte order mark", `\uFEFF${CHAT}`],
    ["with a directive", `%YAML 1.2\n---\n${CHAT}`],
    ["in another order", OTHER_ORDER],
    ["with CR LF", `# Kept.\r\n${CHAT.replaceAll("\n", "\r\n")}`],
    ["with an end", `${CHAT}...\n`],
  ])("%s is its messages, alone and named by promptfoo", async (_, chat) => {
    const named = await estimate({
      "promptfooconfig.yaml":
        "prompts: [file://chat.yaml]\nproviders: [openai:gpt-4o-mini]\ntests:\n  - vars: {letter: The rent is late.}\n",
      "chat.yaml": chat,
    });
    expect(named.basis).toBe("exact");
    expect(named.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(named.models["gpt-4o"]?.inputTokens).toBe(23);
    const alone = await estimate({ "chat.yaml": chat });
    expect(alone.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  test("several documents are never exact", async () => {
    for (const chat of [`${CHAT}---\n${CHAT}`, `---\n${CHAT}---\nfoo: bar\n`]) {
      const named = await estimate({
        "promptfooconfig.yaml": "prompts: [file://chat.yaml]\nproviders: [openai:gpt-4o]\n",
        "chat.yaml": chat,
      });
      expect(named.basis).toBe("estimate");
      expect((await estimate({ "chat.yaml": chat })).basis).toBe("estimate");
    }
  });
});

describe("what a request is billed", () => {
  const REQUEST = { model: "gpt-4o", max_tokens: 100, messages: MESSAGES };

  test.each([1, 3, 5])("%s answers", async (n) => {
    const one = await estimate({ "a.json": JSON.stringify(REQUEST) });
    const several = await estimate({ "a.json": JSON.stringify({ n, ...REQUEST }) });
    for (const id of ["gpt-4o", "gpt-4o-mini"]) {
      expect(several.models[id]?.inputTokens).toBe(one.models[id]?.inputTokens);
      expect(several.models[id]?.outputUsd).toBeCloseTo((one.models[id]?.outputUsd ?? 0) * n, 9);
    }
    expect(several.answers).toBe(n);
  });

  test.each([
    ["priority", "priority", 4.25, 0],
    ["default", "standard", 2.5, 0],
    ["auto", "standard", 2.5, 0],
    ["flex", "standard", 2.5, 1],
    ["scale", "standard", 2.5, 1],
  ])("service tier %s", async (tier, billed, usdPerMillion, notes) => {
    const answer = await estimate({
      "a.json": JSON.stringify({ ...REQUEST, service_tier: tier }),
    });
    const { inputTokens = 0, inputUsd } = answer.models["gpt-4o"] ?? {};
    expect(inputUsd).toBeCloseTo((inputTokens * usdPerMillion) / 1e6, 12);
    expect(answer.serviceTier).toBe(billed);
    expect(answer.priceNotes).toHaveLength(notes);
    expect(answer.priceNotes?.every((note) => note.includes(tier))).toBe(true);
  });

  test("is said in words", async () => {
    const folder = await temporaryFolder({
      "a.json": JSON.stringify({ ...REQUEST, n: 5, service_tier: "flex" }),
    });
    const { stdout } = await run(folder, ["estimate", "a.json"]);
    expect(stdout).toContain("5 answers");
    expect(stdout).toContain("The service tier flex has no known price: priced as standard.");
  });
});

describe("a request in JSON", () => {
  const USER = { role: "user", content: "Sort the letter about the rent." };

  test.each([
    ["a text", "You sort letters into drawers."],
    ["parts", [{ type: "text", text: "You sort letters into drawers." }]],
  ])("system next to the messages, as %s", async (_, system) => {
    for (const request of [
      { model: "m", system, messages: [USER] },
      { messages: [USER], system },
    ]) {
      const answer = await estimate({ "a.json": JSON.stringify(request) });
      expect(answer.messages.map(({ role }) => role)).toEqual(["system", "user"]);
      expect(answer.models["gpt-4o"]?.inputTokens).toBe(24);
    }
  });

  test("developer and instructions next to the messages are not lost", async () => {
    for (const key of ["developer", "instructions"]) {
      const text = JSON.stringify({ [key]: "You sort letters.", messages: [USER] });
      const { messages } = await estimate({ "a.json": text });
      expect(messages.map(({ role }) => role)).toHaveLength(2);
    }
  });

  test("system next to the messages of a line", async () => {
    const text = `${JSON.stringify({ system: "You sort letters.", messages: [USER] })}\n`;
    const { messages } = await estimate({ "a.jsonl": text });
    expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  test.each([
    ["tools", { messages: [USER], tools: "file://tools.json" }],
    ["tools", { messages: [USER], tools: [{ name: 3, type: "function" }] }],
    ["format", { messages: [USER], response_format: "Drawer" }],
    ["schema", { messages: [USER], response_format: { type: "json_schema", json_schema: {} } }],
    ["format", { model: "m", input: "Hi", text: { format: { type: "grammar" } } }],
    ["message", { messages: [USER, "Hi"] }],
    ["web_search_options", { messages: [USER], web_search_options: {} }],
  ])("%s that can't be read are said", async (name, request) => {
    await expectLeftOut({ "a.json": JSON.stringify(request) }, name);
  });
});

describe("LangChain", () => {
  test("a chat whose contents are lists of parts", async () => {
    const part = (text: string): object[] => [{ type: "text", text }];
    const answer = await estimate({
      "export.json": JSON.stringify({
        prompt_template: {
          type: "chat",
          input_variables: ["letter"],
          messages: [
            { role: "system", content: part("You sort letters."), input_variables: [] },
            { role: "user", content: part("Sort {letter}"), input_variables: ["letter"] },
          ],
        },
      }),
    });
    expect(answer).toMatchObject({ basis: "estimate", isLowerBound: true });
    expect(answer.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  test("a message that can't be read isn't a prompt", async () => {
    const text = JSON.stringify({ input_variables: [], messages: [{ role: "user" }] });
    const { basis, problems } = await estimate({ "a.json": text });
    expect(basis).toBeUndefined();
    expect(problems).toMatchObject([{ code: "not-a-prompt" }]);
  });
});

test.skipIf(process.platform === "win32").each(["a.jsonl", "a.json", "a.txt"])(
  "the pipe %s is refused with words",
  async (name) => {
    const folder = await temporaryFolder({});
    execFileSync("mkfifo", [join(folder, name)]);
    for (const options of [["--json"], [], ["--per-line"]]) {
      const { exitCode, stderr } = await run(folder, ["estimate", ...options, name]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`${name}: not a file`);
    }
  },
);

describe("files whose lines end in a carriage return", () => {
  const withReturns = (text: string): string => text.replaceAll("\n", "\r");

  test.each([
    ["a.prompt", "---\nmodel: openai/gpt-4o\n---\nSort the\nletters.\n"],
    ["a.prompty", "---\nname: a\n---\nsystem:\nSort.\n\nuser:\nThe letter\nabout rent.\n"],
    ["a.prompt.md", "---\ndescription: a\n---\nSort the\nletters.\n"],
  ])("%s has the messages of the same file with line feeds", async (path, text) => {
    const expected = await estimate({ [path]: text });
    const answer = await estimate({ [path]: withReturns(text) });
    expect(answer.messages.map(({ role, tokens }) => [role, tokens])).toEqual(
      expected.messages.map(({ role, tokens }) => [role, tokens]),
    );
    expect(answer.basis).toBe("estimate");
    expect(said(answer)).toContain("carriage return");
  });

  test("a JSONL is read line by line, exactly", async () => {
    const line = JSON.stringify({ messages: MESSAGES });
    for (const end of ["\r", "\r\n", "\n"]) {
      const folder = await temporaryFolder({ "a.jsonl": `${line}${end}${line}${end}` });
      const { stdout } = await run(folder, ["estimate", "--json", "--per-line", "a.jsonl"]);
      expect(jsonLines(stdout)).toMatchObject([
        { line: 1, basis: "exact" },
        { line: 2, basis: "exact" },
      ]);
    }
  });
});

describe("what a template makes", () => {
  test.each([
    ["a.j2", "{% for letter in letters %}Sort it.{% endfor %}", true],
    ["a.j2", "{% if hasRent %}Sort rent.{% else %}Sort all.{% endif %}", false],
    ["a.j2", "Sort {{ letters() }}.", true],
    ["a.hbs", "{{#each letters}}Sort it.{{/each}}", true],
    ["a.hbs", "{{#if rent}}Sort rent.{{else}}Sort all.{{/if}}", false],
    ["a.hbs", "Sort {{> letters}}.", true],
    ["a.mustache", "{{^rent}}Sort all.{{/rent}}", false],
  ])("%s: %s", async (path, text, isLowerBound) => {
    expect(await estimate({ [path]: text })).toMatchObject({ basis: "estimate", isLowerBound });
  });
});

test.each(["a.jsonl", "a.batch.jsonl"])("the Git LFS pointer %s is one message", async (path) => {
  const pointer =
    "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef\nsize 48213\n";
  const folder = await temporaryFolder({ [path]: pointer });
  const { stderr } = await run(folder, ["estimate", "--per-line", path]);
  expect(stderr).toContain("git lfs pull");
  expect(stderr).not.toContain("not JSON");
});

test.each([
  ["values.py", "tests: file://values.py\n"],
  ["values.js", "tests:\n  - path: file://values.js\n"],
  ["values.js", "defaultTest: {vars: file://values.js}\n"],
  ["letter.py", "tests: [{vars: {letter: file://letter.py}}]\n"],
])("promptfoo: the program %s is not read as values", async (name, config) => {
  const text = `prompts: ["Sort {{letter}}"]\nproviders: [openai:gpt-4o]\n${config}`;
  const files = { "promptfooconfig.yaml": text, [name]: "letter: 3\n" };
  await expectLeftOut(files, `a program makes values of variables (${name})`.slice(1));
});
