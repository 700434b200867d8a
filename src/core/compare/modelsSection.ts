import { costPerIndexPoint, INTELLIGENCE_INDEX, mostCachingSaves } from "../cost/value";
import { costOfRequest } from "../cost/requestCost";
import { ratioOf } from "../cost/ratio";
import type { Currency } from "../cost/currency";
import type { PicoUsd } from "../cost/money";
import {
  formatColumn,
  formatCount,
  formatDecimals,
  formatSeconds,
  formatTokens,
  formatUnitPrice,
  formatUsdCell,
  formatWholePercent,
  NOT_KNOWN,
} from "../format";
import type { Model, PriceRow, Sourced, TierPrice } from "../models/model";
import { priceRowOf } from "../models/priceOf";
import { PUBLISHED_STATEMENTS } from "../models/publishedStatements";
import { REQUEST_SIZES } from "../models/requestSizes";
import { retirementOf } from "../models/retirement";
import { SOURCES, type SourceKey } from "../models/sources";
import { dearerModel } from "./comparison";
import { tileCost, tileTokens } from "./modelFacts";
import { SIDES, type PanelContext } from "./panelContext";
import type { BenchmarkPair, ModelsSection, Table, TableRow } from "./panelState";
import {
  actionLink,
  badge,
  date,
  modelName,
  nowrap,
  type Pair,
  small,
  type Span,
  type Words,
} from "./words";

/** What is known of both models, each figure with its source; where sources disagree, both. */
export function buildModelsSection(context: PanelContext): ModelsSection {
  const { pair } = context.input;
  const benchmarks = benchmarkNames(pair);
  const value = valueSentence(context);
  return {
    note: ["Raised figures name the source below."],
    lead: leadOf(pair, benchmarks),
    facts: factTable(context),
    benchmarkNote: benchmarkNote(pair, benchmarks),
    benchmarks: benchmarks.map((name) => benchmarkPair(name, context)),
    ...benchmarkRemark(pair, benchmarks),
    life: lifeTable(context),
    ...(value && { value }),
  };
}

type Models = Pair<Model>;

function leadOf(pair: Models, benchmarks: readonly string[]): Words {
  const { left, right } = pair;
  const compared = benchmarks.flatMap((name) => {
    const a = benchmarkOf(left, name);
    const b = benchmarkOf(right, name);
    return a && b ? [Math.sign(a.value - b.value)] : [];
  });
  const clauses: Span[][] = [];
  const wins = compared.filter((sign) => sign > 0).length;
  if (compared.length > 0) {
    clauses.push([
      nowrap(left.label),
      wins === compared.length
        ? ` leads all ${formatCount(compared.length, "benchmark")}`
        : ` leads ${wins} of ${formatCount(compared.length, "benchmark")}`,
    ]);
  }
  if (left.speed && right.speed) {
    const leftFaster = left.speed.outputTokensPerSecond >= right.speed.outputTokensPerSecond;
    const leads = leftFaster && clauses.length > 0;
    if (leads) clauses[0]?.push(" and is the faster one today");
    else clauses.push([nowrap((leftFaster ? left : right).label), " is the faster one today"]);
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

/** The right model's price as a share of the left one's, where input and output agree on it. */
function priceShare({ left, right }: Models): number | undefined {
  const a = priceRowOf(left, left.id)?.tiers.standard;
  const b = priceRowOf(right, right.id)?.tiers.standard;
  if (a?.usdPerMillionOutput === undefined || b?.usdPerMillionOutput === undefined) {
    return undefined;
  }
  const input = b.usdPerMillionInput / a.usdPerMillionInput;
  const output = b.usdPerMillionOutput / a.usdPerMillionOutput;
  return Math.abs(input - output) < 1e-9 ? input : undefined;
}

/* Facts */

function factTable(context: PanelContext): Table {
  const { pair, currency } = context.input;
  const { citations } = context;
  const rows: TableRow[] = [];
  const add = (key: string, name: Words, left: string, right: string): void => {
    if (left === NOT_KNOWN && right === NOT_KNOWN) return;
    rows.push({ key, kind: "plain", cells: [name, [left], [right]] });
  };
  const addAlike = (key: string, name: Words, amountOf: (model: Model) => PicoUsd | undefined) => {
    const amounts = [amountOf(pair.left), amountOf(pair.right)];
    const [left = NOT_KNOWN, right = NOT_KNOWN] = alikeCells(amounts, currency);
    add(key, name, left, right);
  };
  const addBoth = (key: string, name: Words, cell: (model: Model) => string): void =>
    add(key, name, cell(pair.left), cell(pair.right));
  const group = (key: string, name: Words): void => {
    rows.push({ key, kind: "group", cells: [name] });
  };
  const note = (key: string, words: Words): void => {
    rows.push({ key, kind: "note", cells: [words] });
  };
  const fact = (
    key: string,
    name: string,
    sourced: (model: Model) => Sourced<number> | undefined,
  ) =>
    addBoth(key, [name, ...citeFacts(context, sourced)], (model) => {
      const known = sourced(model);
      return known === undefined ? NOT_KNOWN : formatTokens(known.value);
    });

  group("price", ["Price, USD per 1M tokens", ...citePrices(context)]);
  const tier = (model: Model): TierPrice | undefined => rowOf(context, model)?.tiers.standard;
  addBoth("price-input", ["Input"], (model) => formatUnitPrice(tier(model)?.usdPerMillionInput));
  addBoth("price-cached", ["Cached input"], (model) =>
    formatUnitPrice(tier(model)?.usdPerMillionCachedInput),
  );
  addBoth("price-output", ["Output"], (model) => formatUnitPrice(tier(model)?.usdPerMillionOutput));
  addBoth("price-batch", ["Batch, input / output"], (model) =>
    pricePair(rowOf(context, model)?.tiers.batch),
  );
  addBoth("price-priority", ["Priority, input / output"], (model) =>
    pricePair(rowOf(context, model)?.tiers.priority),
  );
  addBoth("price-tuned", ["Fine-tuned, input / output"], (model) =>
    pricePair(priceRowOf(model, `ft:${model.id}`)?.tiers.standard),
  );
  for (const side of SIDES) {
    for (const disagreement of olderPrices(context, pair[side])) {
      note(`disagree-price-${side}`, disagreement);
    }
  }

  group("request", ["A request, ", currency.code, ...citeSizes(context)]);
  for (const size of REQUEST_SIZES) {
    addBoth(
      `request-${size.name}`,
      [
        `${size.name}, ${formatTokens(size.inputTokens)} in / ${formatTokens(size.outputTokens)} out`,
      ],
      (model) => {
        const price = tier(model);
        return formatUsdCell(price && costOfRequest(price, size), currency);
      },
    );
  }
  addAlike("request-index", ["Medium, for each index point"], costPerIndexPoint);
  addBoth("request-caching", ["Medium, saved by caching at most"], (model) => {
    const saved = mostCachingSaves(model);
    return saved === undefined ? NOT_KNOWN : formatWholePercent(saved.saving, saved.of);
  });

  group("size", ["Size"]);
  fact("context", "Context window, tokens", (model) => model.contextWindowTokens);
  fact("output-limit", "Output limit, tokens", (model) => model.maxOutputTokens);
  addBoth("inputs", ["Inputs"], (model) => model.inputs?.join(", ") ?? NOT_KNOWN);
  const tileSource = SIDES.flatMap((side) => pair[side].imageTokens?.source ?? []);
  addBoth(
    "image-tokens",
    [
      "Image of one 512 px tile, tokens",
      ...(tileSource.length > 0 ? [citations.cite(...tileSource)] : []),
    ],
    (model) => {
      const tokens = tileTokens(model);
      return tokens === undefined ? NOT_KNOWN : formatTokens(tokens);
    },
  );
  addAlike("image-cost", [`Image of one 512 px tile, ${currency.code}`], tileCost);

  if (pair.left.speed ?? pair.right.speed) {
    group("speed", ["Speed"]);
    const cite = citeFacts(context, (model) => model.speed && { source: model.speed.source });
    addBoth("speed-rate", ["Output tokens per second", ...cite], (model) =>
      model.speed === undefined ? NOT_KNOWN : formatDecimals(model.speed.outputTokensPerSecond, 1),
    );
    addBoth("speed-first", ["Time to first token, s", ...cite], (model) =>
      model.speed === undefined ? NOT_KNOWN : formatSeconds(model.speed.timeToFirstTokenSeconds),
    );
    for (const side of SIDES) {
      const remark = pair[side].speed?.note;
      if (remark !== undefined) {
        note(`speed-note-${side}`, [remark, citations.cite("notes-2024", "zenken")]);
      }
    }
  }
  return {
    caption: `Facts about ${pair.left.label} and ${pair.right.label}`,
    columns: [
      { key: "fact", heading: ["Fact, unit"], align: "start" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [modelName(side, pair[side].label)],
        align: "end" as const,
      })),
    ],
    rows: withoutEmptyGroups(rows),
  };
}

function withoutEmptyGroups(rows: readonly TableRow[]): readonly TableRow[] {
  return rows.filter(
    ({ kind }, index) =>
      kind !== "group" || (rows[index + 1] !== undefined && rows[index + 1]?.kind !== "group"),
  );
}

/** Prices of the snapshot that the pair names. */
function rowOf({ input: { pair, today } }: PanelContext, model: Model): PriceRow | undefined {
  const snapshot = model === pair.left ? pair.leftSnapshot : pair.rightSnapshot;
  return priceRowOf(model, snapshot, today);
}

function pricePair(price: TierPrice | undefined): string {
  return price === undefined
    ? NOT_KNOWN
    : `${formatUnitPrice(price.usdPerMillionInput)} / ${formatUnitPrice(price.usdPerMillionOutput)}`;
}

function citePrices(context: PanelContext): Words {
  const { pair } = context.input;
  const sources = SIDES.flatMap((side) => rowOf(context, pair[side])?.sources ?? []);
  return sources.length === 0 ? [] : [context.citations.cite(...sources)];
}

function citeSizes({ citations }: PanelContext): Words {
  return [citations.cite(...REQUEST_SIZES.map(({ source }) => source))];
}

function citeFacts(
  { input: { pair }, citations }: PanelContext,
  sourced: (model: Model) => { readonly source: SourceKey } | undefined,
): Words {
  const sources = SIDES.flatMap((side) => sourced(pair[side])?.source ?? []);
  return sources.length === 0 ? [] : [citations.cite(...sources)];
}

/** Prices that older sources give for the model: those of a snapshot that is not the one compared. */
function olderPrices({ input, citations }: PanelContext, model: Model): readonly Words[] {
  const { pair, today } = input;
  const compared = model === pair.left ? pair.leftSnapshot : pair.rightSnapshot;
  return model.prices.flatMap((row): readonly Words[] => {
    const [snapshot] = row.snapshots;
    const [source] = row.sources;
    const price = row.tiers.standard;
    const isOther = !row.snapshots.includes(compared) && snapshot?.startsWith("ft:") === false;
    if (!isOther || snapshot === undefined || source === undefined || price === undefined) {
      return [];
    }
    const from = SOURCES[source];
    const when = "date" in from ? ` of ${from.date}` : "";
    const gone = retirementOf(model, snapshot, today);
    return [
      [
        `Sources disagree: one${when} gives ${pricePair(price)} for `,
        nowrap(model.label),
        ".",
        citations.cite(...row.sources),
        ` That is the snapshot ${snapshot}`,
        ...(gone
          ? ([
              gone.daysLeft > 0 ? ", reported to be shut down on " : ", reported shut down on ",
              date(gone.date),
              ".",
              citations.cite(gone.source),
            ] as const)
          : ["."]),
      ],
    ];
  });
}

/* Benchmarks */

function benchmarkNames({ left, right }: Models): readonly string[] {
  return [...new Set([...left.benchmarks, ...right.benchmarks].map(({ name }) => name))];
}

function benchmarkOf(model: Model, name: string): Model["benchmarks"][number] | undefined {
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

function benchmarkNote(pair: Models, names: readonly string[]): Words {
  const indexes = names.filter((name) => scaleEnd(pair, name) !== 1);
  const others = indexes.map((name) => `the ${name} 0–${formatTokens(scaleEnd(pair, name))}`);
  return [`Scale 0–1${others.length > 0 ? `; ${others.join(", ")}` : ""}.`];
}

function benchmarkPair(name: string, context: PanelContext): BenchmarkPair {
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

function benchmarkRemark(
  { left, right }: Models,
  names: readonly string[],
): { readonly benchmarkRemark?: Words } {
  const mixed = names.filter((name) => {
    const a = benchmarkOf(left, name);
    const b = benchmarkOf(right, name);
    return a && b && a.source !== b.source;
  });
  if (mixed.length === 0) return {};
  const list =
    mixed.length === 1 ? mixed[0] : `${mixed.slice(0, -1).join(", ")} and ${mixed.at(-1)}`;
  return { benchmarkRemark: [`${list}: the two figures come from different sources.`] };
}

function valueSentence({ input: { pair, currency } }: PanelContext): Words | undefined {
  const left = costPerIndexPoint(pair.left);
  const right = costPerIndexPoint(pair.right);
  const dearer = dearerModel(left, right);
  if (dearer === undefined) return undefined;
  const [leftText = "", rightText = ""] = alikeCells([left, right], currency);
  const { symbol } = currency;
  return [
    `A point of the ${INTELLIGENCE_INDEX} costs ${symbol}${leftText} on ${pair.left.shortLabel} and ${symbol}${rightText} on ${pair.right.shortLabel}, on a Medium request: ${dearer.timesAsMuch} on ${pair[dearer.side].shortLabel}.`,
  ];
}

/** Small amounts side by side: both with the decimals that the left one has. */
function alikeCells(
  amounts: readonly (PicoUsd | undefined)[],
  currency: Currency,
): readonly string[] {
  return formatColumn(amounts, { currency, sums: [{ sum: 0, parts: [0] }] });
}

/* Life and handling */

function lifeTable(context: PanelContext): Table {
  const { pair, today, otherPairs } = context.input;
  const { citations } = context;
  const rows: TableRow[] = [];
  const add = (key: string, name: Words, cell: (model: Model) => Words): void => {
    const cells = [cell(pair.left), cell(pair.right)];
    if (cells.every((words) => words.length === 0)) return;
    rows.push({
      key,
      kind: "plain",
      cells: [name, ...cells.map((words) => (words.length === 0 ? [NOT_KNOWN] : words))],
    });
  };
  const snapshotOf = (model: Model): string =>
    model === pair.left ? pair.leftSnapshot : pair.rightSnapshot;
  const pricedSnapshot = (model: Model): string =>
    snapshotOf(model) === model.id ? (model.aliasOf ?? model.id) : snapshotOf(model);
  add(
    "released",
    ["Released", ...citeFacts(context, ({ released }) => released)],
    ({ released }) => (released ? [date(released.value)] : []),
  );
  add("snapshot", ["Snapshot"], (model) => {
    const snapshot = pricedSnapshot(model);
    return snapshot === model.id ? [] : [snapshot.replace(`${model.id}-`, "")];
  });
  const retirements = SIDES.flatMap((side) => {
    const retirement = retirementOf(pair[side], snapshotOf(pair[side]), today);
    return retirement ? [retirement] : [];
  });
  const [sure] = retirements;
  if (sure) {
    add(
      "retirement",
      [
        "Retirement",
        citations.cite(...retirements.map(({ source }) => source)),
        " ",
        badge(sure.confidence, "warning"),
      ],
      (model) => {
        const retirement = retirementOf(model, snapshotOf(model), today);
        return retirement ? [date(retirement.date)] : [];
      },
    );
    add("days", ["Days left"], (model) => {
      const retirement = retirementOf(model, snapshotOf(model), today);
      return retirement ? [formatTokens(Math.max(0, retirement.daysLeft))] : [];
    });
  }
  for (const side of SIDES) {
    const { safety, shortLabel } = pair[side];
    if (safety === undefined) continue;
    const words = [`Safety, ${shortLabel}: ${safety.value}.`, citations.cite(safety.source)];
    rows.push({ key: `safety-${side}`, kind: "note", cells: [words] });
  }
  if (pair.left.released ?? pair.right.released) {
    const { text, sources } = PUBLISHED_STATEMENTS.dataHandling;
    rows.push({
      key: "data",
      kind: "note",
      cells: [["Data: ", text, citations.cite(...sources)]],
    });
  }
  rows.push({ key: "others", kind: "note", cells: [otherPairsWords(otherPairs)] });
  return {
    caption: "Life and handling of both models",
    columns: [
      { key: "fact", heading: ["Fact"], align: "start" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [modelName(side, pair[side].shortLabel)],
        align: "end" as const,
      })),
    ],
    rows,
  };
}

/** Pairs to go on with, named newest first; only so many that they are read. */
const NAMED_PAIRS = 3;

function otherPairsWords(others: PanelContext["input"]["otherPairs"]): Words {
  const choose = actionLink("Choose another pair", { type: "choosePair" });
  if (others.length === 0) return [choose];
  const named = others
    .slice(0, NAMED_PAIRS)
    .map(({ left, right }) => `${left.label} with ${right.label}`);
  return [`What else can be compared: ${named.join(", ")} `, small("prices only"), ". ", choose];
}
