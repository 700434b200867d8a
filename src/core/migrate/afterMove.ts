import {
  buildEstimate,
  type EstimateServices,
  type EstimateSettings,
} from "../estimate/buildEstimate";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { lineNumbers } from "../lineNumbers";
import type { Model, ReasoningEffort } from "../models/model";
import type { ModelPair } from "../models/resolvePair";
import { type Retirement, retirementOf } from "../models/retirement";
import { SIDES } from "../pair";
import type { Prompt } from "../prompt/prompt";
import { breakEffect, breakTitle } from "./breakWords";
import { officialTarget, type Target } from "./breaks/target";
import { breakLines } from "./placeJson";
import { planFile } from "./planFile";
import { promptsByPlace } from "./promptsByPlace";
import { effortOnTarget, targetSide } from "./targetSide";

/** A model of the pair that ends. */
export interface EndingModel {
  readonly model: Model;
  readonly retirement: Retirement;
}

/** Something that changes in the file of a prompt. */
export interface MoveChange {
  readonly title: string;
  /** The safe edit in words; empty if there is nothing to edit. */
  readonly effect: string;
  readonly isSafe: boolean;
}

/** A prompt on the model that takes the place of those that end. */
export interface AfterMove {
  readonly ending: readonly EndingModel[];
  /** Whether OpenAI names the target, and not the settings. */
  readonly isOfficial: boolean;
  /** The target at the effort that the prompt has there. */
  readonly target: Target;
  readonly estimate: ModelEstimate;
  /** At the model's default effort, which applies if the prompt names none, if that differs. */
  readonly atDefault?: { readonly effort: ReasoningEffort; readonly estimate: ModelEstimate };
  readonly changes: readonly MoveChange[];
}

/** The file that a prompt is in. */
interface PromptSource {
  readonly path: string;
  readonly text: string;
  /** All of the file's prompts, in the order of the file. */
  readonly prompts: readonly Prompt[];
}

interface AfterMoveOptions {
  readonly services: EstimateServices;
  readonly settings: EstimateSettings;
  /** The one that the user chose; without it the one that OpenAI names. */
  readonly target?: Target;
  /** Undefined for a prompt without a file of its own. */
  readonly source?: PromptSource;
}

/** Which models of a pair end, and the model they move to; undefined if none ends or has a target. */
export function moveOfPair(
  pair: ModelPair,
  today: string,
  chosen?: Target,
): Pick<AfterMove, "ending" | "isOfficial" | "target"> | undefined {
  const ending = SIDES.flatMap((side): readonly EndingModel[] => {
    const retirement = retirementOf(pair[side], pair[`${side}Snapshot`], today);
    return retirement ? [{ model: pair[side], retirement }] : [];
  });
  const [official] = ending.flatMap(
    ({ retirement }) => officialTarget(retirement.replacement) ?? [],
  );
  const target = chosen ?? official;
  if (ending.length === 0 || target === undefined) return undefined;
  return { ending, isOfficial: target.model === official?.model, target };
}

/** The cost of a prompt after the move, and the changes in its file; undefined if nothing ends. */
export function afterMoveOf(
  { prompt }: Pick<Estimate, "prompt">,
  { services, settings, target: chosen, source }: AfterMoveOptions,
): AfterMove | undefined {
  const move = moveOfPair(settings.pair, settings.today, chosen);
  if (move === undefined || prompt.isContext) return undefined;
  const { model } = move.target;
  const effort = effortOnTarget(move.target, prompt);
  const target: Target = { model, ...(effort !== undefined && { effort }) };
  const { left, leftSnapshot } = settings.pair;
  const onTarget = (at: ReasoningEffort | undefined): ModelEstimate => {
    const pair = { left, leftSnapshot, ...targetSide(model, at) };
    return buildEstimate(prompt, services, { ...settings, pair }).right;
  };
  const byDefault = model.reasoning?.defaultEffort;
  return {
    ...move,
    target,
    estimate: onTarget(effort),
    ...(byDefault !== undefined &&
      byDefault !== effort && {
        atDefault: { effort: byDefault, estimate: onTarget(byDefault) },
      }),
    changes: source ? changesIn(source, prompt, target, settings.today) : [],
  };
}

/** The changes at the places that name the model of this prompt. */
function changesIn(
  { path, text, prompts }: PromptSource,
  prompt: Prompt,
  target: Target,
  today: string,
): readonly MoveChange[] {
  const promptsOf = promptsByPlace(prompts);
  const lineOf = lineNumbers(text);
  return planFile(path, text, { today, target })
    .filter(({ place }) => promptsOf(place).includes(prompt))
    .flatMap((plan) =>
      breakLines(plan, text, lineOf).map((found) => ({
        title: breakTitle(found, { plan }),
        effect: breakEffect(found),
        isSafe: found.isSafe,
      })),
    );
}
