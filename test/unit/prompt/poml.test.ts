import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readFixture, readText, textParts, uses } from "./fixtures";

describe("POML", () => {
  const fixture = readFixture("letter.poml");
  const prompt = onlyPrompt(fixture);

  test("has a message for each speaker, in Markdown", () => {
    expect(conversation(prompt)).toEqual([
      "system: # Role\n\nYou sort letters for {{shop}}.\n\n" +
        "- Be {{ tone }}.\n- Mind {{rule}} and {{rules[0]}}.",
      "user: Sort this letter: {{ letter.text }}|[image]",
      "assistant: A <complaint>.",
      "user: # Task\n\nExplain {{ 1 + 1 }}.",
    ]);
  });

  test("has variables, those of loops and computed ones apart", () => {
    expect(uses(fixture, prompt)).toEqual([
      "shop {{shop}}",
      "tone {{ tone }}",
      "– {{rule}}",
      "rules.0 {{rules[0]}}",
      "letter.text {{ letter.text }}",
      "– {{ 1 + 1 }}",
    ]);
    expect([...(prompt.valueSets[0]?.values ?? [])]).toEqual([
      ["tone", "friendly"],
      ["shop", "Lamps"],
    ]);
  });

  test("has an image, a model and a limit", () => {
    expect(prompt.messages[1]?.parts[1]).toMatchObject({ kind: "image", source: "stamp.png" });
    expect(prompt.model?.value).toBe("gpt-4o-mini");
    expect(fixture.at(prompt.model?.range)).toBe("gpt-4o-mini");
    expect(prompt.maxOutputTokens?.value).toBe(300);
  });

  test("is an estimate that says what it leaves out", () => {
    expect(prompt.caveats.map(({ kind, reason }) => `${kind}: ${reason}`)).toEqual([
      "approximate: POML renders elements in words of its own",
      "approximate: elements in loops and conditions are counted once",
      "left-out: the content of letters/old.txt",
    ]);
    expect(fixture.at(prompt.caveats[2]?.range)).toBe("letters/old.txt");
  });

  test("keeps the places of its words", () => {
    const [, user, assistant] = textParts(prompt);
    expect(fixture.at(user?.range)).toBe("Sort this <b>letter</b>: {{ letter.text }}");
    expect(fixture.at(assistant?.range)).toBe("A #lt;complaint#gt;.");
  });

  test.each([
    ["Just words with {{x}}", ["user: Just words with {{x}}"]],
    ["<poml><role>A</role><task>B</task></poml>", ["user: # Role\n\nA\n\n# Task\n\nB"]],
    ['<poml><p speaker="system">A</p><p>B</p></poml>', ["system: A", "user: B"]],
    ["<poml><code>a\n  b</code></poml>", ["user: a\n  b"]],
    ["<poml>\r\n  <p>a\r\n  b</p>\r\n</poml>", ["user: a b"]],
    ["<poml>1 < 2 and a <3</poml>", ["user: 1 < 2 and a <3"]],
    ["<poml><stylesheet>{}</stylesheet>a</poml>", ["user: a"]],
  ])("%j", (text, expected) => {
    const { file } = readText("a.poml", text);
    expect(file.problems).toEqual([]);
    expect(conversation(onlyPrompt({ ...fixture, file }))).toEqual(expected);
  });

  test.each([
    ["<poml><output-schema>{}</output-schema>a</poml>", "the output schema"],
    ['<poml><tool-definition name="f">{}</tool-definition>a</poml>', "the tool f"],
    ['<poml><let name="x" src="x.json"/>{{x}}</poml>', "the values in x.json"],
  ])("%j leaves something out", (text, reason) => {
    const { file } = readText("a.poml", text);
    expect(file.prompts[0]?.caveats.map((caveat) => caveat.reason)).toContain(reason);
  });

  test.each([
    ["<poml><task>Half", "<task> is not closed."],
    ["<poml><task>a</poml>", "<task> is not closed."],
    ["<poml>a</task></poml>", "</task> closes nothing."],
  ])("%j is broken, and what can be read is counted", (text, message) => {
    const { file } = readText("a.poml", text);
    expect(file.problems[0]).toMatchObject({ code: "broken-file", message });
    expect(file.prompts).toHaveLength(1);
  });

  test("that only includes others says so", () => {
    const { file } = readText("a.poml", '<poml><include src="b.poml"/></poml>');
    expect(file.prompts).toEqual([]);
    expect(file.problems).toMatchObject([{ code: "not-a-prompt" }]);
  });

  test("nothing is not a prompt", () => {
    expect(readText("a.poml", "<poml></poml>").file.prompts).toEqual([]);
  });
});
