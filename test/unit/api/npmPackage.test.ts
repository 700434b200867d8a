import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { npmProgram } from "../../../scripts/npmProgram";
import { packLibrary } from "../../../scripts/packLibrary";
import { projectRoot } from "../../../scripts/projectRoot";
import packageJson from "../../../package.json";
import { writeFiles } from "../cli/temporaryFolder";

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tokenscale-install-"));
  const { file } = await packLibrary(folder);
  await writeFiles(folder, { "package.json": "{}" });
  await npm("install", "--offline", "--no-audit", "--no-fund", file);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function npm(...words: readonly string[]): Promise<{ readonly stdout: string }> {
  return run(process.execPath, [npmProgram(), ...words], { cwd: folder });
}

/** `npx tokenscale` in a folder below the one where it is installed. */
async function npx(
  repository: string,
  ...words: readonly string[]
): Promise<{ readonly exitCode: number; readonly stdout: string }> {
  const bin = path.join(folder, "node_modules", ".bin", "tokenscale");
  const args = [npmProgram(), "exec", "--offline", "--no", "--", bin, ...words];
  try {
    const { stdout } = await run(process.execPath, args, { cwd: repository });
    return { exitCode: 0, stdout };
  } catch (error) {
    const { code, stdout } = error as { readonly code: number; readonly stdout: string };
    return { exitCode: code, stdout };
  }
}

async function sampleRepository(): Promise<string> {
  const repository = path.join(folder, "repository");
  await writeFiles(repository, {
    ".tokenscale.json": '{"budget": {"inputTokens": 5}}',
    "a.prompty": "---\nmodel: gpt-4o\n---\nsystem:\nBe brief.\nuser:\nHello to all of you\n",
    "src/ask.ts": 'await client.chat.completions.create({ model: "gpt-4o", messages: [] });\n',
  });
  const git = (...words: string[]): Promise<unknown> =>
    run("git", ["-c", "user.name=T", "-c", "user.email=t@example.com", ...words], {
      cwd: repository,
    });
  await git("init", "--quiet");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "One");
  await writeFiles(repository, {
    "a.prompty":
      "---\nmodel: gpt-4o\n---\nsystem:\nBe brief and kind.\nuser:\nHello to all of you\n",
  });
  return repository;
}

describe("the npm package", { timeout: 300_000 }, () => {
  test("has no dependencies, no scripts and the extension's version", async () => {
    const manifest = JSON.parse(
      await readFile(path.join(folder, "node_modules", "tokenscale", "package.json"), "utf8"),
    ) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      version: packageJson.version,
      engines: { node: ">=20.19.0" },
    });
    expect(
      Object.keys(manifest).filter((key) => /dependencies|scripts|private/i.test(key)),
    ).toEqual([]);
    expect(await readdir(path.join(folder, "node_modules"))).toEqual(
      expect.arrayContaining([".bin", "tokenscale"]),
    );
  });

  test("runs check, diff and migrate on a repository", async () => {
    const repository = await sampleRepository();
    const check = await npx(repository, "check");
    expect(check.exitCode).toBe(1);
    expect(check.stdout).toMatch(/^a\.prompty:\d+: .*\[over-budget-tokens\]$/m);
    const diff = await npx(repository, "diff", "--json");
    expect(JSON.parse(diff.stdout)).toMatchObject({ file: "a.prompty" });
    const migrate = await npx(repository, "migrate", "--json");
    const places = migrate.stdout.trim().split("\n");
    expect(places.map((line) => (JSON.parse(line) as { readonly file: string }).file)).toEqual([
      "a.prompty",
      "src/ask.ts",
    ]);
  });

  test("serves its tools over MCP, and prices models outside the catalog", async () => {
    const bin = path.join(folder, "node_modules", ".bin", "tokenscale");
    const client = new Client({ name: "test", version: "1.0.0" }, { capabilities: {} });
    const args = [npmProgram(), "exec", "--offline", "--no", "--", bin, "mcp"];
    await client.connect(
      new StdioClientTransport({ command: process.execPath, args, cwd: folder }),
    );
    const { content } = await client.callTool({
      name: "compare_models",
      arguments: { text: "Hello world", models: ["gpt-4o-mini", "claude-sonnet-4-5"] },
    });
    await client.close();
    const [first] = content as readonly { readonly text: string }[];
    expect(JSON.parse(first?.text ?? "")).toEqual({
      models: ["gpt-4o-mini", "claude-sonnet-4-5"].map(
        (model) =>
          expect.objectContaining({ model, totalUsd: expect.any(Number) as number }) as object,
      ),
    });
  });

  test("is a library for modules and for require, with types that a program compiles against", async () => {
    await writeFiles(folder, {
      "a.mjs":
        'import { count, version } from "tokenscale"; console.log(await count("Hello world"), version);',
      "b.cjs": 'require("tokenscale").count("Hello world").then((tokens) => console.log(tokens));',
      "c.mts":
        'import { estimate, type EstimateResult } from "tokenscale";\nexport const result: Promise<EstimateResult> = estimate({ text: "Hello" }, { tolerance: "thrifty" });\n// @ts-expect-error: an option that does not exist\nvoid estimate({ text: "" }, { model: "gpt-4o" });\n',
    });
    const node = async (file: string): Promise<string> =>
      (await run(process.execPath, ["--no-warnings", file], { cwd: folder })).stdout;
    expect(await node("a.mjs")).toBe(`2 ${packageJson.version}\n`);
    expect(await node("b.cjs")).toBe("2\n");
    const tsc = path.join(projectRoot, "node_modules", "typescript", "bin", "tsc");
    const options = ["--noEmit", "--strict", "--module", "nodenext"];
    await run(process.execPath, [tsc, ...options, "c.mts"], { cwd: folder });
  });

  test("every link of its README leads to a file in it", async () => {
    const installed = path.join(folder, "node_modules", "tokenscale");
    for (const file of ["README.md", "docs/api.md", "docs/cli.md"]) {
      const text = await readFile(path.join(installed, file), "utf8");
      const links = [...text.matchAll(/\]\(([\w./-]+\.md)/g)].map(([, target = ""]) => target);
      if (file === "README.md") expect(links).toEqual(["docs/cli.md", "docs/api.md"]);
      const base = path.dirname(path.join(installed, file));
      expect(links.filter((target) => !existsSync(path.join(base, target)))).toEqual([]);
    }
  });
});
