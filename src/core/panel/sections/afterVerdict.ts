import { INTELLIGENCE_INDEX } from "../../cost/value";
import type { Currency } from "../../currency";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import {
  formatCount,
  formatDaysLeft,
  formatDecimals,
  formatRange,
  formatTokens,
  formatUsd,
  NOT_KNOWN,
} from "../../format";
import type { AfterMove } from "../../migrate/afterMove";
import { groupBy } from "../../groupBy";
import { comparedBenchmarks } from "../../models/benchmarks";
import type { Benchmark, Model } from "../../models/model";
import type { Retirement } from "../../models/retirement";
import { changeWords, comparedWords } from "../../surfaces/afterMoveWords";
import { costOf, RUN_MOVE_LABEL, tokensOf } from "../../surfaces/words";
import type { Verdict, VerdictCard } from "../contract/panelState";
import {
  badge,
  date,
  deciding,
  listed,
  modelName,
  small,
  type RichText,
} from "../contract/richText";
import { markOf } from "../modelMark";
import type { PanelContext } from "../panelContext";
import type { PromptSubject } from "../panelInput";
import { type BarOf, barsOfPair, costBars } from "./costBars";

/** The cost of the prompt on the model that it moves to, at which effort, and the changes for it. */
export function buildAfterVerdict(
  move: AfterMove,
  { estimate }: PromptSubject,
  context: PanelContext,
): Verdict {
  const { currency } = context.input;
  const { effort, model } = move.target;
  const compared = comparedWords(move.estimate, estimate);
  return {
    cards: [
      recommendedCard(move, context),
      costCard(move, estimate, currency),
      confidenceCard(move, estimate),
    ],
    sentence: [
      ...(effort === undefined ? [] : [`At effort ${effort} `]),
      `${model.label} costs `,
      deciding(costOf(move.estimate, currency)),
      ` a request${compared === "" ? "" : `: ${compared}`}.`,
    ],
    grounds: [
      ...defaultGround(move, currency),
      ...changeGrounds(move),
      tokensGround(move, estimate.left),
    ],
    actions: [
      { label: "Open the Plan", action: { type: "planMove" }, primary: true },
      { label: RUN_MOVE_LABEL, action: { type: "runMove" } },
    ],
  };
}

/** `Named by OpenAI to replace GPT-4o and GPT-4o mini, which end on 2027-01-14, in 48 days`. */
function recommendedCard(move: AfterMove, context: PanelContext): VerdictCard {
  const { effort, model } = move.target;
  const mark = markOf(model, effort) ?? "successor";
  return {
    key: "recommended",
    heading: "Recommended",
    value: [
      modelName(mark, model.label),
      ...(effort === undefined ? [] : [small(` at ${effort}`)]),
    ],
    accent: mark,
    bars: [],
    note: endWords(move, context),
  };
}

function costCard(move: AfterMove, before: Estimate, currency: Currency): VerdictCard {
  const { target, atDefault } = move;
  const { model, effort } = target;
  const after = (side: ModelEstimate, at: typeof effort): BarOf => ({
    key: `after-${at ?? ""}`,
    tone: markOf(model, at) ?? "successor",
    name: at === undefined ? model.shortLabel : `${model.shortLabel}, ${at}`,
    side,
  });
  return {
    key: "cost",
    heading: "Cost per request",
    value: [costOf(move.estimate, currency)],
    bars: costBars(
      [
        ...barsOfPair(before),
        after(move.estimate, effort),
        ...(atDefault ? [after(atDefault.estimate, atDefault.effort)] : []),
      ],
      ({ cost }) => cost?.total,
      currency,
    ),
  };
}

/** `$0.000540 ($0.000362–$0.00105) at medium, its default: about 470 tokens of reasoning`. */
function defaultGround({ atDefault }: AfterMove, currency: Currency): readonly RichText[] {
  if (atDefault === undefined) return [];
  const { effort, estimate } = atDefault;
  const { cost, reasoning } = estimate;
  const [least, most] = [cost?.totalMin, cost?.totalMax].map((amount) =>
    amount === undefined ? NOT_KNOWN : formatUsd(amount, currency),
  );
  const tokens = reasoning
    ? `: about ${formatCount(reasoning.expectedTokens, "token")} of reasoning, billed as output`
    : "";
  return [
    [
      badge("estimate", "warning"),
      ` ${costOf(estimate, currency)} (${least}–${most}) at ${effort}, its default if no effort is set${tokens}`,
    ],
  ];
}

function changeGrounds({ changes }: AfterMove): readonly RichText[] {
  const { safe, judgments } = changeWords(changes);
  return [
    ...(safe.length === 0 ? [] : [[`${formatCount(safe.length, "safe edit")}: ${listed(safe)}`]]),
    ...(judgments.length === 0
      ? []
      : [[badge("your judgment", "warning"), ` still to decide: ${listed(judgments)}`]]),
  ];
}

function tokensGround({ estimate }: AfterMove, before: ModelEstimate): RichText {
  const { basis, inputTokens } = estimate.count;
  const more = inputTokens - before.count.inputTokens;
  const { minTokens, expectedTokens, maxTokens } = estimate.output;
  const difference =
    more === 0
      ? "as many as"
      : `${formatTokens(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than`;
  return [
    basis.kind === "exact" ? badge("exact") : badge("estimate", "warning"),
    ` ${tokensOf(estimate)} input tokens, ${difference} on ${before.model.label}; ${formatRange(expectedTokens, minTokens, maxTokens)} out`,
  ];
}

/** No prompt of a known kind was scored on a successor: only the index is published. */
function confidenceCard({ target: { model } }: AfterMove, before: Estimate): VerdictCard {
  const pair = { left: before.left.model, right: model };
  const { left, right } = comparedBenchmarks(pair, INTELLIGENCE_INDEX);
  const kind = before.recommendation.evidence?.kind?.label;
  return {
    key: "confidence",
    heading: "Confidence",
    value: ["Not measured"],
    bars: [],
    note: [`No scores of ${model.label} on ${kind?.toLowerCase() ?? "prompts like this"}`],
    ...(left && right && { basis: indexWords(left, right, pair.left) }),
  };
}

function indexWords(left: Benchmark, right: Benchmark, before: Model): RichText {
  const version = right.version === undefined ? "" : ` v${right.version}`;
  const values = `${formatDecimals(right.value, 1)} against ${formatDecimals(left.value, 1)} of ${before.label}`;
  return [badge("published"), ` ${INTELLIGENCE_INDEX}${version} only: ${values}`];
}

function endWords({ ending, isOfficial }: AfterMove, { citations }: PanelContext): RichText {
  const by = isOfficial ? "Named by OpenAI" : "Chosen in the settings";
  return [
    `${by} to replace `,
    ...endingTogether(ending).flatMap(({ labels, retirement }, index): RichText => [
      ...(index === 0 ? [] : [" and "]),
      `${listed(labels)}, which ${endVerb(labels.length, retirement.daysLeft)} on `,
      date(retirement.date),
      `, ${formatDaysLeft(retirement.daysLeft)}`,
      citations.cite(retirement.source),
    ]),
  ];
}

interface EndingTogether {
  readonly labels: readonly string[];
  readonly retirement: Retirement;
}

/** Models that end on the same day are named together. */
function endingTogether(ending: AfterMove["ending"]): readonly EndingTogether[] {
  return [...groupBy(ending, ({ retirement }) => retirement.date).values()].flatMap((models) => {
    const [first] = models;
    return first
      ? [{ labels: models.map(({ model }) => model.label), retirement: first.retirement }]
      : [];
  });
}

function endVerb(models: number, daysLeft: number): string {
  if (daysLeft < 0) return models === 1 ? "was shut down" : "were shut down";
  return models === 1 ? "ends" : "end";
}
