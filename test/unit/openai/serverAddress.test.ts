import { describe, expect, it } from "vitest";
import { readServerAddress } from "../../../src/openai/serverAddress";

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

  it("does not take a host for Azure that only sounds like it", () => {
    expect(read("https://openai.azure.com.example/v1")?.kind).toBe("compatible");
  });

  it("keeps the keys of two paths of one host apart", () => {
    expect(read("https://a.example/one/")?.keyScope).toBe("https://a.example/one");
    expect(read("https://a.example/two")?.keyScope).toBe("https://a.example/two");
  });
});
