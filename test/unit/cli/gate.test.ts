import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv } from "ajv";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { jsonLines, run } from "./testHost";
import { temporaryFolder, writeFiles } from "./temporaryFolder";

const PROMPTY =
  "---\nmodel: gpt-4o\n---\nsystem:\nBe brief and kind to all.\nuser:\nHello to all of you\n";

function config(value: unknown): Record<string, string> {
  return { ".tokenscale.json": JSON.stringify(value) };
}

function git(folder: string, ...words: readonly string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder(files);
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "One");
  return folder;
}

async function findings(
  folder: string,
  ...words: readonly string[]
): Promise<readonly (readonly unknown[])[]> {
  const { stdout } = await run(folder, ["check", "--json", ...words]);
  return jsonLines(stdout).map(({ file, line, code }) => [file, line, code]);
}

describe("failOn", () => {
  test("a retiring model within the days, at the line that names it", async () => {
    const files = { "a.prompty": PROMPTY, "b.prompty": PROMPTY.replace("gpt-4o", "gpt-6-luna") };
    // gpt-4o ends on 2027-01-14, 55 days after the day of these tests.
    const within = await temporaryFolder({ ...config({ failOn: "retiring<60d" }), ...files });
    expect(await findings(within)).toEqual([["a.prompty", 2, "retiring-model"]]);
    const beyond = await temporaryFolder({ ...config({ failOn: ["retiring<55d"] }), ...files });
    expect(await findings(beyond)).toEqual([]);
  });

  test("a model that no list knows, and so has no price", async () => {
    const folder = await temporaryFolder({
      ...config({ failOn: ["unknown-model", "unpriced-model"] }),
      "a.prompty": PROMPTY.replace("gpt-4o", "our-own-model"),
      "b.prompty": PROMPTY,
      "c.prompty": PROMPTY.replace("gpt-4o", "claude-sonnet-4-5"),
    });
    expect(await findings(folder)).toEqual([
      ["a.prompty", 2, "unknown-model"],
      ["a.prompty", 2, "unpriced-model"],
    ]);
  });

  test("a count that is an estimate, and a prefix that is too short to be cached", async () => {
    const folder = await temporaryFolder({
      ...config({ failOn: ["estimate", "not-cacheable"] }),
      "a.hbs": "Hello {{name}}",
      "b.prompty": PROMPTY,
      "c.prompty": PROMPTY.replace("brief", "brief and clear ".repeat(600)),
    });
    expect(await findings(folder)).toEqual([
      ["a.hbs", 1, "not-exact"],
      ["a.hbs", 1, "not-cacheable"],
      ["b.prompty", 1, "not-cacheable"],
    ]);
  });
});

describe("budgets", () => {
  test("of a month multiply by the requests of the last matching glob", async () => {
    const limits = (usdPerMonth: number): Record<string, string> =>
      config({
        budget: { usdPerMonth },
        requestsPerMonth: { "**": 10, "a.*": 1_000_000 },
      });
    const { models } = await (async () => {
      const folder = await temporaryFolder({ "a.prompty": PROMPTY });
      const { stdout } = await run(folder, ["estimate", "--json", "a.prompty"]);
      return jsonLines(stdout)[0] as { readonly models: Record<string, { totalUsd: number }> };
    })();
    const month = (models["gpt-4o"]?.totalUsd ?? 0) * 1_000_000;
    const over = await temporaryFolder({ ...limits(month - 1), "a.prompty": PROMPTY });
    expect(await findings(over)).toEqual([["a.prompty", 1, "over-budget-month"]]);
    const within = await temporaryFolder({ ...limits(month + 1), "a.prompty": PROMPTY });
    expect(await findings(within)).toEqual([]);
  });

  test("of a month can't be checked without the number of requests", async () => {
    const folder = await temporaryFolder({
      ...config({ budget: { usdPerMonth: 1 } }),
      "a.prompty": PROMPTY,
    });
    const { exitCode, stderr } = await run(folder, ["check"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "a.prompty: its usdPerMonth can't be checked. Add it to requestsPerMonth in .tokenscale.json.",
    );
  });

  test.each([
    [2, 3, true],
    [3, 3, false],
    ["1%", 3, true],
    ["50%", 3, false],
  ])("growth of at most %s takes %d more tokens: %s", async (maxIncrease, _words, isBroken) => {
    const folder = await repository({
      ...config({ budget: { maxIncrease } }),
      "a.prompty": PROMPTY,
      "same.prompty": PROMPTY,
    });
    await writeFiles(folder, {
      "a.prompty": PROMPTY.replace("to all of you", "to all of you one two three"),
      "new.prompty": PROMPTY,
    });
    expect(await findings(folder)).toEqual(isBroken ? [["a.prompty", 1, "over-increase"]] : []);
  });

  test("growth is measured from where the branch left its base, and through a file of values", async () => {
    const folder = await repository({
      ...config({ budget: { maxIncrease: 2 }, base: "main" }),
      "a.hbs": "Hello {{name}}",
      "a.vars.json": '{"name": "you"}',
    });
    git(folder, "checkout", "--quiet", "-b", "branch");
    await writeFiles(folder, { "a.vars.json": '{"name": "you and you and you and you"}' });
    git(folder, "commit", "--quiet", "--all", "--message", "Two");
    git(folder, "checkout", "--quiet", "main");
    await writeFiles(folder, { "a.hbs": "Hello to {{name}} and to everyone else in this room" });
    git(folder, "commit", "--quiet", "--all", "--message", "Three");
    git(folder, "checkout", "--quiet", "branch");
    expect(await findings(folder)).toEqual([["a.hbs", 1, "over-increase"]]);
    expect(await findings(folder, "--base", "HEAD")).toEqual([]);
  });
});

describe("a broken .tokenscale.json", () => {
  test.each([
    ['{\n  "budget": {\n    "inputTokens": -1 } }', ":3: budget.inputTokens: a whole number"],
    ['{\n"budget": {"inputToken": 1}}', ":2: budget.inputToken: there is no such setting. usdPer"],
    ['{\n\n"failOn": ["retiring"]}', ':3: failOn.0: a list of "retiring<60d", "unknown-model"'],
    ['{"budgets": [{"usdPerMonth": 1}]}', ":1: budgets.0.files: the globs of its files are miss"],
    ['{"budget": {"maxIncrease": "10"}}', ":1: budget.maxIncrease: a whole number of tokens, 0 or"],
    ['{"requestsPerMonth": {"a": "b"}}', ":1: requestsPerMonth.a: a whole number of requests"],
    ['{\n"left": 3}', ":2: left: the id of a model is allowed."],
    ['{\n"left": "gpt-4o"\n"right": "gpt-4o"}', ":3: the file is not JSON: "],
    ["[]", ":1: top level: an object is allowed."],
    ["", ":1: the file is not JSON: "],
  ])("%s: which key, which line, what is allowed", async (text, message) => {
    const folder = await temporaryFolder({ ".tokenscale.json": text });
    const { exitCode, stderr } = await run(folder, ["check"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`.tokenscale.json${message}`);
  });

  const schema: object = JSON.parse(
    readFileSync(path.join(projectRoot, "schemas", "tokenscale.schema.json"), "utf8"),
  ) as object;
  const isValid = new Ajv({ strictTypes: false }).compile(schema);

  test.each([
    {},
    { $schema: "x", promptFiles: ["a"], left: "gpt-4o", right: "gpt-4o-mini", tolerance: 0.5 },
    { budget: { inputTokens: 1, usdPerRequest: 0.1, usdPerMonth: 5, maxIncrease: "12.5%" } },
    { budgets: [{ files: ["a/**"], maxIncrease: 100 }], requestsPerMonth: { "a/**": 5 } },
    { azureDeployments: { "letters-prod": "gpt-4o" } },
    { failOn: ["retiring<30d", "unknown-model", "unpriced-model", "estimate", "not-cacheable"] },
    { failOn: "estimate", base: "origin/main" },
    { limits: 1 },
    { tolerance: 3 },
    { tolerance: "bold" },
    { budget: { inputTokens: 1.5 } },
    { budget: { maxIncrease: "10" } },
    { budgets: [{ inputTokens: 1 }] },
    { budgets: {} },
    { requestsPerMonth: { a: -1 } },
    { azureDeployments: { a: 1 } },
    { failOn: ["retiring<d"] },
    { base: 1 },
    { budget: [] },
    { requestsPerMonth: [] },
    [],
  ])("the schema for editors agrees on %j", async (value) => {
    const folder = await temporaryFolder({ ...config(value), "a.prompty": PROMPTY });
    const { stderr } = await run(folder, ["check"]);
    expect(isValid(value)).toBe(!stderr.includes(".tokenscale.json:"));
  });
});

describe("a shallow clone", () => {
  test("says what to fetch", async () => {
    const origin = await repository({ "a.prompty": PROMPTY });
    await writeFiles(origin, { "a.prompty": `${PROMPTY}more` });
    git(origin, "commit", "--quiet", "--all", "--message", "Two");
    const folder = await temporaryFolder();
    git(folder, "clone", "--quiet", "--depth=1", `file://${origin}`, "clone");
    const { exitCode, stderr } = await run(path.join(folder, "clone"), [
      "diff",
      "--base",
      "HEAD~1",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('git knows no revision "HEAD~1" here. This clone is shallow: ');
    git(origin, "checkout", "--quiet", "--orphan", "other");
    git(origin, "commit", "--quiet", "--message", "Apart");
    const apart = await run(origin, ["diff", "--base", "main"]);
    expect([apart.exitCode, apart.stderr]).toEqual([
      2,
      'git finds no common commit of "main" and HEAD.\n',
    ]);
  });
});

describe("a base for growth", () => {
  const GROWN = `${PROMPTY}${"more ".repeat(50)}`;

  test("a folder in no repository is refused", async () => {
    const folder = await temporaryFolder({
      ...config({ budget: { maxIncrease: 5 } }),
      "a.prompty": PROMPTY,
    });
    const { exitCode, stdout, stderr } = await run(folder, ["check"]);
    expect([exitCode, stdout, stderr]).toEqual([2, "", "This folder is in no git repository.\n"]);
  });

  test("branches without a common commit are told apart", async () => {
    const folder = await repository({
      ...config({ budget: { maxIncrease: 5 } }),
      "a.prompty": PROMPTY,
    });
    git(folder, "branch", "old");
    git(folder, "checkout", "--quiet", "--orphan", "new");
    git(folder, "commit", "--quiet", "--message", "Apart");
    const { exitCode, stderr } = await run(folder, ["check", "--base", "old"]);
    expect([exitCode, stderr]).toEqual([2, 'git finds no common commit of "old" and HEAD.\n']);
  });

  test("a detached head is a head", async () => {
    const folder = await repository({
      ...config({ budget: { maxIncrease: 5 } }),
      "a.prompty": PROMPTY,
    });
    git(folder, "checkout", "--quiet", "--detach");
    await writeFiles(folder, { "a.prompty": GROWN });
    const { exitCode, stdout } = await run(folder, ["check"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^a\.prompty:1: \d+ more input tokens than at the base.*over-increase/);
  });

  test("runs at the same time print the same", async () => {
    const folder = await repository({
      ...config({ budget: { maxIncrease: 5, inputTokens: 3 } }),
      "a.prompty": PROMPTY,
    });
    await writeFiles(folder, { "a.prompty": GROWN });
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => run(folder, ["check"])));
    expect(first?.exitCode).toBe(1);
    expect(others).toEqual([first, first]);
  });
});

describe("reports", () => {
  const NAME = 'b|<c>"&, 100%:1.prompty';

  async function report(format: string): Promise<string> {
    const folder = await temporaryFolder({
      ...config({ budget: { inputTokens: 10 } }),
      "a.prompty": "Hi",
      [NAME]: PROMPTY,
    });
    const { exitCode, stdout } = await run(folder, ["check", "--format", format]);
    expect(exitCode).toBe(1);
    return stdout;
  }

  test("SARIF is a log of its published types, with a rule for each result", async () => {
    const log = JSON.parse(await report("sarif")) as Log;
    const [sarifRun] = log.runs;
    const results = sarifRun?.results ?? [];
    const rules = sarifRun?.tool.driver.rules ?? [];
    const isSarif = new Ajv({ strict: true, allowUnionTypes: true }).compile(SARIF_SUBSET);
    expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
    expect(results).toHaveLength(1);
    for (const { ruleId, ruleIndex, locations } of results) {
      expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
      const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
      expect(decodeURIComponent(artifactLocation?.uri ?? "")).toBe(NAME);
      expect(new URL(artifactLocation?.uri ?? "", "file:///src/").protocol).toBe("file:");
      expect(region?.startLine).toBe(4);
    }
  });

  test("GitHub's commands keep a name's own colons and commas apart", async () => {
    const lines = (await report("github")).trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^::error file=b\|<c>"&%2C 100%25%3A1\.prompty,line=4,title=Tokenscale%3A over-budget-tokens::\d+ input tokens: /,
    );
  });

  test("JUnit has a case for each file and a failure for each finding, as its schema demands", async () => {
    const root = readXml(await report("junit"));
    expect(root.name).toBe("testsuites");
    checkJUnit(root);
    const [suite] = root.children;
    expect(suite?.attributes).toMatchObject({ tests: "2", failures: "1", errors: "0" });
    expect(
      suite?.children.map(({ attributes, children }) => [attributes["name"], children.length]),
    ).toEqual([
      ["a.prompty", 0],
      [NAME, 1],
    ]);
  });

  test("GitLab's issues have what its parser requires, each with its own fingerprint", async () => {
    const issues = JSON.parse(await report("gitlab")) as readonly Record<string, unknown>[];
    const isGitLab = new Ajv({ strict: true }).compile(GITLAB);
    expect(isGitLab(issues), JSON.stringify(isGitLab.errors)).toBe(true);
    expect(issues).toMatchObject([{ location: { path: NAME, lines: { begin: 4 } } }]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  test("Markdown has a row for each finding that no name can break", async () => {
    const markdown = await report("markdown");
    expect(markdown).toMatch(/^\*\*1 finding in 2 prompt files\*\*$/m);
    const rows = markdown.split("\n").filter((line) => line.startsWith("| `"));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.replaceAll("\\|", "").split("|")).toHaveLength(6);
  });

  test("JSON is one object a line, and an unknown format is refused", async () => {
    expect(jsonLines(await report("json"))).toMatchObject([{ file: NAME, line: 4 }]);
    const folder = await temporaryFolder();
    const { exitCode, stderr } = await run(folder, ["check", "--format", "html"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      "--format html is none of text, json, markdown, github, sarif, junit, gitlab.",
    );
  });
});

interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
}

/** A reader of XML that throws on what is not well-formed: each character must belong to something. */
function readXml(text: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  const tokens = /<\?xml [^?]*\?>|<\/(\w+)>|<(\w+)((?: \w+="[^"<]*")*)(\/?)>|([^<>]+)/y;
  const decode = (value: string): string =>
    value.replace(/&(\w+;)?/g, (_found, entity: string | undefined) => {
      const character = { "amp;": "&", "lt;": "<", "gt;": ">", "quot;": '"' }[entity ?? ""];
      if (character === undefined) throw new Error(`bad entity in ${value}`);
      return character;
    });
  while (tokens.lastIndex < text.length) {
    const at = tokens.lastIndex;
    const found = tokens.exec(text);
    if (found === null) throw new Error(`not XML at ${at}: ${text.slice(at, at + 40)}`);
    const [, closed, opened, written = "", alone] = found;
    if (closed !== undefined && open.pop()?.name !== closed) throw new Error(`</${closed}>`);
    if (opened === undefined) continue;
    const pairs = [...written.matchAll(/(\w+)="([^"]*)"/g)].map(
      ([, key = "", value = ""]) => [key, decode(value)] as const,
    );
    const element = { name: opened, attributes: Object.fromEntries(pairs), children: [] };
    open.at(-1)?.children.push(element);
    if (alone !== "/") open.push(element);
  }
  const [only] = root.children;
  if (only === undefined || open.length !== 1) throw new Error("not one root that is closed");
  return only;
}

/** The elements of JUnit's schema that we write: their parents, required and optional attributes. */
const JUNIT: Readonly<Record<string, { in: string; required: string[]; optional: string[] }>> = {
  testsuites: { in: "", required: [], optional: ["name", "tests", "failures", "errors"] },
  testsuite: { in: "testsuites", required: ["name", "tests", "failures", "errors"], optional: [] },
  testcase: { in: "testsuite", required: ["name"], optional: ["classname"] },
  failure: { in: "testcase", required: [], optional: ["type", "message"] },
};

function checkJUnit(element: XmlElement, parent = ""): void {
  const rule = JUNIT[element.name];
  const names = Object.keys(element.attributes);
  expect(rule?.in, element.name).toBe(parent);
  expect(names).toEqual(expect.arrayContaining(rule?.required ?? []));
  expect([...(rule?.required ?? []), ...(rule?.optional ?? [])]).toEqual(
    expect.arrayContaining(names),
  );
  for (const child of element.children) checkJUnit(child, element.name);
}

const GITLAB = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string" },
      check_name: { type: "string" },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^[^/]" },
          lines: {
            type: "object",
            required: ["begin"],
            properties: { begin: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  },
};

const MESSAGE = {
  type: "object",
  additionalProperties: false,
  required: ["text"],
  properties: { text: { type: "string" } },
};

/** The members of SARIF 2.1.0 that we write, as strict as its schema: no other member is allowed. */
const SARIF_SUBSET = {
  type: "object",
  additionalProperties: false,
  required: ["version", "runs"],
  properties: {
    $schema: { type: "string" },
    version: { const: "2.1.0" },
    runs: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["tool"],
        properties: {
          columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
          tool: {
            type: "object",
            additionalProperties: false,
            required: ["driver"],
            properties: {
              driver: {
                type: "object",
                additionalProperties: false,
                required: ["name"],
                properties: {
                  name: { type: "string" },
                  version: { type: "string" },
                  rules: {
                    type: "array",
                    uniqueItems: true,
                    items: {
                      type: "object",
                      additionalProperties: false,
                      required: ["id"],
                      properties: { id: { type: "string" }, shortDescription: MESSAGE },
                    },
                  },
                },
              },
            },
          },
          results: {
            type: "array",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["message"],
              properties: {
                ruleId: { type: "string" },
                ruleIndex: { type: "integer", minimum: -1 },
                level: { enum: ["none", "note", "warning", "error"] },
                message: MESSAGE,
                partialFingerprints: { type: "object", additionalProperties: { type: "string" } },
                locations: {
                  type: "array",
                  items: {
                    type: "object",
                    additionalProperties: false,
                    required: ["physicalLocation"],
                    properties: {
                      physicalLocation: {
                        type: "object",
                        additionalProperties: false,
                        required: ["artifactLocation", "region"],
                        properties: {
                          artifactLocation: {
                            type: "object",
                            additionalProperties: false,
                            required: ["uri"],
                            properties: {
                              uri: { type: "string" },
                              uriBaseId: { type: "string" },
                            },
                          },
                          region: {
                            type: "object",
                            additionalProperties: false,
                            required: ["startLine"],
                            properties: { startLine: { type: "integer", minimum: 1 } },
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
