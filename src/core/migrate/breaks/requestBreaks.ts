import { formatDecimals } from "../../format";
import { fieldNamed } from "../request/fields";
import { effortParameter, type Parameter, parameter } from "../request/request";
import { type BreakRule, removal } from "./breakRule";
import { outputFactorOf } from "./capBreaks";
import { acceptedEffort, reasonsAsWritten, setNone } from "./effort";
import { supportOf } from "./target";

/** A model whose reasoning is billed as output uses a different parameter for the limit. */
export const maxTokens: BreakRule = {
  id: "max_tokens",
  severity: "error",
  ofRequest: ({ request, target }) => {
    const found = parameter(request, "max_tokens");
    const isRefused = supportOf(target.model, "max_tokens")?.status === "refused";
    // These libraries send the parameter that the model supports.
    const isTranslated = request.dialect === "ai-sdk" || request.dialect === "camel-case";
    if (found === undefined || !isRefused || isTranslated) return undefined;
    const key = limitName(found, request.dialect === "responses");
    const hasBoth = parameter(request, "max_completion_tokens") !== undefined;
    return {
      range: found.field.range,
      message: `${target.model.id} refuses ${found.field.key}.`,
      fix: `Rename it to ${key}.`,
      changes: [hasBoth ? removal(found) : { kind: "rename", field: found.field, key }],
    };
  },
};

/** In the spelling used by the file. */
function limitName({ field }: Parameter, isResponses: boolean): string {
  if (isResponses) return "max_output_tokens";
  if (field.key === "max-tokens") return "max-completion-tokens";
  return field.key === "maxTokens" ? "maxCompletionTokens" : "max_completion_tokens";
}

/** Without an effort the model reasons at its default: slower, and billed. */
export const defaultEffort: BreakRule = {
  id: "default-effort",
  severity: "silent",
  ofRequest: (context) => {
    const { request, target, effort, canSetEffort } = context;
    if (effortParameter(request) !== undefined || effort === undefined) return undefined;
    if (!reasonsAsWritten(context)) return undefined;
    const { defaultEffort: byDefault } = target.model.reasoning ?? {};
    const factor = byDefault && outputFactorOf(target.model, byDefault);
    const costs = factor
      ? `about ${formatDecimals(factor, 2)} times the output here`
      : "more output is billed";
    const ways = setNone(context);
    return {
      range: request.anchor,
      message: `${target.model.id} reasons at ${byDefault ?? "its default"} unless told otherwise: ${costs}.`,
      fix: `Set reasoning_effort ${effort}.`,
      ways,
      ...(canSetEffort && { changes: [{ kind: "add-effort", request, effort }] }),
    };
  },
};

export const effortValues: BreakRule = {
  id: "effort-values",
  severity: "error",
  ofRequest: ({ request, target, writtenEffort, effort }) => {
    const found = effortParameter(request);
    if (found === undefined || writtenEffort === undefined) return undefined;
    if (acceptedEffort(target.model, writtenEffort) !== undefined) return undefined;
    const { efforts = [] } = target.model.reasoning ?? {};
    const { range } = found.field;
    const refusal = `${target.model.id} has no effort ${writtenEffort}.`;
    if (effort === undefined)
      return { range, message: refusal, fix: "Delete it.", changes: [removal(found)] };
    return {
      range,
      message: `${refusal} It takes ${efforts.join(", ")}.`,
      fix: `Set it to ${effort}.`,
      changes: [{ kind: "set", field: found.field, value: effort }],
    };
  },
};

/** Measured on gpt-5.6-terra, reported of GPT-6 models; the others of these families were not tried. */
const HAS_MAX_IN_RESPONSES = /^gpt-(?:5\.6|6)/;

export const maxEffortOnChat: BreakRule = {
  id: "effort-max-chat",
  severity: "error",
  ofRequest: ({ request, place, target, effort, effortAsWritten, isOnTarget }) => {
    const sent = isOnTarget ? effortAsWritten : effort;
    const isRefused = sent === "max" && HAS_MAX_IN_RESPONSES.test(target.model.id);
    if (!isRefused || request.dialect !== "chat") return undefined;
    return {
      range: effortParameter(request)?.field.range ?? place.sheetRange,
      message: `${target.model.id} refuses effort max on Chat Completions (measured on a sibling model).`,
      fix: `Set it to xhigh, or: ${TO_RESPONSES}`,
    };
  },
};

/** A model before the move may refuse the parameter that the move needs. */
export const effortOn4o: BreakRule = {
  id: "effort-on-4o",
  severity: "error",
  isOfMove: true,
  ofRequest: ({ request, place, target }) => {
    const found = effortParameter(request);
    const { model } = place.model;
    if (found === undefined || model === undefined || (place.daysLeft ?? 0) < 0) return undefined;
    if ((model.reasoning?.efforts.length ?? 0) > 0) return undefined;
    return {
      range: found.field.range,
      message: `${model.id} refuses ${found.field.key}; ${target.model.id} takes it.`,
      fix: "Until the move is done, send it per model and not per provider.",
      changes: [],
    };
  },
};

/** The code that reads the answer must change too, so editing only the request isn't safe. */
const TO_RESPONSES =
  "Move the call to /v1/responses: messages becomes input, the token limit max_output_tokens, reasoning_effort reasoning.effort, response_format text.format; tools lose their function wrapper, and the answer is in output.";

export const toolsOnChat: BreakRule = {
  id: "tools-chat",
  severity: "error",
  ofRequest: (context) => {
    const { request, target, effort, canSetEffort, isOnTarget } = context;
    const tools = parameter(request, "tools");
    const status = supportOf(target.model, "tools")?.status;
    if (tools === undefined || request.dialect !== "chat") return undefined;
    const subject = `${target.model.id} refuses tools on Chat Completions`;
    const { range } = tools.field;
    if (status === "refused") return { range, message: `${subject}.`, fix: TO_RESPONSES };
    if (status !== "only-at-none" || !reasonsAsWritten(context)) return undefined;
    if (effort === "none" && canSetEffort && !isOnTarget) return undefined;
    const ways = setNone(context);
    const changes = effort === "none" ? ways[0]?.changes : undefined;
    return {
      range,
      message: `${subject} unless reasoning_effort is none.`,
      fix: `Set reasoning_effort none, or: ${TO_RESPONSES}`,
      ways,
      ...(changes && { changes }),
    };
  },
};

export const cacheRetention: BreakRule = {
  id: "cache-retention",
  severity: "error",
  ofRequest: ({ request, target }) => {
    const found = parameter(request, "prompt_cache_retention");
    const value = found?.field.value;
    const isInMemory = value?.kind === "string" && /^in[_-]memory$/.test(value.value);
    if (found === undefined || !isInMemory || !/^gpt-(?:5\.6|6)/.test(target.model.id))
      return undefined;
    return {
      range: found.field.range,
      message: `${target.model.id} refuses prompt_cache_retention in_memory (measured on a sibling model).`,
      fix: "Delete it; prompt_cache_options.ttl takes its place.",
      changes: [removal(found)],
    };
  },
};

export const tooManyAnswers: BreakRule = {
  id: "n",
  severity: "limit",
  ofRequest: ({ request, target }) => {
    const found = parameter(request, "n");
    const max = supportOf(target.model, "n")?.max ?? MAX_ANSWERS;
    if (found === undefined || target.model.parameters === undefined) return undefined;
    const isTooMany = numberOf(found) > max;
    if (!isTooMany) return undefined;
    return {
      range: found.field.range,
      message: `${target.model.id} gives at most ${max} answers at once (measured on a sibling model).`,
      fix: "Ask for fewer, or send several requests.",
    };
  },
};

/** Measured on gpt-5.6-terra. */
const MAX_ANSWERS = 8;

export const topLogprobs: BreakRule = {
  id: "logprobs",
  severity: "error",
  ofRequest: ({ request, target, effort }) => {
    const found = parameter(request, "top_logprobs");
    const max = supportOf(target.model, "top_logprobs")?.max;
    if (found === undefined || max === undefined || effort !== "none") return undefined;
    if (!(numberOf(found) > max)) return undefined;
    return {
      range: found.field.range,
      message: `${target.model.id} gives at most ${max} top_logprobs.`,
      fix: `Set it to ${max}.`,
      changes: [{ kind: "set", field: found.field, value: max }],
    };
  },
};

export const functions: BreakRule = {
  id: "functions",
  severity: "risk",
  isOfMove: true,
  ofRequest: ({ request }) => {
    const found = parameter(request, "functions") ?? parameter(request, "function_call");
    return (
      found && {
        range: found.field.range,
        message: `${found.field.key} is the older form of tools; a successor may not know it.`,
        fix: "Rewrite it to tools and tool_choice.",
      }
    );
  },
};

/** Reasoning varies from one answer to the next. */
export const seed: BreakRule = {
  id: "seed",
  severity: "note",
  isOfMove: true,
  ofRequest: ({ request, target, effort }) => {
    const found = parameter(request, "seed");
    if (found === undefined || effort === undefined || effort === "none") return undefined;
    return {
      range: found.field.range,
      message: `${target.model.id} accepts seed, but answers differ while it reasons.`,
      fix: "Do not rely on equal answers.",
      changes: [],
    };
  },
};

export const user: BreakRule = {
  id: "user",
  severity: "note",
  isOfMove: true,
  ofRequest: ({ request }) => {
    const found = parameter(request, "user");
    return (
      found && {
        range: found.field.range,
        message: "user is accepted, and documented as replaced.",
        fix: "Prefer safety_identifier and prompt_cache_key.",
        changes: [],
      }
    );
  },
};

/** A prompt whose id the program computes; a literal id is a separate place. */
export const promptIds: BreakRule = {
  id: "prompt-ids",
  severity: "error",
  isOfMove: true,
  ofRequest: ({ request }) => {
    const found = parameter(request, "prompt");
    if (found === undefined || request.dialect !== "responses") return undefined;
    const id = found.field.fields && fieldNamed(found.field.fields, "id");
    if (id === undefined || id.value?.kind === "string") return undefined;
    return {
      range: found.field.range,
      message: "Prompts by id (pmpt_…) stop on 2026-11-30.",
      fix: "Write the text into the request and fill in its variables.",
    };
  },
};

function numberOf({ field }: Parameter): number {
  return field.value?.kind === "number" ? Number(field.value.text) : NaN;
}
