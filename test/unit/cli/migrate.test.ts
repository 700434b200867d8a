import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { formatUsd } from "../../../src/core/format";
import { picoUsdOf } from "../../../src/core/money";
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

  describe("with a volume", () => {
    interface Place {
      readonly before: { readonly usd: number };
      readonly after: { readonly usd: number };
      readonly afterAtDefault: { readonly usd: number };
      readonly file: string;
      readonly month: { readonly usd: number };
    }
    const FILES = {
      "call.py": PYTHON.replace("    max_tokens=50,\n", ""),
      "a.env": "MODEL=gpt-4o\n",
    };

    const placesOf = async (folder: string, args: readonly string[]) => {
      const { stdout } = await run(folder, args, TODAY);
      return jsonLines(stdout) as readonly object[] as readonly Place[];
    };

    test("gives the cost of a month for each call in the JSON, and none for a name without one", async () => {
      const folder = await temporaryFolder(FILES);
      const args = ["migrate", "--json", "--requests-per-month", "1000"];
      const [name, call] = await placesOf(folder, args);
      expect(name).not.toHaveProperty("month");
      expect(call?.month).toEqual({
        requests: 1000,
        usd: expect.closeTo(1000 * (call?.before.usd ?? 0), 9) as number,
        usdAfter: expect.closeTo(1000 * (call?.after.usd ?? 0), 9) as number,
        usdAtDefault: expect.closeTo(1000 * (call?.afterAtDefault.usd ?? 0), 9) as number,
      });
    });

    test("adds it to the text, the Markdown and the CSV, from the project's settings", async () => {
      const folder = await temporaryFolder({
        ...FILES,
        ".tokenscale.json": '{ "requestsPerMonth": { "**/*.py": 2000 } }',
      });
      const outputOf = async (...options: string[]) =>
        (await run(folder, ["migrate", ...options], TODAY)).stdout;
      const total =
        /^1 call at 2,000 requests: \$[\d.]+ → \$[\d.]+ a month, \$[\d.]+ if no effort is set\.$/m;
      expect(await outputOf()).toMatch(total);
      const markdown = await outputOf("--markdown");
      expect(markdown).toMatch(total);
      expect(markdown).toMatch(/^- \[ \] Line 6: .* a request.*\. \$[\d.]+ → \$[\d.]+ a month/m);
      const [head = "", env = "", call = ""] = (await outputOf("--csv")).split("\r\n");
      const columns = head.split(",");
      const cell = (row: string, column: string) => row.split(",")[columns.indexOf(column)];
      expect(cell(call, "requests_a_month")).toBe("2000");
      expect(cell(env, "requests_a_month")).toBe("");
      for (const column of ["", "_after", "_at_default"])
        expect(Number(cell(call, `usd_a_month${column}`))).toBeCloseTo(
          2000 * Number(cell(call, `usd${column}`)),
          9,
        );
    });

    test("counts each line of a JSONL, and leaves what names its target out", async () => {
      const line = '{"model":"gpt-4o","messages":[{"role":"user","content":"Hello."}]}\n';
      const moved =
        '{"model":"gpt-6-luna","stop":["#"],"messages":[{"role":"user","content":"A"}]}';
      const folder = await temporaryFolder({ "a.jsonl": line.repeat(4), "moved.json": moved });
      const args = ["migrate", "--json", "--requests-per-month", "400"];
      const places = await placesOf(folder, args);
      const months = places.map(({ month }) => month);
      expect(months).toHaveLength(5);
      expect(months[4]).toBeUndefined();
      expect(months[0]).toMatchObject({
        usd: expect.closeTo(400 * (places[0]?.before.usd ?? 0), 9) as number,
      });
      expect(new Set(months.slice(0, 4).map((month) => JSON.stringify(month))).size).toBe(1);
    });

    test("is the month that check holds against a budget, for every line and every prompt", async () => {
      const line =
        '{"model":"gpt-4o","max_tokens":9,"messages":[{"role":"user","content":"Hello."}]}\n';
      const folder = await temporaryFolder({
        "a.jsonl": line.repeat(4),
        "promptfooconfig.yaml":
          "prompts:\n  - Say hello to the world.\n  - Say goodbye.\nproviders:\n" +
          "  - id: openai:gpt-4o\n    config:\n      max_tokens: 9\n",
        ".tokenscale.json": JSON.stringify({
          requestsPerMonth: { "*": 500_000 },
          budgets: [{ files: ["*"], usdPerMonth: 0 }],
        }),
      });
      const places = await placesOf(folder, ["migrate", "--json"]);
      const { stdout } = await run(folder, ["check", "--json"], TODAY);
      const findings = jsonLines(stdout) as readonly object[] as readonly {
        readonly file: string;
        readonly message: string;
      }[];
      for (const file of ["a.jsonl", "promptfooconfig.yaml"]) {
        const usdOfMonth = places
          .filter((place) => place.file === file)
          .reduce((sum, { month }) => sum + month.usd, 0);
        const finding = findings.find((each) => each.file === file);
        expect(finding?.message).toContain(`${formatUsd(picoUsdOf(usdOfMonth))} a month`);
      }
    });

    test.each([
      [
        ["--requests-per-month", "many"],
        '--requests-per-month takes a whole number of requests, not "many".',
      ],
      [["--csv", "--json"], "--json and --csv exclude each other."],
    ])("refuses %j", async (options, message) => {
      const folder = await temporaryFolder({});
      const { exitCode, stderr } = await run(folder, ["migrate", ...options], TODAY);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(message);
    });
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

  describe("says of input that it can't plan with", () => {
    const call = (model: string) =>
      `client.chat.completions.create(model=${model}, messages=[{"role": "user", "content": "Hi"}])\n`;

    test("a model that nobody knows, once, with the place", async () => {
      const folder = await temporaryFolder({
        "a.py": call('"gpt-4o-large"'),
        "b.py": call('"gpt-4o-large"'),
      });
      const { exitCode, stdout, stderr } = await run(folder, ["migrate"], TODAY);
      expect([exitCode, stdout]).toEqual([0, ""]);
      expect(stderr).toBe(
        "gpt-4o-large is not in the catalog; no date known. a.py, line 1.\nNothing to move. 2 files read: no place names a model with a shutdown date.\n",
      );
    });

    test("a model that a variable names, by its default", async () => {
      const folder = await temporaryFolder({
        "a.py": `import os\n${call('os.environ.get("MODEL", "gpt-4o")')}`,
        "application.yml": "openai:\n  model: ${openai.model:gpt-4o-mini}\n",
        "b.py": call('os.environ["MODEL"]'),
      });
      const { stdout } = await run(folder, ["migrate"], TODAY);
      expect(stdout).toContain("MODEL is set elsewhere; its default is gpt-4o.\n");
      expect(stdout).toContain("openai.model is set elsewhere; its default is gpt-4o-mini.\n");
      expect(stdout).not.toContain("b.py");
    });

    test("two models in one file, each with its own date and target", async () => {
      const folder = await temporaryFolder({ "a.py": call('"gpt-4o"') + call('"o3"') });
      const { stdout } = await run(folder, ["migrate", "--json"], TODAY);
      expect(
        jsonLines(stdout).map(({ line, model, shutdown, replacement }) => [
          line,
          model,
          shutdown,
          replacement,
        ]),
      ).toEqual([
        [1, "gpt-4o", "2027-01-14", "gpt-6-luna"],
        [2, "o3", "2026-12-11", "gpt-6.1-sol"],
      ]);
    });
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

  test("knows the models of Azure deployments by the project's settings", async () => {
    const settings = { azureDeployments: { "letters-prod": "gpt-4o-mini" } };
    const folder = await temporaryFolder({
      "a.json": '{"model": "letters-prod", "messages": [{"role": "user", "content": "Hi"}]}',
      ".tokenscale.json": JSON.stringify(settings),
    });
    const { stdout } = await run(folder, ["migrate", "--json"], TODAY);
    expect(jsonLines(stdout)).toMatchObject([
      { file: "a.json", line: 1, model: "letters-prod", replacement: "gpt-6-luna" },
    ]);
  });

  test("says of a target that it ends itself", async () => {
    const folder = await temporaryFolder({ ".env": "MODEL=gpt-4o\n" });
    const { stderr } = await run(folder, ["migrate", "--to", "gpt-5.1"], TODAY);
    expect(stderr).toContain("gpt-5.1 itself ends on 2027-04-01 (reported). Choose a later one.");
  });
});
