import { describe, expect, test } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { conversation, readFixture, readText, uses } from "./fixtures";

function named(prompts: readonly Prompt[], name: string): Prompt {
  const prompt = prompts.find((candidate) => candidate.name === name);
  if (prompt === undefined) throw new Error(`no ${name} among ${prompts.length}`);
  return prompt;
}

describe("TypeScript", () => {
  const fixture = readFixture("assistant.ts");
  const { prompts } = fixture.file;

  test("has a request, a call with system and prompt, and a template", () => {
    expect(prompts.map(conversation)).toEqual([
      [
        "system: SYSTEM_PROMPT",
        "user: Question: ${question.trim()}\nAsked by ${user.name}|[image]",
      ],
      ["system: You rewrite.", "user: Rewrite: text"],
      ["system: You translate to {language}. Keep {braces}.", "user: {text}"],
    ]);
  });

  test("a request's model may be a constant, its limit a number", () => {
    expect(prompts[0]?.model?.value).toBe("gpt-4o-mini");
    expect(fixture.at(prompts[0]?.model?.range)).toBe("MODEL");
    expect(prompts[0]?.maxOutputTokens?.value).toBe(200);
    expect(prompts[1]?.model?.value).toBe("gpt-4o");
  });

  test("what the program makes is a placeholder, with its name if it has one", () => {
    expect(prompts[0] && uses(fixture, prompts[0])).toEqual([
      "SYSTEM_PROMPT SYSTEM_PROMPT",
      "– ${question.trim()}",
      "user.name ${user.name}",
    ]);
    expect(prompts[0]?.valueSets[0]?.values.get("SYSTEM_PROMPT")).toMatch(/^You answer/);
  });

  test("an image keeps its detail if a quick fix can change it", () => {
    const image = prompts[0]?.messages[1]?.parts[1];
    expect(image).toMatchObject({ kind: "image", source: "./receipt.png", detail: "low" });
    expect(image?.kind === "image" && fixture.at(image.detailRange)).toBe('"low"');
  });
});

describe("Python", () => {
  const fixture = readFixture("assistant.py");
  const { prompts } = fixture.file;

  test("docstrings and SQL are no prompts", () => {
    expect(prompts).toHaveLength(3);
    expect(prompts.flatMap(conversation).join()).not.toMatch(/documentation of the module|SELECT/);
  });

  test("a constant that is formatted later has fields and single braces", () => {
    const text =
      'SYSTEM_PROMPT: str = """You label reviews of {product}.\nAnswer as JSON: {{"label": "good"}}"""';
    const fixture = readText("a.py", text);
    const constant = named(fixture.file.prompts, "SYSTEM_PROMPT");
    expect(conversation(constant)).toEqual([
      'system: You label reviews of {product}.\nAnswer as JSON: {"label": "good"}',
    ]);
    expect(uses(fixture, constant)).toEqual(["product {product}"]);
  });

  test("dedent takes the indentation away", () => {
    const note = prompts.find((prompt) =>
      uses(fixture, prompt).includes("review.author {review.author!r}"),
    );
    expect(note && conversation(note)).toEqual([
      "user: \nYou check the label of the review for {review.author!r}.\n" +
        "    Say why you think that it is the right one,\n" +
        "and what the author of the review would say to your label.\n",
    ]);
  });

  test("keyword arguments are a request; strings side by side and + are one text", () => {
    const request = prompts.find(({ model }) => model?.value === "gpt-4o");
    expect(request && conversation(request)).toEqual([
      "system: SYSTEM_PROMPT",
      "user: Review: review\nCheck: {check}",
    ]);
    expect(request && uses(fixture, request)).toEqual([
      "SYSTEM_PROMPT SYSTEM_PROMPT",
      "review review",
      "check {check}",
    ]);
  });

  test("LangChain's tuples are templates, its messages are not", () => {
    expect(prompts.map(conversation)).toContainEqual([
      "system: You are a {role}.",
      "user: {question}",
      "system: Be kind.",
    ]);
  });
});

describe("single forms", () => {
  test.each([
    ["a.ts", 'messages.push({ role: "user", content: "Again, " + name })', ["user: Again, name"]],
    ["a.ts", 'const p = { "role": "system", "content": `Hi\\n${x}` };', ["system: Hi\n${x}"]],
    [
      "a.js",
      "client.responses.create({ model: m, instructions: 'Be brief.', input: q })",
      ["user: q"],
    ],
    ["a.py", 'HumanMessage(content="Hello there")', ["user: Hello there"]],
    ["a.py", 'PromptTemplate.from_template("Say {a} {{b}}")', ["user: Say {a} {b}"]],
    ["a.py", 'PromptTemplate(template="Say {a}", input_variables=["a"])', ["user: Say {a}"]],
    [
      "a.py",
      'Agent("openai:gpt-4o", system_prompt="Be concise, one sentence.")',
      ["system: Be concise, one sentence."],
    ],
    ["a.py", 'PROMPT = ("You are one. "\n  "You are two.")', ["user: You are one. You are two."]],
    ["a.py", 'PROMPT = """Use {{a}} in this prompt."""', ["user: Use {{a}} in this prompt."]],
    [
      "a.py",
      "prompt = f'Escaped {{braces}} and a {value:>10} for the model to read, in one line of text.'",
      ["user: Escaped {braces} and a {value:>10} for the model to read, in one line of text."],
    ],
    [
      "a.py",
      'prompt = r"""Raw \\d text for the prompt."""',
      ["user: Raw \\d text for the prompt."],
    ],
    [
      "a.ts",
      "const greetingPrompt = `Say\\u0020hi \\x41 ${'`'} please`;",
      ["user: Say hi A ${'`'} please"],
    ],
    ["a.py", 'system_instruction = """ Trimmed prompt. """.strip()', ["system: Trimmed prompt."]],
  ])("%s: %s", (path, text, messages) => {
    const { file } = readText(path, text);
    expect(file.prompts.flatMap(conversation)).toEqual(messages);
  });

  test.each([
    [
      "a.ts",
      'throw new Error("You have to give the name of the file that you are looking for, and not the one of the folder it is in.")',
    ],
    ["a.ts", 'import x from "some-prompt-library that is long enough";'],
    [
      "a.ts",
      "const q = sql`SELECT the, you FROM prompt_table WHERE the is you and you are the one of the in for`;",
    ],
    ["a.ts", 'interface Message { role: "system" | "user"; content: string }'],
    ["a.ts", 'showInputBox({ prompt: "Your name, please" })'],
    ["a.ts", 'const roles = new Map([["system", "system"], ["user", "user"]]);'],
    ["a.ts", 'buffer.toString("base64"); text.constructor("utf8")'],
    ["a.ts", "// const PROMPT = `You are in a comment, and no prompt.`;"],
    ["a.py", "# PROMPT = 'You are in a comment, and no prompt.'"],
    [
      "a.py",
      'def f():\n    """You are the docstring of the prompt and you are long, as it is with you."""\n',
    ],
  ])("%s without a prompt: %s", (path, text) => {
    expect(readText(path, text).file.prompts).toEqual([]);
  });

  test("a constant is called by its name, however it is typed and dedented", () => {
    const text = 'RULES_PROMPT: str = textwrap.dedent("""\n  One rule.\n    Two.\n""")';
    const [prompt] = readText("a.py", text).file.prompts;
    expect(prompt?.name).toBe("RULES_PROMPT");
    expect(prompt && conversation(prompt)).toEqual(["user: \nOne rule.\n  Two.\n"]);
  });

  test("a template by its name alone, where it reads like one", () => {
    const text =
      '_DECIDER_TEMPLATE = """Given the question below and the tables, list the tables\nthat are needed to answer it, one to a line and nothing else.\n\nQuestion: {query}\nTables: {tables}"""';
    const [prompt] = readText("a.py", text).file.prompts;
    expect(prompt?.variables.map(({ name }) => name)).toEqual(["query", "tables"]);
  });

  test("a value that a name has twice is not known", () => {
    const text = 'let A = "x"; A = "y"; f([{ role: "user", content: "Say " + A }])';
    expect(readText("a.ts", text).file.prompts[0]?.valueSets).toEqual([]);
  });
});
