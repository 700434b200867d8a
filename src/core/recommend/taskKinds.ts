import type { TaskCues } from "./taskCues";

/** The kinds of task on which outcomes of both models were measured. */
export const TASK_KINDS = [
  "factual_qa",
  "mcq_knowledge",
  "math_word_problem",
  "competition_math",
  "finance_math",
  "number_comparison",
  "code_generation",
  "competitive_programming",
  "code_reasoning",
  "function_calling",
  "instruction_following",
  "open_chat",
] as const;

export type TaskKindId = (typeof TASK_KINDS)[number];

/** Open chat: measured, but neither the text nor the measurements tell who answers better. */
export const OPEN_CHAT: TaskKindId = "open_chat";

export const KIND_LABELS: Readonly<Record<TaskKindId, string>> = {
  factual_qa: "Factual recall",
  mcq_knowledge: "Knowledge, multiple choice",
  math_word_problem: "Grade-school mathematics",
  competition_math: "Competition mathematics",
  finance_math: "Finance mathematics",
  number_comparison: "Number comparison",
  code_generation: "Code generation",
  competitive_programming: "Contest programming",
  code_reasoning: "Code tracing",
  function_calling: "Function calling",
  instruction_following: "Instruction following",
  open_chat: "Open chat",
};

/** What a kind starts from where no cue speaks: open chat is what is left over. */
const BIAS: Partial<Record<TaskKindId, number>> = { open_chat: 1.5 };

/**
 * How much each cue speaks for a kind and against it, in log-odds. Set by hand from what tasks of a
 * kind look like, so that they hold for sources that nobody has seen; checked on sources left out
 * (docs/recommendation.md).
 */
const CUE_WEIGHTS: Readonly<Record<TaskKindId, Partial<Record<keyof TaskCues, number>>>> = {
  factual_qa: {
    factual: 5,
    options: -4,
    latex: -2,
    decimalsCompared: -4,
    wordProblem: -2,
    constraints: -2,
    programmingTalk: -2,
    finance: -2,
  },
  mcq_knowledge: { options: 7, contest: -2, asksForOutput: -2, functionCall: -2 },
  math_word_problem: {
    wordProblem: 5,
    latex: -3,
    finance: -2,
    options: -4,
    codeLines: -2,
    decimalsCompared: -2,
  },
  competition_math: {
    latex: 4,
    mathsAsk: 4,
    options: -4,
    contest: -3,
    programmingTalk: -2,
    decimalsCompared: -2,
    wordProblem: -2,
    finance: -2,
  },
  finance_math: { finance: 6, options: -4, asksForCode: -1 },
  number_comparison: { decimalsCompared: 7, options: -4 },
  code_generation: {
    asksForCode: 4,
    programmingTalk: 2,
    codeLines: 1,
    options: -3,
    asksForOutput: -2,
    contest: -3,
    finance: -3,
  },
  competitive_programming: { contest: 6, programmingTalk: 1, options: -3 },
  code_reasoning: { asksForOutput: 6, asksForCode: -4, options: -3, contest: -3 },
  function_calling: { functionCall: 6, options: -3 },
  instruction_following: {
    constraints: 4,
    imperative: 0.5,
    options: -3,
    codeLines: -3,
    asksForCode: -3,
    contest: -2,
    decimalsCompared: -2,
  },
  open_chat: { imperative: 1, advice: 0.5, options: -2, decimalsCompared: -1 },
};

/** Sharpens the odds: cues that agree are seldom wrong together. */
const SHARPNESS = 2;

/** Probability of each of TASK_KINDS, in that order; they sum to 1. */
export function kindProbabilities(cues: TaskCues): readonly number[] {
  const scores = TASK_KINDS.map((kind) => {
    let score = BIAS[kind] ?? 0;
    for (const [cue, weight] of Object.entries(CUE_WEIGHTS[kind]))
      score += weight * cues[cue as keyof TaskCues];
    return score * SHARPNESS;
  });
  const largest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - largest));
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}
