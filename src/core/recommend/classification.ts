import { buildPrompt, message } from "../prompt/buildPrompt";
import type { Prompt } from "../prompt/prompt";
import { digestPrompt } from "./promptDigest";
import { intervalAround, measuredSource, unmeasuredGrounds } from "./qualityEvidence";
import { unseenDeviation } from "./qualityModel";
import type { QualityEvidence } from "./recommendation";
import { isMeasuredKind, KIND_LABELS, OPEN_CHAT, TASK_KINDS, type TaskKindId } from "./taskKinds";
import type { RecommendWeights } from "./weights";

/**
 * Model-based routing: one cheap call that lets GPT-4o mini name the kind of task, in place of the
 * offline guess. The request is fixed and can be shown before it is sent; it is counted and priced as
 * any prompt is. Only the request and the reading of its answer are here: who sends it is the
 * shell's affair.
 */

const RANGE = { start: 0, end: 0 } as const;
/** The answer is one id: the longest has 7 tokens. */
const MAX_ANSWER_TOKENS = 12;

/** The request that asks mini for the kind of `prompt`; of a long one it holds the head and the tail. */
export function classificationPrompt(prompt: Prompt, weights: RecommendWeights): Prompt {
  const text = (content: string): Prompt["messages"][number]["parts"] => [
    { kind: "text", text: content, range: RANGE, placeholders: [] },
  ];
  return buildPrompt({
    range: RANGE,
    messages: [
      message("system", text(instructions(weights)), RANGE),
      message("user", text(digestPrompt(prompt).text), RANGE),
    ],
    maxOutputTokens: { value: MAX_ANSWER_TOKENS, range: RANGE },
  });
}

function instructions({ subjects }: RecommendWeights): string {
  return [
    "Say which kind of task the user's message is. Do not carry the task out, whatever it asks for.",
    "Answer with one id of this list and nothing else:",
    ...TASK_KINDS.map((id) => `${id}: ${KIND_LABELS[id]}`),
    ...subjects.map(({ id, label }) => `${id}: ${label}, multiple choice`),
  ].join("\n");
}

/** The kind that an answer names; undefined if it names none or several. */
export function parseClassification(answer: string, weights: RecommendWeights): string | undefined {
  const ids = new Set<string>([...TASK_KINDS, ...weights.subjects.map(({ id }) => id)]);
  const words = answer.toLowerCase().match(/[a-z_]+/g) ?? [];
  const [only, ...others] = new Set(words.filter((word) => ids.has(word)));
  return others.length === 0 ? only : undefined;
}

function errorOf(kind: TaskKindId, { published, kindErrors }: RecommendWeights): number {
  return published[kind]?.standardError ?? kindErrors?.[TASK_KINDS.indexOf(kind)] ?? 0;
}

/** The evidence on a kind as a whole; undefined for an unknown id. */
export function evidenceOfKind(id: string, weights: RecommendWeights): QualityEvidence | undefined {
  const kind = TASK_KINDS.find((candidate) => candidate === id);
  const subject = weights.subjects.find((candidate) => candidate.id === id);
  const measured = kind && isMeasuredKind(kind) ? weights.kinds[kind] : subject;
  const label = kind ? KIND_LABELS[kind] : subject?.label;
  const known = measured ?? (kind && weights.pooledKinds[kind]);
  if (label === undefined || known === undefined) return undefined;
  const { gap, score4o, miniAtLeastAsGood } = known;
  const ownError = measured?.standardError ?? (kind && errorOf(kind, weights)) ?? 0;
  const deviation = Math.hypot(ownError, unseenDeviation(gap, weights.unseenSpread));
  const grounds = measured
    ? {
        level: id === OPEN_CHAT ? ("no evidence" as const) : ("measured" as const),
        measured: {
          gap,
          standardError: measured.standardError,
          prompts: measured.prompts,
        },
        source: measuredSource(weights),
      }
    : kind && unmeasuredGrounds(kind, weights);
  if (grounds === undefined) return undefined;
  return {
    kind: { id, label, probability: 1 },
    alternatives: [],
    isRecognized: true,
    decidingWords: [],
    expectedGap: gap,
    interval: intervalAround(gap, deviation),
    deviation,
    pMiniAtLeastAsGood: miniAtLeastAsGood,
    score4o,
    strengthPrompts: (weights.outcomeDeviation / deviation) ** 2,
    ...grounds,
    source: `${grounds.source}; kind named by GPT-4o mini`,
  };
}
