import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import {
  conversation,
  fixtureText,
  onlyPrompt,
  readFixture,
  readText,
  reasons,
  uses,
} from "./fixtures";

describe("prompts.yaml and prompts.json", () => {
  test("texts and chats that are clearly prompts are requests, other values are not", () => {
    const fixture = readFixture("prompts.yaml");
    expect(fixture.file.format).toBe("prompt-collection");
    expect(fixture.file.prompts.map((prompt) => [prompt.name, conversation(prompt)])).toEqual([
      ["judge.system_prompt", ["system: You sort letters into drawers.\nDrawers: {drawers}.\n"]],
      ["judge.round_format", ["user: Round {number}:\n{letter}"]],
      ["planning.initial_plan", ["user: {%- if drawers %}\nPlan for {{ letter }}.\n{%- endif %}"]],
      ["sort", ["system: Sort the {letter}.", "user: {letter}"]],
      ["chat", ["system: Be brief.", "user: {question}"]],
    ]);
    expect(fixture.file.prompts.map(({ model }) => model?.value).filter(Boolean)).toEqual([
      "gpt-4o-mini",
    ]);
    expect(fixture.file.prompts.flatMap((prompt) => uses(fixture, prompt))).toEqual([
      "drawers {drawers}",
      "number {number}",
      "letter {letter}",
      "– {%- if drawers %}",
      "letter {{ letter }}",
      "– {%- endif %}",
      "letter {letter}",
      "letter {letter}",
      "question {question}",
    ]);
    expect(fixture.file.prompts.every(({ caveats }) => caveats.length === 1)).toBe(true);
  });

  test("JSON too", () => {
    const fixture = readText("prompts.json", '[{"act": "Poet", "prompt": "Write a poem now."}]');
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)).toEqual(["user: Write a poem now."]);
    expect(fixture.at(prompt.messages[0]?.range)).toBe('"Write a poem now."');
  });

  test("without a known prompt the whole is counted, as an estimate", () => {
    const { file } = readText("prompts.yaml", "color: blue\nlimits:\n  a: 3\n");
    expect(file.prompts).toHaveLength(1);
    expect(reasons(file)).toEqual([expect.stringContaining("so all of it is counted")]);
  });

  test.each([
    ["prompts.yaml", "prompts:\n  - Say {{x}}\nproviders: [openai:gpt-4o]\n", "promptfoo"],
    [
      "prompts.json",
      '{"model":"gpt-4o","messages":[{"role":"user","content":"x"}]}',
      "chat-request",
    ],
    ["prompts.yaml", "_type: prompt\ninput_variables: [a]\ntemplate: x {a}\n", "langchain"],
    ["prompts.yaml", "- role: user\n  content: x\n", "promptfoo"],
  ])("%s of another format stays that", (path, text, format) => {
    expect(detectFormat({ path, text })).toBe(format);
  });
});

describe("prompt exports", () => {
  test("Langfuse: chats, texts and placeholders", () => {
    const fixture = readFixture("langfuse.json");
    expect(fixture.file.format).toBe("prompt-export");
    const [chat, text] = fixture.file.prompts;
    expect(chat && conversation(chat)).toEqual([
      'system: You sort "letters".',
      "user: Sort {{letter}}",
    ]);
    expect(chat?.model?.value).toBe("gpt-4o");
    expect(chat?.maxOutputTokens?.value).toBe(30);
    expect(chat?.caveats).toMatchObject([
      { kind: "left-out", reason: "the messages that take the place of history" },
    ]);
    expect(text && conversation(text)).toEqual(["user: Greet {{name}}."]);
    expect(text?.caveats).toEqual([]);
    expect(chat && uses(fixture, chat)).toEqual(["letter {{letter}}"]);
  });

  test("PromptLayer: f-strings by default, Jinja if it says so", () => {
    const text = JSON.stringify({
      prompt_name: "sorter",
      prompt_template: {
        type: "chat",
        messages: [
          {
            role: "system",
            content: [{ type: "text", text: 'Answer {{"a": 1}}.' }],
            input_variables: [],
          },
          { role: "user", content: "Sort {{ letter }}", template_format: "jinja2" },
          {
            role: "user",
            content: [{ type: "text", text: "Sort {letter}" }],
            input_variables: ["letter"],
          },
        ],
        input_variables: ["letter"],
      },
      metadata: { model: { provider: "openai", name: "gpt-4o", parameters: { max_tokens: 9 } } },
    });
    const fixture = readText("template-export.json", text);
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)).toEqual([
      'system: Answer {"a": 1}.',
      "user: Sort {{ letter }}",
      "user: Sort {letter}",
    ]);
    expect(uses(fixture, prompt)).toEqual(["letter {{ letter }}", "letter {letter}"]);
    expect([prompt.name, prompt.model?.value, prompt.maxOutputTokens?.value]).toEqual([
      "sorter",
      "gpt-4o",
      9,
    ]);
  });
});

describe("CrewAI", () => {
  test("agents and tasks, with what CrewAI adds said to be missing", () => {
    const agents = readFixture("agents.yaml");
    const agent = onlyPrompt(agents);
    expect(conversation(agent)).toEqual([
      "system: {kind} Sorter\n|Sort every {kind} into its drawer\n|You know the drawers by heart.\n",
    ]);
    expect([agent.name, agent.model?.value]).toEqual(["sorter", "gpt-4o-mini"]);
    expect(uses(agents, agent)).toEqual(["kind {kind}", "kind {kind}"]);
    expect(agent.caveats).toMatchObject([{ kind: "left-out" }]);
    const task = onlyPrompt(readFixture("tasks.yaml"));
    expect(conversation(task)).toEqual([
      "user: Sort the {kind} about the rent.\n|The name of one drawer\n",
    ]);
    expect(task.caveats).toMatchObject([{ kind: "left-out" }]);
  });

  test.each([
    ["tasks.yaml", "- name: install\n  apt: name=nginx\n"],
    ["agents.yaml", "agents:\n  count: 3\n"],
    ["roles.yaml", fixtureText("agents.yaml")],
  ])("%s of others is none of CrewAI's", (path, text) => {
    expect(detectFormat({ path, text })).toBeUndefined();
  });

  test("broken, it is never exact", () => {
    const { file } = readText("agents.yaml", `${fixtureText("agents.yaml")}  bad: 'x\n`);
    expect(file.problems[0]?.code).toBe("broken-file");
    expect(reasons(file)).not.toEqual([]);
  });
});

describe("BAML", () => {
  test("functions with roles, clients, limits and tests", () => {
    const fixture = readFixture("letters.baml");
    expect(
      fixture.file.prompts.map((prompt) => [
        prompt.name,
        prompt.model?.value,
        prompt.maxOutputTokens?.value,
        conversation(prompt),
      ]),
    ).toEqual([
      [
        "SortLetter",
        "gpt-4o",
        40,
        [
          "system: You sort letters, {{ tone }}.\n  Be brief.\n\n{{ ctx.output_format }}",
          "user: {{ letter }}",
        ],
      ],
      ["Greet", "gpt-4o-mini", undefined, ['system: Say "#hello"# to {{ name }}.']],
    ]);
    const [sort, greet] = fixture.file.prompts;
    expect(sort && uses(fixture, sort)).toEqual([
      "tone {{ tone }}",
      "– {{ ctx.output_format }}",
      "letter {{ letter }}",
    ]);
    expect(sort?.variables.map(({ name }) => name)).toEqual(["tone", "letter"]);
    expect(sort?.valueSets.map(({ label, values }) => [label, ...values])).toEqual([
      ["Rent", ["letter", "The rent is due."], ["tone", "kind"]],
    ]);
    expect(sort?.caveats.map(({ kind }) => kind)).toEqual(["left-out"]);
    expect(fixture.at(sort?.caveats[0]?.range)).toBe("{{ ctx.output_format }}");
    expect(greet?.caveats).toEqual([]);
    expect(fixture.at(sort?.messages[1]?.range)).toMatch(
      /^\{\{ _\.role\('user'\) \}\}\s+\{\{ letter \}\}$/,
    );
  });

  test("clients of another file of the project", () => {
    const text = 'function A(x: image) -> string {\n  client Big\n  prompt #"Look: {{ x }}"#\n}\n';
    const alone = readText("a.baml", text);
    expect(alone.file.references).toMatchObject([{ path: "clients.baml", isOptional: true }]);
    expect(reasons(alone.file)).toEqual(["the image x"]);
    const clients = 'client<llm> Big { provider openai options { model "gpt-4o" } }';
    const prompt = onlyPrompt(readText("a.baml", text, new Map([["clients.baml", clients]])));
    expect(prompt.model?.value).toBe("gpt-4o");
  });

  test.each([
    ["a text without an end", 'function A() -> string { client B prompt #"Hi', 1],
    ["no function", "class A { b string }", 0],
    ["a brace without an end", 'function A() -> string { prompt #"Hi"#', 1],
  ])("%s is read as far as it goes", (_, text, count) => {
    expect(readText("a.baml", text).file.prompts).toHaveLength(count);
  });
});

describe("notebooks", () => {
  test("the code of cells with the places in the file", () => {
    const fixture = readFixture("study.ipynb");
    expect(fixture.file.format).toBe("notebook");
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)[1]).toBe("user: Sort the café's letter.");
    const known = prompt.valueSets.flatMap(({ values }) => [...values.values()]);
    expect([...conversation(prompt), ...known].join()).toContain('You sort "letters".');
    const content = prompt.messages[1]?.parts[0]?.range;
    expect(fixture.at(content)).toContain(String.raw`Sort the caf\u00e9's letter.`);
    expect(prompt.model?.value).toBe("gpt-4o");
  });

  test("JavaScript kernels", () => {
    const cells = [
      { cell_type: "code", source: 'const messages = [{ role: "user", content: "Hi there" }];' },
    ];
    const text = JSON.stringify({ cells, metadata: { language_info: { name: "typescript" } } });
    expect(conversation(onlyPrompt(readText("a.ipynb", text)))).toEqual(["user: Hi there"]);
  });

  test.each([
    [
      "another language",
      '{"cells":[],"metadata":{"kernelspec":{"language":"R"}}}',
      "not-a-prompt",
      0,
    ],
    ["cut off", fixtureText("study.ipynb").slice(0, 700), "broken-file", 1],
  ])("%s is never exact", (_, text, code, count) => {
    const { file } = readText("a.ipynb", text);
    expect(file.problems.map((problem) => problem.code)).toContain(code);
    expect(file.prompts).toHaveLength(count);
    expect(file.prompts.every(({ caveats }) => caveats.length > 0)).toBe(true);
  });
});
