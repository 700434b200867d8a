import * as vscode from "vscode";
import { ledgerCsv } from "../../core/runs/spending/ledgerReport";
import { escapeIcons } from "../../core/surfaces/segments";
import { type CommandId, COMMANDS } from "../ids";
import { promptInPanel } from "../live/panelPrompt";
import type { LiveController } from "../live/liveController";
import type { RunStores } from "../live/runStores";
import type { Log } from "../log";
import type { PanelController } from "../panel/panelController";
import type { PanelSubjectRef } from "../panel/panelSubject";
import { saveText } from "../saveText";
import type { EstimateStore } from "../store/estimateStore";
import { placeOf } from "../surfaces/surfaceCommands";
import { registerCommand } from "../registerCommand";
import { nothingOpen, UserError } from "../errors";

/** "Run on Both", "Run Before and After", "Verify the Count" and the export of what was spent. */
export function registerRunCommands(
  panel: PanelController,
  live: LiveController,
  store: EstimateStore,
  stores: RunStores,
  log: Log,
): vscode.Disposable {
  const registerInLive = (command: CommandId, run: () => Promise<void>): vscode.Disposable =>
    registerCommand(command, log, async (place) => {
      if (!(await showPrompt(place, panel, store))) return;
      live.reveal();
      await run();
    });
  return vscode.Disposable.from(
    registerInLive(COMMANDS.run, () => live.run()),
    registerInLive(COMMANDS.runMove, () => live.runMove()),
    registerInLive(COMMANDS.saveBaseline, () => live.saveBaseline()),
    registerInLive(COMMANDS.compareBaseline, () => live.compareBaseline()),
    registerCommand(COMMANDS.showRun, log, () => live.showRunning()),
    registerCommand(COMMANDS.verifyCount, log, async (place) => {
      if (await showPrompt(place, panel, store)) await live.verify();
    }),
    registerCommand(COMMANDS.exportLedger, log, async () => {
      const { entries } = await stores.ledger.readAll();
      if (entries.length === 0) throw new UserError(vscode.l10n.t("Nothing was spent yet."));
      await saveText("tokenscale-spent.csv", ledgerCsv(entries));
    }),
  );
}

/**
 * Opens the panel on the prompt of a lens or a hover, or else on the active one: if there are several
 * prompts, the one at that place, or the one that the user picks. Returns whether there is one.
 */
async function showPrompt(
  argument: unknown,
  panel: PanelController,
  store: EstimateStore,
): Promise<boolean> {
  const place = placeOf(argument);
  const editor = vscode.window.activeTextEditor;
  const uri = place ? vscode.Uri.parse(place.uri, true) : editor?.document.uri;
  if (uri === undefined) {
    if (promptInPanel(panel) === undefined) throw nothingOpen();
    return true;
  }
  const hasSelection = editor?.selections.some((selection) => !selection.isEmpty) ?? false;
  const isSelection = place === undefined && hasSelection;
  const offset = place ? place.range?.start : editor?.document.offsetAt(editor.selection.active);
  const subject: PanelSubjectRef | undefined = isSelection
    ? { kind: "selection", uri }
    : await requestAt(uri, offset, store);
  if (subject === undefined) return false;
  panel.show(subject);
  await panel.whenShown();
  return true;
}

/** The request of a file that is at an offset, or that the user picks. Undefined if the user cancels. */
export async function requestAt(
  uri: vscode.Uri,
  offset: number | undefined,
  store: EstimateStore,
): Promise<Extract<PanelSubjectRef, { kind: "document" | "request" }> | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const reading = await store.whenRead(document);
  const estimates = reading?.kind === "ready" ? reading.estimate.estimates : [];
  if (estimates.length < 2) return { kind: "document", uri };
  const there = estimates.findIndex(
    ({ prompt: { range } }) => offset !== undefined && range.start <= offset && offset <= range.end,
  );
  if (there !== -1) return { kind: "request", uri, index: there };
  const items = estimates.map(({ prompt }, index) => ({
    label: escapeIcons(prompt.name ?? String(index + 1)),
    description: vscode.l10n.t("Line {0}", document.positionAt(prompt.range.start).line + 1),
    index,
  }));
  const title = vscode.l10n.t("Which prompt to run");
  const picked = await vscode.window.showQuickPick(items, { title });
  return picked && { kind: "request", uri, index: picked.index };
}
