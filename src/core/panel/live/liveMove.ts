import type { Currency } from "../../currency";
import { formatSeconds, formatShare, formatUsd } from "../../format";
import type { EstimateSettings } from "../../estimate/buildEstimate";
import { retiringModel } from "../../migrate/names/retiringModel";
import type { Model, ReasoningEffort } from "../../models/model";
import type { Prompt } from "../../prompt/prompt";
import type { ShownAnswer, ShownSides } from "../../runs/engine/answerView";
import { moveRequest } from "../../runs/engine/moveRequest";
import { type Move, moveOf, pairOfMove } from "../../runs/move";
import { changePieces, type MoveChange } from "../../runs/moveChange";
import type { LiveMove } from "../contract/liveState";
import { code, modelName, type RichText } from "../contract/richText";
import { markOf } from "../modelMark";
import { isInProgress } from "./answerState";

/** The move of a prompt, with what it changes, or why there is none. */
export type MoveView =
  | {
      readonly kind: "move";
      readonly move: Move;
      /** The new model at the effort of the request. */
      readonly target: Model;
      readonly effort?: ReasoningEffort;
      readonly changes: readonly MoveChange[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/** `effort`: chosen by the user; without it the file's own, else the plan's. */
export function viewMove(
  prompt: Prompt,
  settings: EstimateSettings,
  effort: ReasoningEffort | undefined,
): MoveView {
  const choice = moveOf(prompt, settings.pair, settings, effort);
  if (choice.kind === "refused") return choice;
  const { move } = choice;
  const request = moveRequest(prompt, move, settings.today);
  return {
    kind: "move",
    move,
    target: pairOfMove(move, request.effort).right,
    changes: request.changes,
    ...(request.effort !== undefined && { effort: request.effort }),
  };
}

/** `shown`: the answers before and after it, if they are what is shown. */
export function buildLiveMove(
  { move, effort, changes }: Extract<MoveView, { kind: "move" }>,
  shown:
    | {
        readonly sides: ShownSides;
        readonly index: number;
        readonly changes: readonly MoveChange[] | undefined;
      }
    | undefined,
  currency: Currency,
): LiveMove {
  const { old, oldSnapshot, target, isDone } = move;
  const { model } = target;
  const before = modelName(markOf(old) ?? "left", old.label);
  const after = modelName(markOf(model, effort) ?? "successor", model.label);
  const { efforts = [], defaultEffort } = model.reasoning ?? {};
  const chosen = effort ?? defaultEffort ?? efforts[0];
  const date = retiringModel(oldSnapshot, "openai")?.date;
  const ends = date === undefined ? "" : ` ends on ${date}`;
  return {
    words: [
      ...(isDone
        ? [
            before,
            `${ends}; this file names `,
            after,
            " already, so its request is sent as written.",
          ]
        : [
            before,
            `${ends}; `,
            after,
            " takes its place. ",
            ...changeWords(shown?.changes ?? changes),
          ]),
      ...(shown ? outcomeWords(shown.sides, shown.index, currency) : []),
    ],
    ...(chosen !== undefined && efforts.length > 0 && { efforts: { choices: efforts, chosen } }),
  };
}

/** `Changed for it: reasoning_effort set to none, stop left out.` */
export function changeWords(changes: readonly MoveChange[]): RichText {
  if (changes.length === 0) return ["Nothing in the request changes but the model."];
  return [
    "Changed for it: ",
    ...changes.flatMap((change, at) => [...(at === 0 ? [] : [", "]), ...wordsOf(change)]),
    ".",
  ];
}

function wordsOf(change: MoveChange): RichText {
  return changePieces(change).map((piece) =>
    typeof piece === "string" ? piece : code(piece.code),
  );
}

/** Once both have answered: ` After the move it cost $0.000222 instead of $0.00504 (96% less) …`. */
function outcomeWords({ left, right }: ShownSides, index: number, currency: Currency): RichText {
  const [before, after] = [left?.answers[index], right?.answers[index]];
  if (before === undefined || after === undefined) return [];
  if ([before, after].some((answer) => isInProgress(answer) || answer.cost === undefined))
    return [];
  return [
    ` After the move it cost ${costWords(before, after, currency)}${timeWords(before, after)}.`,
  ];
}

function costWords(before: ShownAnswer, after: ShownAnswer, currency: Currency): string {
  const [was, is] = [before.cost ?? 0n, after.cost ?? 0n];
  const share =
    is < was ? `${formatShare(was - is, was)} less` : `${formatShare(is - was, was)} more`;
  const compared = was === 0n || was === is ? "" : ` (${share})`;
  const { reasoningCost = 0n } = after;
  const reasoning =
    reasoningCost === 0n ? "" : `, ${formatUsd(reasoningCost, currency)} of it for reasoning`;
  return `${formatUsd(is, currency)} instead of ${formatUsd(was, currency)}${compared}${reasoning}`;
}

function timeWords({ elapsedMs: was }: ShownAnswer, { elapsedMs: is }: ShownAnswer): string {
  if (was === undefined || is === undefined) return "";
  const seconds = formatSeconds(Math.abs(is - was) / 1000);
  if (seconds === formatSeconds(0)) return " and took as long";
  return ` and took ${seconds} s ${is < was ? "less" : "longer"}`;
}
