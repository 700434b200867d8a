import type { Currency } from "../../currency";
import type { PicoUsd } from "../../money";
import { formatTokens } from "../../format";
import type { Spread } from "../../runs/engine/answerStatistics";
import { describeEstimates, type EstimateAccuracy } from "../../runs/records/estimateRecord";
import type { LedgerRow } from "../../runs/spending/ledgerReport";
import type { WordDiff } from "../../runs/engine/similarity";
import type { StoredRun } from "../../runs/records/storedRun";
import type { LiveState } from "../contract/liveState";
import { type Pair, type Side, SIDES } from "../../pair";
import type { MoveChange } from "../../runs/moveChange";
import type { ButtonState, ModelName } from "../contract/panelState";
import { type ModelMark, modelName, type TextSpan, type RichText } from "../contract/richText";
import { RUN_MOVE_LABEL } from "../../surfaces/words";
import { markOf } from "../modelMark";
import { buildAnswerDiff, percentOf } from "../answerDiff";
import { buildLiveAnswer, isInProgress, progressWords } from "./answerState";
import type { DamagedRecords } from "../../runs/records/keptRecords";
import { buildBaselines, buildHistory, buildLedger } from "./keptRuns";
import { buildLiveMove, type MoveView } from "./liveMove";
import { buildMeasurements } from "./measurementsTable";
import type { ShownSides } from "../../runs/engine/answerView";

/** Everything that the Live section is built from. */
export interface LiveInput {
  readonly pair: Pair<ModelName & { readonly id: string }>;
  readonly currency: Currency;
  /** The destination of a run: `api.openai.com, Chat Completions`. */
  readonly where: string;
  /** `$0.0108 at most for one run on both.`, or why nothing can be run. */
  readonly beforeRun: string;
  readonly canRun: boolean;
  /** Whether there is a server that can count. */
  readonly canVerify: boolean;
  readonly runsEach: { readonly value: string; readonly problem?: string };
  /** Undefined if the prompt has nothing to move from, or before that is known. */
  readonly move?: MoveView;
  /** Whether `sides` are of the old and the new model of a move, and not of the pair. */
  readonly isMove?: boolean;
  /** The changes made for the new model in the run that is shown. */
  readonly moveChanges?: readonly MoveChange[];
  /** Undefined before the first run. */
  readonly sides?: ShownSides;
  /** Which of several answers is shown, from 0. */
  readonly shownIndex: number;
  /** For the answers that are shown; undefined if they are too long to compare. */
  readonly diff?: WordDiff;
  /** For several answers of a model, if known. */
  readonly alike: Partial<Pair<Spread<number>>>;
  /** Newest first. */
  readonly history: readonly StoredRun[];
  readonly baselines: readonly StoredRun[];
  /** Of the prompt as it is now, to compare with that of the baselines. */
  readonly promptHash?: string;
  readonly accuracy: EstimateAccuracy;
  readonly ledger: readonly LedgerRow[];
  readonly spentThisMonth: PicoUsd;
  readonly damaged: DamagedRecords;
  readonly budgetUsdPerMonth: number | undefined;
  /** ISO date in the user's time zone. */
  readonly today: string;
}

/** The Live section of the panel in words. Texts of answers are sent separately, by their keys. */
export function buildLiveState(input: LiveInput): LiveState {
  const { pair, currency, sides, shownIndex, accuracy, beforeRun, where, isMove, move } = input;
  const names = namesOf(input);
  const marks = marksOf(input);
  const spans = {
    left: modelName(marks.left, names.left.label),
    right: modelName(marks.right, names.right.label),
  };
  const run = isMove ? "runMove" : "runLive";
  const idOf = (side: Side): string | undefined => (isMove ? undefined : pair[side].id);
  const isRunning = sides !== undefined && SIDES.some((side) => sides[side]?.isRunning);
  const answerCount = Math.max(0, ...SIDES.map((side) => sides?.[side]?.answers.length ?? 0));
  return {
    note: [sides === undefined || isMove ? `${where}.` : `${where}. ${beforeRun}`],
    names,
    marks,
    lead: leadOf(input, spans),
    phase: sides === undefined ? "idle" : isRunning ? "running" : "done",
    actions: actionsOf(input, isRunning),
    runsEach: input.runsEach,
    ...(move?.kind === "move" && { move: buildLiveMove(move, shownMove(input), currency) }),
    ...(sides && {
      answers: {
        left: buildLiveAnswer(sides.left, "left", shownIndex, idOf("left"), run),
        right: buildLiveAnswer(sides.right, "right", shownIndex, idOf("right"), run),
      },
    }),
    ...(answerCount > 1 && {
      shown: {
        index: shownIndex,
        labels: Array.from({ length: answerCount }, (_, at) => formatTokens(at + 1)),
      },
    }),
    ...(answerCount > 0 &&
      sides && { measurements: buildMeasurements(sides, shownIndex, spans, currency) }),
    ...((input.alike.left ?? input.alike.right) && {
      similarity: similarityWords(input.alike, spans),
    }),
    ...(accuracy.output.runs > 0 && { estimateRecord: [describeEstimates(accuracy)] }),
    ...diffOf(input, names),
    ...((move?.kind === "move" || input.baselines.length > 0 || input.damaged.baselines > 0) && {
      baselines: buildBaselines(input.baselines, input.damaged.baselines, {
        canRun: !isRunning,
        promptHash: input.promptHash,
        currency,
      }),
    }),
    history: buildHistory(input.history, !isRunning, input.damaged.historyRuns, currency),
    ledger: buildLedger(
      input.ledger,
      input.spentThisMonth,
      input.budgetUsdPerMonth,
      input.today,
      input.damaged.ledgerLines,
      currency,
    ),
  };
}

/** Of what is shown; of a move without a run of one of its models by the move itself. */
function namesOf({ pair, isMove, move, sides }: LiveInput): Pair<ModelName> {
  const name = (side: Side, ofMove: ModelName | undefined): ModelName => {
    const { label, shortLabel } = (isMove && (sides?.[side]?.name ?? ofMove)) || pair[side];
    return { label, shortLabel };
  };
  const known = move?.kind === "move" ? move : undefined;
  return { left: name("left", known?.move.old), right: name("right", known?.target) };
}

/** The replacement has its own shape, at any effort that reasons a hollow one. */
function marksOf({ isMove, move }: LiveInput): Pair<ModelMark> {
  if (!isMove || move?.kind !== "move") return { left: "left", right: "right" };
  return {
    left: markOf(move.move.old) ?? "left",
    right: markOf(move.move.target.model, move.effort) ?? "successor",
  };
}

function shownMove({
  isMove,
  sides,
  shownIndex,
  moveChanges,
}: LiveInput): Parameters<typeof buildLiveMove>[1] {
  return isMove && sides ? { sides, index: shownIndex, changes: moveChanges } : undefined;
}

function leadOf({ sides, beforeRun, shownIndex }: LiveInput, names: Pair<TextSpan>): RichText {
  if (sides === undefined) return [beforeRun];
  const sentences = SIDES.flatMap((side): RichText[] => {
    const answer = sides[side]?.answers[shownIndex];
    return answer === undefined ? [] : [[names[side], ` ${progressWords(answer)}`]];
  });
  if (sentences.length === 0) return ["The run begins."];
  return [...sentences.flatMap((words, at) => (at === 0 ? words : ["; ", ...words])), "."];
}

function actionsOf(
  { sides, canRun, canVerify, move }: LiveInput,
  isRunning: boolean,
): readonly ButtonState[] {
  if (isRunning) return [{ label: "Stop All", action: { type: "stopLive" }, primary: true }];
  return [
    { label: "Run on Both", action: { type: "runLive" }, primary: true, disabled: !canRun },
    ...(move?.kind === "move"
      ? [{ label: RUN_MOVE_LABEL, action: { type: "runMove" }, disabled: !canRun } as const]
      : []),
    ...(sides ? [{ label: "Save Run", action: { type: "saveRun" } } as const] : []),
    ...(canVerify
      ? [{ label: "Verify the Count", action: { type: "verifyCount" }, disabled: !canRun } as const]
      : []),
  ];
}

/** `Answers of GPT-4o are 94% alike (91–96%), those of GPT-4o mini 100%, word by word.` */
function similarityWords(alike: LiveInput["alike"], names: Pair<TextSpan>): RichText {
  const clauses = SIDES.flatMap((side): { readonly name: TextSpan; readonly share: string }[] => {
    const spread = alike[side];
    if (spread === undefined) return [];
    const { median, min, max } = spread;
    const range = min === max ? "" : ` (${percentOf(min)}–${percentOf(max)})`;
    return [{ name: names[side], share: `${percentOf(median)} alike${range}` }];
  });
  return [
    ...clauses.flatMap(({ name, share }, at): RichText => {
      return at === 0 ? ["Answers of ", name, ` are ${share}`] : [", those of ", name, ` ${share}`];
    }),
    ", word by word and pair by pair.",
  ];
}

/** Of two answers that both say something. */
function diffOf(
  { sides, shownIndex, diff }: LiveInput,
  names: Pair<ModelName>,
): Pick<LiveState, "diff" | "diffActions"> {
  const answers = SIDES.flatMap((side) => sides?.[side]?.answers[shownIndex] ?? []);
  if (answers.length < 2 || answers.some(({ text }) => text === "")) return { diffActions: [] };
  const isDone = !answers.some(isInProgress);
  return {
    diff: buildAnswerDiff(diff, isDone, names),
    diffActions: [{ label: "Open Diff", action: { type: "openDiff" } }],
  };
}
