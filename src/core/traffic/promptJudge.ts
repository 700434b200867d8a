import { buildPrompt, message } from "../prompt/buildPrompt";
import type { Part, Prompt, Tool } from "../prompt/prompt";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "../recommend/pair";
import type { ModelOnPrompt } from "../recommend/recommendInput";
import type { EvidenceLevel } from "../recommend/recommendation";
import type { Recommender } from "../recommend/recommender";
import type { LoggedPrompt } from "./trafficRecord";

/** The recommendation's view of a logged prompt's task. Scores in millionths, so that sums are exact. */
export interface Judgment {
  /** The id of the kind of task; `""` if it is not recognized. */
  readonly kind: string;
  readonly level: EvidenceLevel;
  /** Expected loss of score on GPT-4o mini. */
  readonly gapMicro: number;
  /** Its standard deviation. */
  readonly deviationMicro: number;
}

const RANGE = { start: 0, end: 0 } as const;
const MICRO = 1_000_000;

/** The fixed settings that prompts are judged with: the evidence depends on the text alone. */
const NEUTRAL: Omit<ModelOnPrompt, "modelId" | "label"> = {
  inputTokens: 0,
  imageTokens: 0,
  contextWindowTokens: Number.MAX_SAFE_INTEGER,
  acceptsImages: true,
};
const PAIR = {
  left: { ...NEUTRAL, modelId: STRONG_MODEL_ID, label: "" },
  right: { ...NEUTRAL, modelId: LIGHT_MODEL_ID, label: "" },
};

/** Judges logged prompts by their text, as prompt files are judged. */
export function createPromptJudge(recommender: Recommender): (prompt: LoggedPrompt) => Judgment {
  return (logged) => {
    const prompt = promptOf(logged);
    const output = {
      minTokens: 0,
      expectedTokens: 0,
      maxTokens: 0,
      origin: "",
      originKind: "user",
    } as const;
    const { evidence } = recommender.recommend({ prompt, ...PAIR, output, tolerance: 0 });
    if (evidence === undefined) return NOTHING_KNOWN;
    return {
      kind: evidence.isRecognized ? evidence.kind.id : "",
      level: evidence.isRecognized ? evidence.level : "no evidence",
      gapMicro: Math.round(evidence.expectedGap * MICRO),
      deviationMicro: Math.round(evidence.deviation * MICRO),
    };
  };
}

const NOTHING_KNOWN: Judgment = { kind: "", level: "no evidence", gapMicro: 0, deviationMicro: 0 };

/** A logged prompt in the shape of a prompt file's. */
function promptOf({ messages, tools, images }: LoggedPrompt): Prompt {
  const pictures = Array.from({ length: images }, (): Part => ({
    kind: "image",
    detail: "auto",
    range: RANGE,
  }));
  return buildPrompt({
    range: RANGE,
    messages: [
      ...messages.map(({ role, text }) =>
        message(role, [{ kind: "text", text, range: RANGE, placeholders: [] }], RANGE),
      ),
      ...(pictures.length > 0 ? [message("user", pictures, RANGE)] : []),
    ],
    tools: Array.from({ length: tools }, (): Tool => ({
      type: "function",
      name: "",
      range: RANGE,
    })),
  });
}
