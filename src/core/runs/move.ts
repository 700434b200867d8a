import { findModel, type ModelSources } from "../models/findModel";
import type { Model, ReasoningEffort } from "../models/model";
import type { ModelPair } from "../models/resolvePair";
import { officialTarget, type Target } from "../migrate/breaks/target";
import { retiringModel } from "../migrate/names/retiringModel";
import { targetSide } from "../migrate/targetSide";
import type { Prompt } from "../prompt/prompt";

/** A move that a prompt can be run before and after. */
export interface Move {
  readonly old: Model;
  /** As it is sent: `gpt-4o`, or the snapshot that the file names. */
  readonly oldSnapshot: string;
  readonly target: Target;
  /** Whether the file names the new model already, so that its request is sent as written. */
  readonly isDone: boolean;
  /** Whether the user chose the effort: then it takes the place of the file's own. */
  readonly isEffortChosen: boolean;
}

type MoveChoice =
  | { readonly kind: "move"; readonly move: Move }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * The move of a prompt: from the model that its file names, else from the left one of the pair, to the
 * model that its vendor names. A file that is moved already is compared with the left one of the pair.
 * `effort`: asked for by the user; without it the plan's.
 */
export function moveOf(
  prompt: Pick<Prompt, "model">,
  pair: ModelPair,
  sources: ModelSources,
  effort?: ReasoningEffort,
): MoveChoice {
  const named = namedModel(prompt, sources);
  if (named.kind === "unknown")
    return refused(`${named.id} is not in the catalog, so no move is known.`);
  const own = named.kind === "found" ? named : undefined;
  if (own && isRetiring(own.snapshot)) return toReplacement(own.model, own.snapshot, effort);
  if (!isRetiring(pair.leftSnapshot)) {
    const both = own ? `${own.model.label} and ${pair.left.label} have` : `${pair.left.label} has`;
    return refused(`${both} no shutdown date, so there is no move to run.`);
  }
  if (own === undefined) return toReplacement(pair.left, pair.leftSnapshot, effort);
  return {
    kind: "move",
    move: {
      old: pair.left,
      oldSnapshot: pair.leftSnapshot,
      isDone: true,
      ...targetAt({ model: own.model }, effort),
    },
  };
}

/** The move from the model of a baseline, whatever the pair is now. */
export function moveFrom(
  oldSnapshot: string,
  prompt: Pick<Prompt, "model">,
  sources: ModelSources,
  effort?: ReasoningEffort,
): MoveChoice {
  const old = findModel(oldSnapshot, sources);
  if (old.kind === "unknown")
    return refused(`${oldSnapshot} is not in the catalog, so no move is known.`);
  const pair = {
    left: old.model,
    leftSnapshot: old.snapshot,
    right: old.model,
    rightSnapshot: old.snapshot,
  };
  return moveOf(prompt, pair, sources, effort);
}

/** The pair that a move is estimated and priced with: the new model at the effort of its request. */
export function pairOfMove(
  { old, oldSnapshot, target: { model } }: Move,
  effort: ReasoningEffort | undefined = model.reasoning?.defaultEffort,
): ModelPair {
  return { left: old, leftSnapshot: oldSnapshot, ...targetSide(model, effort) };
}

type Named =
  | { readonly kind: "none" }
  | { readonly kind: "unknown"; readonly id: string }
  | { readonly kind: "found"; readonly model: Model; readonly snapshot: string };

/** A name that a variable supplies is none. */
function namedModel({ model }: Pick<Prompt, "model">, sources: ModelSources): Named {
  if (model === undefined || /[{$<]/.test(model.value)) return { kind: "none" };
  return findModel(model.value, sources);
}

function isRetiring(snapshot: string): boolean {
  return retiringModel(snapshot, "openai") !== undefined;
}

function toReplacement(
  old: Model,
  oldSnapshot: string,
  effort: ReasoningEffort | undefined,
): MoveChoice {
  const { replacement, advice } = retiringModel(oldSnapshot, "openai") ?? {};
  const target = officialTarget(replacement);
  if (target === undefined) {
    const instead = advice === undefined ? "" : ` OpenAI names ${advice}.`;
    return refused(`No model takes the same requests as ${oldSnapshot}.${instead}`);
  }
  return {
    kind: "move",
    move: { old, oldSnapshot, isDone: false, ...targetAt(target, effort) },
  };
}

function targetAt(
  target: Target,
  effort: ReasoningEffort | undefined,
): Pick<Move, "target" | "isEffortChosen"> {
  const isTaken = effort !== undefined && target.model.reasoning?.efforts.includes(effort);
  return isTaken
    ? { target: { ...target, effort }, isEffortChosen: true }
    : { target, isEffortChosen: false };
}

function refused(reason: string): MoveChoice {
  return { kind: "refused", reason };
}
