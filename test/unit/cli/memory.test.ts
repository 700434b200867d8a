import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCommandLine, buildCommandLine } from "./buildCommandLine";
import { temporaryFolder } from "./temporaryFolder";

let built: BuiltCommandLine;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());

/** A heap that the reading of a megabyte must do with. */
const MAX_HEAP_MEGABYTES = 200;

test.each([
  ["open brackets", "["],
  ["quotes", '"'],
  ["open braces", "{{"],
  ["nested lists", "- "],
  ["nested keys", "? "],
  ["flow maps in each other", "{a: "],
  ["anchors", "&a "],
  ["aliases", "*a "],
  ["tags", "!!x "],
  ["closing brackets", "]"],
  ["anchors that refer to themselves", "&a [*a]\n"],
  ["documents", "---\n"],
  ["entries", "a: b\n"],
])("a megabyte of YAML of %s is read in a bounded heap", async (_, unit) => {
  const folder = await temporaryFolder();
  const name = "a.prompt.yml";
  await writeFile(path.join(folder, name), unit.repeat(1_000_000 / unit.length));
  const limit = `--max-old-space-size=${MAX_HEAP_MEGABYTES}`;
  const words = [limit, built.file, "estimate", "--json", name];
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  expect(status).toBe(0);
  const { basis, problems } = JSON.parse(stdout) as { basis: string; problems: unknown[] };
  expect(basis).toBe("estimate");
  expect(problems.length).toBeGreaterThan(0);
});

test.each([
  ["Markdown images", "a.md", "![x](a.png)\n"],
  ["Markdown images with sizes", "a.prompt.md", "![x](https://a.example/b.png)"],
  ["open brackets in a request", "a.request.json", "["],
  ["keys in a request", "a.request.json", '{"a":'],
  ["elements", "a.poml", "<p>"],
  ["expressions", "a.j2", "{{ a }}"],
  ["quotes in TOML", ".gemini/commands/a.toml", '"'],
  ["short lines of JSON", "a.jsonl", "{}\n"],
  ["broken lines of JSON", "a.jsonl", "{\n"],
])("a megabyte of %s is read in a bounded heap", async (_, name, unit) => {
  const folder = await temporaryFolder({ [name]: unit.repeat(1_000_000 / unit.length) });
  const limit = `--max-old-space-size=${MAX_HEAP_MEGABYTES}`;
  const words = [limit, built.file, "estimate", "--json", name];
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
  expect(status).toBe(0);
  const { basis } = JSON.parse(stdout) as { basis?: string };
  expect(basis).not.toBe("exact");
});
