/** The source of facts and prices. Every displayed figure names one of these. */
export interface Source {
  readonly title: string;
  /** ISO date of the source's data, or as much of it as is known. Undefined if it is undated. */
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
  "genai-prices-0.1.8": { title: "@pydantic/genai-prices 0.1.8", date: "2026-09-23" },
  deprecations: {
    title: "OpenAI deprecations page, as quoted by secondary sources",
    date: "2026-10",
  },
  "vision-thread": { title: "OpenAI community thread 1262691, measured input tokens for images" },
  "oai-deprecations-zh": { title: "OpenAI API deprecations page", date: "2026-11" },
  "oai-prompt-migrate": { title: "OpenAI guide: migrate from prompt objects", date: "2026-11" },
  "cookbook-evals": {
    title: "OpenAI Cookbook: moving from OpenAI Evals to promptfoo",
    date: "2026-06-03",
  },
  "oai-deprecations-w3c": {
    title: "OpenAI deprecations page, Chinese translation at w3cschool.cn",
    date: "2026-11",
  },
  "max-bob": {
    title:
      "max_bob at dev.to: OpenAI API deprecations 2026–2027, checked against shutdown_date of GET /v1/models",
    date: "2026-10-28",
  },
  apiyi: { title: "docs.apiyi.com, deprecation pages", date: "2026-11" },
  codersera: { title: "Codersera, GPT-4o and GPT-4.1 API shutdown migration", date: "2026-10" },
  mendr: { title: "ajitheee/mendr, record of OpenAI's deprecations page", date: "2026-10-10" },
  bigcircle: { title: "bigcircle at dev.to: Azure retirement table", date: "2026-10-22" },
  "azure-docs": {
    title: "MicrosoftDocs/azure-ai-docs, model retirement schedule, commit 00bb5540",
    date: "2026-07-07",
  },
  "oai-luna": { title: "OpenAI model page, gpt-6-luna", date: "2026-10" },
  "oai-sol": { title: "OpenAI model page, gpt-6-sol", date: "2026-10" },
  "oai-61sol": {
    title: "OpenAI model page, gpt-6.1-sol, Chinese translation at w3cschool.cn",
    date: "2026-11",
  },
  "oai-61terra": { title: "OpenAI model page, gpt-6.1-terra", date: "2026-11" },
  "oai-62sol": { title: "OpenAI model page, gpt-6.2-sol", date: "2026-11" },
  "oai-latest": { title: "OpenAI guide, Using GPT-6", date: "2026-11" },
  "oai-checklist": { title: "OpenAI deployment checklist", date: "2026-10" },
  "oai-help-luna": { title: "OpenAI help, Migrating from GPT-4.x to GPT-6 Luna", date: "2026-10" },
  "oai-python": {
    title: "openai/openai-python, types of reasoning_effort and chat completions, commit e43b4224",
    date: "2026-08-21",
  },
  "vercel-luna": { title: "Vercel AI Gateway, GPT-6 Luna", date: "2026-11" },
  "litellm-docs": { title: "LiteLLM docs, GPT-6 family", date: "2026-10" },
  "laozhang-56sol": { title: "docs.laozhang.ai, GPT-5.6 Sol price cut", date: "2026-09-24" },
  gramext: {
    title: "gramext/dist, release v0.1.0: which GPT-5.6 price cuts are permanent",
    date: "2026-09-24",
  },
  "venice-54mini": {
    title: "OpenRouter, Venice and Vercel model pages, GPT-5.4 mini",
    date: "2026",
  },
  apidog: { title: "apidog.com, GPT-6.1 Terra pricing and limits", date: "2026-10" },
  "foundry-probe": {
    title: "Model parameters on Foundry: one live call per parameter and deployment, Azure",
    date: "2026-09-03",
  },
  "terra-conformance": {
    title: "Conformance tests of recorded direct API answers, gpt-5.6-terra, Chat Completions",
    date: "2026-08-30",
  },
  "fre-1430": {
    title: "FRE-1430 provider dialect matrix, gpt-5.4-mini, 948 live calls",
    date: "2026-09-06",
  },
  "bolna-1019": {
    title: "bolna-ai/bolna, pull request 1019: gpt-6-astra, four rejections verified live",
    date: "2026-09-05",
  },
  orkeon: {
    title: "Orkeon, live campaign table of mandatory parameter values",
    date: "2026-09-21",
  },
  "whispr-shim": {
    title: "OpenWhispr Azure shim: gpt-6-luna, gpt-5.4-mini and gpt-5.4-nano measured",
    date: "2026-09",
  },
  "onyx-15008": { title: "onyx-dot-app/onyx, issue 15008: gpt-6-sol", date: "2026-09-23" },
  "langflow-14361": { title: "langflow-ai/langflow, issue 14361: gpt-5.6-luna", date: "2026" },
  "models-dev-6639": {
    title: "sst/models.dev, issue 6639: gpt-5.6-luna at effort none",
    date: "2026-09-09",
  },
  "cline-azure-log": {
    title: "Test log of a public repository: gpt-6.1-sol on Azure",
    date: "2026-10",
  },
  "luna-notes": { title: "Notes of six public repositories on gpt-6-luna", date: "2026-10" },
  "hf-image": { title: "JOHNISKING/image-token-cost, Hugging Face dataset", date: "2026" },
  joonlab: {
    title: "joonlab/gpt-6.1-sol-benchmark, reasoning and vision summaries",
    date: "2026-10",
  },
  aa40: {
    title:
      "Artificial Analysis, data table of Intelligence Index v4.0, copy in a public repository",
    date: "2026-04-06",
  },
  aa43: {
    title:
      "Artificial Analysis, table of Intelligence Index v4.3.2 by effort, copy in a public repository",
    date: "2026-09-28",
  },
  "aa-card-4o": {
    title: "Artificial Analysis, card of GPT-4o (Nov), copy in a public repository",
    date: "2026-10-04",
  },
  "aa-card-mini": {
    title: "Artificial Analysis, card of GPT-4o mini, copy in a public repository",
    date: "2026-09-02",
  },
  "aa-card-luna": {
    title: "Artificial Analysis, card of GPT-6 Luna (medium), copy in a public repository",
    date: "2026-10-09",
  },
  "aa-luna-prov": {
    title: "Artificial Analysis, gpt-6-luna without reasoning, providers",
    date: "2026-11",
  },
  "or-snap": { title: "OpenRouter, snapshot of the Artificial Analysis index", date: "2026-10-01" },
  "aa-per-effort": {
    title: "Artificial Analysis, model pages by effort, copy in a public repository",
    date: "2026-10-01",
  },
  "qiita-terra": {
    title: "xiongyuanmeng1006 at Qiita, on Artificial Analysis figures of GPT-6.1 Terra",
    date: "2026-10-27",
  },
  "ms-effort": {
    title:
      "Microsoft Learn, ReasoningEffort of @azure/ai-projects: OpenAI's text on which model takes which effort",
    date: "2026",
  },
  meerkat: {
    title: "meerkat-core 0.6.25, capability rows for OpenAI models, checked against the live API",
    date: "2026",
  },
  "qiita-effort": {
    title: "FukuharaYohei at Qiita: efforts of gpt-5.2, gpt-5-mini and gpt-5-nano measured",
    date: "2026-01-18",
  },
  oxen: { title: "docs.oxen.ai, model references", date: "2026" },
  vercel: { title: "Vercel AI Gateway, model pages", date: "2026" },
  "roo-2691": {
    title: "RooCodeInc/Roo-Code, pull request 2691: limits of o3 and o4-mini",
    date: "2025-04-17",
  },
  "codex-7449": { title: "openai/codex, pull request 7449, docs/config.md", date: "2025-12" },
  "dep-rss": { title: "leblancfg/deprecations-rss", date: "2026-08" },
  "oai-deprecations-hist": {
    title: "OpenAI docs history (spybara snapshots of the deprecations page)",
    date: "2026-05-14",
  },
  devdigest: { title: "Developers Digest: transcription models shutdown", date: "2026-08-26" },
  "recorded-requests": {
    title: "Recorded API requests and the usage billed for them, from public repositories",
    date: "2026-08",
  },
  settings: { title: "Your settings" },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceKey = keyof typeof SOURCES;
