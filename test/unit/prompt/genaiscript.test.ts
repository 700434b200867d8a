import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readText, reasons } from "./fixtures";

const SCRIPT = `script({
  title: "Sort letters",
  model: "openai:gpt-4o-mini",
  system: ["system", "system.files"],
  maxTokens: 200,
  temperature: 0,
})

const letter = env.files[0]
def("LETTER", letter, { maxTokens: 4000 })
defTool("open_drawer", "Open a drawer.", { type: "object", properties: { name: { type: "string" } } }, async ({ name }) => open(name))
$\`You sort letters into \${env.vars.drawers}.\`.role("system")
if (env.vars.brief) $\`Be brief.\`
$\`Sort LETTER. Today is \${new Date()}.\`
`;

describe("GenAIScript", () => {
  test("the texts of a script are its prompt, with what it names of the model", () => {
    const fixture = readText("letters/sort.genai.mjs", SCRIPT);
    expect(fixture.file.format).toBe("genaiscript");
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)).toEqual([
      "system: You sort letters into ${env.vars.drawers}.",
      "user: Be brief.|Sort LETTER. Today is ${new Date()}.",
    ]);
    expect(prompt).toMatchObject({
      name: "Sort letters",
      model: { value: "gpt-4o-mini" },
      maxOutputTokens: { value: 200 },
      tools: [{ name: "open_drawer", description: "Open a drawer." }],
    });
    expect(prompt.settings?.map(({ key }) => key)).toEqual(["temperature"]);
    expect(prompt.variables.map(({ name }) => name)).toEqual(["env.vars.drawers"]);
  });

  test("what other parts of the program add is left out and named", () => {
    expect(reasons(readText("sort.genai.mts", SCRIPT).file)).toEqual([
      "the system scripts system, system.files",
      "what def adds",
      "a tool of defTool, but for its name and description",
    ]);
  });

  test.each(["a.genai.mjs", "a.genai.mts", "a.genai.js", "a.genai.ts"])(
    "%s without options is a lower bound",
    (path) => {
      const { file } = readText(path, "$`Sort the letter.`\n");
      expect(file.prompts.map(conversation)).toEqual([["user: Sort the letter."]]);
      expect(reasons(file)).toEqual(["the system scripts of GenAIScript"]);
    },
  );

  test("an inner prompt is its own request", () => {
    const text =
      "$`Sort the letter.`\nawait runPrompt((_) => { _.$`Name the drawer.`; _.def('A', a) })\n";
    const { file } = readText("a.genai.mjs", text);
    expect(file.prompts.map(conversation)).toEqual([
      ["user: Sort the letter."],
      ["user: Name the drawer."],
    ]);
    expect(file.prompts.map(({ caveats }) => caveats.length)).toEqual([1, 2]);
  });

  test.each(["", "script({ model: 1, system: 5 })", "$`", "$", "defTool()", "script()"])(
    "%j breaks nothing",
    (text) => {
      expect(readText("a.genai.mjs", text).file.format).toBe("genaiscript");
    },
  );
});
