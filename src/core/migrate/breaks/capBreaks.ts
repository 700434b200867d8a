import { atEffort } from "../../models/modelAtEffort";
import type { Model, ReasoningEffort } from "../../models/model";
import { estimateReasoning } from "../../cost/reasoningEstimate";
import { type Parameter, parameter } from "../request/request";
import type { BreakRule, RequestContext } from "./breakRule";
import { setNone } from "./effort";

const CAPS = ["max_completion_tokens", "max_output_tokens", "max_tokens"] as const;

/**
 * From here on, the reasoning that was measured on hard questions (a mean of 561 tokens at high) leaves
 * room for an answer.
 */
const ROOMY_CAP_TOKENS = 2_000;

/** A limit that was enough for the answer and that reasoning may use up before it. */
export const capTooSmall: BreakRule = {
  id: "cap-too-small",
  severity: "silent",
  ofRequest: (context) => {
    const cap = capOf(context);
    const effort = context.isOnTarget ? context.effortAsWritten : context.effort;
    if (cap === undefined || effort === undefined || effort === "none") return undefined;
    const { found, tokens } = cap;
    const enough = withReasoningTokens(context.target.model, effort, tokens);
    if (enough === undefined || enough <= tokens) return undefined;
    return {
      range: found.field.range,
      message: `${found.field.key} ${tokens} also counts reasoning: at ${effort} the answer may end empty.`,
      fix: `Raise it to about ${enough}${context.effort === "none" ? ", or set reasoning_effort none" : ""}.`,
      ways: [
        {
          title: `Set to ${enough}`,
          changes: [{ kind: "set", field: found.field, value: enough }],
        },
        ...setNone(context),
      ],
    };
  },
};

/** How many times the answer a request outputs at an effort; undefined if the model does not reason. */
export function outputFactorOf(model: Model, effort: ReasoningEffort): number | undefined {
  const answer = 10_000;
  const all = withReasoningTokens(model, effort, answer);
  return all === undefined ? undefined : all / answer;
}

function capOf({ request }: RequestContext): { found: Parameter; tokens: number } | undefined {
  for (const name of CAPS) {
    const found = parameter(request, name);
    if (found?.field.value?.kind !== "number") continue;
    const tokens = Number(found.field.value.text);
    if (tokens > 0 && tokens < ROOMY_CAP_TOKENS) return { found, tokens };
  }
  return undefined;
}

/** The tokens of an answer of this length with the expected reasoning, rounded up to a multiple of ten. */
function withReasoningTokens(
  model: Model,
  effort: ReasoningEffort,
  answerTokens: number,
): number | undefined {
  const output = {
    minTokens: answerTokens,
    expectedTokens: answerTokens,
    maxTokens: answerTokens,
    origin: "",
    originKind: "max-tokens",
  } as const;
  const reasoning = estimateReasoning(atEffort(model, effort), { output, answers: 1 });
  return reasoning && Math.ceil((answerTokens + reasoning.expectedTokens) / 10) * 10;
}
