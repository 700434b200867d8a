import { describe, expect, test } from "vitest";
import { run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const NAME = `${"a".repeat(40)}.md`;

describe("globs of .tokenscale.json", () => {
  test.each([
    [{ promptFiles: ["**/(a+)+b"] }, "promptFiles.0"],
    [{ promptFiles: ["ok.md", "!**/+(a*)b"] }, "promptFiles.1"],
    [{ budgets: [{ files: ["@(a|aa)b"], inputTokens: 1 }] }, "budgets.0.files.0"],
    [{ promptFiles: ["{a,b}".repeat(30)] }, "promptFiles.0"],
  ])("%j is refused, with its key and the glob", async (config, key) => {
    const folder = await temporaryFolder({
      [NAME]: "hi",
      ".tokenscale.json": JSON.stringify(config),
    });
    const { exitCode, stderr } = await run(folder, ["check"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`.tokenscale.json:1: ${key}: the glob "`);
  });

  test("many stars are matched, and end", async () => {
    const glob = `**/${"*a".repeat(13)}*b`;
    const config = { promptFiles: [glob], budgets: [{ files: [glob, "*.md"], inputTokens: 0 }] };
    const folder = await temporaryFolder({
      [NAME]: "hi",
      "a.prompty": "---\nname: a\n---\nuser:\nHello\n",
      ".tokenscale.json": JSON.stringify(config),
    });
    expect((await run(folder, ["check"])).exitCode).toBe(0);
  });
});
