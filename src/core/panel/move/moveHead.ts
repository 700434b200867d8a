import { formatColumn, formatCount, formatTokens, formatUsd, NOT_KNOWN } from "../../format";
import { groupBy } from "../../groupBy";
import type { MoveCosts, MoveMonth } from "../../migrate/moveCosts";
import type { PricedPlace } from "../../migrate/placeJson";
import { targetName, volumeWords } from "../../migrate/planWords";
import { visibleLine } from "../../visibleText";
import type { ReasoningEffort } from "../../models/model";
import type { MoveState } from "../contract/moveState";
import {
  badge,
  code,
  date,
  listed,
  modelName,
  strong,
  type ModelMark,
  type RichText,
} from "../contract/richText";
import type { MoveInput } from "./moveInput";
import { markOf } from "../modelMark";
import { COST_KEYS } from "./moveRows";

type Plan = Extract<MoveState, { kind: "plan" }>;

/** How many days are left until the first model ends that has not ended yet. */
export function daysLeftOf(places: readonly PricedPlace[]): Plan["days"] {
  const left = places.flatMap(({ plan }) => plan.place.daysLeft ?? []);
  if (left.length === 0) return undefined;
  const upcoming = left.filter((days) => days >= 0);
  const ended = upcoming.length === 0;
  const days = ended ? Math.max(...left) : Math.min(...upcoming);
  const ending = places.filter(({ plan }) => plan.place.daysLeft === days);
  const names = [...new Set(ending.map(({ plan }) => modelLabel(plan.place.model)))].sort();
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  const when = ending[0]?.plan.place.model.date ?? "";
  const isReported = ending.every(({ plan }) => plan.place.model.confidence === "reported");
  return {
    heading: ended ? "Days since the shutdown" : "Days left",
    value: formatTokens(Math.abs(days)),
    note: [
      `${listed(shown)} ${ended ? "ended" : names.length === 1 ? "ends" : "end"} on `,
      date(when),
      ...(isReported ? [" ", badge("reported")] : []),
    ],
  };
}

function modelLabel({ model, id, isFineTuned }: PricedPlace["plan"]["place"]["model"]): string {
  const label = model?.label ?? id;
  return isFineTuned ? `fine-tuned ${label}` : label;
}

/** The efforts that the calls have after the move, and without one set; undefined if they differ. */
interface MoveEfforts {
  readonly after?: ReasoningEffort;
  readonly byDefault?: ReasoningEffort;
}

export function effortsOf(calls: readonly PricedPlace[]): MoveEfforts {
  const after = shared(calls.map(({ figures }) => figures?.after.effort));
  const byDefault = shared(calls.map(({ plan }) => plan.target?.model.reasoning?.defaultEffort));
  return { ...(after !== undefined && { after }), ...(byDefault !== undefined && { byDefault }) };
}

/** Whether the calls cost something else if they set no effort. */
function reasonsByDefault({ after, atDefault }: MoveCosts): boolean {
  return after !== undefined && atDefault !== undefined && after !== atDefault;
}

/** The cost of a month now, after the move, and without an effort, as three bars. */
export function monthOf(month: MoveMonth, input: MoveInput): Plan["month"] {
  const { calls, total } = month;
  const most = [total.now, total.after, total.atDefault].reduce<bigint>(
    (highest, amount) => (amount !== undefined && amount > highest ? amount : highest),
    0n,
  );
  if (calls.length === 0 || most === 0n) return undefined;
  const efforts = effortsOf(calls);
  const rows = COST_KEYS.filter((key) => key !== "atDefault" || reasonsByDefault(total));
  const cells = formatColumn(
    rows.map((key) => total[key]),
    { currency: input.currency, totalIndex: 0 },
  );
  return {
    heading: `${input.currency.code} a month, ${volumeWords(month)}`,
    bars: rows.map((key, index) => ({
      key,
      name: barName(key, calls, efforts),
      fraction: Number(total[key] ?? 0n) / Number(most),
      tone: toneOf(key, efforts),
      amount: cells[index] ?? NOT_KNOWN,
    })),
    note: reasonsByDefault(total)
      ? [
          `${efforts.byDefault ?? "The model’s own effort"} is the default if a call sets no effort. `,
          badge("estimate"),
        ]
      : [badge("estimate")],
  };
}

function barName(
  key: keyof MoveCosts,
  calls: readonly PricedPlace[],
  { after, byDefault }: MoveEfforts,
): RichText {
  if (key === "now") return ["Now"];
  const model = shared(calls.map(({ plan }) => plan.target?.model));
  const effort = key === "after" ? after : byDefault;
  if (model === undefined) return [key === "after" ? "After the move" : "No effort set"];
  const mark: ModelMark = markOf(model, effort) ?? "successor";
  return [modelName(mark, targetName({ model, ...(effort !== undefined && { effort }) }))];
}

function toneOf(key: keyof MoveCosts, { after }: MoveEfforts) {
  if (key === "now") return "now";
  return key === "after" && (after === undefined || after === "none")
    ? "successor"
    : "successor-reasoning";
}

/** The saving of the move, and the calls that cost more without an effort. */
export function groundsOf(month: MoveMonth, input: MoveInput): readonly RichText[] {
  const { calls, total } = month;
  const { now, after, atDefault } = total;
  if (calls.length === 0 || now === undefined || after === undefined) return [];
  const { after: effort } = effortsOf(calls);
  const saved = (amount: bigint): string =>
    amount >= 0n
      ? `saves ${formatUsd(amount, input.currency)}`
      : `costs ${formatUsd(-amount, input.currency)} more`;
  const start = effort === undefined ? "The move" : `At effort ${effort} the move`;
  const first: RichText = [`${start} `, strong(`${saved(now - after)} a month`), "."];
  if (atDefault === undefined || !reasonsByDefault(total))
    return [[...first, " ", badge("estimate")]];
  return [
    [
      ...first,
      ` With no effort set it ${saved(now - atDefault)}`,
      ...risingWords(month, input),
      ". ",
      badge("estimate"),
    ],
  ];
}

/** `, and guard.ts then costs more than today: $60.21 against $56.97`. */
function risingWords({ calls, costsOf }: MoveMonth, { currency }: MoveInput): RichText {
  const rising = calls.flatMap((place) => {
    const { now, atDefault } = costsOf(place) ?? {};
    const rises = now !== undefined && atDefault !== undefined && atDefault > now;
    return rises ? [{ place, now, atDefault }] : [];
  });
  const [only] = rising;
  if (only === undefined) return [];
  if (rising.length > 1)
    return [`, and ${formatCount(rising.length, "call")} then cost more than today`];
  return [
    ", and ",
    code(visibleLine(only.place.file.split("/").at(-1) ?? only.place.file)),
    ` then costs more than today: ${formatUsd(only.atDefault, currency)} against ${formatUsd(only.now, currency)}`,
  ];
}

/** `Opens a preview of 11 files. …`, or why there is nothing to apply. */
export function applyNoteOf(editedFiles: number): RichText {
  if (editedFiles === 0) return ["No edit is safe without a person’s judgment."];
  return [
    `You can preview the edits of ${formatCount(editedFiles, "file")} first. Nothing is written before you accept; one undo takes all of it back.`,
  ];
}

/** `2 places still name it, so their requests fail now.`, for each model that has ended. */
export function endedModels(
  places: readonly PricedPlace[],
): readonly { readonly name: string; readonly words: RichText }[] {
  const ended = places.filter(({ plan }) => (plan.place.daysLeft ?? 0) < 0);
  return [...groupBy(ended, ({ plan }) => plan.place.model.id)].map(([name, own]) => {
    const { model, daysLeft } = own[0]?.plan.place ?? {};
    const count = own.length;
    return {
      name,
      words: [
        strong(`Shut down ${formatCount(-(daysLeft ?? 0), "day")} ago.`),
        " ",
        code(name),
        " ended on ",
        date(model?.date ?? ""),
        `. ${formatCount(count, "place")} still ${count === 1 ? "names it, so its requests" : "name it, so their requests"} fail now.`,
      ],
    };
  });
}

/** The value that all share; undefined if they differ or there are none. */
function shared<Value>(values: readonly Value[]): Value | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}
