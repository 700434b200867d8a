import type { OpenAI } from "openai";

/** The SDK's client class. Loaded at the first run: it is a tenth of a megabyte, packed. */
export async function loadOpenAi(): Promise<typeof OpenAI> {
  return (await import("openai")).OpenAI;
}
