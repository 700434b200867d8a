import type { SourceKey } from "./sources";

/** A statement by a source about both models, in its own words. */
interface PublishedStatement {
  readonly text: string;
  readonly sources: readonly SourceKey[];
}

const BOTH_SOURCES: readonly SourceKey[] = ["comparison-page", "zenken"];

/** Above this many input tokens, the published caution about mini's use of the context applies. */
export const CONTEXT_CAUTION_TOKENS = 50_000;

/** The model that the caution is about: it does not apply to others. */
export const CONTEXT_CAUTION_MODEL_ID = "gpt-4o-mini";

export const PUBLISHED_STATEMENTS = {
  contextCaution: {
    text: "Past 50,000 input tokens mini's use of the context degrades more: test at your real input length.",
    sources: BOTH_SOURCES,
  },
  dataHandling: {
    text: "API request data may be kept up to 30 days for abuse detection; Zero Data Retention on application; the same for both models.",
    sources: BOTH_SOURCES,
  },
  routing: {
    text: "50–70% of an audited team's requests are simple enough for mini, and total spend falls by 30–60%; start conservative, widen task type by task type, watch quality per task type.",
    sources: BOTH_SOURCES,
  },
} as const satisfies Readonly<Record<string, PublishedStatement>>;
