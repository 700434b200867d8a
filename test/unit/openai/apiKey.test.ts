import { describe, expect, it } from "vitest";
import type { Secrets } from "../../../src/core/ports";
import {
  apiKeyProblem,
  findApiKey,
  forgetApiKey,
  type KeyEnvironment,
  storeApiKey,
} from "../../../src/openai/apiKey";
import { addressOf } from "./runOn";

function memorySecrets(): Secrets {
  const values = new Map<string, string>();
  return {
    get: (name) => Promise.resolve(values.get(name)),
    store: (name, value) => Promise.resolve(void values.set(name, value)),
    delete: (name) => Promise.resolve(void values.delete(name)),
  };
}

const OPENAI = addressOf("https://api.openai.com/v1");
const OTHER = addressOf("https://litellm.example/v1");
const NO_ENVIRONMENT: KeyEnvironment = { allowed: true, variables: {} };

describe("an API key", () => {
  it("is found for the server that it was stored for, and for no other", async () => {
    const secrets = memorySecrets();
    await storeApiKey(OPENAI, secrets, "  sk-1 ");
    expect(await findApiKey(OPENAI, secrets, NO_ENVIRONMENT)).toEqual({
      scope: "https://api.openai.com/v1",
      value: "sk-1",
    });
    expect(await findApiKey(OTHER, secrets, NO_ENVIRONMENT)).toBeUndefined();
  });

  it("is gone when it was forgotten, and others stay", async () => {
    const secrets = memorySecrets();
    await storeApiKey(OPENAI, secrets, "sk-1");
    await storeApiKey(OTHER, secrets, "sk-2");
    await forgetApiKey(OPENAI, secrets);
    expect(await findApiKey(OPENAI, secrets, NO_ENVIRONMENT)).toBeUndefined();
    expect((await findApiKey(OTHER, secrets, NO_ENVIRONMENT))?.value).toBe("sk-2");
  });

  describe("of the environment", () => {
    const variables = { OPENAI_API_KEY: "sk-env" };
    const find = (
      server: typeof OPENAI,
      environment: KeyEnvironment,
    ): Promise<string | undefined> =>
      findApiKey(server, memorySecrets(), environment).then((found) => found?.value);

    it("is used if the user allows it, only for OpenAI", async () => {
      expect(await find(OPENAI, { allowed: true, variables })).toBe("sk-env");
      expect(await find(OTHER, { allowed: true, variables })).toBeUndefined();
      expect(await find(OPENAI, { allowed: false, variables })).toBeUndefined();
    });

    it("belongs to the server that the environment names", async () => {
      const elsewhere = { ...variables, OPENAI_BASE_URL: "https://litellm.example/v1/" };
      expect(await find(OTHER, { allowed: true, variables: elsewhere })).toBe("sk-env");
      expect(await find(OPENAI, { allowed: true, variables: elsewhere })).toBeUndefined();
    });

    it("comes after the stored one", async () => {
      const secrets = memorySecrets();
      await storeApiKey(OPENAI, secrets, "sk-stored");
      const found = await findApiKey(OPENAI, secrets, { allowed: true, variables });
      expect(found?.value).toBe("sk-stored");
    });
  });

  it("is refused as typed if no server could accept it", () => {
    expect(apiKeyProblem("   ")).toBe("Enter a key.");
    expect(apiKeyProblem("sk-1 sk-2")).toBeDefined();
    expect(apiKeyProblem("sk-ключ")).toBeDefined();
    expect(apiKeyProblem(" sk-proj-abc_DEF-123 ")).toBeUndefined();
  });
});
