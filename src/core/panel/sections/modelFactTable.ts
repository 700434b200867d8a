import type { Currency } from "../../currency";
import type { PicoUsd } from "../../money";
import { costOfRequest } from "../../cost/requestCost";
import { indexPointCosts, maxCachingSavings } from "../../cost/value";
import {
  formatColumn,
  formatDecimals,
  formatSeconds,
  formatTokens,
  formatUnitPrice,
  formatUsdCell,
  formatWholePercent,
  NOT_KNOWN,
} from "../../format";
import { comparedSpeed, dateOfSpeed, otherSpeeds } from "../../models/comparedSpeed";
import type { Model, PriceRow, Sourced, SpeedMeasurement, TierPrice } from "../../models/model";
import { priceRowOf } from "../../models/priceOf";
import { REQUEST_SIZES } from "../../models/requestSizes";
import { retirementOf } from "../../models/retirement";
import { SOURCES } from "../../models/sources";
import { citeFacts, snapshotOf, tileCost, tileTokens } from "./modelFacts";
import { SIDES } from "../../pair";
import type { PanelContext } from "../panelContext";
import type { Table, TableRow } from "../contract/panelState";
import { date, modelName, nowrap, type RichText } from "../contract/richText";

type Rows = readonly TableRow[];

/** Prices, request sizes, limits and speed of both models, with the source of each. */
export function buildFactTable(context: PanelContext): Table {
  const { pair } = context.input;
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
    rows: [
      ...priceRows(context),
      ...requestRows(context),
      ...sizeRows(context),
      ...speedRows(context),
    ],
  };
}

/** A heading over rows; left out if there are none. */
function group(key: string, name: RichText, rows: Rows): Rows {
  return rows.length === 0 ? [] : [{ key, kind: "group", cells: [name] }, ...rows];
}

function note(key: string, words: RichText): TableRow {
  return { key, kind: "note", cells: [words] };
}

/** One fact about both models; none if neither is known. */
function fact(
  key: string,
  name: RichText,
  { input: { pair } }: PanelContext,
  cell: (model: Model) => string,
): Rows {
  return factRow(key, name, [cell(pair.left), cell(pair.right)]);
}

function factRow(key: string, name: RichText, cells: readonly string[]): Rows {
  if (cells.every((text) => text === NOT_KNOWN)) return [];
  return [{ key, kind: "plain", cells: [name, ...cells.map((text): RichText => [text])] }];
}

function priceRows(context: PanelContext): Rows {
  const standard = (model: Model): TierPrice | undefined =>
    priceRow(context, model)?.tiers.standard;
  return group(
    "price",
    ["Price, USD per 1M tokens", ...citePrices(context)],
    [
      ...fact("price-input", ["Input"], context, (model) =>
        formatUnitPrice(standard(model)?.usdPerMillionInput),
      ),
      ...fact("price-cached", ["Cached input"], context, (model) =>
        formatUnitPrice(standard(model)?.usdPerMillionCachedInput),
      ),
      ...fact("price-write", ["Cache write"], context, (model) =>
        formatUnitPrice(standard(model)?.usdPerMillionCacheWrite),
      ),
      ...fact("price-output", ["Output"], context, (model) =>
        formatUnitPrice(standard(model)?.usdPerMillionOutput),
      ),
      ...fact("price-batch", ["Batch, input / output"], context, (model) =>
        pricePair(priceRow(context, model)?.tiers.batch),
      ),
      ...fact("price-flex", ["Flex, input / output"], context, (model) =>
        pricePair(priceRow(context, model)?.tiers.flex),
      ),
      ...fact("price-priority", ["Priority, input / output"], context, (model) =>
        pricePair(priceRow(context, model)?.tiers.priority),
      ),
      ...fact("price-tuned", ["Fine-tuned, input / output"], context, (model) =>
        pricePair(priceRowOf(model, `ft:${model.id}`)?.tiers.standard),
      ),
      ...SIDES.flatMap((side) => {
        const row = priceRow(context, context.input.pair[side]);
        const words = [...longContextWords(row), ...(row?.note === undefined ? [] : [row.note])];
        const { shortLabel } = context.input.pair[side];
        return words.length === 0
          ? []
          : [note(`price-note-${side}`, [nowrap(shortLabel), `: ${words.join(" ")}`])];
      }),
      ...SIDES.flatMap((side) =>
        olderPrices(context, context.input.pair[side]).map((words) =>
          note(`disagree-price-${side}`, words),
        ),
      ),
    ],
  );
}

function requestRows(context: PanelContext): Rows {
  const { pair, currency } = context.input;
  const pointCosts = indexPointCosts(pair);
  const cite = context.citations.cite(...REQUEST_SIZES.map(({ source }) => source));
  return group(
    "request",
    ["A request, ", currency.code, cite],
    [
      ...REQUEST_SIZES.flatMap((size) =>
        fact(
          `request-${size.name}`,
          [
            `${size.name}, ${formatTokens(size.inputTokens)} in / ${formatTokens(size.outputTokens)} out`,
          ],
          context,
          (model) => {
            const price = priceRow(context, model)?.tiers.standard;
            return formatUsdCell(price && costOfRequest(price, size), currency);
          },
        ),
      ),
      ...factRow(
        "request-index",
        ["Medium, for each index point"],
        alikeCells([pointCosts.left, pointCosts.right], currency),
      ),
      ...fact("request-caching", ["Medium, saved by caching at most"], context, (model) => {
        const saved = maxCachingSavings(model);
        return saved === undefined ? NOT_KNOWN : formatWholePercent(saved.saving, saved.of);
      }),
    ],
  );
}

function sizeRows(context: PanelContext): Rows {
  const { pair, currency } = context.input;
  const reasons = SIDES.some((side) => (pair[side].reasoning?.efforts.length ?? 0) > 0);
  const sourced = (
    key: string,
    name: string,
    of: (model: Model) => Sourced<number> | undefined,
  ): Rows =>
    fact(key, [name, ...citeFacts(context, of)], context, (model) => {
      const known = of(model);
      return known === undefined ? NOT_KNOWN : formatTokens(known.value);
    });
  return group(
    "size",
    ["Size"],
    [
      ...sourced("context", "Context window, tokens", (model) => model.contextWindowTokens),
      ...sourced("input-limit", "Input limit, tokens", (model) => model.maxInputTokens),
      ...sourced("output-limit", "Output limit, tokens", (model) => model.maxOutputTokens),
      ...fact(
        "efforts",
        ["Reasoning efforts", ...(reasons ? citeFacts(context, ({ reasoning }) => reasoning) : [])],
        context,
        ({ reasoning }) =>
          reasons && reasoning?.efforts.length === 0 ? "does not reason" : effortsText(reasoning),
      ),
      ...fact("inputs", ["Inputs"], context, ({ inputs }) => inputs?.join(", ") ?? NOT_KNOWN),
      ...fact(
        "image-tokens",
        [
          "Image of one 512 px tile, tokens",
          ...citeFacts(context, ({ imageTokens }) => imageTokens),
        ],
        context,
        (model) => {
          const tokens = tileTokens(model);
          return tokens === undefined ? NOT_KNOWN : formatTokens(tokens);
        },
      ),
      ...factRow(
        "image-cost",
        [`Image of one 512 px tile, ${currency.code}`],
        alikeCells([tileCost(pair.left), tileCost(pair.right)], currency),
      ),
    ],
  );
}

/** `none, low, medium (default), …`; only for a model that reasons. */
function effortsText(reasoning: Model["reasoning"]): string {
  if (reasoning === undefined || reasoning.efforts.length === 0) return NOT_KNOWN;
  return reasoning.efforts
    .map((effort) => (effort === reasoning.defaultEffort ? `${effort} (default)` : effort))
    .join(", ");
}

function speedRows(context: PanelContext): Rows {
  const { pair } = context.input;
  const cite = citeFacts(context, comparedSpeed);
  return group(
    "speed",
    ["Speed"],
    [
      ...fact("speed-rate", ["Output tokens per second", ...cite], context, (model) => {
        const speed = comparedSpeed(model);
        return speed === undefined ? NOT_KNOWN : formatDecimals(speed.outputTokensPerSecond, 1);
      }),
      ...fact("speed-first", ["Time to first token, s", ...cite], context, (model) => {
        const speed = comparedSpeed(model);
        return speed === undefined ? NOT_KNOWN : formatSeconds(speed.timeToFirstTokenSeconds);
      }),
      ...SIDES.flatMap((side) => {
        const remark = comparedSpeed(pair[side])?.note;
        if (remark === undefined) return [];
        const cited = context.citations.cite("notes-2024", "zenken");
        return [note(`speed-note-${side}`, [remark, cited])];
      }),
      ...SIDES.flatMap((side) =>
        otherSpeeds(pair[side]).map((speed, index) =>
          note(`speed-other-${side}-${index}`, otherSpeedWords(context, pair[side], speed)),
        ),
      ),
    ],
  );
}

/** `Measured 2026-10-04: GPT-4o writes 119.0 tokens per second and starts after 1.06 s.` */
function otherSpeedWords(
  { citations }: PanelContext,
  { label }: Model,
  speed: SpeedMeasurement,
): RichText {
  const { outputTokensPerSecond, timeToFirstTokenSeconds, snapshot, source } = speed;
  const when = dateOfSpeed(speed);
  const first =
    timeToFirstTokenSeconds === undefined
      ? ""
      : ` and starts after ${formatSeconds(timeToFirstTokenSeconds)} s`;
  return [
    `Measured${when === undefined ? "" : ` ${when}`}: `,
    nowrap(label),
    ` writes ${formatDecimals(outputTokensPerSecond, 1)} tokens per second${first}${snapshot === undefined ? "" : ` (${snapshot})`}.`,
    citations.cite(source),
  ];
}

function longContextWords(row: PriceRow | undefined): readonly string[] {
  const long = row?.longContext;
  if (long === undefined) return [];
  return [
    `Above ${formatTokens(long.aboveInputTokens)} input tokens the whole request costs ${long.inputFactor} times as much in, ${long.outputFactor} times out.`,
  ];
}

/** Prices of the snapshot that the pair names. */
function priceRow(context: PanelContext, model: Model): PriceRow | undefined {
  return priceRowOf(model, snapshotOf(context, model), context.input.today);
}

function pricePair(price: TierPrice | undefined): string {
  return price === undefined
    ? NOT_KNOWN
    : `${formatUnitPrice(price.usdPerMillionInput)} / ${formatUnitPrice(price.usdPerMillionOutput)}`;
}

function citePrices(context: PanelContext): RichText {
  const { pair } = context.input;
  const sources = SIDES.flatMap((side) => priceRow(context, pair[side])?.sources ?? []);
  return sources.length === 0 ? [] : [context.citations.cite(...sources)];
}

/** Prices of the model in older sources: those of a snapshot other than the one compared. */
function olderPrices(context: PanelContext, model: Model): readonly RichText[] {
  const { input, citations } = context;
  const compared = snapshotOf(context, model);
  return model.prices.flatMap((row): readonly RichText[] => {
    const [snapshot] = row.snapshots;
    const [source] = row.sources;
    const price = row.tiers.standard;
    const isOther = !row.snapshots.includes(compared) && snapshot?.startsWith("ft:") === false;
    if (!isOther || snapshot === undefined || source === undefined || price === undefined) {
      return [];
    }
    const from = SOURCES[source];
    const when = "date" in from ? ` of ${from.date}` : "";
    const gone = retirementOf(model, snapshot, input.today);
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

/** Small amounts side by side: both with the decimals of the left one. */
export function alikeCells(
  amounts: readonly (PicoUsd | undefined)[],
  currency: Currency,
): readonly string[] {
  return formatColumn(amounts, { currency, totalIndex: 0 });
}
