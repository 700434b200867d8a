import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { POLYGLOT_DECOYS, POLYGLOT_FILES } from "../migrate/polyglotWorkspace";
import { groupBy } from "../../../src/core/groupBy";
import { DECOYS, RETIRING_FILES } from "../migrate/retiringWorkspace";
import { refusals, type RequestBody } from "../migrate/refusals";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const files = Object.fromEntries(
  [...RETIRING_FILES, ...DECOYS].map(({ path: name, text }) => [name, text]),
);

test("there are sixty files and thirty decoys", () => {
  expect([RETIRING_FILES.length, DECOYS.length]).toEqual([60, 30]);
});

describe("tokenscale migrate on a workspace", () => {
  test("finds every place and nothing else", async () => {
    const folder = await temporaryFolder(files);
    const { exitCode, stdout, stderr } = await run(folder, ["migrate", "--json"]);
    expect(exitCode).toBe(0);
    const found = new Map<string, string[]>();
    for (const { file, model } of jsonLines(stdout)) {
      found.set(String(file), [...(found.get(String(file)) ?? []), String(model)]);
    }
    const expected = RETIRING_FILES.map(({ path: name, models }) => [name, models] as const);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
    expect(stderr).toMatch(/^\d+ places in 60 files name a retiring model\. /m);
  });

  test("reasoning makes a request more expensive at a higher effort", async () => {
    const folder = await temporaryFolder({
      "a.json": '{"model": "gpt-4o", "messages": [{"role": "user", "content": "Name a color."}]}',
    });
    const after = async (to: string) => {
      const { stdout } = await run(folder, ["migrate", "--json", "--to", to]);
      return jsonLines(stdout)[0]?.["after"] as { usd: number; outputTokens: number };
    };
    const none = await after("gpt-6-luna@none");
    const high = await after("gpt-6-luna@high");
    expect(high.usd).toBeGreaterThan(none.usd);
    expect(high.outputTokens).toBeGreaterThan(none.outputTokens);
  });

  test("--fix makes files that the successor accepts, and leaves judgments", async () => {
    const folder = await temporaryFolder(files);
    const { exitCode } = await run(folder, ["migrate", "--fix", "--json"]);
    expect(exitCode).toBe(0);
    for (const { path: name } of RETIRING_FILES.filter(({ path: name }) =>
      name.startsWith("api/"),
    )) {
      const text = await readFile(path.join(folder, name), "utf8");
      for (const request of requestsIn(name, text)) {
        expect(refusals(request), `${name}: ${text}`).toEqual([]);
      }
    }
    for (const { path: name, text } of DECOYS) {
      expect(await readFile(path.join(folder, name), "utf8")).toBe(text);
    }
    const again = await run(folder, ["migrate", "--json"]);
    expect(jsonLines(again.stdout).map(({ model }) => model)).toEqual([
      // The file of the dictionary still sends `stop`.
      "gpt-6-luna",
      "ft:gpt-4o-mini-2024-07-18:acme::9abc",
      "gpt-4o-mini-tts",
      "gpt-4o",
      "whisper-1",
    ]);
  });

  test("--fix at a higher effort leaves nothing that reasoning refuses", async () => {
    const folder = await temporaryFolder(files);
    await run(folder, [
      "migrate",
      "--fix",
      "--to",
      "gpt-6-luna@medium",
      "api/limits.json",
      "api/compact.json",
      "api/penalties.json",
    ]);
    for (const name of ["api/limits.json", "api/compact.json", "api/penalties.json"]) {
      const text = await readFile(path.join(folder, name), "utf8");
      expect(refusals(JSON.parse(text) as RequestBody), text).toEqual([]);
      expect((JSON.parse(text) as RequestBody)["reasoning_effort"]).toBe("medium");
    }
  });
});

test("finds every place of many languages and tools, and nothing else", async () => {
  const everything = [...POLYGLOT_FILES, ...POLYGLOT_DECOYS];
  const folder = await temporaryFolder(
    Object.fromEntries(everything.map(({ path: name, text }) => [name, text])),
  );
  await writeFile(path.join(folder, "bin", "compiled"), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]));
  const { exitCode, stdout } = await run(folder, ["migrate", "--json"]);
  expect(exitCode).toBe(0);
  const found = groupBy(jsonLines(stdout), ({ file }) => String(file));
  expect(
    Object.fromEntries(
      [...found].map(([file, places]) => [file, places.map(({ model }) => model)]),
    ),
  ).toEqual(Object.fromEntries(POLYGLOT_FILES.map(({ path: name, models }) => [name, models])));
});

function requestsIn(name: string, text: string): readonly RequestBody[] {
  if (name.endsWith(".http")) return [];
  const texts = name.endsWith(".jsonl") ? text.split("\n") : [text.replace(/\/\/.*$/gm, "")];
  return texts.flatMap((one) => {
    const value = JSON.parse(one) as RequestBody | readonly RequestBody[];
    const list = Array.isArray(value) ? (value as readonly RequestBody[]) : [value as RequestBody];
    return list.map((item) => (item["body"] as RequestBody | undefined) ?? item);
  });
}
