import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTokens } from "../../../scripts/buildTokens.mjs";
import { createTokenEngine } from "../../../src/core/tokens/tokenEngine";

let outDir: string;

beforeAll(async () => {
  outDir = await mkdtemp(path.join(tmpdir(), "tokenscale-"));
});

afterAll(async () => {
  await rm(outDir, { recursive: true });
});

describe("the build of the counting engine", () => {
  test("makes all that an engine needs", async () => {
    expect(await buildTokens({ outDir })).toBe(true);
    const read = (name: string) => readFile(path.join(outDir, name));
    const engine = createTokenEngine({
      wasm: await read("engine.wasm"),
      vocabulary: await read("vocabulary.bin"),
      classes: await read("classes.bin"),
    });
    expect(engine.count("Hello, world!")).toBe(4);
    expect((await readdir(outDir)).sort()).toEqual([
      "classes.bin",
      "engine.wasm",
      "inputs.sha256",
      "sortedVocabulary.bin",
      "vocabulary.bin",
      "vocabulary.bin.br",
    ]);
  });

  test("does nothing when all is up to date", async () => {
    expect(await buildTokens({ outDir })).toBe(false);
  });

  test("builds anew after other inputs", async () => {
    await writeFile(path.join(outDir, "inputs.sha256"), "of an older build");
    expect(await buildTokens({ outDir })).toBe(true);
    expect(await buildTokens({ outDir })).toBe(false);
  });

  test("builds what is missing", async () => {
    await rm(path.join(outDir, "vocabulary.bin"));
    expect(await buildTokens({ outDir })).toBe(true);
    expect(await readdir(outDir)).toContain("vocabulary.bin");
  });
});
