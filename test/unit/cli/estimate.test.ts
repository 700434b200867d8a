import { describe, expect, test } from "vitest";
import { pngOf } from "./pngOf";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const REQUEST = {
  model: "gpt-4o",
  messages: [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hello there" },
  ],
  max_tokens: 50,
};

/** By the rules of docs/accounting.md: 3 a message and its role and text, 3 for the answer. */
const REQUEST_TOKENS = 3 + 1 + 3 + 3 + 1 + 2 + 3;

function batchLine(id: string, body: object): string {
  return JSON.stringify({ custom_id: id, method: "POST", url: "/v1/chat/completions", body });
}

describe("estimate --json", () => {
  test("has the members that docs/cli.md lists", async () => {
    const folder = await temporaryFolder({ "any-name.json": JSON.stringify(REQUEST) });
    const { exitCode, stdout, stderr } = await run(folder, ["estimate", "any-name.json", "--json"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const [json, ...others] = jsonLines(stdout);
    expect(others).toEqual([]);
    expect(json).toMatchObject({
      file: "any-name.json",
      format: "chat-request",
      endpoint: "chat",
      basis: "exact",
      basisReasons: [],
      isLowerBound: false,
      rules: ["R1"],
      evidence: { rule: "R1" },
      messages: [
        { role: "system", range: { start: 30, end: 69 } },
        { role: "user", range: { start: 70, end: 109 } },
      ],
      problems: [],
      models: {
        "gpt-4o": { inputTokens: REQUEST_TOKENS, basis: "exact" },
        "gpt-4o-mini": { inputTokens: REQUEST_TOKENS, basis: "exact" },
      },
      recommendation: { model: expect.stringMatching(/^gpt-4o(-mini)?$/) as string },
    });
  });

  test("prices a given output to the last digit", async () => {
    const folder = await temporaryFolder({ "a.json": JSON.stringify(REQUEST) });
    const words = ["estimate", "a.json", "--json", "--output-tokens", "40"];
    const [json] = jsonLines((await run(folder, words)).stdout);
    const outputTokens = { min: 40, expected: 40, max: 40 };
    expect(json).toMatchObject({
      models: {
        "gpt-4o": {
          outputTokens,
          inputUsd: (REQUEST_TOKENS * 2.5) / 1e6,
          outputUsd: 0.0004,
          totalUsd: 0.00044,
        },
        "gpt-4o-mini": { outputTokens, inputUsd: 0.0000024, outputUsd: 0.000024 },
      },
    });
  });

  test("adds up the requests of a file and lists each", async () => {
    const lines = [batchLine("one", REQUEST), "", "{broken", batchLine("two", REQUEST)];
    const folder = await temporaryFolder({ "a.jsonl": `${lines.join("\n")}\n` });
    const { exitCode, stdout } = await run(folder, ["estimate", "a.jsonl", "--json"]);
    expect(exitCode).toBe(0);
    const one = { "gpt-4o": { inputTokens: REQUEST_TOKENS } };
    expect(jsonLines(stdout)).toMatchObject([
      {
        format: "batch-jsonl",
        endpoint: "chat",
        basis: "estimate",
        basisReasons: ["1 line can't be read"],
        isLowerBound: true,
        messages: [{ role: "system" }, { role: "user" }, { role: "system" }, { role: "user" }],
        models: {
          "gpt-4o": { inputTokens: 2 * REQUEST_TOKENS, basis: "estimate" },
          "gpt-4o-mini": { inputTokens: 2 * REQUEST_TOKENS },
        },
        problems: [{ code: "broken-line", line: 3 }],
        requests: [
          { name: "one", models: one },
          { name: "two", models: one },
        ],
      },
    ]);
    const [json] = jsonLines(stdout);
    const { requests, totalUsd } = json?.["recommendation"] as {
      requests: Record<string, number>;
      totalUsd: number;
    };
    expect((requests["gpt-4o"] ?? 0) + (requests["gpt-4o-mini"] ?? 0)).toBe(2);
    expect(totalUsd).toBeGreaterThan(0);
  });

  test("says what a file is that holds no request", async () => {
    const folder = await temporaryFolder({ "empty.txt": "", "none.py": "x = 1\n" });
    const { exitCode, stdout } = await run(folder, ["estimate", "empty.txt", "none.py", "--json"]);
    expect(exitCode).toBe(0);
    expect(jsonLines(stdout)).toEqual([
      { file: "empty.txt", format: "text", messages: [], models: {}, problems: [] },
      { file: "none.py", format: "code", messages: [], models: {}, problems: [] },
    ]);
  });

  test("names the line of a problem and continues with what can be counted", async () => {
    const folder = await temporaryFolder({ "half.prompty": "---\nname: a\nsystem:\nHi\n" });
    const { exitCode, stdout } = await run(folder, ["estimate", "half.prompty", "--json"]);
    expect(exitCode).toBe(0);
    const [json] = jsonLines(stdout);
    expect(json).toMatchObject({
      format: "prompty",
      problems: [{ code: "broken-file", line: expect.any(Number) as number }],
    });
    expect(json?.["messages"]).toHaveLength(1);
  });

  test("says that a file is not UTF-8", async () => {
    const folder = await temporaryFolder({ "latin.txt": Buffer.from("caf\xe9", "latin1") });
    const [json] = jsonLines((await run(folder, ["estimate", "latin.txt", "--json"])).stdout);
    expect(json).toMatchObject({ problems: [{ code: "unsupported", line: 1 }] });
  });

  test("reads a file as the format that is named", async () => {
    const folder = await temporaryFolder({ "request.txt": JSON.stringify(REQUEST) });
    const words = ["estimate", "request.txt", "--json", "--format", "chat-request"];
    expect(jsonLines((await run(folder, words)).stdout)).toMatchObject([
      { format: "chat-request", models: { "gpt-4o": { inputTokens: REQUEST_TOKENS } } },
    ]);
  });

  test("fills a template with the values of --vars instead of its own vars file", async () => {
    const folder = await temporaryFolder({
      "a.j2": "Hello {{ name }}",
      "a.vars.json": '{"name": "a name of very many words indeed"}',
      "mine.json": '{"name": "you"}',
    });
    const inputTokens = async (...words: string[]): Promise<unknown> => {
      const [json] = jsonLines(
        (await run(folder, ["estimate", "a.j2", "--json", ...words])).stdout,
      );
      const { "gpt-4o": side } = json?.["models"] as Record<string, { inputTokens: number }>;
      return side?.inputTokens;
    };
    const plain = await temporaryFolder({ "b.txt": "Hello you" });
    const [filled] = jsonLines((await run(plain, ["estimate", "b.txt", "--json"])).stdout);
    expect(filled).toMatchObject({
      models: { "gpt-4o": { inputTokens: await inputTokens("--vars", "mine.json") } },
    });
    expect(await inputTokens()).toBeGreaterThan(Number(await inputTokens("--vars", "mine.json")));
  });

  test("uses the project's pair and tolerance if the call names none", async () => {
    const folder = await temporaryFolder({
      ".tokenscale.json": '{"right": "gpt-4.1", "tolerance": 1}',
      "a.txt": "Hello",
    });
    const pair = async (...words: string[]): Promise<string[]> => {
      const [json] = jsonLines(
        (await run(folder, ["estimate", "a.txt", "--json", ...words])).stdout,
      );
      return Object.keys(json?.["models"] ?? {});
    };
    expect(await pair()).toEqual(["gpt-4o", "gpt-4.1"]);
    expect(await pair("--right", "gpt-4o-mini")).toEqual(["gpt-4o", "gpt-4o-mini"]);
  });

  test("refuses values that are none", async () => {
    const folder = await temporaryFolder({ "a.j2": "Hello {{ name }}", "v.json": "{" });
    for (const file of ["v.json", "nope.json"]) {
      const { exitCode, stderr } = await run(folder, ["estimate", "a.j2", "--vars", file]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(file);
    }
  });

  test("sizes images next to the file and in data URIs, but nothing that isn't a file", async () => {
    const png = pngOf(600, 300);
    const image = (url: string) => ({ type: "image_url", image_url: { url } });
    const request = (url: string) =>
      JSON.stringify({ messages: [{ role: "user", content: [image(url)] }] });
    const folder = await temporaryFolder({
      "in/a.png": png,
      "in/file.json": request("a.png"),
      "in/data.json": request(`data:image/png;base64,${png.toString("base64")}`),
      "in/lines.jsonl": `${request("a.png")}\n`,
      "in/folder.json": request("."),
    });
    const files = ["in/file.json", "in/data.json", "in/folder.json"];
    const whole = jsonLines((await run(folder, ["estimate", "--json", ...files])).stdout);
    const lines = jsonLines(
      (await run(folder, ["estimate", "--json", "--per-line", "in/lines.jsonl"])).stdout,
    );
    // 600 × 300 is 2 tiles of 512: 85 + 2 × 170 on GPT-4o, 2,833 + 2 × 5,667 on mini.
    const [file, data, none] = whole;
    for (const json of [file, data, lines[0]]) {
      const { "gpt-4o": left, "gpt-4o-mini": right } = json?.["models"] as Record<
        string,
        { inputTokens: number }
      >;
      expect((right?.inputTokens ?? 0) - (left?.inputTokens ?? 0)).toBe(14_167 - 425);
    }
    expect(none).toMatchObject({ basis: "estimate" });
  });
});

describe("estimate --per-line", () => {
  test("gives an object a line with what the line is called by", async () => {
    const lines = [
      batchLine("one", REQUEST),
      "",
      '{"custom_id": "two", "body": {"messages": [',
      JSON.stringify({ id: 7, prompt: "Hello there" }),
      JSON.stringify({ id: "r", model: "gpt-4o", input: "Hello there" }),
      JSON.stringify({ messages: REQUEST.messages }),
    ];
    const folder = await temporaryFolder({ "a.jsonl": lines.join("\r\n") });
    const { exitCode, stdout } = await run(folder, ["estimate", "a.jsonl", "--per-line", "--json"]);
    expect(exitCode).toBe(0);
    const models = { "gpt-4o": { inputTokens: REQUEST_TOKENS } };
    expect(jsonLines(stdout)).toMatchObject([
      { file: "a.jsonl", line: 1, custom_id: "one", format: "batch-jsonl", models, problems: [] },
      { line: 3, custom_id: "two", problems: [{ code: "broken-line", line: 3 }] },
      { line: 4, id: 7, messages: [{ role: "user" }], problems: [] },
      { line: 5, id: "r", endpoint: "responses", problems: [] },
      { line: 6, models, problems: [] },
    ]);
    expect(jsonLines(stdout)[1]).not.toHaveProperty("models");
  });

  test("reads a number that JavaScript would round as it is written", async () => {
    const input = ['{"id": 12345678901234567890, "prompt": "x"}'];
    const { stdout } = await run("/", ["estimate", "-", "--per-line", "--json"], { input });
    expect(jsonLines(stdout)).toMatchObject([{ file: "-", id: "12345678901234567890" }]);
  });

  test("prints sums, and broken lines on standard error", async () => {
    const lines = [batchLine("one", REQUEST), "{", batchLine("two", REQUEST)];
    const folder = await temporaryFolder({ "a.jsonl": lines.join("\n") });
    const { exitCode, stdout, stderr } = await run(folder, ["estimate", "a.jsonl", "--per-line"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`all on GPT-4o +≥ ${2 * REQUEST_TOKENS} `));
    expect(stdout).toContain("2 requests, estimate: 1 line can't be read;");
    expect(stderr).toContain("a.jsonl: Line 2 is not JSON");
  });

  test("refuses a file without a request, and takes an empty one", async () => {
    const folder = await temporaryFolder({ "a.md": "# Title\n\ntext\n", "empty.jsonl": "\n\n" });
    const { exitCode, stderr } = await run(folder, ["estimate", "a.md", "--per-line", "--json"]);
    expect(exitCode).toBe(2);
    expect(stderr).toBe("a.md: no line is a request.\n");
    const empty = await run(folder, ["estimate", "empty.jsonl", "--per-line", "--json"]);
    expect(empty).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});

describe("estimate of many lines", () => {
  test("names no more than 20 of the lines that it can't read", async () => {
    const lines = [batchLine("one", REQUEST), ...Array.from({ length: 30 }, () => "{")];
    const folder = await temporaryFolder({ "a.jsonl": lines.join("\n") });
    const { exitCode, stdout, stderr } = await run(folder, ["estimate", "a.jsonl"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("a.jsonl Batch JSONL\n");
    expect(stderr.split("\n")).toHaveLength(20 + 1 + 1);
    expect(stderr).toContain("a.jsonl: 10 more lines can't be read.\n");
  });
});

describe("estimate for people", () => {
  test("shows both models, where the tokens are from, and the advice", async () => {
    const folder = await temporaryFolder({ "a.request.json": JSON.stringify(REQUEST) });
    const words = ["estimate", "a.request.json", "--output-tokens", "40"];
    const { stdout } = await run(folder, words);
    expect(stdout).toContain("a.request.json Chat request\n");
    expect(stdout).toMatch(/\nGPT-4o {2,}16 +\$0\.0000400 +\$0\.000400 +\$0\.000440 /);
    expect(stdout).toMatch(/\nGPT-4o mini {2,}16 +\$0\.00000240 /);
    expect(stdout).toContain("\nexact; 40 out, set by you");
    expect(stdout).toMatch(/\n {2}system +\d+\n {2}user +\d+\n {2}framing +\d+\nGPT-4o/);
  });
});
