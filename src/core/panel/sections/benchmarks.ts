import { ratioOf } from "../../ratio";
import { formatDecimals, formatTokens } from "../../format";
import type { Model } from "../../models/model";
import { citeFacts } from "./modelFacts";
import type { PanelContext } from "../panelContext";
import { type Pair, SIDES } from "../../pair";
import type { BenchmarkPair } from "../contract/panelState";
import { listed, type Words } from "../contract/richText";

type Models = Pair<Model>;

/** Of either model, in the order of the catalog. */
export function benchmarkNames({ left, right }: Models): readonly string[] {
  return [...new Set([...left.benchmarks, ...right.benchmarks].map(({ name }) => name))];
}

export function benchmarkOf(model: Model, name: string): Model["benchmarks"][number] | undefined {
  return model.benchmarks.find((benchmark) => benchmark.name === name);
}

/** The index has no end of its own: its scale ends at the next ten above both. */
function scaleEnd({ left, right }: Models, name: string): number {
  const known = [benchmarkOf(left, name), benchmarkOf(right, name)].filter(
    (benchmark) => benchmark !== undefined,
  );
  if (known.every(({ unit }) => unit === "fraction")) return 1;
  return Math.ceil(Math.max(...known.map(({ value }) => value)) / 10) * 10;
}

/** What the bars are drawn on. */
export function benchmarkNote(pair: Models, names: readonly string[]): Words {
  const indexes = names.filter((name) => scaleEnd(pair, name) !== 1);
  const others = indexes.map((name) => `the ${name} 0–${formatTokens(scaleEnd(pair, name))}`);
  return [`Scale 0–1${others.length > 0 ? `; ${others.join(", ")}` : ""}.`];
}

/** A benchmark of both models on one scale. */
export function benchmarkPair(name: string, context: PanelContext): BenchmarkPair {
  const { pair } = context.input;
  const end = scaleEnd(pair, name);
  const decimals = Math.max(
    ...SIDES.map((side) => decimalsOf(benchmarkOf(pair[side], name)?.value ?? 0)),
  );
  const figure = (model: Model) => {
    const known = benchmarkOf(model, name);
    return (
      known && {
        model: model.label,
        fraction: Math.min(1, known.value / end),
        value: formatDecimals(known.value, decimals),
      }
    );
  };
  const left = figure(pair.left);
  const right = figure(pair.right);
  return {
    key: name,
    name: [name, ...citeFacts(context, (model) => benchmarkOf(model, name))],
    ...(left && { left }),
    ...(right && { right }),
  };
}

/** Facts keep the digits of their source; the two of a pair get those of the longer one. */
function decimalsOf(value: number): number {
  const { denominator } = ratioOf(value);
  return denominator.toString().length - 1;
}

/** Which figures can be compared only with care. */
export function benchmarkRemark(
  { left, right }: Models,
  names: readonly string[],
): { readonly benchmarkRemark?: Words } {
  const mixed = names.filter((name) => {
    const a = benchmarkOf(left, name);
    const b = benchmarkOf(right, name);
    return a && b && a.source !== b.source;
  });
  if (mixed.length === 0) return {};
  return { benchmarkRemark: [`${listed(mixed)}: the two figures come from different sources.`] };
}
