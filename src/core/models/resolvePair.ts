import { findModel, type ModelLookup, type ModelSources } from "./findModel";
import { GPT_4O } from "./gpt4o";
import { GPT_4O_MINI } from "./gpt4oMini";
import type { Model } from "./model";

/** The two models that are compared, with what is priced of each. */
export interface ModelPair {
  readonly left: Model;
  readonly right: Model;
  readonly leftSnapshot: string;
  readonly rightSnapshot: string;
}

export const DEFAULT_PAIR: ModelPair = {
  left: GPT_4O,
  right: GPT_4O_MINI,
  leftSnapshot: GPT_4O.id,
  rightSnapshot: GPT_4O_MINI.id,
};

export interface PairRequest extends ModelSources {
  /** Ids, as `tokenscale.models.left` and `.right` name them. */
  readonly left: string;
  readonly right: string;
}

export interface ResolvedPair extends ModelPair {
  /** One sentence each, where something else than what was asked for is compared. */
  readonly problems: readonly string[];
}

/**
 * The pair that the settings name. An unknown model is replaced by the default of its side; the same
 * model on both sides is compared with GPT-4o mini, and GPT-4o mini with GPT-4o.
 */
export function resolvePair({ left, right, ...sources }: PairRequest): ResolvedPair {
  const problems: string[] = [];
  const leftSide = sideOf(findModel(left, sources), DEFAULT_PAIR.left, problems);
  let rightSide = sideOf(findModel(right, sources), DEFAULT_PAIR.right, problems);
  if (leftSide.model.id === rightSide.model.id) {
    if (leftSide.snapshot === rightSide.snapshot) {
      const other = leftSide.model.id === GPT_4O_MINI.id ? GPT_4O : GPT_4O_MINI;
      problems.push(`Both models are ${leftSide.model.label}. ${other.label} is compared with it.`);
      rightSide = { model: other, snapshot: other.id };
    } else {
      return {
        left: nameSnapshot(leftSide),
        right: nameSnapshot(rightSide),
        leftSnapshot: leftSide.snapshot,
        rightSnapshot: rightSide.snapshot,
        problems,
      };
    }
  }
  return {
    left: leftSide.model,
    right: rightSide.model,
    leftSnapshot: leftSide.snapshot,
    rightSnapshot: rightSide.snapshot,
    problems,
  };
}

interface PairSide {
  readonly model: Model;
  readonly snapshot: string;
}

function sideOf(lookup: ModelLookup, fallback: Model, problems: string[]): PairSide {
  if (lookup.kind === "found") return lookup;
  problems.push(`${lookup.id} is not in the catalogue. ${fallback.label} is compared instead.`);
  return { model: fallback, snapshot: fallback.id };
}

/** Two snapshots of one model are told apart by their ids. */
function nameSnapshot({ model, snapshot }: PairSide): Model {
  const { aliasOf, ...facts } = model;
  const isAlias = snapshot === model.id && aliasOf !== undefined;
  return {
    ...facts,
    ...(isAlias && { aliasOf }),
    id: snapshot,
    label: snapshot,
    shortLabel: snapshot,
  };
}
