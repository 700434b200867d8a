import { groupBy } from "../../groupBy";
import { type PicoUsd, sumIfKnown } from "../../money";
import type { Estimate } from "../../estimate/estimate";
import { totalOf } from "../../estimate/fileTotal";
import { formatCount, formatWholePercent } from "../../format";
import type { ModelPair } from "../../models/resolvePair";
import type { Pair, Side } from "../../pair";
import { modelName, small, type RichText } from "../contract/richText";
import { sideOfModel } from "../panelContext";
import type { NamedEstimate, PromptsSubject } from "../panelInput";
import { fittingCost } from "./costTable";

/** A row of the table of several prompts: one prompt, or a file of many. */
export interface PromptEntry {
  readonly id: string;
  readonly name: string;
  /** Of the file that it is in. */
  readonly file: string;
  readonly requests: number;
  readonly tokens: Pair<number>;
  readonly isLowerBound: Pair<boolean>;
  readonly outputTokens: number;
  readonly costs: Pair<PicoUsd | undefined>;
  /** The saving on the recommended model against the left one. */
  readonly saving: PicoUsd | undefined;
  /** Where it goes, or most of its prompts; undefined if nowhere. */
  readonly goesTo: Side | undefined;
  readonly goes: RichText;
  readonly level: string;
}

/** Of several files, each is one row, or a file of many lines would hide all others. */
export function promptEntries(
  { prompts }: PromptsSubject,
  pair: ModelPair,
): readonly PromptEntry[] {
  const groups = groupBy(prompts, ({ id, file }) => file?.id ?? id);
  return groups.size < 2
    ? prompts.map((prompt) => promptEntry(prompt, pair))
    : [...groups.values()].flatMap((group) => {
        const [first, second] = group;
        if (first === undefined) return [];
        return [second === undefined ? promptEntry(first, pair) : fileEntry(first, group, pair)];
      });
}

function promptEntry({ id, name, file, estimate }: NamedEstimate, pair: ModelPair): PromptEntry {
  const { left, right, output, recommendation } = estimate;
  const side = sideOfModel(pair, recommendation.modelId);
  return {
    id,
    name,
    file: file?.name ?? name,
    requests: 1,
    tokens: { left: left.count.inputTokens, right: right.count.inputTokens },
    isLowerBound: {
      left: left.count.basis.isLowerBound,
      right: right.count.basis.isLowerBound,
    },
    outputTokens: output.expectedTokens,
    costs: { left: fittingCost(left)?.total, right: fittingCost(right)?.total },
    saving: savingOf(estimate, side),
    goesTo: side,
    goes: side ? [modelName(side, pair[side].shortLabel)] : [small("neither")],
    level: recommendation.level,
  };
}

function fileEntry(
  { id, name, file = { id, name } }: NamedEstimate,
  group: readonly NamedEstimate[],
  pair: ModelPair,
): PromptEntry {
  const estimates = group.map(({ estimate }) => estimate);
  const total = totalOf(estimates, pair);
  const { left, right, output, levels, isLowerBound } = total;
  return {
    id: file.id,
    name: `${file.name}, ${formatCount(group.length, "prompt")}`,
    file: file.name,
    requests: group.length,
    tokens: { left: left.inputTokens, right: right.inputTokens },
    isLowerBound: { left: isLowerBound, right: isLowerBound },
    outputTokens: output.expectedTokens,
    costs: { left: sumOf(estimates, "left"), right: sumOf(estimates, "right") },
    saving: sumIfKnown(
      estimates.map((each) => savingOf(each, sideOfModel(pair, each.recommendation.modelId))),
    ),
    goesTo:
      left.routedRequests + right.routedRequests === 0
        ? undefined
        : right.routedRequests > left.routedRequests
          ? "right"
          : "left",
    goes: goesOf(left.routedRequests, right.routedRequests, pair),
    level: levels.map(({ level }) => level).join(", "),
  };
}

/** Against the left model; undefined if a price is missing or it goes nowhere. */
export function savingOf(estimate: Estimate, side: Side | undefined): PicoUsd | undefined {
  const [before, after] = [
    fittingCost(estimate.left)?.total,
    side && fittingCost(estimate[side])?.total,
  ];
  return before === undefined || after === undefined ? undefined : before - after;
}

function goesOf(toLeft: number, toRight: number, pair: ModelPair): RichText {
  if (toLeft + toRight === 0) return [small("neither")];
  if (toRight === 0) return [modelName("left", pair.left.shortLabel)];
  const name = modelName("right", pair.right.shortLabel);
  return toLeft === 0 ? [name] : [`${formatWholePercent(toRight, toLeft + toRight)} `, name];
}

/** Undefined if one of them has no price or does not fit: the rest would pass for all. */
function sumOf(estimates: readonly Estimate[], side: "left" | "right"): PicoUsd | undefined {
  return sumIfKnown(estimates.map((estimate) => fittingCost(estimate[side])?.total));
}
