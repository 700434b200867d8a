import type * as vscode from "vscode";
import type { Estimate } from "../../core/estimate/estimate";
import { type AfterMove, afterMoveOf, moveOfPair } from "../../core/migrate/afterMove";
import type { Prompt } from "../../core/prompt/prompt";
import type { EstimateContext } from "./estimateContext";
import { planOptionsOf } from "./planOptions";
import type { ReadyReading } from "./reading";

/** A document and the prompts that were read from its current text. */
interface ReadDocument {
  readonly document: vscode.TextDocument;
  readonly prompts: readonly Prompt[];
}

/** Undefined if the reading is of an earlier text, because the current one is broken. */
export function readDocument(
  { estimate, staleSince }: ReadyReading,
  document: vscode.TextDocument,
): ReadDocument | undefined {
  return staleSince === undefined ? { document, prompts: estimate.file.prompts } : undefined;
}

/** The costs of prompts after the move and the changes in their files, computed once per estimate. */
export class AfterMoves {
  private readonly known = new WeakMap<Estimate, AfterMove>();

  /** Whether a model of the pair ends and there is one that this prompt moves to. */
  canMove({ prompt }: Estimate, { settings, userSettings }: EstimateContext): boolean {
    const { target } = planOptionsOf(userSettings, settings.today);
    return !prompt.isContext && moveOfPair(settings.pair, settings.today, target) !== undefined;
  }

  /** `read`: the source of `estimate`; undefined for a selection. */
  of(
    estimate: Estimate,
    { services, settings, userSettings }: EstimateContext,
    read?: ReadDocument,
  ): AfterMove | undefined {
    const known = this.known.get(estimate);
    if (known) return known;
    const { target } = planOptionsOf(userSettings, settings.today);
    const source = read && {
      path: read.document.uri.path,
      text: read.document.getText(),
      prompts: read.prompts,
    };
    const move = afterMoveOf(estimate, {
      services,
      settings,
      ...(target && { target }),
      ...(source && { source }),
    });
    if (move) this.known.set(estimate, move);
    return move;
  }
}
