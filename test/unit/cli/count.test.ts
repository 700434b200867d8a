import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadTokenEngine } from "../tokens/loadEngine";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const engine = await loadTokenEngine();

describe("count", () => {
  test("counts files and their total", async () => {
    const folder = await temporaryFolder({ "a.txt": "one two three", "b/c.md": "", "d.bin": "\0" });
    const { exitCode, stdout } = await run(folder, ["count", "a.txt", "b/c.md", "d.bin"]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe("a.txt   3\nb/c.md  0\nd.bin   1\ntotal   4\n");
    const json = await run(folder, ["count", "--json", "a.txt", "b/c.md"]);
    expect(json.stdout).toBe('{"file":"a.txt","tokens":3}\n{"file":"b/c.md","tokens":0}\n');
  });

  test("counts standard input, alone and together with files", async () => {
    const folder = await temporaryFolder({ "a.txt": "one two three" });
    const alone = await run(folder, ["count", "--json"], { input: ["one", " two"] });
    expect(alone.stdout).toBe('{"file":"-","tokens":2}\n');
    const beside = await run(folder, ["count", "-", "a.txt"], { input: ["one"] });
    expect(beside.stdout).toBe("-      1\na.txt  3\ntotal  4\n");
  });

  test("counts text that arrives in parts like the whole", async () => {
    const text = "Grüße, 東京 👩‍👩‍👧 and more  \n\n text. ".repeat(40);
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(bytes.length), { maxLength: 8 }).map((cuts) => cuts.sort((a, b) => a - b)),
        async (cuts) => {
          const ends = [...cuts, bytes.length];
          const input = ends.map((end, index) => bytes.subarray(cuts[index - 1] ?? 0, end));
          const { stdout } = await run("/", ["count", "--json"], { input });
          expect(jsonLines(stdout)).toEqual([{ file: "-", tokens: engine.count(text) }]);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("reads UTF-16 if a byte order mark says so", async () => {
    const folder = await temporaryFolder({
      "le.txt": Buffer.from("\uFEFFone two three", "utf16le"),
      "be.txt": Buffer.from("\uFEFFone two three", "utf16le").swap16(),
    });
    const { stdout } = await run(folder, ["count", "--json", "le.txt", "be.txt"]);
    expect(jsonLines(stdout).map(({ tokens }) => tokens)).toEqual([3, 3]);
  });
});
