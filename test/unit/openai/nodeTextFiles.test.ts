import { mkdtemp, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createNodeTextFiles } from "../../../src/node/nodeTextFiles";

describe("text files of a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tokenscale-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("grow by appending, in a folder that need not exist", async () => {
    const files = createNodeTextFiles(join(folder, "deep", "er"));
    expect(await files.list()).toEqual([]);
    expect(await files.read("a.jsonl")).toBeUndefined();
    await files.append("a.jsonl", "\n1");
    await files.append("a.jsonl", "\nö");
    expect(await files.read("a.jsonl")).toBe("\n1\nö");
    expect(await files.list()).toEqual([{ name: "a.jsonl", bytes: 5 }]);
  });

  it("lose nothing when several write at once", async () => {
    const files = createNodeTextFiles(folder);
    const lines = Array.from({ length: 50 }, (_, index) => `\n${index}`);
    await Promise.all(lines.map((line) => files.append("a.jsonl", line)));
    const read = (await files.read("a.jsonl")) ?? "";
    expect(read.split("\n").sort()).toEqual(lines.join("").split("\n").sort());
  });

  it("are removed, also when they are gone already; folders are none", async () => {
    const files = createNodeTextFiles(folder);
    await mkdir(join(folder, "sub"));
    await files.append("a.jsonl", "1");
    await files.remove("a.jsonl");
    await files.remove("a.jsonl");
    expect(await files.list()).toEqual([]);
  });
});
