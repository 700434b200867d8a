import { type PicoUsd, sumIfKnown } from "../money";
import type { Estimate, FileEstimate } from "../estimate/estimate";
import { isOverBoth } from "../estimate/overContext";
import type { ModelPair } from "../models/resolvePair";
import { findModel, type ModelSources } from "../models/findModel";
import { retirementOf } from "../models/retirement";
import { type Pair, type Side, SIDES } from "../pair";

/** A prompt file of the workspace, as a row: what lists need of its estimates, which are not kept. */
export interface PromptRow {
  /** The file's URI. */
  readonly id: string;
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  /** 0 for a file that can't be read. */
  readonly requests: number;
  /** Of all requests, on the left model. */
  readonly tokens: number;
  readonly isLowerBound: boolean;
  /** Of all requests with their expected output; undefined if a price is not known. */
  readonly costs: Pair<PicoUsd | undefined>;
  /** Instructions that are sent along with every request, and not run by themselves. */
  readonly isContext: boolean;
  /** The side to which all requests go; `split` over both, `neither` if a request fits on none. */
  readonly goesTo: Side | "split" | "neither" | "undecided";
  /** Tokens over the context window of both models. */
  readonly overContextTokens: number;
  /** Whether the cheaper price decided, for want of evidence. */
  readonly isByCost: boolean;
  /** The kind of task if it is recognized, and the same for all requests. */
  readonly kind?: { readonly id: string; readonly label: string };
  /** As the file names them, each once. */
  readonly models: readonly string[];
  /** To the first shutdown of a named model: negative after it. */
  readonly shutdownDays?: number;
  /** For one call of each request that names the costlier model and goes to the other. */
  readonly saving?: PicoUsd;
  /** Input tokens since the last commit; undefined if the file is unchanged or new. */
  readonly changedTokens?: number;
  /** The first problem that keeps a part of the file from being counted. */
  readonly problem?: string;
}

/** The settings that a row depends on besides its estimates. */
export interface RowSettings extends ModelSources {
  readonly pair: ModelPair;
  /** ISO date. */
  readonly today: string;
}

/** A file of the workspace that has been read. `before`: its requests at the last commit. */
interface ReadFile {
  readonly id: string;
  readonly path: string;
  readonly estimate: FileEstimate;
  readonly before?: readonly Estimate[];
}

/** A file as a row of the list. */
export function promptRow(
  { id, path, estimate, before }: ReadFile,
  settings: RowSettings,
): PromptRow {
  const { file, estimates } = estimate;
  const { pair } = settings;
  const costOn = (side: Side): PicoUsd | undefined =>
    sumIfKnown(estimates.map((each) => each[side].cost?.total));
  const models = distinctModels(estimates);
  const shutdownDays = firstShutdown(models, settings);
  const saving = sumOfSavings(estimates, settings);
  const changedTokens = changeOf(estimates, before);
  const kind = kindOf(estimates);
  const [problem] = file.problems;
  return {
    id,
    path,
    requests: estimates.length,
    tokens: sum(estimates, inputOf),
    isLowerBound:
      file.unread !== undefined ||
      estimates.some(({ left, right }) =>
        [left, right].some(({ count }) => count.basis.isLowerBound),
      ),
    costs: { left: costOn("left"), right: costOn("right") },
    isContext: estimates.length > 0 && estimates.every(({ prompt }) => prompt.isContext === true),
    goesTo: destinationOf(estimates, pair),
    overContextTokens: sum(estimates.filter(isOverBoth), ({ left, right }) =>
      Math.min(left.overContextTokens, right.overContextTokens),
    ),
    isByCost: estimates.some(({ recommendation }) => recommendation.decidedBy === "cost"),
    ...(kind && { kind }),
    models,
    ...(shutdownDays !== undefined && { shutdownDays }),
    ...(saving !== undefined && { saving }),
    ...(changedTokens !== undefined && { changedTokens }),
    ...(problem && { problem: problem.message }),
  };
}

/** A file that can't be read, as a row that says so. */
export function unreadRow(id: string, path: string, problem: string): PromptRow {
  return {
    id,
    path,
    requests: 0,
    tokens: 0,
    isLowerBound: true,
    costs: { left: undefined, right: undefined },
    isContext: false,
    goesTo: "undecided",
    overContextTokens: 0,
    isByCost: false,
    models: [],
    problem,
  };
}

/** The requests of a file that name the other model of the pair than the one they should run on. */
export function switchableRequests(
  estimates: readonly Estimate[],
  settings: RowSettings,
): readonly Estimate[] {
  return estimates.filter((estimate) => savingOf(estimate, settings) !== undefined);
}

function sumOfSavings(estimates: readonly Estimate[], settings: RowSettings): PicoUsd | undefined {
  const savings = estimates
    .map((estimate) => savingOf(estimate, settings))
    .filter((saving) => saving !== undefined);
  return savings.length === 0 ? undefined : savings.reduce((total, saving) => total + saving, 0n);
}

/** Undefined unless the request names one model of the pair and costs less on the recommended one. */
function savingOf(
  { prompt, left, right, recommendation }: Estimate,
  settings: RowSettings,
): PicoUsd | undefined {
  const chosen = [left, right].find(({ model }) => model.id === recommendation.modelId);
  const named = prompt.model && findModel(prompt.model.value, settings);
  if (chosen === undefined || named?.kind !== "found" || prompt.isContext) return undefined;
  const current = [left, right].find(({ model }) => model.id === named.model.id);
  if (current === undefined || current === chosen) return undefined;
  if (current.cost?.total === undefined || chosen.cost?.total === undefined) return undefined;
  const saving = current.cost.total - chosen.cost.total;
  return saving > 0n ? saving : undefined;
}

function destinationOf(estimates: readonly Estimate[], pair: ModelPair): PromptRow["goesTo"] {
  if (estimates.some(isOverBoth)) return "neither";
  const sides = new Set(
    estimates.map(({ recommendation: { modelId } }) =>
      SIDES.find((side) => pair[side].id === modelId),
    ),
  );
  if (sides.size > 1) return "split";
  const [side] = sides;
  return side ?? "undecided";
}

function distinctModels(estimates: readonly Estimate[]): readonly string[] {
  return [...new Set(estimates.flatMap(({ prompt }) => prompt.model?.value ?? []))];
}

function firstShutdown(models: readonly string[], settings: RowSettings): number | undefined {
  const days = models.flatMap((name) => {
    const found = findModel(name, settings);
    if (found.kind !== "found") return [];
    return retirementOf(found.model, found.snapshot, settings.today)?.daysLeft ?? [];
  });
  return days.length === 0 ? undefined : Math.min(...days);
}

function kindOf(estimates: readonly Estimate[]): PromptRow["kind"] {
  const kinds = estimates.map(({ recommendation: { evidence } }) =>
    evidence?.isRecognized ? evidence.kind : undefined,
  );
  const [first] = kinds;
  return first && kinds.every((kind) => kind?.id === first.id)
    ? { id: first.id, label: first.label }
    : undefined;
}

function changeOf(
  now: readonly Estimate[],
  before: readonly Estimate[] | undefined,
): number | undefined {
  if (before === undefined) return undefined;
  const tokens = sum(now, inputOf) - sum(before, inputOf);
  return tokens === 0 ? undefined : tokens;
}

function inputOf({ left }: Estimate): number {
  return left.count.inputTokens;
}

function sum(estimates: readonly Estimate[], of: (estimate: Estimate) => number): number {
  return estimates.reduce((total, each) => total + of(each), 0);
}
