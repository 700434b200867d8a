import { ratioOf } from "../../ratio";
import { formatDecimals, formatTokens } from "../../format";
import { comparedBenchmarks } from "../../models/benchmarks";
import type { Model } from "../../models/model";
import { citeFacts, snapshotOf } from "./modelFacts";
import type { PanelContext } from "../panelContext";
import { type Pair, type Side, SIDES } from "../../pair";
import type { BenchmarkPair } from "../contract/panelState";
import { listed, nowrap, type RichText } from "../contract/richText";

type Models = Pair<Model>;

/** The benchmarks of either model, in the order of the catalog. */
export function benchmarkNames({ left, right }: Models): readonly string[] {
  return [...new Set([...left.benchmarks, ...right.benchmarks].map(({ name }) => name))];
}

/** The index has no maximum: its scale ends at the next multiple of ten above both. */
function scaleEnd(pair: Models, name: string): number {
  const { left, right } = comparedBenchmarks(pair, name);
  const known = [left, right].filter((benchmark) => benchmark !== undefined);
  if (known.every(({ unit }) => unit === "fraction")) return 1;
  return Math.ceil(Math.max(...known.map(({ value }) => value)) / 10) * 10;
}

/** The scale of the bars. */
export function benchmarkNote(pair: Models, names: readonly string[]): RichText {
  const indexes = names.filter((name) => scaleEnd(pair, name) !== 1);
  const others = indexes.map((name) => `the ${name} 0–${formatTokens(scaleEnd(pair, name))}`);
  return [`Scale 0–1${others.length > 0 ? `; ${others.join(", ")}` : ""}.`];
}

/** A benchmark of both models on one scale. */
export function benchmarkPair(name: string, context: PanelContext): BenchmarkPair {
  const { pair } = context.input;
  const end = scaleEnd(pair, name);
  const compared = comparedBenchmarks(pair, name);
  const decimals = Math.max(...SIDES.map((side) => decimalsOf(compared[side]?.value ?? 0)));
  const figure = (side: Side) => {
    const known = compared[side];
    return (
      known && {
        model: pair[side].label,
        fraction: Math.min(1, known.value / end),
        value: formatDecimals(known.value, decimals),
      }
    );
  };
  const left = figure("left");
  const right = figure("right");
  return {
    key: name,
    name: [
      name,
      ...citeFacts(context, (model) => compared[model === pair.left ? "left" : "right"]),
    ],
    ...(left && { left }),
    ...(right && { right }),
  };
}

/** Facts keep the digits of their source; both of a pair get those of the longer one. */
function decimalsOf(value: number): number {
  const { denominator } = ratioOf(value);
  return denominator.toString().length - 1;
}

/** Which figures are only roughly comparable. */
export function benchmarkRemark(
  context: PanelContext,
  names: readonly string[],
): { readonly benchmarkRemark?: RichText } {
  const { pair } = context.input;
  const mixed = names.filter((name) => {
    const { left, right } = comparedBenchmarks(pair, name);
    return left && right && left.source !== right.source;
  });
  const words = [
    ...(mixed.length > 0 ? [`${listed(mixed)}: the two figures come from different sources.`] : []),
    ...names.flatMap((name) => SIDES.flatMap((side) => otherSnapshotWords(context, side, name))),
  ];
  return words.length === 0 ? {} : { benchmarkRemark: words };
}

/** Notes that a figure belongs to another snapshot than the one priced, if that one has its own. */
function otherSnapshotWords(context: PanelContext, side: Side, name: string): RichText {
  const { pair } = context.input;
  const model = pair[side];
  const shown = comparedBenchmarks(pair, name)[side];
  const named = snapshotOf(context, model);
  const priced = named === model.id ? (model.aliasOf ?? named) : named;
  const own = model.benchmarks.find(
    (each) => each.name === name && each.version === shown?.version && each.snapshot === priced,
  );
  if (shown?.snapshot === undefined || shown.snapshot === priced || own === undefined) return [];
  return [
    ` The ${name} of `,
    nowrap(model.label),
    ` is that of ${shown.snapshot}; ${priced} has ${own.value}.`,
    context.citations.cite(own.source),
  ];
}
