import type { SourceKey } from "../../models/sources";

/** Shutdown dates of models that have no entry in the catalog. */
export interface OtherRetirement {
  readonly models: readonly string[];
  /** ISO date. */
  readonly date: string;
  /** The catalog's model that takes the same requests; absent: there is no like-for-like one. */
  readonly replacement?: string;
  /** OpenAI's suggestion, shown to the user. */
  readonly advice?: string;
  readonly confidence: "published" | "reported";
  readonly source: SourceKey;
}

/** OpenAI's shutdown dates, as of November 2026, of models outside the catalog. */
export const OTHER_RETIREMENTS: readonly OtherRetirement[] = [
  row("2025-07-14", ["gpt-4.5-preview"], reported("max-bob"), { replacement: "gpt-5.6-sol" }),
  row("2026-02-17", ["chatgpt-4o-latest"], reported("deprecations"), {
    replacement: "gpt-5.6-sol",
  }),
  row(
    "2026-03-26",
    ["gpt-4-0314", "gpt-4-0125-preview", "gpt-4-turbo-preview", "gpt-4-1106-preview"],
    reported("deprecations"),
    { replacement: "gpt-5.6-sol" },
  ),
  row(
    "2026-05-07",
    ["gpt-4o-realtime-preview", "gpt-4o-mini-realtime-preview", "gpt-4o-audio-preview"],
    reported("deprecations"),
    { advice: "gpt-realtime-1.5 or gpt-audio-1.5" },
  ),
  row(
    "2026-07-23",
    [
      "gpt-4o-search-preview",
      "gpt-4o-search-preview-2025-03-11",
      "gpt-4o-mini-search-preview",
      "gpt-4o-mini-search-preview-2025-03-11",
    ],
    reported("max-bob"),
    { advice: "gpt-5.6-terra with the web_search tool of the Responses API" },
  ),
  row(
    "2026-07-23",
    [
      "gpt-4o-audio-preview-2024-12-17",
      "gpt-4o-mini-audio-preview-2024-12-17",
      "gpt-4o-mini-realtime-preview-2024-12-17",
      "gpt-audio-mini-2025-10-06",
      "gpt-realtime-mini-2025-10-06",
    ],
    reported("max-bob"),
    { advice: "gpt-audio-1.5 or gpt-realtime-2.1-mini" },
  ),
  row(
    "2026-07-23",
    [
      "gpt-5-chat-latest",
      "gpt-5.1-chat-latest",
      "gpt-5-codex",
      "gpt-5.1-codex",
      "gpt-5.1-codex-max",
      "gpt-5.1-codex-mini",
      "gpt-5.2-codex",
      "o3-deep-research",
      "o4-mini-deep-research",
      "computer-use-preview",
    ],
    reported("max-bob"),
    { advice: "a model of the GPT-5.6 or GPT-6 family" },
  ),
  row("2026-08-10", ["gpt-5.2-chat-latest", "gpt-5.3-chat-latest"], reported("max-bob"), {
    replacement: "gpt-5.6-sol",
  }),
  row("2026-09-28", ["gpt-3.5-turbo-instruct", "babbage-002", "davinci-002"], reported("max-bob"), {
    advice: "gpt-5.4-mini, on Chat Completions or Responses",
  }),
  row("2026-09-28", ["gpt-3.5-turbo-1106"], reported("max-bob"), { replacement: "gpt-5.4-mini" }),
  row("2026-10-23", ["gpt-3.5-turbo", "gpt-3.5-turbo-0125"], published("oai-deprecations-w3c"), {
    replacement: "gpt-5.6-terra",
  }),
  row(
    "2026-10-23",
    [
      "gpt-4",
      "gpt-4-0613",
      "gpt-4-turbo",
      "gpt-4-turbo-2024-04-09",
      "o1",
      "o1-2024-12-17",
      "o3-mini",
      "o3-mini-2025-01-31",
    ],
    published("oai-deprecations-w3c"),
    { replacement: "gpt-5.6-sol" },
  ),
  row("2026-10-23", ["o1-pro"], published("oai-deprecations-w3c"), {
    advice: "gpt-5.6-sol with reasoning.mode pro",
  }),
  row("2026-10-23", ["gpt-image-1"], reported("max-bob"), { advice: "gpt-image-2.x" }),
  row(
    "2026-12-01",
    ["gpt-image-1-mini", "gpt-image-1.5", "chatgpt-image-latest"],
    published("oai-deprecations-zh"),
    { advice: "gpt-image-2.6-sunburst or -flare" },
  ),
  row(
    "2026-12-11",
    ["gpt-5-pro", "gpt-5-pro-2025-10-06", "o3-pro", "o3-pro-2025-06-10"],
    reported("max-bob"),
    { advice: "gpt-5.6-sol with reasoning.mode pro" },
  ),
  row("2027-01-06", ["tts-1", "tts-1-hd", "gpt-4o-mini-tts"], reported("max-bob"), {
    advice: "gpt-realtime-2.1-mini",
  }),
  row("2027-01-20", ["gpt-realtime", "gpt-4o-realtime"], reported("max-bob"), {
    advice: "gpt-realtime-2.1",
  }),
  row("2027-01-20", ["gpt-realtime-mini", "gpt-4o-mini-realtime"], reported("max-bob"), {
    advice: "gpt-realtime-2.1-mini",
  }),
  row(
    "2027-01-20",
    [
      "gpt-audio",
      "gpt-audio-2025-08-28",
      "gpt-audio-mini",
      "gpt-audio-mini-2025-12-15",
      "gpt-4o-audio",
      "gpt-4o-mini-audio",
    ],
    reported("max-bob"),
    { advice: "gpt-audio-1.5" },
  ),
  row("2027-02-01", ["gpt-5.5-cyber-preview"], reported("oai-deprecations-w3c")),
  row(
    "2027-02-26",
    ["whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe", "gpt-4o-transcribe-diarize"],
    reported("max-bob"),
    { advice: "gpt-transcribe or gpt-live-transcribe" },
  ),
  row("2027-04-01", ["gpt-5.3-codex"], reported("mendr"), { replacement: "gpt-6-sol" }),
];

function row(
  date: string,
  models: readonly string[],
  origin: Pick<OtherRetirement, "confidence" | "source">,
  successor: Pick<OtherRetirement, "replacement" | "advice"> = {},
): OtherRetirement {
  return { date, models, ...origin, ...successor };
}

function published(source: SourceKey): Pick<OtherRetirement, "confidence" | "source"> {
  return { confidence: "published", source };
}

function reported(source: SourceKey): Pick<OtherRetirement, "confidence" | "source"> {
  return { confidence: "reported", source };
}
