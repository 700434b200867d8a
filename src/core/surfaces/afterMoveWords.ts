import type { Currency } from "../currency";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { targetName } from "../migrate/planWords";
import { formatCount, formatDaysLeft, formatWholePercent } from "../format";
import { groupBy } from "../groupBy";
import type { AfterMove, EndingModel, MoveChange } from "../migrate/afterMove";
import { escapeMarkdown, type HoverSegment, joinLinks, link, markdown } from "./segments";
import { costOf, RUN_MOVE_LABEL } from "./words";

/** `22% less than GPT-4o mini, 95% less than GPT-4o`: against the pair's models that are not the target. */
export function comparedWords(after: ModelEstimate, { left, right }: Estimate): string {
  return [right, left]
    .filter(({ model }) => model.label !== after.model.label)
    .flatMap((before) => {
      const words = differenceWords(before.cost?.total, after.cost?.total);
      return words === undefined ? [] : [`${words} ${before.model.label}`];
    })
    .join(", ");
}

function differenceWords(
  before: bigint | undefined,
  after: bigint | undefined,
): string | undefined {
  if (before === undefined || after === undefined || before === 0n) return undefined;
  if (before === after) return "as much as";
  const isMore = after > before;
  const percent = formatWholePercent(isMore ? after - before : before - after, before);
  return `${percent} ${isMore ? "more" : "less"} than`;
}

interface ChangeWords {
  /** `max_tokens: 720 → max_completion_tokens`. */
  readonly safe: readonly string[];
  /** The names of what needs human judgment. */
  readonly judgments: readonly string[];
}

export function changeWords(changes: readonly MoveChange[]): ChangeWords {
  return {
    safe: changes
      .filter(({ isSafe, effect }) => isSafe && effect !== "")
      .map(({ title, effect }) => `${title} ${effect}`),
    judgments: changes.filter(({ isSafe }) => !isSafe).map(({ title }) => title),
  };
}

/** The last line of a hover: when the models end, the cost on the target, and the edits for it. */
export function afterMoveLine(
  after: AfterMove,
  estimate: Estimate,
  currency: Currency,
): readonly HoverSegment[] {
  const compared = comparedWords(after.estimate, estimate);
  const byDefault = after.atDefault
    ? `; ${costOf(after.atDefault.estimate, currency)} at ${after.atDefault.effort}, if no effort is set`
    : "";
  const { safe, judgments } = changeWords(after.changes);
  const edits = [
    ...(safe.length > 0 ? [formatCount(safe.length, "safe edit")] : []),
    ...(judgments.length > 0 ? [`your judgment: ${judgments.join(", ")}`] : []),
  ].join("; ");
  const words = [
    `${endWords(after.ending)}.`,
    `On ${targetName(after.target)} ${costOf(after.estimate, currency)} a request${compared === "" ? "" : ` (${compared})`}${byDefault}.`,
    ...(edits === "" ? [] : [`${edits.charAt(0).toUpperCase()}${edits.slice(1)}.`]),
  ].join(" ");
  return [
    markdown(`${escapeMarkdown(words)} `),
    ...joinLinks([
      [link("Open the Plan", "planMove")],
      [link(RUN_MOVE_LABEL, "runMove", estimate.prompt.range)],
    ]),
  ];
}

/** `GPT-4o and GPT-4o mini end on 2027-01-14, in 48 days`. */
function endWords(ending: readonly EndingModel[]): string {
  return [...groupBy(ending, ({ retirement: { date } }) => date)]
    .map(([date, own]) => {
      const names = own.map(({ model }) => model.label).join(" and ");
      const daysLeft = own[0]?.retirement.daysLeft ?? 0;
      const isOne = own.length === 1;
      return daysLeft < 0
        ? `${names} ${isOne ? "was" : "were"} shut down on ${date}`
        : `${names} ${isOne ? "ends" : "end"} on ${date}, ${formatDaysLeft(daysLeft)}`;
    })
    .join("; ");
}
