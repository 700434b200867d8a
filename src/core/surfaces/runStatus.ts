import type { Currency } from "../currency";
import { formatDecimals, formatUsd } from "../format";
import type { Model } from "../models/model";
import { type PicoUsd, sumIfKnown } from "../money";
import { type Pair, SIDES } from "../pair";
import { visibleLine } from "../visibleText";
import { escapeIcons } from "./segments";
import { spoken, type StatusBarText } from "./statusBar";

/** A live run in progress, as far as the status bar needs it. */
export interface ActiveRun {
  /** Identifies the prompt: two models started one after the other run the same prompt. */
  readonly prompt: string;
  /** Of the models that it runs on. */
  readonly names: Partial<Pair<RunModel>>;
  readonly currency: Currency;
  /** The answers that have begun. */
  readonly answers: readonly RunAnswer[];
}

type RunModel = Pick<Model, "label" | "shortLabel">;

interface RunAnswer {
  readonly startedAtMs: number;
  /** So far, at most, or billed. Undefined if the model has no price. */
  readonly cost?: PicoUsd;
}

const MAX_CHARACTERS = 32;
const ICON = "$(sync~spin)";
/** From this on a tenth of a second no longer matters. */
const WHOLE_SECONDS_FROM = 100;

/**
 * `$(sync~spin) Running on both… 1.8 s · $0.0012`. If that gets too long, the model's name is left out
 * first, then the cost. Undefined if nothing is running.
 */
export function runStatus(runs: readonly ActiveRun[], nowMs: number): StatusBarText | undefined {
  const [first] = runs;
  if (first === undefined) return undefined;
  const elapsed = elapsedWords(runs, nowMs);
  const cost = costWords(runs, first.currency);
  const long = subjectWords(runs, "label");
  const words = firstThatFits([
    itemWords(long, elapsed, cost),
    itemWords(subjectWords(runs, "shortLabel"), elapsed, cost),
    itemWords("", elapsed, cost),
    itemWords("", elapsed, undefined),
  ]);
  return {
    text: `${ICON} ${escapeIcons(words)}`,
    label: spoken(`running${long}`, elapsed, cost && `${cost} at most so far`),
  };
}

function firstThatFits(candidates: readonly string[]): string {
  return candidates.find((words) => words.length <= MAX_CHARACTERS) ?? "Running…";
}

function itemWords(subject: string, elapsed: string | undefined, cost: string | undefined): string {
  const figures = [elapsed, cost].filter((figure) => figure !== undefined).join(" · ");
  return visibleLine(`Running${subject}… ${figures}`).trimEnd();
}

/** ` on both`, ` on GPT-4o mini`, ` 2 prompts`. */
function subjectWords(runs: readonly ActiveRun[], name: keyof RunModel): string {
  const prompts = new Set(runs.map(({ prompt }) => prompt)).size;
  if (prompts > 1) return ` ${prompts} prompts`;
  const [model, other] = SIDES.flatMap(
    (side) => runs.find(({ names }) => names[side])?.names[side] ?? [],
  );
  return model === undefined || other !== undefined ? " on both" : ` on ${model[name]}`;
}

function elapsedWords(runs: readonly ActiveRun[], nowMs: number): string | undefined {
  const starts = runs.flatMap(({ answers }) => answers.map(({ startedAtMs }) => startedAtMs));
  if (starts.length === 0) return undefined;
  const seconds = Math.max(0, nowMs - Math.min(...starts)) / 1000;
  return `${formatDecimals(seconds, seconds < WHOLE_SECONDS_FROM ? 1 : 0)} s`;
}

/** Undefined if one cost is unknown: the rest would be taken for the whole. */
function costWords(runs: readonly ActiveRun[], currency: Currency): string | undefined {
  const costs = runs.flatMap(({ answers }) => answers.map(({ cost }) => cost));
  const sum = costs.length === 0 ? undefined : sumIfKnown(costs);
  return sum === undefined ? undefined : formatUsd(sum, currency);
}
