import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

const OWN = {
  date: "2026-11-18",
  models: {
    "gpt-4o": { usdPerMillionInput: 3, usdPerMillionCachedInput: 1.25, usdPerMillionOutput: 10 },
    "gpt-4o-mini": { usdPerMillionInput: 0.15, usdPerMillionOutput: 0.6 },
    unheard: { usdPerMillionInput: 1 },
  },
};

/** A server that gives each request the same answer. */
async function serverOf(status: number, body: string) {
  const server = http.createServer((_request, response) => response.writeHead(status).end(body));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/list.json`, close: () => server.close() };
}

describe("prices", () => {
  test("shows each price with its date and age", async () => {
    const folder = await temporaryFolder();
    const { exitCode, stdout } = await run(folder, ["prices"], { today: "2026-11-20" });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^gpt-4o +2\.50 +1\.25 +10\.00 +20\d\d-\d\d-\d\d +[\d,]+ days?$/m);
    const later = jsonLines(
      (await run(folder, ["prices", "--json"], { today: "2026-11-25" })).stdout,
    );
    const now = jsonLines(
      (await run(folder, ["prices", "--json"], { today: "2026-11-20" })).stdout,
    );
    expect(later[0]).toMatchObject({ model: "gpt-4o", asOf: now[0]?.["asOf"] });
    expect(Number(later[0]?.["days"]) - Number(now[0]?.["days"])).toBe(5);
  });

  test("shows what a dated list says differently, and leaves the figures as they are", async () => {
    const folder = await temporaryFolder({ "list.json": JSON.stringify(OWN), "a.txt": "Hi" });
    const before = await run(folder, ["estimate", "a.txt", "--json"]);
    const { exitCode, stdout } = await run(folder, ["prices", "--from", "list.json"]);
    expect(exitCode).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "Model   Price  Here  There",
      "gpt-4o  input  2.50   3.00",
      "2 models compared with a list that is of 2026-11-18: 1 price differs. No figure was changed.",
      "",
    ]);
    expect(await run(folder, ["estimate", "a.txt", "--json"])).toEqual(before);
    const json = await run(folder, ["prices", "--from", "list.json", "--json"]);
    expect(jsonLines(json.stdout)).toEqual([
      {
        model: "gpt-4o",
        kind: "input",
        usdPerMillion: 2.5,
        listedUsdPerMillion: 3,
        date: "2026-11-18",
      },
    ]);
  });

  test("reads the lists of models.dev and LiteLLM", async () => {
    const cost = { input: 2.5, output: 11, cache_read: 1.25 };
    const folder = await temporaryFolder({
      "dev.json": JSON.stringify({
        openai: { models: { "gpt-4o": { cost }, "no-cost": {} } },
        other: { models: {} },
      }),
      "lite.json": JSON.stringify({
        sample_spec: { litellm_provider: "one of the providers", input_cost_per_token: 0 },
        "gpt-4o": {
          litellm_provider: "openai",
          input_cost_per_token: 2.5e-6,
          cache_read_input_token_cost: 1.25e-6,
          output_cost_per_token: 1e-5,
        },
        "gpt-4o-mini": {
          litellm_provider: "openai",
          input_cost_per_token: 1.5e-7,
          output_cost_per_token: 7e-7,
        },
        "azure/gpt-4o": { litellm_provider: "azure", input_cost_per_token: 1 },
      }),
    });
    const differences = async (file: string) => {
      const { stdout } = await run(folder, ["prices", "--from", file, "--json"]);
      return jsonLines(stdout);
    };
    expect(await differences("dev.json")).toEqual([
      { model: "gpt-4o", kind: "output", usdPerMillion: 10, listedUsdPerMillion: 11 },
    ]);
    expect(await differences("lite.json")).toEqual([
      { model: "gpt-4o-mini", kind: "output", usdPerMillion: 0.6, listedUsdPerMillion: 0.7 },
    ]);
  });

  test("fetches the list of an address", async () => {
    const folder = await temporaryFolder();
    const server = await serverOf(200, JSON.stringify(OWN));
    const { stdout } = await run(folder, ["prices", "--from", server.address]);
    server.close();
    expect(stdout).toContain("gpt-4o  input  2.50   3.00\n");
  });

  test("says why a list can't be had", async () => {
    const folder = await temporaryFolder({ "none.json": '{"a": 1}', "half.json": '{"date": ' });
    const failing = await serverOf(503, "");
    const errorOf = async (from: string): Promise<string> => {
      const { exitCode, stdout, stderr } = await run(folder, ["prices", "--from", from]);
      expect([exitCode, stdout]).toEqual([2, ""]);
      return stderr;
    };
    expect(await errorOf("none.json")).toMatch(/^none\.json: not a list of prices\./);
    expect(await errorOf("half.json")).toMatch(/^half\.json: not a list of prices\./);
    expect(await errorOf("gone.json")).toBe("gone.json: no such file\n");
    expect(await errorOf(failing.address)).toContain("the server answered with status 503.");
    expect(await errorOf("http://example.com/list.json")).toContain("Use https.");
    failing.close();
  });

  test("the schema accepts the list that is read, and refuses a misspelled price", () => {
    const file = path.resolve(import.meta.dirname, "../../../schemas/prices.schema.json");
    const schema = JSON.parse(readFileSync(file, "utf8")) as object;
    const validate = new Ajv({ formats: { date: true } }).compile(schema);
    expect(validate(OWN)).toBe(true);
    expect(validate({ ...OWN, models: { "gpt-4o": { usdPerMillionInputs: 1 } } })).toBe(false);
    expect(validate({ models: OWN.models })).toBe(false);
  });
});
