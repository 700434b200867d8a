import type { ModelSources } from "./findModel";
import { GPT_4O } from "./gpt4o";
import { GPT_4O_MINI } from "./gpt4oMini";
import type { Model, ReasoningEffort } from "./model";
import { atEffort, findModelAtEffort, type ModelChoice, unknownEffortWords } from "./modelAtEffort";

/** The two models that are compared, with the snapshots that are priced. */
export interface ModelPair {
  readonly left: Model;
  readonly right: Model;
  readonly leftSnapshot: string;
  readonly rightSnapshot: string;
  /** The requested efforts: a file's own effort does not replace them. */
  readonly leftEffort?: ReasoningEffort;
  readonly rightEffort?: ReasoningEffort;
}

export const DEFAULT_PAIR: ModelPair = {
  left: GPT_4O,
  right: GPT_4O_MINI,
  leftSnapshot: GPT_4O.id,
  rightSnapshot: GPT_4O_MINI.id,
};

interface PairRequest extends ModelSources {
  /** `MODEL` or `MODEL@EFFORT`, as `tokenscale.models.left` and `.right` name them. */
  readonly left: string;
  readonly right: string;
}

export interface ResolvedPair extends ModelPair {
  /** Sentences that say what could not be compared as requested, and what is compared instead. */
  readonly problems: readonly string[];
}

/** The pair, with what could not be compared as requested. */
interface PairResolution extends ResolvedPair {
  /** The problems, without what is compared instead. */
  readonly refusals: readonly string[];
}

/**
 * The pair that the settings name. An unknown model is replaced by the default of its side, an unknown
 * effort by the model's default; the same model twice is compared with GPT-4o mini, and GPT-4o mini
 * with GPT-4o.
 */
export function resolvePair({ left, right, ...sources }: PairRequest): PairResolution {
  const leftSide = sideOf(findModelAtEffort(left, sources), DEFAULT_PAIR.left);
  const rightSide = sideOf(findModelAtEffort(right, sources), DEFAULT_PAIR.right);
  const problems = [leftSide, rightSide].flatMap(({ problem }) => problem ?? []);
  if (leftSide.model.id !== rightSide.model.id) return resolved(leftSide, rightSide, problems);
  if (leftSide.snapshot !== rightSide.snapshot) {
    return resolved(nameSnapshot(leftSide), nameSnapshot(rightSide), problems);
  }
  if (leftSide.model.effort !== rightSide.model.effort) {
    return resolved(nameEffort(leftSide), nameEffort(rightSide), problems);
  }
  const other = leftSide.model.id === GPT_4O_MINI.id ? GPT_4O : GPT_4O_MINI;
  const same: PairProblem = {
    refusal: `Both models are ${leftSide.model.label}.`,
    instead: `${other.label} is compared with it.`,
  };
  return resolved(leftSide, { model: other, snapshot: other.id }, [...problems, same]);
}

interface PairProblem {
  readonly refusal: string;
  readonly instead: string;
}

interface PairSide {
  readonly model: Model;
  readonly snapshot: string;
  /** Only if requested. */
  readonly effort?: ReasoningEffort;
  readonly problem?: PairProblem;
}

function resolved(
  left: PairSide,
  right: PairSide,
  problems: readonly PairProblem[],
): PairResolution {
  return {
    left: left.model,
    right: right.model,
    leftSnapshot: left.snapshot,
    rightSnapshot: right.snapshot,
    ...(left.effort !== undefined && { leftEffort: left.effort }),
    ...(right.effort !== undefined && { rightEffort: right.effort }),
    problems: problems.map(({ refusal, instead }) => `${refusal} ${instead}`),
    refusals: problems.map(({ refusal }) => refusal),
  };
}

function sideOf(choice: ModelChoice, fallback: Model): PairSide {
  switch (choice.kind) {
    case "found": {
      const { model, snapshot, effort } = choice;
      const asked = effort ?? model.reasoning?.defaultEffort;
      return {
        model: asked === undefined ? model : atEffort(model, asked),
        snapshot,
        ...(effort !== undefined && { effort }),
      };
    }
    case "unknown":
      return {
        model: fallback,
        snapshot: fallback.id,
        problem: {
          refusal: `${choice.id} is not in the catalog.`,
          instead: `${fallback.label} is compared instead.`,
        },
      };
    case "unknown-effort": {
      const { model, snapshot } = choice;
      const side = sideOf({ kind: "found", model, snapshot }, fallback);
      return {
        ...side,
        problem: {
          refusal: unknownEffortWords(model, choice.effort),
          instead: `${side.model.label} is compared instead.`,
        },
      };
    }
  }
}

/** Two snapshots of one model are distinguished by their ids. */
function nameSnapshot({ model, snapshot, effort }: PairSide): PairSide {
  const { aliasOf, ...facts } = model;
  const isAlias = snapshot === model.id && aliasOf !== undefined;
  const named = {
    ...facts,
    ...(isAlias && { aliasOf }),
    id: snapshot,
    label: snapshot,
    shortLabel: snapshot,
  };
  const { effort: atSide, ...bare } = named;
  return {
    model: atSide === undefined ? named : atEffort(bare, atSide),
    snapshot,
    ...(effort !== undefined && { effort }),
  };
}

/** Two efforts of one model are distinguished by ids such as `gpt-6-luna@none`. */
function nameEffort(side: PairSide): PairSide {
  const { model } = side;
  if (model.effort === undefined) return side;
  const id = `${model.id}@${model.effort}`;
  const prices = model.prices.map((row) => ({ ...row, snapshots: [...row.snapshots, id] }));
  return { ...side, model: { ...model, id, prices } };
}
