import * as vscode from "vscode";
import type { PromptRow } from "../../core/prompts/promptRow";
import { rowsAsMarkdown } from "../../core/prompts/promptWords";
import { UserError } from "../errors";
import { COMMANDS, type CommandId } from "../ids";
import type { Log } from "../log";
import { registerCommand } from "../registerCommand";
import type { PromptIndex } from "./promptIndex";
import type { PromptsView } from "./promptsView";
import type { PromptNode } from "./promptTree";
import { switchPrompts } from "./switchPrompts";
import type { EstimateStore } from "../store/estimateStore";

/** The commands behind the title, context menu, and keys of the prompts view. */
export function registerPromptCommands(
  view: PromptsView,
  index: PromptIndex,
  store: EstimateStore,
  log: Log,
): vscode.Disposable {
  const onRows = (
    command: CommandId,
    run: (rows: readonly PromptRow[]) => Promise<unknown> | Thenable<unknown>,
  ): vscode.Disposable =>
    registerCommand(command, log, async (clicked, selected) => {
      const nodes = view.rowNodes(
        isNode(clicked) ? clicked : undefined,
        Array.isArray(selected) ? selected.filter(isNode) : undefined,
      );
      const rows = nodes.flatMap((node) => view.tree.rowsOf(node));
      if (rows.length === 0) throw new UserError(vscode.l10n.t("Select a prompt first."));
      await run(rows);
    });
  const onFirst = (
    command: CommandId,
    run: (uri: vscode.Uri) => Thenable<unknown>,
  ): vscode.Disposable =>
    onRows(command, async ([row]) => {
      if (row) await run(uriOf(row));
    });
  const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(command, ...args);

  return vscode.Disposable.from(
    registerCommand(COMMANDS.stopPrompts, log, () => index.stop()),
    registerCommand(COMMANDS.refreshPrompts, log, () => index.readAgain()),
    registerCommand(COMMANDS.groupPrompts, log, () => view.chooseGrouping()),
    registerCommand(COMMANDS.sortPrompts, log, () => view.chooseSorting()),
    registerCommand(COMMANDS.filterPrompts, log, () => view.chooseFilter()),
    registerCommand(COMMANDS.showMorePrompts, log, (node) => {
      if (isNode(node)) view.tree.showMore(node);
    }),
    onFirst(COMMANDS.openPromptToSide, (uri) => run("vscode.open", uri, vscode.ViewColumn.Beside)),
    onRows(COMMANDS.comparePrompts, (rows) => {
      const uris = rows.map(uriOf);
      return run(COMMANDS.compare, uris[0], uris);
    }),
    onFirst(COMMANDS.runPrompt, (uri) => run(COMMANDS.run, { uri: uri.toString() })),
    onFirst(COMMANDS.showPromptChanges, (uri) => run("git.openChange", uri)),
    onFirst(COMMANDS.revealPrompt, (uri) => run("revealInExplorer", uri)),
    onRows(COMMANDS.copyPrompts, async (rows) =>
      vscode.env.clipboard.writeText(rowsAsMarkdown(rows, await view.words())),
    ),
    onRows(COMMANDS.switchPrompts, (rows) => switchPrompts(rows, store)),
    registerCommand(COMMANDS.switchAllPrompts, log, () =>
      switchPrompts(view.tree.arrangedRows(), store),
    ),
  );
}

function uriOf({ id }: PromptRow): vscode.Uri {
  return vscode.Uri.parse(id, true);
}

/** A menu passes an item of the tree, a key binding nothing. */
function isNode(argument: unknown): argument is PromptNode {
  return typeof argument === "object" && argument !== null && "kind" in argument;
}
