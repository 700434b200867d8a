import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readFixture, readText, uses } from "./fixtures";

describe("a configuration", () => {
  const fixture = readFixture("promptfooconfig.yaml");
  const { prompts, references } = fixture.file;

  test("each prompt is a request on the first model of OpenAI", () => {
    expect(prompts.map(({ name }) => name)).toEqual([undefined, "chat", "inline chat"]);
    expect(prompts.map(({ model }) => model?.value)).toEqual(Array(3).fill("gpt-4o-mini"));
    expect(fixture.at(prompts[0]?.model?.range)).toBe("gpt-4o-mini");
    expect(prompts[0]?.maxOutputTokens?.value).toBe(20);
  });

  test("a text is one user message, a chat in JSON its messages, with places in the file", () => {
    expect(prompts.map(conversation)).toEqual([
      ["user: Label this text: {{text}}"],
      ["user: "],
      ["system: You label texts in {{language}}.", "user: {{ text | dump }}"],
    ]);
    expect(prompts.flatMap((prompt) => uses(fixture, prompt))).toEqual([
      "text {{text}}",
      "language {{language}}",
      "text {{ text | dump }}",
    ]);
    expect(fixture.at(prompts[2]?.messages[0]?.range)).toMatch(/^\{"role": "system"/);
  });

  test("tests fill the variables: lists are tried one by one, defaults stand below", () => {
    expect(prompts[0]?.valueSets.map(({ values }) => [...values])).toEqual([
      [
        ["language", "English"],
        ["text", "The food was cold."],
      ],
      [
        ["language", "English"],
        ["text", "The staff were kind."],
      ],
      [["language", "German"]],
    ]);
  });

  test("files are named, and read if they are at hand", () => {
    expect(references.map(({ path }) => path).toSorted()).toEqual([
      "prompts/chat.json",
      "texts/long.txt",
    ]);
    const files = new Map([
      [
        "prompts/chat.json",
        '[{"role":"system","content":"Be brief."},{"role":"user","content":"{{text}}"}]',
      ],
      ["texts/long.txt", "Long."],
    ]);
    const read = readFixture("promptfooconfig.yaml", files);
    const chat = read.file.prompts[1];
    expect(chat && conversation(chat)).toEqual(["system: Be brief.", "user: {{text}}"]);
    expect(read.at(chat?.messages[0]?.range)).toBe("file://prompts/chat.json");
    expect(chat?.valueSets[2]?.values.get("text")).toBe("Long.");
  });
});

test("a text file holds several prompts, tests come from CSV", () => {
  const text =
    "prompts: prompts.txt\nproviders: openai:responses:gpt-4o\ntests: file://cases.csv\n";
  const files = new Map([
    ["prompts.txt", "Say {{a}}\n---\nShout {{a}}\n"],
    ["cases.csv", 'a,__expected\n"x, ""y""",z\n1,2\n'],
  ]);
  const { file } = readText("promptfooconfig.yaml", text, files);
  expect(file.prompts.map(conversation)).toEqual([["user: Say {{a}}"], ["user: Shout {{a}}"]]);
  expect(file.prompts[0]?.endpoint).toBe("responses");
  expect(file.prompts[0]?.valueSets.map(({ values }) => values.get("a"))).toEqual(['x, "y"', "1"]);
});

test("a chat in YAML, alone and inside a configuration", () => {
  const chat = "- role: system\n  content: You are {{role}}.\n- role: user\n  content: Hi\n";
  const messages = ["system: You are {{role}}.", "user: Hi"];
  expect(conversation(onlyPrompt(readText("chat.yaml", chat)))).toEqual(messages);
  const inline = `prompts:\n  - |\n${chat.replace(/^/gm, "    ").trimEnd()}\nproviders: [openai:gpt-4o]\n`;
  const fixture = readText("promptfooconfig.yaml", inline);
  expect(conversation(onlyPrompt(fixture))).toEqual(messages);
  expect(uses(fixture, onlyPrompt(fixture))).toEqual(["role {{role}}"]);
});

describe("JSON that a template makes", () => {
  const fixture = readFixture("history.prompt.json");
  const prompt = onlyPrompt(fixture);

  test("is read with its expressions in place", () => {
    expect(conversation(prompt)).toEqual([
      "system: {{ system_message | dump }}",
      "user: {{ message.content | dump }}",
      'user: {{ question | default("none") }} in two lines\n"please"',
    ]);
  });

  test("a loop's variable is none of the prompt's, and dump leaves a value as it is", () => {
    expect(uses(fixture, prompt)).toEqual([
      "system_message {{ system_message | dump }}",
      "– {{ message.content | dump }}",
      'question {{ question | default("none") }}',
    ]);
    const [first] = prompt.messages;
    const part = first?.parts[0];
    expect(part?.kind === "text" && part.placeholders[0]?.isFiltered).toBeUndefined();
  });

  test("messages that a template adds as a whole are kept", () => {
    const text =
      '[{"role":"system","content":"x"}, {{ history | dump }}, {"role":"user","content":"{{ q }}"}]';
    const added = onlyPrompt(readText("a.json", text));
    expect(conversation(added)).toEqual([
      "system: x",
      "user: {{ history | dump }}",
      "user: {{ q }}",
    ]);
  });
});

test("a configuration without prompts is not counted", () => {
  const { file } = readText("promptfooconfig.yaml", "description: x\nproviders: []\n");
  expect(file.prompts).toEqual([]);
  expect(file.problems[0]?.message).toBe("No prompt: a list of prompts is missing.");
});
