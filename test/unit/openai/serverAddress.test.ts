import { describe, expect, it } from "vitest";
import { readServerAddress, unusableHost } from "../../../src/openai/serverAddress";

const read = (baseUrl: string, azureDeployments: Record<string, string> = {}) =>
  readServerAddress({ baseUrl, apiVersion: "2024-10-21", azureDeployments });

/** The whole URL of an operation, and the name that the model goes by there. */
function urlOf(
  baseUrl: string,
  operation: "chat" | "responses" | "count",
  deployments?: Record<string, string>,
): readonly [url: string | undefined, model: string | undefined] {
  const found = read(baseUrl, deployments)?.operation(operation, "gpt-4o");
  if (found === undefined) return [undefined, undefined];
  const query = new URLSearchParams(found.query).toString();
  return [found.baseUrl + found.path + (query === "" ? "" : `?${query}`), found.model];
}

describe("where runs are sent to", () => {
  it("is OpenAI, which wants a key", () => {
    expect(read("https://api.openai.com/v1")).toMatchObject({
      kind: "openai",
      host: "api.openai.com",
      needsKey: true,
    });
    expect(urlOf("https://api.openai.com/v1/", "chat")[0]).toBe(
      "https://api.openai.com/v1/chat/completions",
    );
    expect(urlOf("https://api.openai.com/v1", "responses")[0]).toBe(
      "https://api.openai.com/v1/responses",
    );
    expect(urlOf("https://api.openai.com/v1", "count")[0]).toBe(
      "https://api.openai.com/v1/responses/input_tokens",
    );
  });

  it("is any compatible server, which may want none", () => {
    expect(read("http://localhost:4000")).toMatchObject({
      kind: "compatible",
      host: "localhost:4000",
      needsKey: false,
    });
    expect(urlOf("https://openrouter.ai/api/v1?team=7", "chat")).toEqual([
      "https://openrouter.ai/api/v1/chat/completions?team=7",
      "gpt-4o",
    ]);
  });

  it("is Azure OpenAI with the names of its deployments", () => {
    const deployments = { "team chat": "gpt-4o", other: "gpt-4o-mini" };
    expect(urlOf("https://team.openai.azure.com", "chat", deployments)).toEqual([
      "https://team.openai.azure.com/openai/deployments/team%20chat/chat/completions?api-version=2024-10-21",
      "team chat",
    ]);
    expect(urlOf("https://team.openai.azure.com/openai", "responses", deployments)).toEqual([
      "https://team.openai.azure.com/openai/responses?api-version=2024-10-21",
      "team chat",
    ]);
  });

  it("is Azure OpenAI with the model's own name if no deployment is named", () => {
    expect(urlOf("https://team.openai.azure.com", "chat")[1]).toBe("gpt-4o");
  });

  it("is the one deployment that the base URL names", () => {
    const base = "https://team.openai.azure.com/openai/deployments/mine?api-version=2025-01-01";
    expect(urlOf(base, "chat", { other: "gpt-4o" })).toEqual([
      "https://team.openai.azure.com/openai/deployments/mine/chat/completions?api-version=2025-01-01",
      "mine",
    ]);
  });

  it("is Azure's v1 API, which knows no api-version", () => {
    expect(urlOf("https://team.openai.azure.com/openai/v1/", "chat", { mine: "gpt-4o" })).toEqual([
      "https://team.openai.azure.com/openai/v1/chat/completions",
      "mine",
    ]);
  });

  it.each(["", "api.openai.com", "ftp://a.example", "https://ada:secret@a.example", "https://"])(
    "is nowhere for %j",
    (baseUrl) => {
      expect(read(baseUrl)).toBeUndefined();
    },
  );

  it.each([
    "https:\\\\ada:secret@a.example/v1",
    "https:ada:secret@a.example",
    "https:/ada:secret@a.example",
    "https:///ada:secret@a.example",
    "HTTPS://ada:secret@a.example",
    "ht\ttps://ada\n:secret@a.example",
    " https://ada:secret@a.example ",
    "https://secret@a.example",
    "https://:secret@a.example",
    "https://ada%3Asecret@a.example",
    "https:%2F%2Fada:secret@a.example",
    "https://ada:secret@bücher.example",
    "https://ada:se@cret@a.example",
    "https://ada:secret%40a.example",
    "https://ada:secret＠a.example",
    "https://ada:se/secret@a.example",
    "https://ada:se?secret@a.example",
    "https://ada:se#secret@a.example",
    "https://ada:secret",
    "https://ada:secret@a.example:99999",
    "https://a.example:99999/?api_key=secret-12",
    "ftp://ada:secret@a.example",
    "x://ada%3Asecret%40a.example",
    "ada:secret@a.example",
    "//ada:secret@a.example",
    "mailto:ada:secret@a.example",
    "sk-secret-key-in-the-wrong-place",
  ])("is nowhere for %j, of which no login is shown", (baseUrl) => {
    expect(read(baseUrl)).toBeUndefined();
    expect(unusableHost(baseUrl) ?? "").toMatch(/^(?:a\.example|xn--bcher-kva\.example)?$/);
  });

  it.each([
    ["ftp://a.example/v1", "a.example"],
    ["api.openai.com", "api.openai.com"],
    ["localhost:4000", "localhost:4000"],
    ["ws://[::1]:4000", "[::1]:4000"],
  ])("is nowhere for %j, which is named by its host", (baseUrl, host) => {
    expect(read(baseUrl)).toBeUndefined();
    expect(unusableHost(baseUrl)).toBe(host);
  });

  it("keeps credentials of the query secret, and only those", () => {
    const query = "api_key=abcdefgh12&sig=%2Fx12345678&api-version=2025-01-01&team=seven&key=7";
    expect(read(`https://a.example/v1?${query}`)?.secrets).toEqual(["abcdefgh12", "/x12345678"]);
  });

  it("does not take a host for Azure that only sounds like it", () => {
    expect(read("https://openai.azure.com.example/v1")?.kind).toBe("compatible");
  });

  it("keeps the keys of two paths of one host apart", () => {
    expect(read("https://a.example/one/")?.keyScope).toBe("https://a.example/one");
    expect(read("https://a.example/two")?.keyScope).toBe("https://a.example/two");
  });
});
