import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const TODAY = { today: "2026-11-27" };

const PROMPTY = `---
name: triage
model:
  api: chat
  configuration:
    type: openai
    name: gpt-4o
  parameters:
    max_tokens: 720
    temperature: 0.3
---
system:
Sort the ticket by its topic.
user:
My invoice is wrong.
`;

const PYTHON = `from openai import OpenAI

# gpt-4o was chosen in March.
client = OpenAI()
answer = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Say hello to Ann."}],
    temperature=0.2,
    max_tokens=50,
    stop=["###"],
)
`;

describe("migrate", () => {
  test("tells each place, its dates, its cost and what breaks there", async () => {
    const folder = await temporaryFolder({ "call.py": PYTHON, "triage.prompty": PROMPTY });
    const { exitCode, stdout, stderr } = await run(folder, ["migrate", "--json"], TODAY);
    expect(exitCode).toBe(0);
    const [call, triage] = jsonLines(stdout);
    expect(call).toMatchObject({
      file: "call.py",
      line: 6,
      model: "gpt-4o-mini",
      shutdown: "2027-01-14",
      daysLeft: 48,
      replacement: "gpt-6-luna",
      after: { effort: "none" },
      breaks: [
        { id: "max_tokens", line: 9, severity: "error", edit: "safe" },
        { id: "stop", line: 10, edit: "judgment" },
        { id: "default-effort", line: 6, edit: "safe" },
      ],
    });
    expect(triage).toMatchObject({ file: "triage.prompty", line: 7, model: "gpt-4o" });
    for (const { before, after } of [call, triage] as { before: object; after: object }[]) {
      expect(before).toMatchObject({
        inputTokens: expect.any(Number) as number,
        usd: expect.any(Number) as number,
      });
      expect(after).toMatchObject({ outputTokens: expect.any(Number) as number });
    }
    expect(stderr).toBe(
      "2 places in 2 files name a retiring model. 6 edits are safe; 1 place needs your judgment.\n",
    );
  });

  test.each([
    ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\uFEFF${text}`)],
    ["UTF-16", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["UTF-16, big-endian", (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ])("keeps the encoding of a file: %s", async (_, encode) => {
    const folder = await temporaryFolder({ "a.env": encode("MODEL=gpt-4o\r\nNAME=é\r\n") });
    await run(folder, ["migrate", "--fix"], TODAY);
    const bytes = await readFile(path.join(folder, "a.env"));
    expect(bytes).toEqual(encode("MODEL=gpt-6-luna\r\nNAME=é\r\n"));
  });

  test("does not edit a file with bytes that are not text, and says so", async () => {
    const latin = Buffer.from('name = "Andr\xe9"\nmodel = "gpt-4o"\n', "latin1");
    const folder = await temporaryFolder({ "a.py": latin, "b.py": 'model = "gpt-4o"\n' });
    const { exitCode, stderr } = await run(folder, ["migrate", "--fix"], TODAY);
    expect(await readFile(path.join(folder, "a.py"))).toEqual(latin);
    expect(await readFile(path.join(folder, "b.py"), "utf8")).toBe('model = "gpt-6-luna"\n');
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      "a.py: not edited. Save it as UTF-8 first.\n" +
        "2 places in 2 files name a retiring model. 2 edits are safe; 0 places need your judgment. 1 edit made in 1 file.\n",
    );
  });

  test("says in the terminal what a request costs before and after", async () => {
    const folder = await temporaryFolder({ "call.py": PYTHON });
    const { stdout } = await run(folder, ["migrate"], TODAY);
    expect(stdout).toMatch(
      /\n {6}\$[\d.]+ → \$[\d.]+ a request, \$[\d.]+ if no effort is set \(medium\)\n/,
    );
  });

  test("keeps a file name on its line in Markdown", async () => {
    const folder = await temporaryFolder({ "a\n# b`.json": '{"model": "gpt-4o"}' });
    const { stdout } = await run(folder, ["migrate", "--markdown"], TODAY);
    expect(stdout).toContain("\n## `a‹U+000A›# b'.json`\n");
  });

  test("makes the safe edits, and none the second time", async () => {
    const folder = await temporaryFolder({ "call.py": PYTHON, "triage.prompty": PROMPTY });
    await run(folder, ["migrate", "--fix"], TODAY);
    const python = await readFile(path.join(folder, "call.py"), "utf8");
    expect(python).toBe(
      PYTHON.replace(
        'model="gpt-4o-mini",\n',
        'model="gpt-6-luna",\n    reasoning_effort="none",\n',
      ).replace("max_tokens", "max_completion_tokens"),
    );
    const prompty = await readFile(path.join(folder, "triage.prompty"), "utf8");
    expect(prompty).toBe(
      PROMPTY.replace("name: gpt-4o", "name: gpt-6-luna").replace(
        "max_tokens: 720\n    temperature: 0.3\n",
        "max_completion_tokens: 720\n    temperature: 0.3\n    reasoning_effort: none\n",
      ),
    );
    const again = await run(folder, ["migrate", "--fix"], TODAY);
    expect(again.stdout).toMatch(
      /^call\.py\n {2}\d+: gpt-6-luna\. Moved already\.\n {6}your call: gpt-6-luna refuses stop at every effort .*\n$/,
    );
    expect(again.stderr).toBe(
      "1 place that has moved sends what the model refuses. 0 edits are safe; 1 place needs your judgment. 0 edits made in 0 files.\n",
    );
    expect(await readFile(path.join(folder, "call.py"), "utf8")).toBe(python);
  });

  test("fails if a model ends within the days, or is gone", async () => {
    const folder = await temporaryFolder({ ".env": "MODEL=gpt-4o\n" });
    expect((await run(folder, ["migrate", "--check", "48"], TODAY)).exitCode).toBe(1);
    expect((await run(folder, ["migrate", "--check", "47"], TODAY)).exitCode).toBe(0);
    const gone = await run(folder, ["migrate", "--check", "0"], { today: "2027-01-17" });
    expect(gone.exitCode).toBe(1);
    expect(gone.stdout).toContain("Shut down 3 days ago, on 2027-01-14");
  });

  test.each([
    ["gpt-7", "gpt-7 is not in the catalog."],
    ["gpt-6.1-sol@none", "gpt-6.1-sol has no effort none. It takes low, medium, high, xhigh, max."],
    ["gpt-4.1@low", "gpt-4.1 does not reason and takes no effort."],
  ])("refuses the target %s", async (target, reason) => {
    const folder = await temporaryFolder({ ".env": "MODEL=gpt-4o\n" });
    const { exitCode, stderr } = await run(folder, ["migrate", "--to", target], TODAY);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(reason);
  });

  test("says of a target that it ends itself", async () => {
    const folder = await temporaryFolder({ ".env": "MODEL=gpt-4o\n" });
    const { stderr } = await run(folder, ["migrate", "--to", "gpt-5.1"], TODAY);
    expect(stderr).toContain("gpt-5.1 itself ends on 2027-04-01 (reported). Choose a later one.");
  });
});
