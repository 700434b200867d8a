import * as vscode from "vscode";
import { planCsv } from "../../core/migrate/planCsv";
import { planMarkdown } from "../../core/migrate/planMarkdown";
import { planSummary } from "../../core/migrate/planWords";
import { placeJson } from "../../core/migrate/placeJson";
import { UserError } from "../errors";
import { COMMANDS, CONTEXT_KEYS, MOVE_VIEW } from "../ids";
import type { Log } from "../log";
import { registerCommand } from "../registerCommand";
import { saveText } from "../saveText";
import type { EstimateContexts } from "../store/estimateContext";
import { applySafeEdits } from "./applyMoves";
import { type MovePlan, readMovePlan } from "./movePlan";
import { targetProblemOf } from "./planOptions";
import { MoveTree } from "./moveTree";

/** The plan for leaving retiring models: a tree, its exports, and all its safe edits at once. */
export function registerMoveCommands(contexts: EstimateContexts, log: Log): vscode.Disposable {
  const tree = new MoveTree();
  const view = vscode.window.createTreeView(MOVE_VIEW, { treeDataProvider: tree });
  let latest: MovePlan | undefined;

  const plan = async (): Promise<MovePlan> => {
    const { settings, userSettings } = await contexts.get();
    const problem = targetProblemOf(userSettings, settings.today);
    if (problem !== undefined)
      throw new UserError(vscode.l10n.t("The setting tokenscale.move.target: {0}", problem));
    latest = await readWithProgress(contexts);
    tree.show(latest);
    view.message = planSummary(latest.places, latest.files);
    await vscode.commands.executeCommand("setContext", CONTEXT_KEYS.hasMovePlan, true);
    return latest;
  };

  return vscode.Disposable.from(
    view,
    registerCommand(COMMANDS.planMove, log, async () => {
      await plan();
      await vscode.commands.executeCommand(`${MOVE_VIEW}.focus`);
    }),
    registerCommand(COMMANDS.applyMove, log, async () => {
      if (await applySafeEdits(latest ?? (await plan()), await contexts.get())) await plan();
    }),
    registerCommand(COMMANDS.exportMove, log, async () => {
      await exportPlan(latest ?? (await plan()));
    }),
  );
}

function readWithProgress(contexts: EstimateContexts): Thenable<MovePlan> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Planning the move"),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) =>
    readMovePlan(
      await contexts.get(),
      (read, all, places) =>
        progress.report({
          message: vscode.l10n.t("{0} of {1} files. {2} places so far.", read, all, places),
        }),
      token,
    ),
  );
}

/** As a document to look at before saving it, or as a file. */
async function exportPlan({ places, today }: MovePlan): Promise<void> {
  const formats = [
    {
      label: "Markdown",
      description: vscode.l10n.t("a pull request's description or a ticket"),
      write: () => openMarkdown(planMarkdown(places, today)),
    },
    { label: "CSV", write: () => saveText("move-plan.csv", planCsv(places)) },
    {
      label: "JSON",
      write: () =>
        saveText("move-plan.json", `${JSON.stringify(places.map(placeJson), undefined, 2)}\n`),
    },
  ];
  const chosen = await vscode.window.showQuickPick(formats, {
    placeHolder: vscode.l10n.t("Export the move plan as"),
  });
  await chosen?.write();
}

async function openMarkdown(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document);
}
