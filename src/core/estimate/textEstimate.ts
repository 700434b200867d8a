import { costOfTokens, type PicoUsd } from "../money";
import { estimateReasoning, withReasoning } from "../cost/reasoningEstimate";
import { costOfRequest } from "../cost/requestCost";
import { pricesFor } from "../cost/longContext";
import { priceOf } from "../models/priceOf";
import type { Model, RequestPrice } from "../models/model";
import type { Prompt } from "../prompt/prompt";
import type { Recommendation } from "../recommend/recommendation";
import type { ModelOnPrompt } from "../recommend/recommendInput";
import { type EstimateServices, type EstimateSettings, modelOnPrompt } from "./buildEstimate";
import { expectedOutput } from "./expectedOutput";

/** Tokens of a text alone, without the request that it may become part of. */
export interface TextEstimate {
  readonly tokens: number;
  /** For each selection that is not empty. */
  readonly selections: readonly number[];
  readonly left: TextCost;
  readonly right: TextCost;
  /** For the text taken as one prompt. */
  readonly recommendation: Recommendation;
}

interface TextCost {
  readonly model: Model;
  /** As input of the standard tier. Undefined if the model has no price. */
  readonly input?: PicoUsd;
}

/**
 * The tokens of a selection. `texts` holds the text that each cursor selects, and `tokens` their counts
 * if they are already known.
 */
export function estimateText(
  texts: readonly string[],
  services: EstimateServices,
  settings: EstimateSettings,
  tokens: readonly number[] = texts.map((text) => services.counter.count(text)),
): TextEstimate {
  const selections = tokens.filter((count) => count > 0);
  const total = selections.reduce((sum, count) => sum + count, 0);
  const { pair, today } = settings;
  const prompt = promptOfText(texts.join("\n"));
  const output = expectedOutput({
    setting: settings.output,
    inputTokens: total,
    lengthEstimate: services.recommender.predictOutput(prompt),
  });
  const priceOn = (model: Model, snapshot: string): RequestPrice | undefined =>
    priceOf(model, snapshot, "standard", today);
  const costOn = (model: Model, snapshot: string): TextCost => {
    const price = priceOn(model, snapshot);
    const input = price && costOfTokens(total, pricesFor(price, total).usdPerMillionInput);
    return { model, ...(input !== undefined && { input }) };
  };
  const decidedOn = (model: Model, snapshot: string): ModelOnPrompt => {
    const price = priceOn(model, snapshot);
    const reasoning = estimateReasoning(model, { output, answers: 1 });
    const { expectedTokens } = withReasoning(output, reasoning, model.maxOutputTokens?.value);
    const request = { inputTokens: total, outputTokens: expectedTokens };
    const requestCost = price && costOfRequest(price, request);
    const count = { inputTokens: total, imageTokens: 0 };
    const cost = requestCost === undefined ? undefined : { total: requestCost };
    return modelOnPrompt({ model, snapshot, count, cost }, today);
  };
  return {
    tokens: total,
    selections,
    left: costOn(pair.left, pair.leftSnapshot),
    right: costOn(pair.right, pair.rightSnapshot),
    recommendation: services.recommender.recommend({
      prompt,
      left: decidedOn(pair.left, pair.leftSnapshot),
      right: decidedOn(pair.right, pair.rightSnapshot),
      output,
      tolerance: settings.tolerance,
      ...(settings.latencyPreference && { latencyPreference: settings.latencyPreference }),
    }),
  };
}

/** A text as the one user message of a chat request. */
export function promptOfText(text: string): Prompt {
  const range = { start: 0, end: text.length };
  return {
    range,
    endpoint: "chat",
    tier: "standard",
    messages: [
      {
        role: "user",
        parts: [{ kind: "text", text, range, placeholders: [] }],
        toolCalls: [],
        range,
      },
    ],
    tools: [],
    variables: [],
    valueSets: [],
    serverState: [],
    caveats: [],
  };
}
