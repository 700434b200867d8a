import { type Currency, USD } from "../../currency";
import { formatSeconds, formatShare, formatUsd } from "../../format";
import type { EstimateServices, EstimateSettings } from "../../estimate/buildEstimate";
import { retiringModel } from "../../migrate/names/retiringModel";
import type { Model, ReasoningEffort } from "../../models/model";
import type { Prompt } from "../../prompt/prompt";
import type { ShownAnswer, ShownSides } from "../../runs/engine/answerView";
import { plannedCosts, planMove } from "../../runs/engine/planComparison";
import { moveRequest } from "../../runs/engine/moveRequest";
import { type Move, moveOf, pairOfMove } from "../../runs/move";
import { expectedAndMost, type PlannedCost } from "../../runs/spending/spending";
import { SIDES } from "../../pair";
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
      /** Of one run on both; empty if nothing is billed by tokens. */
      readonly planned: readonly PlannedCost[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/** Inputs of a plan that is never run, besides its prompt. */
const UNSENT = {
  id: "",
  file: "",
  host: "",
  runsEach: 1,
  sides: SIDES,
  isBilled: true,
  currency: USD,
  alternatives: [],
} as const;

/** How a move is asked for. */
interface MoveIntent {
  /** Chosen by the user; without it the file's own, else the plan's. */
  readonly effort: ReasoningEffort | undefined;
  readonly isBilled: boolean;
}

export function viewMove(
  prompt: Prompt,
  { effort, isBilled }: MoveIntent,
  services: EstimateServices,
  settings: EstimateSettings,
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
    planned: isBilled
      ? plannedCosts(planMove({ ...UNSENT, prompt }, move, services, settings))
      : [],
    ...(request.effort !== undefined && { effort: request.effort }),
  };
}

/** `shown`: the answers before and after it, if they are what is shown. */
export function buildLiveMove(
  { move, effort, changes, planned }: Extract<MoveView, { kind: "move" }>,
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
      ...(shown
        ? outcomeWords(shown.sides, shown.index, currency)
        : plannedWords(planned, currency)),
    ],
    ...(chosen !== undefined && efforts.length > 0 && { efforts: { choices: efforts, chosen } }),
  };
}

/** ` One run on both costs about $0.00690, at most $0.0108.`; empty if that is not known. */
function plannedWords(planned: readonly PlannedCost[], currency: Currency): RichText {
  const cost = planned.length > 0 && expectedAndMost({ planned, runsEach: 1, currency });
  return cost ? [` One run on both costs ${cost}.`] : [];
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
