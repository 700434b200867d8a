import { describe, expect, test } from "vitest";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const PROMPTY = "---\nname: a\n---\nsystem:\nBe brief and kind to all.\nuser:\nHello\n";
const BROKEN = "---\nname: a\nsystem:\nHi\n";

function config(value: unknown): Record<string, string> {
  return { ".tokenscale.json": JSON.stringify(value) };
}

describe("check", () => {
  test("fails if a budget is broken, with the file and the line", async () => {
    const folder = await temporaryFolder({
      ...config({ budget: { inputTokens: 5 } }),
      "sub/a.prompty": PROMPTY,
    });
    const { exitCode, stdout, stderr } = await run(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^sub\/a\.prompty:4: \d+ input tokens: \d+ over the budget of 5\. .*\[over-budget-tokens\]\n$/,
    );
    expect(stderr).toBe("1 prompt file checked, 1 finding.\n");
    const json = await run(folder, ["check", "--json"]);
    expect(jsonLines(json.stdout)).toMatchObject([
      { file: "sub/a.prompty", line: 4, code: "over-budget-tokens" },
    ]);
  });

  test("passes if none is broken, and says so if there is no budget", async () => {
    const folder = await temporaryFolder({ "a.prompty": PROMPTY });
    const without = await run(folder, ["check"]);
    expect(without).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "1 prompt file checked, 0 findings. There is no .tokenscale.json here: no budgets.\n",
    });
    const roomy = await temporaryFolder({
      ...config({ budget: { inputTokens: 5_000, usdPerRequest: 1 } }),
      "a.prompty": PROMPTY,
    });
    expect((await run(roomy, ["check"])).exitCode).toBe(0);
  });

  test("holds a file to the last entry that names it, else to the budget of all", async () => {
    const folder = await temporaryFolder({
      ...config({
        budget: { inputTokens: 1 },
        budgets: [
          { files: ["roomy/**"], inputTokens: 5_000 },
          { files: ["roomy/tight.prompty"], usdPerRequest: 0.000001 },
        ],
      }),
      "a.prompty": PROMPTY,
      "roomy/a.prompty": PROMPTY,
      "roomy/tight.prompty": PROMPTY,
    });
    const { exitCode, stdout } = await run(folder, ["check", "--json"]);
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout).map(({ file, code }) => [file, code])).toEqual([
      ["a.prompty", "over-budget-tokens"],
      ["roomy/tight.prompty", "over-budget-usd"],
    ]);
  });

  test("reads only prompt files, by name, content and the project's globs", async () => {
    const body = JSON.stringify({ messages: [{ role: "user", content: "Hello there to you" }] });
    const folder = await temporaryFolder({
      ...config({
        promptFiles: ["texts/*.txt", "!**/archive/**"],
        budget: { inputTokens: 1 },
      }),
      "a.prompty": PROMPTY,
      "archive/a.prompty": PROMPTY,
      "node_modules/x/a.prompty": PROMPTY,
      "request.json": body,
      "data.json": '{"x": 1}',
      "lines.jsonl": `${body}\n`,
      "texts/a.txt": "Say hello.",
      "README.md": "Say hello.",
      "picture.png": "\0",
      "code.ts": 'export const SYSTEM_PROMPT = "You are a helpful assistant of ours.";\n',
      "none.ts": "export const answer = 42;\n",
    });
    const { stdout, stderr } = await run(folder, ["check", "--json"]);
    expect(jsonLines(stdout).map(({ file }) => file)).toEqual([
      "a.prompty",
      "code.ts",
      "lines.jsonl",
      "request.json",
      "texts/a.txt",
    ]);
    expect(stderr).toBe("5 prompt files checked, 5 findings.\n");
  });

  test("checks the files that it is given, of a folder its prompts, of a glob all that it can read", async () => {
    const folder = await temporaryFolder({
      ...config({ budget: { inputTokens: 1 } }),
      "a/a.prompty": PROMPTY,
      "a/README.md": "Say hello.",
      "a/x.png": "\0",
      "b.md": "Say hello.",
    });
    const files = async (...words: string[]): Promise<unknown[]> => {
      const { exitCode, stdout } = await run(folder, ["check", "--json", ...words]);
      expect(exitCode).toBe(1);
      return jsonLines(stdout).map(({ file }) => file);
    };
    expect(await files("b.md")).toEqual(["b.md"]);
    expect(await files("./b.md", "b.md")).toEqual(["b.md"]);
    expect(await files("a")).toEqual(["a/a.prompty"]);
    expect(await files("a/*")).toEqual(["a/README.md", "a/a.prompty"]);
    expect(await files("**/*.md")).toEqual(["a/README.md", "b.md"]);
  });

  test("refuses a name and a glob that nothing matches", async () => {
    const folder = await temporaryFolder({ "a.prompty": PROMPTY });
    for (const word of ["b.prompty", "sub/**"]) {
      const { exitCode, stderr } = await run(folder, ["check", word]);
      expect([exitCode, stderr]).toEqual([2, `${word}: no such file.\n`]);
    }
  });

  test("names what it can't read and does not fail for that", async () => {
    const folder = await temporaryFolder({
      ...config({ budget: { inputTokens: 5_000 } }),
      "broken.prompty": BROKEN,
      "a.batch.jsonl": `{\n${JSON.stringify({ custom_id: "a", body: { messages: [] } })}\n`,
    });
    const { exitCode, stdout, stderr } = await run(folder, ["check"]);
    expect([exitCode, stdout]).toEqual([0, ""]);
    expect(stderr).toMatch(/^a\.batch\.jsonl:1: .*\[broken-line\]$/m);
    expect(stderr).toMatch(/^broken\.prompty:\d: .*\[broken-file\]$/m);
  });

  test("checks a JSONL line by line", async () => {
    const body = { messages: [{ role: "user", content: "Say hello to all of them." }] };
    const line = JSON.stringify({ custom_id: "a", url: "/v1/chat/completions", body });
    const folder = await temporaryFolder({
      ...config({ budget: { inputTokens: 1 } }),
      "a.jsonl": `${line}\n\n${line}`,
      "none.jsonl": '{"messages": 1}\n{\n',
    });
    const { exitCode, stdout, stderr } = await run(folder, ["check", "--json"]);
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([
      { file: "a.jsonl", line: 1, code: "over-budget-tokens" },
      { file: "a.jsonl", line: 3, code: "over-budget-tokens" },
    ]);
    expect(stderr).toContain("none.jsonl: no line is a request.\n");
  });

  test("fails if a request fits no model", async () => {
    const body = { messages: [{ role: "user", content: "Hi" }], max_tokens: 100_000 };
    const folder = await temporaryFolder({ "a.json": JSON.stringify(body) });
    const { exitCode, stdout } = await run(folder, ["check", "--json"]);
    expect(exitCode).toBe(1);
    expect(jsonLines(stdout)).toMatchObject([{ code: "over-output-limit" }]);
  });

  test.each([
    ["{", "is not JSON"],
    ['{"budget": {"inputTokens": -1}}', "budget.inputTokens: "],
    ['{"budgets": {}}', "budgets: "],
    ['{"budgets": [{"usdPerRequest": 1}]}', "budgets.0.files: "],
    ['{"tolerance": 3}', "tolerance: "],
    ['{"limits": 3}', "limits: there is no such setting."],
  ])("says what is wrong with the settings %s", async (text, message) => {
    const folder = await temporaryFolder({ ".tokenscale.json": text, "a.prompty": PROMPTY });
    const { exitCode, stdout, stderr } = await run(folder, ["check"]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(".tokenscale.json");
    expect(stderr).toContain(message);
  });
});

test("a folder's prompts are found by name or text, in folders that begin with a dot, too", async () => {
  const folder = await temporaryFolder({
    ".claude/agents/a.md": "You review.",
    "plugins/x/agents/a.md": "---\nname: a\n---\nYou review.",
    "plugins/x/agents/notes.md": "Notes.",
    "ext/commands/a.toml": 'prompt = "Review."',
    "pyproject.toml": "[project]",
    "models/Modelfile": "FROM a\nSYSTEM You review.",
    ".roomodes": "customModes:\n  - roleDefinition: You review.",
    "chat.txt": "<|im_start|>user\nHello",
    "notes.txt": "Notes.",
    "system_prompt.txt": "You review.",
  });
  const { stderr } = await run(folder, ["check"]);
  expect(stderr).toContain("7 prompt files checked, 0 findings.");
});
