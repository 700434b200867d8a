import { countRequest } from "../accounting/countRequest";
import type { Basis, RequestCount } from "../accounting/requestCount";
import { isLongContext, pricesFor } from "../cost/longContext";
import { costOfCount, type RequestCost } from "../cost/requestCost";
import { estimateReasoning, withinOutput, withReasoning } from "../cost/reasoningEstimate";
import { INTELLIGENCE_INDEX } from "../cost/value";
import { benchmarkOf } from "../models/benchmarks";
import { comparedSpeed } from "../models/comparedSpeed";
import { findModel, type ModelSources } from "../models/findModel";
import type { Model, RequestPrice } from "../models/model";
import { nameAtEffort } from "../models/modelAtEffort";
import type { ModelPair } from "../models/resolvePair";
import { effortNotes, pairForPrompt } from "./promptEffort";
import { retirementOf } from "../models/retirement";
import { fillPrompt, withoutPlaceholders } from "./fillPrompt";
import { hasImages } from "../prompt/hasImages";
import type { Prompt } from "../prompt/prompt";
import type { OutcomesOfPair } from "../recommend/pairOutcomes";
import type { LatencyPreference, ModelOnPrompt, Tolerance } from "../recommend/recommendInput";
import type { Recommender } from "../recommend/recommender";
import type { TokenCounter } from "../tokens/tokenCounter";
import type { Estimate, ModelEstimate } from "./estimate";
import type { OutputEstimate } from "../cost/outputEstimate";
import { billingOf, outputOfAnswers, tierPrice } from "./billing";
import { expectedOutput, type OutputSetting } from "./expectedOutput";
import { type Filling, fillTemplate } from "./filling";
import { findPrefixHint } from "./prefixHint";

/** The services that compute an estimate: one of each for the life of the extension. */
export interface EstimateServices {
  readonly counter: TokenCounter;
  readonly recommender: Recommender;
}

/** The user's choices, and the day. */
export interface EstimateSettings extends ModelSources {
  readonly pair: ModelPair;
  readonly output: OutputSetting;
  readonly tolerance: Tolerance;
  readonly latencyPreference?: LatencyPreference;
  /** The user's own measurements of this file and its kinds of task. */
  readonly ownOutcomes?: OutcomesOfPair;
  /** ISO date. */
  readonly today: string;
}

/** The estimate of one prompt on both models: the object that every surface shows. Never throws. */
export function buildEstimate(
  prompt: Prompt,
  { counter, recommender }: EstimateServices,
  settings: EstimateSettings,
): Estimate {
  const { today, ownOutcomes } = settings;
  const pair = pairForPrompt(settings.pair, prompt);
  const names = { left: nameAtEffort(pair.left), right: nameAtEffort(pair.right) };
  const count = (counted: Prompt, model: Model): RequestCount =>
    countRequest(counted, model, counter);
  const asWritten = count(prompt, pair.left);
  const filling = fillTemplate(prompt, counter, (filled) => count(filled, pair.left));
  const leftCount = filling.count ?? asWritten;
  const rightCount =
    isBilledAlike(pair) && !hasImages(prompt) ? leftCount : count(filling.prompt, pair.right);
  const billing = billingOf(prompt, (tier) =>
    [pair.left, pair.right].some((model) => model.prices.some((row) => row.tiers[tier])),
  );
  const answer = expectedOutput({
    setting: settings.output,
    inputTokens: leftCount.inputTokens,
    lengthEstimate: recommender.predictOutput(filling.prompt),
    ...(prompt.maxOutputTokens && { maxOutputTokens: prompt.maxOutputTokens.value }),
    ...outputLimit(pair),
  });
  const visible = outputOfAnswers(answer, billing.answers);
  const task = recommender.reasoningTask(filling.prompt);
  const onModel = (model: Model, ownSnapshot: string, counted: RequestCount): ModelEstimate => {
    const snapshot = snapshotNamed(prompt, model, settings) ?? ownSnapshot;
    const { price, note } = tierPrice(model, snapshot, billing.tier, today);
    const { answers } = billing;
    const reasoning = estimateReasoning(model, {
      output: visible,
      answers,
      ...(task !== undefined && { task }),
    });
    const output = withReasoning(visible, reasoning, outputCap(prompt, model, answers));
    const shown = {
      ...counted,
      basis: basisOf(counted.basis, filling, model),
      stablePrefixTokens: Math.min(asWritten.stablePrefixTokens, counted.inputTokens),
    };
    return {
      model,
      snapshot,
      count: shown,
      ...(price && pricedAt(price, shown, output)),
      output,
      ...(reasoning && { reasoning: withinOutput(reasoning, output) }),
      ...(note !== undefined && { priceNote: note }),
      ...contextUse(model, counted.inputTokens, reasoning ? output : answer),
    };
  };
  const prefixHint = findPrefixHint(filling.placeholders[0], asWritten, (variable) =>
    count(fillPrompt(prompt, new Map([[variable, ""]])), pair.left),
  );
  const left = onModel(pair.left, pair.leftSnapshot, leftCount);
  const right = onModel(pair.right, pair.rightSnapshot, rightCount);
  return {
    prompt,
    left,
    right,
    output: visible,
    billing: {
      ...billing,
      notes: [...billing.notes, ...priceNotes(left, right), ...effortNotes(settings.pair, prompt)],
    },
    filled: {
      asWrittenTokens: asWritten.inputTokens,
      withoutPlaceholdersTokens: filling.count
        ? count(withoutPlaceholders(prompt), pair.left).inputTokens
        : asWritten.inputTokens,
      ...(filling.filled && { filled: filling.filled }),
      unknownVariables: filling.unknownVariables,
      placeholders: filling.placeholders,
    },
    ...(prefixHint && { prefixHint }),
    recommendation: recommender.recommend({
      prompt: filling.prompt,
      left: modelOnPrompt(left, today),
      right: modelOnPrompt(right, today),
      output: answer,
      tolerance: settings.tolerance,
      ...(settings.latencyPreference && { latencyPreference: settings.latencyPreference }),
      ...(ownOutcomes && { ownOutcomes: (kind) => ownOutcomes(names, kind) }),
    }),
  };
}

function pricedAt(
  price: RequestPrice,
  count: RequestCount,
  output: OutputEstimate,
): Pick<ModelEstimate, "price" | "cost" | "isLongContext"> {
  return {
    price: pricesFor(price, count.inputTokens),
    cost: costOfCount(price, count, output),
    ...(isLongContext(price, count.inputTokens) && { isLongContext: true }),
  };
}

/** The maximum output tokens of the request, reasoning included. */
function outputCap({ maxOutputTokens }: Prompt, model: Model, answers: number): number | undefined {
  const caps = [maxOutputTokens?.value, model.maxOutputTokens?.value]
    .filter((cap) => cap !== undefined)
    .filter((cap) => Number.isFinite(cap) && cap >= 0);
  return caps.length === 0 ? undefined : Math.floor(Math.min(...caps)) * answers;
}

function priceNotes(...sides: readonly ModelEstimate[]): readonly string[] {
  return sides.flatMap(({ priceNote }) => priceNote ?? []);
}

/** The part of a model's estimate that the decision uses. */
type DecidedOn = Pick<ModelEstimate, "model" | "snapshot"> & {
  readonly count: Pick<RequestCount, "inputTokens" | "imageTokens">;
  readonly cost?: Pick<RequestCost, "total"> | undefined;
};

/** The facts about a model that the decision needs. */
export function modelOnPrompt(
  { model, snapshot, count, cost }: DecidedOn,
  today: string,
): ModelOnPrompt {
  const shutdown = retirementOf(model, snapshot, today);
  const index = benchmarkOf(model, INTELLIGENCE_INDEX);
  const speed = comparedSpeed(model);
  return {
    modelId: model.id,
    label: model.label,
    inputTokens: count.inputTokens,
    imageTokens: count.imageTokens,
    contextWindowTokens: model.contextWindowTokens?.value ?? Number.MAX_SAFE_INTEGER,
    acceptsImages: model.inputs === undefined || model.inputs.includes("image"),
    ...(cost?.total !== undefined && { totalPicoUsd: cost.total }),
    ...(shutdown && { shutdown }),
    ...(speed && { speed }),
    ...(index && { intelligenceIndex: index }),
  };
}

function contextUse(
  model: Model,
  inputTokens: number,
  { expectedTokens }: OutputEstimate,
): Pick<ModelEstimate, "contextShare" | "overContextTokens"> {
  const window = model.contextWindowTokens?.value;
  if (window === undefined) return { overContextTokens: 0 };
  const inputLimit = Math.min(window, model.maxInputTokens?.value ?? window);
  return {
    contextShare: (inputTokens + expectedTokens) / window,
    overContextTokens: Math.max(0, inputTokens - inputLimit),
  };
}

/** Whether both models bill text by the same rules. */
function isBilledAlike({ left, right }: ModelPair): boolean {
  return left.accountingFamily === right.accountingFamily;
}

/** The snapshot of `model` that the file itself names. */
function snapshotNamed(prompt: Prompt, model: Model, sources: ModelSources): string | undefined {
  const named = prompt.model && findModel(prompt.model.value, sources);
  return named?.kind === "found" && named.model.id === model.id ? named.snapshot : undefined;
}

function outputLimit({ left, right }: ModelPair): { readonly outputLimitTokens?: number } {
  const limits = [left, right]
    .map((model) => model.maxOutputTokens?.value)
    .filter((limit) => limit !== undefined);
  return limits.length > 0 ? { outputLimitTokens: Math.min(...limits) } : {};
}

/** The basis of the count, including the template and the model's tokenizer. */
function basisOf(counted: Basis, filling: Filling, model: Model): Basis {
  const reasons = [
    ...filling.reasons,
    ...(model.encoding === "unknown" ? [`the tokenizer of ${model.label} is not known`] : []),
  ];
  if (reasons.length === 0) return counted;
  return {
    ...counted,
    kind: "estimate",
    reasons: [...counted.reasons, ...reasons],
    isLowerBound: counted.isLowerBound || filling.isLowerBound,
  };
}
