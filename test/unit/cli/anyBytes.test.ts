import fc from "fast-check";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const NAMES = [
  "a.prompty",
  "a.prompt",
  "a.prompt.yml",
  "a.prompt.md",
  "a.hbs",
  "a.j2",
  "promptfooconfig.yaml",
  "a.batch.jsonl",
  "a.jsonl",
  "a.json",
  "a.request.json",
  "a.py",
  "a.tsx",
  "a.md",
  "a.txt",
  "a",
];

/** Pieces that formats look for, so that readers get past their first look. */
const PIECES = [
  "---\n",
  "messages:\n",
  "- role: user\n",
  "system:\n",
  "{{ x }}",
  "{% if x %}",
  '{"messages":[{"role":"user","content":"hi"}]}',
  '{"custom_id":"1","body":{"input":',
  '"prompt": ',
  "const PROMPT = `You are ${x}",
  '"""',
  "\n",
  "\r\n",
  "\uFEFF",
  "}",
  "[",
];

const anyFile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...PIECES).map((piece) => new TextEncoder().encode(piece)),
      fc.uint8Array({ maxLength: 12 }),
      fc.uint8Array({ min: 1, maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));

const COMMANDS = [
  ["count"],
  ["count", "--json"],
  ["estimate"],
  ["estimate", "--json"],
  ["estimate", "--per-line"],
  ["estimate", "--per-line", "--json"],
  ["route", "--json"],
  ["route", "--per-line", "--json"],
  ["check"],
];

describe("any bytes as a file", () => {
  test("are counted or refused, and the output is JSON if requested", async () => {
    const folder = await temporaryFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        anyFile,
        fc.constantFrom(...COMMANDS),
        async (name, bytes, command) => {
          await writeFile(path.join(folder, name), bytes);
          const { exitCode, stdout, stderr } = await run(folder, [...command, name]);
          expect([0, 2]).toContain(exitCode);
          if (exitCode === 2) expect(stderr).toContain(name);
          if (command.includes("--json") && stdout !== "") {
            for (const json of jsonLines(stdout)) expect(json["file"]).toBe(name);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
