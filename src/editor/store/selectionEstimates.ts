import type * as vscode from "vscode";
import { estimateText, type TextEstimate } from "../../core/estimate/textEstimate";
import type { EstimateContexts } from "./estimateContext";
import type { EstimateStore } from "./estimateStore";

/** How much of a selection the recommendation uses. */
const JUDGED_CHARACTERS = 64 * 1024;

/** Counts the selection of an editor, with sums of the document's own counts if it is tracked. */
export class SelectionEstimates {
  constructor(
    private readonly store: EstimateStore,
    private readonly contexts: EstimateContexts,
  ) {}

  /** Undefined if nothing is selected. */
  async estimate(
    document: vscode.TextDocument,
    selections: readonly vscode.Selection[],
  ): Promise<TextEstimate | undefined> {
    const selected = selections.filter(({ isEmpty }) => !isEmpty);
    if (selected.length === 0) return undefined;
    const { engine, services, settings } = await this.contexts.get();
    const counter = this.store.counter(document.uri);
    const texts: string[] = [];
    const tokens: number[] = [];
    for (const selection of selected) {
      const start = document.offsetAt(selection.start);
      const end = document.offsetAt(selection.end);
      const isLong = end - start > JUDGED_CHARACTERS;
      const text = document.getText(
        isLong
          ? selection.with(selection.start, document.positionAt(start + JUDGED_CHARACTERS))
          : selection,
      );
      texts.push(text);
      tokens.push(
        counter?.countRange(start, end) ??
          engine.count(isLong ? document.getText(selection) : text),
      );
    }
    return estimateText(texts, services, settings, tokens);
  }
}
