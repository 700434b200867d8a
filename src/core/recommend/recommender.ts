import type { OutputEstimate } from "../estimate/estimate";
import type { Prompt } from "../prompt/prompt";
import { decide } from "./decide";
import type { PromptDigest } from "./promptDigest";
import { digestPrompt } from "./promptDigest";
import { findPublishedOpinion, PUBLISHED_SOURCE } from "./publishedOpinion";
import type { RecommendInput } from "./recommendInput";
import type { QualityEvidence, Recommendation } from "./recommendation";

/** The recommendation for GPT-4o or GPT-4o mini. Pure: the same input gives the same answer. */
export interface Recommender {
  recommend(input: RecommendInput): Recommendation;
  /** Expected completion tokens of a prompt of `inputTokens`, before any max_tokens. */
  predictOutput(prompt: Prompt, inputTokens: number): OutputEstimate;
}

export function createRecommender(): Recommender {
  return {
    recommend(input) {
      const digest = digestPrompt(input.prompt);
      return decide(input, digest, judge(digest));
    },
    predictOutput(_prompt, inputTokens) {
      const expectedTokens = Math.max(1, Math.round(inputTokens / CHAT_INPUT_PER_OUTPUT));
      return {
        minTokens: Math.max(1, Math.round(expectedTokens / 2)),
        expectedTokens,
        maxTokens: expectedTokens * 2,
        origin: "by the published ratio 2 : 1 of chat",
        originKind: "task-ratio",
      };
    },
  };
}

/** Published ratio of input to output tokens of chat and completion. */
const CHAT_INPUT_PER_OUTPUT = 2;

function judge(digest: PromptDigest): QualityEvidence | undefined {
  const opinion = findPublishedOpinion(digest.text);
  if (!opinion) return undefined;
  const expectedGap = opinion.sendsTo === "mini" ? 0 : 0.08;
  return {
    kind: { id: opinion.id, label: opinion.label, probability: 1 },
    alternatives: [],
    level: "published opinion",
    expectedGap,
    interval: [-1, 1],
    pMiniAtLeastAsGood: 0.5,
    source: PUBLISHED_SOURCE,
  };
}
