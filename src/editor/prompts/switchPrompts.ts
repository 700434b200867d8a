import * as vscode from "vscode";
import type { PromptRow } from "../../core/prompts/promptRow";
import { switchEdits } from "../../core/prompts/switchEdits";
import { switchQuestion } from "../../core/prompts/promptWords";
import { UserError } from "../errors";
import type { EstimateStore } from "../store/estimateStore";
import { applyOrPreview, type FileEdits } from "../surfaces/fileEdits";

/** Puts the recommended model into the files that name the more expensive one. */
export async function switchPrompts(
  rows: readonly PromptRow[],
  store: EstimateStore,
): Promise<void> {
  const switchable = rows.filter(({ saving }) => saving !== undefined);
  if (switchable.length === 0) {
    throw new UserError(
      vscode.l10n.t("No prompt here names a more expensive model than the recommended one."),
    );
  }
  const files = await Promise.all(switchable.map((row) => editsOf(row, store)));
  const edited = files.filter(({ edits }) => edits.length > 0);
  if (edited.length === 0) {
    throw new UserError(
      vscode.l10n.t(
        "The model is set by a constant or a variable there. Change its value, and the figures follow.",
      ),
    );
  }
  await applyOrPreview(edited, switchQuestion(edited.length, files.length - edited.length));
}

async function editsOf({ id }: PromptRow, store: EstimateStore): Promise<FileEdits> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(id, true));
  const reading = await store.whenRead(document);
  if (reading?.kind !== "ready" || reading.version !== document.version) {
    return { document, edits: [] };
  }
  const { estimate, context } = reading;
  return { document, edits: switchEdits(document.getText(), estimate.estimates, context.settings) };
}
