import path from "node:path";
import { expect, test } from "vitest";
import { createApi } from "../../../src/api/createApi";
import { WITHOUT_PAUSE } from "../../../src/core/estimate/pace";
import { loadEngine } from "../../../src/node/loadEngine";
import packageJson from "../../../package.json";
import { tokensFolder } from "../cli/testHost";

const engine = loadEngine(tokensFolder);
const api = createApi({
  engine: () => engine,
  today: () => "2026-11-20",
  pace: () => WITHOUT_PAUSE,
});

const REQUEST = JSON.stringify({
  model: "gpt-4o",
  temperature: 0.3,
  messages: [
    { role: "system", content: "Answer in one word." },
    { role: "user", content: "The capital of {{country}}?" },
  ],
});

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) {
    await Promise.resolve();
    yield bytes.subarray(from, from + size);
  }
}

test("has the version of the package", () => {
  expect(api.version).toBe(packageJson.version);
});

test("counts a text the same as a whole and in parts that cut characters", async () => {
  const text = "naïve 🤷🏽‍♀️ words and so on, ".repeat(50);
  const tokens = await api.count(text);
  expect(await api.count("Hello world")).toBe(2);
  expect(await api.countStream(cut(text, 7))).toBe(tokens);
});

test("reads the requests of a file without figures", async () => {
  const { format, requests, problems } = await api.readPrompt({ text: REQUEST, path: "a.json" });
  expect([format, problems]).toEqual(["chat-request", []]);
  expect(requests).toMatchObject([
    {
      endpoint: "chat",
      model: "gpt-4o",
      messages: [
        { role: "system", parts: [{ kind: "text", text: "Answer in one word." }] },
        { role: "user", parts: [{ kind: "text" }] },
      ],
    },
  ]);
});

test("estimates on the pair that is asked for, and says what can't be compared", async () => {
  const input = { text: REQUEST, path: "a.json" };
  const { requests } = await api.estimate(input, { right: "gpt-6-luna@none", outputTokens: 10 });
  const [first] = requests;
  expect(Object.keys(first?.models ?? {})).toEqual(["gpt-4o", "gpt-6-luna"]);
  expect(first?.models["gpt-4o"]?.outputTokens).toEqual({ min: 10, expected: 10, max: 10 });
  await expect(api.estimate(input, { left: "gpt-4x" })).rejects.toThrow(/gpt-4x/);
  await expect(api.estimate(input, { tolerance: 2 })).rejects.toThrow(/from 0 to 1/);
  await expect(api.estimate({ ...input, format: "docx" })).rejects.toThrow(/none of prompty/);
});

test("recommends what its own estimate recommends", async () => {
  const input = { text: REQUEST, path: "a.json" };
  const [estimated] = (await api.estimate(input)).requests;
  expect((await api.recommend(input)).requests).toEqual([estimated?.recommendation]);
});

test("fills a template with values, and reads only what it is given", async () => {
  const input = { text: "{{> greeting}}\n{{country}}", path: "a.hbs" };
  const asked: string[] = [];
  const readFile = (name: string): Promise<undefined> => {
    asked.push(path.basename(name));
    return Promise.resolve(undefined);
  };
  const alone = await api.estimate({ text: "Hello {{country}}", path: "a.hbs" });
  const values = [{ country: "The Kingdom of the Netherlands" }];
  const filled = await api.estimate({ text: "Hello {{country}}", path: "a.hbs", values });
  const tokens = (result: typeof alone): number =>
    result.requests[0]?.models["gpt-4o"]?.inputTokens ?? 0;
  expect(alone.requests[0]?.isLowerBound).toBe(true);
  expect(filled.requests[0]?.isLowerBound).toBe(false);
  expect(tokens(filled)).toBeGreaterThan(tokens(alone));
  await api.estimate({ ...input, readFile });
  expect(asked).toContain("a.vars.json");
});

test("moves a request off a retiring model, and leaves a text without one alone", async () => {
  const moved = await api.migrate({ text: REQUEST, path: "a.json" }, { to: "gpt-6-luna" });
  expect(moved.places).toMatchObject([{ model: "gpt-4o", replacement: "gpt-6-luna" }]);
  expect(JSON.parse(moved.text)).toMatchObject({ model: "gpt-6-luna", reasoning_effort: "none" });
  const other = { text: '{"model": "gpt-6-luna"}', path: "a.json" };
  expect(await api.migrate(other)).toEqual({ places: [], text: other.text });
  await expect(api.migrate(other, { to: "gpt-9" })).rejects.toThrow("gpt-9 is not in the catalog");
});

test("refuses what is not a text", async () => {
  await expect(api.count(3 as unknown as string)).rejects.toThrow("The text must be a string.");
});
