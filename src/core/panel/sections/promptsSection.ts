import { PICO_PER_USD, type PicoUsd } from "../../money";
import type { Estimate } from "../../estimate/estimate";
import type { FileTotal, SideTotal } from "../../estimate/fileTotal";
import {
  formatAtLeast,
  formatColumn,
  formatCount,
  formatShare,
  formatTokens,
  formatUsd,
  formatWholePercent,
  NOT_KNOWN,
} from "../../format";
import { TIER_HEADING } from "../../surfaces/totalHover";
import { tokensOf, totalBasisWords } from "../../surfaces/words";
import { fittingCost } from "./costTable";
import { retirementGround } from "./verdict";
import { type PanelContext, sideOfModel } from "../panelContext";
import { type Pair, type Side, SIDES } from "../../pair";
import type { NamedEstimate, PromptsSubject } from "../panelInput";
import type { PromptsRow, PromptsSection, TableColumn, Verdict } from "../contract/panelState";
import { reasoningPerOutput, type ScaleBasis } from "./scaleSection";
import { badge, modelName, small, strong, strongModelName, type Words } from "../contract/richText";

/** How many rows are sent to the page: the most expensive ones. Totals cover all. */
const MAX_ROWS = 1_000;

/** For the cost of one prompt: a tiny row does not lengthen the others. */
const ROW_DECIMALS = 4;

/** What to do with all the prompts together. */
export function buildPromptsVerdict({ total }: PromptsSubject, context: PanelContext): Verdict {
  const { pair, currency } = context.input;
  const { left, right, split } = total;
  if (total.requests === 0) {
    return { sentence: ["0 prompts could be read."], grounds: [], actions: [] };
  }
  const only = SIDES.find((side) => total[side].routedRequests === total.requests);
  const shareOf = ({ routedRequests }: SideTotal): Words[number] =>
    strong(formatWholePercent(routedRequests, total.requests));
  const start: Words = only
    ? ["Run all of these on ", strongModelName(only, pair[only].label)]
    : ["Run ", shareOf(right), " of these on ", strongModelName("right", pair.right.label)];
  const rest: Words = only
    ? []
    : [
        " and ",
        total.unroutedRequests === 0 ? "the rest" : shareOf(left),
        " on ",
        strongModelName("left", pair.left.label),
      ];
  const bound = total.isLowerBound ? "≥ " : "";
  const sentence: Words =
    split === undefined || left.total === undefined
      ? [...start, ". The cost is not known: a price is missing, or a prompt fits neither model."]
      : [
          ...start,
          ...rest,
          ": ",
          strong(`${bound}${formatUsd(split, currency)}`),
          ` for one request each${tierWords(total)}`,
          ...(only === "left"
            ? []
            : [
                `, ${formatShare(split, left.total)} of the `,
                strong(`${bound}${formatUsd(left.total, currency)}`),
                ` of all on ${pair.left.shortLabel}`,
              ]),
          ".",
        ];
  return {
    sentence,
    grounds: [
      ...total.levels.map(({ level, requests }): Words => [
        badge(level),
        formatCount(requests, "prompt"),
      ]),
      ...retirementGround(context),
    ],
    actions: [],
  };
}

/** The prompts in one table, with their totals. */
export function buildPromptsSection(
  subject: PromptsSubject,
  context: PanelContext,
): PromptsSection {
  const { prompts, total } = subject;
  const { pair } = context.input;
  const costliest = prompts
    .toSorted((a, b) => compareCosts(b.estimate, a.estimate))
    .slice(0, MAX_ROWS);
  const showsBoth = prompts.some(
    ({ estimate: { left, right } }) => left.count.inputTokens !== right.count.inputTokens,
  );
  const columns = columnsOf(showsBoth, context);
  const money = moneyCells(costliest, total, context);
  return {
    note: [
      `${formatCount(total.requests, "prompt")}, one request each${tierWords(total)}; ${totalBasisWords(total)}.`,
    ],
    lead: [
      `${atLeast(formatTokens(total.left.inputTokens), total)} tokens in and ${formatTokens(total.output.expectedTokens)} expected out; ${formatCount(total.right.routedRequests, "prompt")} to ${pair.right.shortLabel}, ${formatTokens(total.left.routedRequests)} to ${pair.left.shortLabel}`,
      total.unroutedRequests > 0 ? `, ${formatTokens(total.unroutedRequests)} to neither.` : ".",
    ],
    columns,
    rows: costliest.map((prompt, index) => rowOf(prompt, index, showsBoth, money, context)),
    total: [
      ["Total"],
      [atLeast(formatTokens(total.left.inputTokens), total)],
      ...(showsBoth ? [[atLeast(formatTokens(total.right.inputTokens), total)]] : []),
      [formatTokens(total.output.expectedTokens)],
      [money.left.at(-1) ?? NOT_KNOWN],
      [money.right.at(-1) ?? NOT_KNOWN],
      [
        `${formatTokens(total.left.routedRequests)} on ${pair.left.shortLabel}, ${formatTokens(total.right.routedRequests)} on ${pair.right.shortLabel}`,
      ],
      [],
    ],
    sortedBy: { column: "usd-left", descending: true },
    showAll: `Show all ${formatTokens(costliest.length)}`,
    ...(costliest.length < total.requests && {
      shown: `Shown: ${formatTokens(costliest.length)} of ${formatTokens(total.requests)} prompts. Totals are of all.`,
    }),
  };
}

function columnsOf(
  showsBoth: boolean,
  { input: { pair, currency } }: PanelContext,
): readonly TableColumn[] {
  return [
    { key: "name", heading: ["Prompt"], align: "start" },
    ...(showsBoth
      ? SIDES.map((side) => ({
          key: `tokens-${side}`,
          heading: [`Tokens in, ${pair[side].shortLabel}`],
          align: "end" as const,
        }))
      : [{ key: "tokens-left", heading: ["Tokens in"], align: "end" as const }]),
    { key: "output", heading: ["Expected out"], align: "end", wideOnly: true },
    ...SIDES.map((side) => ({
      key: `usd-${side}`,
      heading: [modelName(side, pair[side].shortLabel), ` ${currency.code}`],
      align: "end" as const,
    })),
    { key: "goes", heading: ["Goes to"], align: "start" },
    { key: "level", heading: ["Evidence"], align: "start", wideOnly: true },
  ];
}

function moneyCells(
  costliest: readonly NamedEstimate[],
  total: FileTotal,
  { input: { currency } }: PanelContext,
): Pair<readonly string[]> {
  const columnOf = (side: Side): readonly string[] => {
    const amounts = costliest.map(({ estimate }) => fittingCost(estimate[side])?.total);
    const shown = [...amounts, total[side].total];
    const texts = formatColumn(shown, { currency, minimumDecimals: ROW_DECIMALS });
    return texts.map((text, index) => {
      const row = costliest[index];
      const isLowerBound = row ? row.estimate[side].count.basis.isLowerBound : total.isLowerBound;
      return isLowerBound && text !== NOT_KNOWN ? formatAtLeast(text) : text;
    });
  };
  return { left: columnOf("left"), right: columnOf("right") };
}

function rowOf(
  { id, name, estimate }: NamedEstimate,
  index: number,
  showsBoth: boolean,
  money: Pair<readonly string[]>,
  { input: { pair } }: PanelContext,
): PromptsRow {
  const { left, right, output, recommendation } = estimate;
  const side = sideOfModel(pair, recommendation.modelId);
  const tokens: readonly Words[] = showsBoth
    ? [[tokensOf(left)], [tokensOf(right)]]
    : [[tokensOf(left)]];
  const usdKey = (total: PicoUsd | undefined): number | string =>
    total === undefined ? "" : Number(total) / Number(PICO_PER_USD);
  const goes: Words = side ? [modelName(side, pair[side].shortLabel)] : [small("neither")];
  return {
    id,
    cells: [
      [name],
      ...tokens,
      [formatTokens(output.expectedTokens)],
      [money.left[index] ?? NOT_KNOWN],
      [money.right[index] ?? NOT_KNOWN],
      goes,
      [recommendation.level],
    ],
    sortKeys: [
      name,
      left.count.inputTokens,
      ...(showsBoth ? [right.count.inputTokens] : []),
      output.expectedTokens,
      usdKey(fittingCost(left)?.total),
      usdKey(fittingCost(right)?.total),
      side ? pair[side].shortLabel : "",
      recommendation.level,
    ],
  };
}

function compareCosts(a: Estimate, b: Estimate): number {
  const difference = (a.left.cost?.total ?? 0n) - (b.left.cost?.total ?? 0n);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** At scale starts from the mean request. */
export function scaleBasisOfMany({ total }: PromptsSubject): ScaleBasis {
  const mean = (sum: number): number =>
    total.requests === 0 ? 0 : Math.round(sum / total.requests);
  const inputTokens = mean(total.left.inputTokens);
  const inputTokensOnRight = mean(total.right.inputTokens);
  return {
    name: "These prompts",
    tier: total.tier === "mixed" ? "standard" : total.tier,
    inputTokens,
    ...(inputTokensOnRight !== inputTokens && { inputTokensOnRight }),
    outputTokens: mean(total.output.expectedTokens),
    ...reasoningPerOutput(total.output.expectedTokens, {
      left: total.left.outputTokens,
      right: total.right.outputTokens,
    }),
  };
}

/** The tier of the prices, if it is not Standard. */
function tierWords({ tier }: FileTotal): string {
  return tier === "standard" ? "" : `, ${TIER_HEADING[tier]}`;
}

function atLeast(text: string, { isLowerBound }: FileTotal): string {
  return isLowerBound ? formatAtLeast(text) : text;
}
