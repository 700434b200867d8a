import { INTELLIGENCE_INDEX, indexPointCosts } from "../../cost/value";
import { formatCount, formatWholePercent } from "../../format";
import { comparedBenchmarks } from "../../models/benchmarks";
import { fasterSide } from "../../models/comparedSpeed";
import type { Model } from "../../models/model";
import { priceRowOf } from "../../models/priceOf";
import { benchmarkNames, benchmarkNote, benchmarkPair, benchmarkRemark } from "./benchmarks";
import { costlierModel } from "./comparison";
import { alikeCells, buildFactTable } from "./modelFactTable";
import { buildIndexScatters } from "./indexScatter";
import { buildLifeTable } from "./modelLife";
import type { PanelContext } from "../panelContext";
import type { ModelsSection } from "../contract/panelState";
import { nowrap, type TextSpan, type RichText } from "../contract/richText";
import type { Pair } from "../../pair";

/** The facts about both models, each figure with its source; if sources disagree, both. */
export function buildModelsSection(context: PanelContext): ModelsSection {
  const { pair } = context.input;
  const names = benchmarkNames(pair);
  const value = valueSentence(context);
  return {
    note: ["Superscripts refer to Sources."],
    lead: leadOf(pair, names),
    facts: buildFactTable(context),
    benchmarkNote: benchmarkNote(pair, names),
    benchmarks: names.map((name) => benchmarkPair(name, context)),
    ...benchmarkRemark(context, names),
    life: buildLifeTable(context),
    scatters: buildIndexScatters(context),
    ...(value && { value }),
  };
}

function leadOf(pair: Pair<Model>, benchmarks: readonly string[]): RichText {
  const { left, right } = pair;
  const compared = benchmarks.flatMap((name) => {
    const { left: a, right: b } = comparedBenchmarks(pair, name);
    return a && b ? [Math.sign(a.value - b.value)] : [];
  });
  const clauses: TextSpan[][] = [];
  const wins = compared.filter((sign) => sign > 0).length;
  if (compared.length > 0) {
    clauses.push([
      nowrap(left.label),
      wins === compared.length
        ? ` leads all ${formatCount(compared.length, "benchmark")}`
        : ` leads ${wins} of ${formatCount(compared.length, "benchmark")}`,
    ]);
  }
  const faster = fasterSide(pair);
  if (faster) {
    const leads = faster === "left" && clauses.length > 0;
    if (leads) clauses[0]?.push(" and is the faster one today");
    else clauses.push([nowrap(pair[faster].label), " is the faster one today"]);
  }
  const share = priceShare(pair);
  if (share !== undefined) {
    clauses.push([
      `${right.shortLabel} costs ${formatWholePercent(share, 1)} of ${left.shortLabel} on every text token`,
    ]);
  }
  if (clauses.length === 0) return ["Only prices are known of this pair."];
  return clauses.flatMap((clause, index) => [...clause, index === clauses.length - 1 ? "." : "; "]);
}

/** The right model's price as a share of the left one's, if input and output agree on it. */
function priceShare({ left, right }: Pair<Model>): number | undefined {
  const a = priceRowOf(left, left.id)?.tiers.standard;
  const b = priceRowOf(right, right.id)?.tiers.standard;
  if (a?.usdPerMillionOutput === undefined || b?.usdPerMillionOutput === undefined) {
    return undefined;
  }
  const input = b.usdPerMillionInput / a.usdPerMillionInput;
  const output = b.usdPerMillionOutput / a.usdPerMillionOutput;
  return Math.abs(input - output) < 1e-9 ? input : undefined;
}

function valueSentence({ input: { pair, currency } }: PanelContext): RichText | undefined {
  const { left, right } = indexPointCosts(pair);
  const costlier = costlierModel(left, right);
  if (costlier === undefined) return undefined;
  const [leftText = "", rightText = ""] = alikeCells([left, right], currency);
  const { symbol } = currency;
  return [
    `A point of the ${INTELLIGENCE_INDEX} costs ${symbol}${leftText} on ${pair.left.shortLabel} and ${symbol}${rightText} on ${pair.right.shortLabel}, on a Medium request: ${costlier.timesAsMuch} on ${pair[costlier.side].shortLabel}.`,
  ];
}
