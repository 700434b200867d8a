/** Where facts and prices are from. Every figure that is shown names one of these. */
export interface Source {
  readonly title: string;
  /** ISO date, or as much of one as is known, of the source's data. Undefined if it is undated. */
  readonly date?: string;
}

export const SOURCES = {
  zenken: {
    title: "ZenkenAI, GPT-4o vs GPT-4o mini: which model should you choose?",
  },
  "comparison-page": {
    title: "GPT-4o vs GPT-4o mini, model comparison page",
    date: "2026-03-05",
  },
  "notes-2024": {
    title: "Comparing GPT 4o with 4o mini, notes: prices of the 2024-05-13 snapshot",
    date: "2024",
  },
  "simple-evals": { title: "openai/simple-evals, README table" },
  litellm: {
    title: "BerriAI/litellm, model_prices_and_context_window.json, commit 00035b69",
    date: "2026",
  },
  tokencost: { title: "AgentOps-AI/tokencost, model_prices.json", date: "2025-09-05" },
  langfuse: {
    title: "langfuse, worker/src/constants/default-model-prices.json",
    date: "2026-08-20",
  },
  "llm-prices": { title: "simonw/llm-prices, data/openai.json", date: "2026-08-05" },
  "genai-prices": { title: "pydantic/genai-prices" },
  deprecations: {
    title: "OpenAI deprecations page, as quoted by secondary sources",
    date: "2026-10",
  },
  "vision-thread": { title: "OpenAI community thread 1262691, measured input tokens for images" },
  settings: { title: "Your settings" },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceKey = keyof typeof SOURCES;
