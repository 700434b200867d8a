import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { pngOf } from "./pngOf";
import { jsonLines, run } from "./testHost";
import { temporaryFolder, writeFiles } from "./temporaryFolder";

const PROMPTY = "---\nname: a\n---\nsystem:\nBe brief and kind to all of them.\nuser:\nHello\n";
const POEM = "---\nmodel: x\n---\nuser:\nWrite two verses about the sea at night.\n";

function git(folder: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

async function repository(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder(files);
  git(folder, "init", "--quiet");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "One");
  return folder;
}

describe("diff", () => {
  test("counts a JSONL of any size line by line on both sides", async () => {
    const lineOf = (content: string): string =>
      `${JSON.stringify({ messages: [{ role: "user", content }] })}\n`;
    const folder = await repository({
      "a.jsonl": lineOf("a").repeat(3) + "{\n",
      "big.jsonl": lineOf("word ".repeat(3_500_000)),
      "none.jsonl": '{"event": 1}\n',
    });
    await writeFiles(folder, {
      "a.jsonl": lineOf("a").repeat(5),
      "big.jsonl": `${lineOf("word ".repeat(3_500_000))}${lineOf("a")}`,
      "none.jsonl": '{"event": 2}\n',
    });
    const { exitCode, stdout } = await run(folder, ["diff", "--json"]);
    expect(exitCode).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([
      { file: "a.jsonl", models: { "gpt-4o": { tokensBefore: 24, tokensNow: 40, tokens: 16 } } },
      { file: "big.jsonl", models: { "gpt-4o": { tokens: 8 } } },
    ]);
  });

  test("tells edited, new, untracked, deleted and renamed prompt files apart", async () => {
    const folder = await repository({
      "edited.prompty": PROMPTY,
      "same.prompty": PROMPTY.replace("Hello", "Hello you"),
      "gone.prompty": POEM,
      "old.prompty": PROMPTY.replace("Hello", "A rather different greeting"),
      "picture.png": "\0",
      "data.json": '{"x": 1}',
      "request.json": '{"messages": [{"role": "user", "content": "Hi"}]}',
    });
    await writeFiles(folder, {
      "edited.prompty": `${PROMPTY}one two three\n`,
      "added.prompty": PROMPTY,
      "naïve name.prompty": PROMPTY,
      "picture.png": "\0\0",
      "data.json": '{"x": 2}',
      "request.json": '{"messages": [{"role": "user", "content": "Hi you"}]}',
    });
    await rm(path.join(folder, "gone.prompty"));
    await rename(path.join(folder, "old.prompty"), path.join(folder, "renamed.prompty"));
    git(folder, "add", "added.prompty", "renamed.prompty", "old.prompty");
    const { exitCode, stdout, stderr } = await run(folder, ["diff", "--json"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const changes = jsonLines(stdout).map(({ file, renamedFrom, models }) => {
      const { "gpt-4o": side } = models as Record<string, Record<string, number>>;
      return { file, ...(renamedFrom !== undefined && { renamedFrom }), models: side };
    });
    const tokens = Number(changes[0]?.models?.["tokensNow"]);
    const gone = Number(changes[2]?.models?.["tokensBefore"]);
    expect(changes).toEqual([
      {
        file: "added.prompty",
        models: { tokensNow: tokens, tokens, inputUsd: (tokens * 2.5) / 1e6 },
      },
      {
        file: "edited.prompty",
        models: { tokensBefore: tokens, tokensNow: tokens + 4, tokens: 4, inputUsd: 0.00001 },
      },
      {
        file: "gone.prompty",
        models: { tokensBefore: gone, tokens: -gone, inputUsd: -(gone * 2.5) / 1e6 },
      },
      { file: "naïve name.prompty", models: expect.objectContaining({ tokens }) as object },
      {
        file: "renamed.prompty",
        renamedFrom: "old.prompty",
        models: expect.objectContaining({ tokens: 0, inputUsd: 0 }) as object,
      },
      { file: "request.json", models: expect.objectContaining({ tokens: 1 }) as object },
    ]);
  });

  test("is a table, or Markdown whose cells no name can break", async () => {
    const folder = await repository({ "a.prompty": PROMPTY });
    expect((await run(folder, ["diff"])).stdout).toBe("0 prompt files changed since HEAD.\n");
    await writeFiles(folder, { "a.prompty": `${PROMPTY}more`, "b|<b>.prompty": PROMPTY });
    const { stdout } = await run(folder, ["diff"]);
    expect(stdout).toMatch(/^a\.prompty +\d+ +\d+ +\+\d+ +\+\$0\.\d+ +\+\$0\.\d+$/m);
    expect(stdout).toMatch(/^b\|<b>\.prompty +new +\d+ /m);
    expect(stdout).toMatch(/^Total +\+\d+ /m);
    const markdown = await run(folder, ["diff", "--markdown"]);
    expect(markdown.stdout).toContain("**2 prompt files changed since `HEAD`**");
    expect(markdown.stdout).toContain("\n| b\\|\\<b\\>.prompty | new | ");
  });

  test("shows what a month costs more, as the estimates of both versions say", async () => {
    const prompty = "---\nmodel: gpt-4o-mini\n---\nuser:\nHello\n";
    const folder = await repository({
      "a.prompty": prompty,
      "b.prompty": prompty,
      ".tokenscale.json": '{"requestsPerMonth": {"{a,new}.prompty": 2000}}',
    });
    const monthUsd = async (): Promise<number> => {
      const [estimate] = jsonLines((await run(folder, ["estimate", "--json", "a.prompty"])).stdout);
      const { "gpt-4o-mini": side } = estimate?.["models"] as Record<string, { totalUsd: number }>;
      return 2000 * (side?.totalUsd ?? Number.NaN);
    };
    const usdBefore = await monthUsd();
    const more = `${prompty}${"Say much more about each of the seas. ".repeat(40)}\n`;
    await writeFiles(folder, { "a.prompty": more, "b.prompty": more, "new.prompty": prompty });
    const usdNow = await monthUsd();
    const { stdout } = await run(folder, ["diff", "--json"]);
    expect(jsonLines(stdout).map(({ month }) => month)).toEqual([
      {
        requests: 2000,
        usdBefore: expect.closeTo(usdBefore, 9) as number,
        usdNow: expect.closeTo(usdNow, 9) as number,
        usd: expect.closeTo(usdNow - usdBefore, 9) as number,
      },
      undefined,
      {
        requests: 2000,
        usdNow: expect.closeTo(usdBefore, 9) as number,
        usd: expect.closeTo(usdBefore, 9) as number,
      },
    ]);
    const [heading = "", a, b, added, total] = (await run(folder, ["diff"])).stdout.split("\n");
    expect(heading).toMatch(/ USD a month$/);
    expect(a).toMatch(/[+−]\$[\d.]+$/);
    expect(b).toMatch(/ –$/);
    expect(added).toMatch(/ \+\$[\d.]+$/);
    expect(total).toMatch(/[+−]\$[\d.]+$/);
    const { stdout: markdown } = await run(folder, ["diff", "--markdown"]);
    expect(markdown).toContain(" | USD a month |\n");
  });

  test("shows which prompts are now recommended another model, or none", async () => {
    const folder = await repository({ "a.prompty": PROMPTY, "b.prompty": POEM });
    await writeFiles(folder, { "b.prompty": `${POEM}one` });
    expect((await run(folder, ["diff"])).stdout).not.toContain("Recommended");
    // More than either model takes.
    await writeFiles(folder, { "a.prompty": `${PROMPTY}${"word ".repeat(130_000)}` });
    const { stdout } = await run(folder, ["diff"]);
    expect(stdout).toMatch(/ Recommended\n/);
    expect(stdout).toMatch(/^a\.prompty .* GPT-4o(?: mini)? → neither$/m);
    expect(stdout).toMatch(/^b\.prompty .* GPT-4o(?: mini)?$/m);
    expect((await run(folder, ["diff", "--markdown"])).stdout).toMatch(/ → neither \|\n/);
    const [json] = jsonLines((await run(folder, ["diff", "--json"])).stdout);
    expect(json).toMatchObject({
      recommended: {
        before: [{ model: expect.stringMatching(/^gpt-4o(?:-mini)?$/) as string, requests: 1 }],
        now: [],
      },
    });
  });

  test("sees what changes through values, tools or an image alone", async () => {
    const prompty = (rest: string): string =>
      `---\nmodel: gpt-4o\n${rest}---\nuser:\nHi {{name}}\n`;
    const tools = (description: string): string =>
      JSON.stringify([{ type: "function", name: "find", kind: "function", description }]);
    const content = [{ type: "image_url", image_url: { url: "c.png" } }];
    const before = {
      "a.prompty": prompty(""),
      "a.vars.json": '{"name": "you"}',
      "b.prompty": prompty("tools: ${file:b.json}\n"),
      "b.json": tools("Finds."),
      "c.json": JSON.stringify({ messages: [{ role: "user", content }] }),
      "c.png": pngOf(300, 300),
      "same.prompty": prompty(""),
    };
    const folder = await repository(before);
    const changed = async (): Promise<readonly unknown[]> => {
      const { stdout } = await run(folder, ["diff", "--json"]);
      return jsonLines(stdout).map(({ file, models }) => {
        const { "gpt-4o": side } = models as Record<string, Record<string, number>>;
        return [file, Number(side?.["tokensNow"]) > Number(side?.["tokensBefore"])];
      });
    };
    expect(await changed()).toEqual([]);
    await writeFiles(folder, { "a.vars.json": '{"name": "you and all of your friends"}' });
    expect(await changed()).toEqual([["a.prompty", true]]);
    await writeFiles(folder, { ...before, "b.json": tools("Finds what the user has asked for.") });
    expect(await changed()).toEqual([["b.prompty", true]]);
    await writeFiles(folder, { ...before, "c.png": pngOf(2000, 2000) });
    expect(await changed()).toEqual([["c.json", true]]);
    await writeFiles(folder, before);
    await rm(path.join(folder, "a.vars.json"));
    expect(await changed()).toEqual([["a.prompty", false]]);
  });

  test("compares with where the branch left the base, not with what came there later", async () => {
    const folder = await repository({ "a.prompty": PROMPTY });
    git(folder, "branch", "branch");
    await writeFiles(folder, { "b.prompty": POEM });
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message", "Two");
    const [later] = execFileSync("git", ["rev-parse", "HEAD"], {
      cwd: folder,
      encoding: "utf8",
    }).split("\n");
    git(folder, "checkout", "--quiet", "--detach", "branch");
    await writeFiles(folder, { "a.prompty": `${PROMPTY}more` });
    const { stdout } = await run(folder, ["diff", "--json", "--base", later ?? ""]);
    expect(jsonLines(stdout).map(({ file }) => file)).toEqual(["a.prompty"]);
  });

  test("compares with any revision", async () => {
    const folder = await repository({ "a.prompty": PROMPTY });
    await writeFiles(folder, { "a.prompty": `${PROMPTY}one two` });
    git(folder, "commit", "--all", "--quiet", "--message", "Two");
    expect((await run(folder, ["diff", "--json"])).stdout).toBe("");
    const { stdout } = await run(folder, ["diff", "--json", "--base", "HEAD~1"]);
    expect(jsonLines(stdout)).toMatchObject([{ file: "a.prompty" }]);
  });

  test("looks at the working folder alone", async () => {
    const folder = await repository({ "sub/a.prompty": PROMPTY, "b.prompty": PROMPTY });
    await writeFiles(folder, { "sub/a.prompty": `${PROMPTY}x`, "b.prompty": `${PROMPTY}x` });
    const { stdout } = await run(path.join(folder, "sub"), ["diff", "--json"]);
    expect(jsonLines(stdout)).toMatchObject([{ file: "a.prompty" }]);
  });

  test("keeps the base of a file that is no longer tracked, and of one that became a folder", async () => {
    const folder = await repository({
      "a.prompty": PROMPTY,
      "b.prompty": "Other words, all of it.",
    });
    git(folder, "rm", "--cached", "--quiet", "a.prompty");
    await rm(path.join(folder, "b.prompty"));
    await mkdir(path.join(folder, "b.prompty"));
    const { stdout } = await run(folder, ["diff"]);
    expect(stdout).toMatch(/^a\.prompty +(\d+) +\1 +0 +\$0 +\$0$/m);
    expect(stdout).toMatch(/^b\.prompty +\d+ +deleted /m);
  });

  test("names a binary prompt and continues", async () => {
    const folder = await repository({ "a.prompty": PROMPTY });
    await writeFiles(folder, { "a.prompty": `${PROMPTY}x`, "bin.prompty": "\0\u0001" });
    const { exitCode, stdout, stderr } = await run(folder, ["diff", "--json"]);
    expect([exitCode, stderr]).toEqual([2, "bin.prompty: not a text\n"]);
    expect(jsonLines(stdout)).toMatchObject([{ file: "a.prompty" }]);
  });

  test.each([
    "--output=written",
    "-p",
    "HEAD~9",
    "",
    "HEAD..HEAD",
    "HEAD^{tree}",
    "x; touch written",
  ])("takes no revision %j for anything else", async (revision) => {
    const folder = await repository({ "a.prompty": PROMPTY });
    const { exitCode, stdout, stderr } = await run(folder, ["diff", `--base=${revision}`]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(`git knows no revision "${revision}" here.\n`);
    expect(existsSync(path.join(folder, "written"))).toBe(false);
  });

  test("says that a folder is in no repository, and that one has no commit", async () => {
    const folder = await temporaryFolder({ "a.prompty": PROMPTY });
    const outside = await run(folder, ["diff"]);
    expect([outside.exitCode, outside.stderr]).toEqual([
      2,
      "This folder is in no git repository.\n",
    ]);
    git(folder, "init", "--quiet");
    const unborn = await run(folder, ["diff"]);
    expect([unborn.exitCode, unborn.stderr]).toEqual([2, 'git knows no revision "HEAD" here.\n']);
  });
});
