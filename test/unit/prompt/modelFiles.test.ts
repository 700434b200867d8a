import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import { conversation, onlyPrompt, readFixture, readText, textParts } from "./fixtures";

describe("a Modelfile of Ollama", () => {
  const fixture = readFixture("Modelfile");
  const prompt = onlyPrompt(fixture);

  test("has the last SYSTEM and the MESSAGEs, without their quotes", () => {
    expect(fixture.file.format).toBe("modelfile");
    expect(conversation(prompt)).toEqual([
      'system: \nYou answer letters.\nSay "please" and """quote""" nobody.\n',
      "user: Where is my parcel?",
      "assistant: It is\non its way.",
    ]);
    for (const { text, range } of textParts(prompt)) expect(fixture.at(range)).toBe(text);
    expect(fixture.at(prompt.messages[1]?.range)).toBe("MESSAGE user Where is my parcel?");
  });

  test("has a limit and settings", () => {
    expect(prompt.maxOutputTokens?.value).toBe(256);
    expect(fixture.at(prompt.maxOutputTokens?.range)).toBe("256");
    expect(prompt.settings).toMatchObject([
      { key: "temperature", value: { kind: "number", text: "0.3" } },
      { key: "stop", value: { items: [{ value: "<|end|>" }, { value: "Customer:" }] } },
    ]);
  });

  test("names a model that is not OpenAI's, and a TEMPLATE that makes an estimate", () => {
    const [problem] = fixture.file.problems;
    expect(problem).toMatchObject({ code: "unsupported" });
    expect(problem?.message).toMatch(/^llama3\.2 is not an OpenAI model/);
    expect(fixture.at(problem?.range)).toBe("llama3.2");
    expect(prompt.caveats.map(({ kind }) => kind)).toEqual(["approximate"]);
  });

  test.each([
    ["FROM a\nSYSTEM b", ["system: b"]],
    ["FROM a\nSYSTEM   b  \r\n", ["system: b"]],
    ['FROM a\nSYSTEM """b"""', ["system: b"]],
    ['FROM a\nSYSTEM "b\n\nc"\n', ["system: b\n\nc"]],
    ["FROM a\nSYSTEM b\nMESSAGE system c\nMESSAGE user d", ["system: c", "user: d"]],
    ["FROM a\nMESSAGE user b", ["user: b"]],
    ["FROM a\nSYSTEM # not a comment", ["system: # not a comment"]],
  ])("%j", (text, expected) => {
    const { file } = readText("Modelfile", text);
    expect(file.prompts.flatMap(conversation)).toEqual(expected);
    expect(file.prompts.flatMap(({ caveats }) => caveats)).toEqual([]);
  });

  test("without a negative limit: the model writes until it has finished", () => {
    const { file } = readText("Modelfile", "FROM a\nSYSTEM b\nPARAMETER num_predict -1");
    expect(file.prompts[0]?.maxOutputTokens).toBeUndefined();
  });

  test.each([
    ["FROM a\nSYSTEM b\nSYSTEMS c", "SYSTEMS is not an instruction.", "SYSTEMS c"],
    ['FROM a\nMESSAGE user b\nSYSTEM """c', 'The text after SYSTEM has no closing """.', '"""'],
    ["FROM a\nSYSTEM b\nMESSAGE tool c", "tool is not a role of a MESSAGE.", "MESSAGE tool c"],
  ])("%j is broken and never exact", (text, message, place) => {
    const broken = readText("Modelfile", text);
    const problem = broken.file.problems.find(({ code }) => code === "broken-file");
    expect(problem?.message).toBe(message);
    expect(broken.at(problem?.range)).toBe(place);
    expect(onlyPrompt(broken).caveats).toMatchObject([{ kind: "left-out" }]);
  });

  test("without words is not a prompt", () => {
    const { file } = readText("Modelfile", "FROM a\nPARAMETER temperature 1\n");
    expect(file.problems.map(({ code }) => code)).toEqual(["unsupported", "not-a-prompt"]);
    expect(file.prompts).toEqual([]);
  });

  test.each([
    ["Modelfile", "modelfile"],
    ["models/Modelfile.support", "modelfile"],
    ["Modelfile-v2", "modelfile"],
    ["support.modelfile", "modelfile"],
    ["Modelfile.txt", "modelfile"],
    ["Modelfile.md", "markdown"],
    ["modelfile.py", "code"],
    ["modelfiles/readme.txt", "text"],
  ])("%s is %s", (path, format) => {
    expect(detectFormat({ path, text: "" })).toBe(format);
  });
});

describe("modes of Roo Code", () => {
  test("are a request each, in YAML", () => {
    const fixture = readFixture("modes/.roomodes");
    const prompt = onlyPrompt(fixture);
    expect(prompt.name).toBe("reviewer");
    expect(conversation(prompt)).toEqual([
      "system: You review replies to customers.|- Never promise a refund.",
    ]);
    expect(textParts(prompt).map(({ range }) => fixture.at(range))).toEqual([
      "You review replies\n      to customers.",
      "- Never promise a refund.",
    ]);
  });

  test("are a request each, in JSON", () => {
    const fixture = readFixture("modes/custom_modes.json");
    expect(fixture.file.prompts.map(({ name }) => name)).toEqual(["writer", "second"]);
    expect(fixture.file.prompts.flatMap(conversation)).toEqual([
      'system: You write replies.\nAlways.|Use "short" words.',
      "system: You translate.",
    ]);
    expect(fixture.at(fixture.file.prompts[1]?.range)).toMatch(/^\{ "slug": "second"[^]*\}$/);
  });

  test("are not all that the agent sends", () => {
    const { caveats } = onlyPrompt(readFixture("modes/.roomodes"));
    expect(caveats).toMatchObject([{ kind: "left-out" }]);
  });

  test.each([
    ["customModes: []", "not-a-prompt"],
    ["", "not-a-prompt"],
    ["[1]", "not-a-prompt"],
    ['{"customModes": [', "broken-file"],
    ["customModes: [", "broken-file"],
  ])("%j is %s", (text, code) => {
    const { file } = readText(".roomodes", text);
    expect(file.problems.map((problem) => problem.code)).toEqual([code]);
  });
});
