import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCommandLine, buildCommandLine } from "../cli/buildCommandLine";
import { temporaryFolder } from "../cli/temporaryFolder";
import { knownRequests, WRITERS } from "./knownTraffic";

let built: BuiltCommandLine;
beforeAll(async () => {
  built = await buildCommandLine();
});
afterAll(() => built.remove());

/** Several pieces long, with broken lines and copies in all of them. */
function largeLog(): string {
  const write = WRITERS["JSONL of requests, Responses"] ?? (() => "");
  const lines = write(knownRequests(2_000)).split("\n");
  const padding = "x".repeat(2_000);
  const padded = lines.map((line, index) =>
    index % 97 === 3 ? `{"broken": ${index}` : line.replace(/\}$/, `,"note":"${padding}"}`),
  );
  return Array.from({ length: 4 }, (_, copy) =>
    padded.map((line) => line.replaceAll("request-1-", `request-${copy % 3}-`)).join("\n"),
  ).join("\n");
}

test("several threads read a log as one does, byte for byte", async () => {
  const folder = await temporaryFolder({ "log.jsonl": largeLog() });
  const run = (...words: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--max-old-space-size=200", built.file, "traffic", "log.jsonl", "--sums", ...words],
      { cwd: folder, encoding: "utf8", maxBuffer: 1e9 },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    return stdout;
  };
  for (const output of ["--json", "--partial"]) {
    const one = run(output, "--threads", "1");
    expect(one).toContain("not JSON");
    expect(run(output, "--threads", "3")).toBe(one);
  }
}, 300_000);
