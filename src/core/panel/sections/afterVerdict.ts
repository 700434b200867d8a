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
import { comparedBenchmarks } from "../../models/benchmarks";
import { changeWords, comparedWords } from "../../surfaces/afterMoveWords";
import { costOf, RUN_MOVE_LABEL, tokensOf } from "../../surfaces/words";
import type { Verdict } from "../contract/panelState";
import { badge, date, listed, strong, strongModelName, type Words } from "../contract/richText";
import { markOf } from "../modelMark";
import type { PanelContext } from "../panelContext";
import type { PromptSubject } from "../panelInput";

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
    sentence: [
      ...(effort === undefined ? [] : [`At effort ${effort} `]),
      strongModelName(markOf(model, effort) ?? "successor", model.label),
      " costs ",
      strong(costOf(move.estimate, currency)),
      ` a request${compared === "" ? "" : `: ${compared}`}.`,
    ],
    grounds: [
      ...defaultGround(move, currency),
      ...changeGrounds(move),
      tokensGround(move, estimate.left),
      qualityGround(move, estimate),
      endGround(move, context),
    ],
    actions: [
      { label: "Open the Plan", action: { type: "planMove" }, primary: true },
      { label: RUN_MOVE_LABEL, action: { type: "runMove" } },
    ],
  };
}

/** `$0.000540 ($0.000362–$0.00105) at medium, its default: about 470 tokens of reasoning`. */
function defaultGround({ atDefault }: AfterMove, currency: Currency): readonly Words[] {
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
      `${costOf(estimate, currency)} (${least}–${most}) at ${effort}, its default if no effort is set${tokens}`,
    ],
  ];
}

function changeGrounds({ changes }: AfterMove): readonly Words[] {
  const { safe, judgments } = changeWords(changes);
  return [
    ...(safe.length === 0 ? [] : [[`${formatCount(safe.length, "safe edit")}: ${listed(safe)}`]]),
    ...(judgments.length === 0
      ? []
      : [[badge("your judgment", "warning"), `still to decide: ${listed(judgments)}`]]),
  ];
}

function tokensGround({ estimate }: AfterMove, before: ModelEstimate): Words {
  const { basis, inputTokens } = estimate.count;
  const more = inputTokens - before.count.inputTokens;
  const { minTokens, expectedTokens, maxTokens } = estimate.output;
  const difference =
    more === 0
      ? "as many as"
      : `${formatTokens(Math.abs(more))} ${more > 0 ? "more" : "fewer"} than`;
  return [
    basis.kind === "exact" ? badge("exact") : badge("estimate", "warning"),
    `${tokensOf(estimate)} input tokens, ${difference} on ${before.model.label}; ${formatRange(expectedTokens, minTokens, maxTokens)} out`,
  ];
}

/** No prompt of a known kind was scored on a successor: only the index is published. */
function qualityGround({ estimate: { model } }: AfterMove, before: Estimate): Words {
  const pair = { left: before.left.model, right: model };
  const { left, right } = comparedBenchmarks(pair, INTELLIGENCE_INDEX);
  const kind = before.recommendation.evidence?.kind?.label;
  const what = `no scores of ${model.label} on ${kind?.toLowerCase() ?? "prompts like this"}`;
  if (left === undefined || right === undefined) return [badge("not measured", "warning"), what];
  const version = right.version === undefined ? "" : ` v${right.version}`;
  return [
    badge("not measured", "warning"),
    `${what}; ${INTELLIGENCE_INDEX}${version} alone is known: ${formatDecimals(right.value, 1)} against ${formatDecimals(left.value, 1)} of ${pair.left.label}`,
  ];
}

/** `Named by OpenAI for GPT-4o and GPT-4o mini, which end on 2027-01-14, in 48 days`. */
function endGround({ ending, isOfficial }: AfterMove, { citations }: PanelContext): Words {
  const by = isOfficial ? "Named by OpenAI" : "Chosen in the settings";
  return [
    `${by} to replace `,
    ...ending.flatMap(({ model, retirement }, index): Words => [
      ...(index === 0 ? [] : [" and "]),
      `${model.label}, which ${retirement.daysLeft < 0 ? "was shut down" : "ends"} on `,
      date(retirement.date),
      `, ${formatDaysLeft(retirement.daysLeft)}`,
      citations.cite(retirement.source),
    ]),
  ];
}
