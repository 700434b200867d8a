import * as vscode from "vscode";
import type { PanelInput, PromptSubject } from "../../core/panel/panelInput";
import { promptName } from "../../core/runs/comparisonPlan";
import type { RunnablePrompt } from "../../core/runs/engine/startRun";
import type { PanelController } from "../panel/panelController";
import { type PanelSubjectRef, uriOf } from "../panel/panelSubject";

/** The single prompt in the panel, as needed by runs and their history. */
export interface PanelPrompt extends RunnablePrompt {
  readonly uri: vscode.Uri;
  readonly subject: PromptSubject;
  /** The subject that shows the prompt in the panel again. */
  readonly shown: PanelSubjectRef;
  /** The other content of the panel. */
  readonly input: PanelInput;
}

/** Undefined if the panel shows none, or several. Call it after the panel has been drawn. */
export function promptInPanel(panel: PanelController): PanelPrompt | undefined {
  const { currentInput: input, currentSubject: shown } = panel;
  const uri = uriOf(shown);
  if (input?.subject.kind !== "one" || uri === undefined) return undefined;
  const { subject } = input;
  const file = vscode.workspace.asRelativePath(uri);
  const request = requestOf(shown, subject);
  const place = { file, ...(request !== undefined && { request }) };
  return {
    uri,
    ...place,
    name: promptName(place),
    prompt: subject.estimate.prompt,
    currency: input.currency,
    alternatives: input.otherPairs.flatMap(({ left, right }) => [left.id, right.id]),
    subject,
    shown,
    input,
  };
}

function requestOf(
  shown: PanelController["currentSubject"],
  { estimate, isSelection }: PromptSubject,
): string | undefined {
  if (isSelection) return "selection";
  return shown.kind === "request" ? (estimate.prompt.name ?? String(shown.index + 1)) : undefined;
}
