import {
  monthlyCost,
  SCALE_PRESETS,
  type MonthlyCost,
  type ScaleInput,
  type TrafficCost,
} from "../../cost/monthlyCost";
import { cacheableTokens } from "../../cost/caching";
import type { Estimate } from "../../estimate/estimate";
import {
  formatColumn,
  formatDecimals,
  formatShare,
  formatTokens,
  formatUsd,
  formatWholePercent,
  NOT_KNOWN,
} from "../../format";
import type { Model, ServiceTier } from "../../models/model";
import { priceOf } from "../../models/priceOf";
import { type Pair, type Side, SIDES } from "../../pair";
import { buildMonthChart } from "./monthChart";
import { buildVolumeChart } from "./volumeChart";
import type { ScaleField } from "../contract/panelAction";
import type { PanelContext } from "../panelContext";
import type { ScaleFieldState, ScaleSection, Table } from "../contract/panelState";
import {
  formatField,
  positionOfField,
  type RequestSizeTokens,
  type ScaleChoice,
  stepOfField,
  tierOfChoice,
  tokensOfChoice,
} from "../scaleChoice";
import { modelName, nowrap, type RichText } from "../contract/richText";

/** The starting point of At scale's numbers: the prompt shown, or the mean of several. */
export interface ScaleBasis extends RequestSizeTokens {
  /** `This prompt`, `These prompts`. */
  readonly name: string;
  /** The tier of the prompt's own prices. */
  readonly tier: ServiceTier;
  /** Reasoning tokens per visible output token. */
  readonly reasoningShare?: Pair<number>;
  /** The maximum share of the input that a cache can hold, 0 … 1; undefined if it is not one prompt. */
  readonly cacheableShare?: number;
  /** The expected loss of score if the right model answers instead of the left one. */
  readonly expectedGap?: number;
}

/** The basis for a single prompt. */
export function scaleBasisOf(estimate: Estimate): ScaleBasis {
  const { left, right, output, billing, recommendation } = estimate;
  const { inputTokens, stablePrefixTokens } = left.count;
  const inputTokensOnRight = right.count.inputTokens;
  const gap = recommendation.evidence?.expectedGap;
  return {
    name: "This prompt",
    tier: billing.tier,
    inputTokens,
    ...(inputTokensOnRight !== inputTokens && { inputTokensOnRight }),
    outputTokens: output.expectedTokens,
    ...reasoningPerOutput(output.expectedTokens, {
      left: left.output.expectedTokens,
      right: right.output.expectedTokens,
    }),
    cacheableShare: inputTokens === 0 ? 0 : cacheableTokens(stablePrefixTokens) / inputTokens,
    ...(gap !== undefined && { expectedGap: gap }),
  };
}

/** How much is billed beyond the visible output, per visible token. */
export function reasoningPerOutput(
  visibleTokens: number,
  billedTokens: Pair<number>,
): Pick<ScaleBasis, "reasoningShare"> {
  if (visibleTokens === 0 || SIDES.every((side) => billedTokens[side] === visibleTokens)) return {};
  const shareOf = (side: Side): number => (billedTokens[side] - visibleTokens) / visibleTokens;
  return { reasoningShare: { left: shareOf("left"), right: shareOf("right") } };
}

/** The input of `monthlyCost` for a choice on a prompt of this size. */
export function askedOf(basis: ScaleBasis, choice: ScaleChoice): ScaleInput {
  const { requestsPerMonth, cachedShare, rightShare } = choice;
  const tier = tierOfChoice(choice, basis.tier);
  const tokens = tokensOfChoice(choice, basis);
  const reasoning = basis.reasoningShare;
  const beside = (share: number): number => Math.round(share * tokens.outputTokens);
  return {
    ...tokens,
    ...(reasoning && {
      reasoningTokens: { left: beside(reasoning.left), right: beside(reasoning.right) },
    }),
    requestsPerMonth,
    cachedShare,
    tier,
    shareToRight: rightShare,
  };
}

/** A month's cost on either model and split between both, by the numbers that a person set. */
export function buildScaleSection(basis: ScaleBasis, context: PanelContext): ScaleSection {
  const { pair, scale: choice, today } = context.input;
  const cost = monthlyCost(pair, askedOf(basis, choice), today);
  const volume = buildVolumeChart(cost, context);
  const chart = buildMonthChart(cost, basis.expectedGap, context);
  return {
    note: ["What if: with numbers of your own."],
    lead: leadOf(cost, context),
    fields: fieldsOf(cost, basis, context),
    presets: presetsOf(basis),
    preset: choice.preset,
    tiers: tiersOf(context),
    tier: tierOfChoice(choice, basis.tier),
    remarks: cost.remarks,
    table: tableOf(cost, context),
    ...(chart && { chart }),
    ...(volume && { volume }),
  };
}

function leadOf(
  { input, month }: MonthlyCost,
  { input: { pair, currency } }: PanelContext,
): RichText {
  const requests = formatTokens(input.requestsPerMonth);
  const { blend, allLeft, saving } = month;
  if (blend === undefined || allLeft === undefined || saving === undefined) {
    return [`${requests} requests a month: a price is missing for the blend.`];
  }
  const share = formatWholePercent(input.shareToRight, 1);
  const start = `With ${share} on ${pair.right.shortLabel}, ${requests} requests cost ${formatUsd(blend, currency)} a month`;
  if (saving === 0n) return [`${start}: as much as all on `, nowrap(pair.left.label), "."];
  const amount = formatUsd(saving < 0n ? -saving : saving, currency);
  const part = formatShare(saving < 0n ? -saving : saving, allLeft);
  return [
    `${start}: ${amount} ${saving < 0n ? "more" : "less"} than all on `,
    nowrap(pair.left.label),
    ` (${part}).`,
  ];
}

function fieldsOf(
  { input }: MonthlyCost,
  basis: ScaleBasis,
  { input: { pair, scale } }: PanelContext,
): ScaleSection["fields"] {
  const right = pair.right.shortLabel;
  const field = (
    name: ScaleField,
    label: string,
    value: number,
    spoken: (text: string) => string,
    note?: string,
  ): ScaleFieldState => {
    const text = formatField(name, value);
    const position = positionOfField(name, value);
    const problem = scale.problems[name];
    return {
      label,
      value: text,
      ...(position !== undefined && {
        slider: {
          position,
          step: stepOfField(name),
          valueText: spoken(text),
          label: `${label}, slider`,
        },
      }),
      ...(note !== undefined && { note }),
      ...(problem !== undefined && { problem }),
    };
  };
  const most = basis.cacheableShare;
  const cacheNote =
    most === undefined
      ? undefined
      : most === 0
        ? `${basis.name} is not cacheable: too few stable tokens.`
        : `At most ${formatWholePercent(most, 1)} of ${startLower(basis.name)} can be cached.`;
  return {
    requestsPerMonth: field(
      "requestsPerMonth",
      "Requests a month",
      input.requestsPerMonth,
      (text) => `${text} requests a month`,
    ),
    inputTokens: field(
      "inputTokens",
      "Input tokens",
      input.inputTokens,
      (text) => text,
      input.inputTokensOnRight === undefined
        ? undefined
        : `${formatTokens(input.inputTokensOnRight)} on ${right}, by its images.`,
    ),
    outputTokens: field(
      "outputTokens",
      "Output tokens",
      input.outputTokens,
      (text) => text,
      reasoningNote(input, pair),
    ),
    cachedShare: field(
      "cachedShare",
      "Cached input, %",
      input.cachedShare,
      (text) => `${text} percent of the input cached`,
      cacheNote,
    ),
    rightShare: field(
      "rightShare",
      `Share to ${right}, %`,
      input.shareToRight,
      (text) => `${text} percent to ${pair.right.label}`,
    ),
  };
}

/** `And 410 of reasoning on 6 Luna · medium, an estimate.` */
function reasoningNote({ reasoningTokens }: ScaleInput, pair: Pair<Model>): string | undefined {
  const parts = SIDES.flatMap((side) => {
    const tokens = reasoningTokens?.[side] ?? 0;
    return tokens > 0 ? [`${formatTokens(tokens)} of reasoning on ${pair[side].shortLabel}`] : [];
  });
  return parts.length === 0 ? undefined : `And ${parts.join(", ")}, an estimate.`;
}

function presetsOf(basis: ScaleBasis): ScaleSection["presets"] {
  const { inputTokens, outputTokens, name } = basis;
  const ratio =
    outputTokens > 0 ? `, ${formatDecimals(inputTokens / outputTokens, 1)} in : 1 out` : "";
  return [
    { id: "prompt", label: `${name}${ratio}` },
    ...SCALE_PRESETS.map(({ id, label }) => ({ id, label })),
    { id: "own", label: "Own numbers" },
  ];
}

const TIERS: readonly { readonly id: ServiceTier; readonly label: string }[] = [
  { id: "standard", label: "Standard" },
  { id: "batch", label: "Batch" },
  { id: "flex", label: "Flex" },
  { id: "priority", label: "Priority" },
];

/** A tier in which neither model has a price can't be chosen; Flex, which few models have, is not shown. */
function tiersOf({ input: { pair } }: PanelContext): ScaleSection["tiers"] {
  return TIERS.flatMap(({ id, label }) => {
    const priced =
      priceOf(pair.left, pair.leftSnapshot, id) ?? priceOf(pair.right, pair.rightSnapshot, id);
    if (!priced && id === "flex") return [];
    return priced ? { id, label } : { id, label, unavailable: `No price is known for ${label}.` };
  });
}

const PER_THOUSAND_DECIMALS = 3;

function tableOf(cost: MonthlyCost, { input: { pair, currency } }: PanelContext): Table {
  const { input, month, perThousandRequests } = cost;
  const months = columnOf(month);
  const thousands = columnOf(perThousandRequests, PER_THOUSAND_DECIMALS);
  const shares = shareColumn(month);
  const toRight = formatWholePercent(input.shareToRight, 1);
  const toLeft = formatWholePercent(1 - input.shareToRight, 1);
  const rows: readonly (readonly [string, "plain" | "close" | "sum", RichText])[] = [
    ["left", "plain", [modelName("left", `All on ${pair.left.label}`)]],
    ["right", "close", [modelName("right", `All on ${pair.right.label}`)]],
    [
      "blend",
      "plain",
      [`Blend, ${toLeft} ${pair.left.shortLabel} and ${toRight} ${pair.right.shortLabel}`],
    ],
    ["saving", "sum", [`Saving against all-${pair.left.shortLabel}`]],
  ];
  return {
    caption: `Monthly cost at ${formatTokens(input.requestsPerMonth)} requests`,
    columns: [
      { key: "traffic", heading: ["Traffic"], align: "start" },
      { key: "month", heading: [`${currency.code} a month`], align: "end" },
      { key: "thousand", heading: [`${currency.code} per 1,000 requests`], align: "end" },
      { key: "share", heading: [`Of all-${pair.left.shortLabel}`], align: "end" },
    ],
    rows: rows.map(([key, kind, name], index) => ({
      key,
      kind,
      cells: [
        name,
        [months[index] ?? NOT_KNOWN],
        [thousands[index] ?? NOT_KNOWN],
        [shares[index] ?? NOT_KNOWN],
      ],
    })),
  };

  function columnOf(
    { allLeft, allRight, blend, saving }: TrafficCost,
    minimumDecimals = 0,
  ): readonly string[] {
    return formatColumn([allLeft, allRight, blend, saving], {
      currency,
      totalIndex: 0,
      minimumDecimals,
    });
  }
}

function shareColumn({ allLeft, allRight, blend, saving }: TrafficCost): readonly string[] {
  return [allLeft, allRight, blend, saving].map((amount) =>
    amount === undefined || allLeft === undefined ? NOT_KNOWN : formatShare(amount, allLeft),
  );
}

/** A name inside a sentence: `this prompt`. */
function startLower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
