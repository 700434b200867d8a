import type { OpenAI } from "openai";

/** The SDK's client class. Loaded at the first run, because it takes 100 KB even minified. */
export async function loadOpenAi(): Promise<typeof OpenAI> {
  return (await import("openai")).OpenAI;
}
