import * as vscode from "vscode";
import {
  type Arrangement,
  FILTERS,
  GROUPINGS,
  readArrangement,
  SORTINGS,
} from "../../core/prompts/arrangeRows";
import { totalOfRows } from "../../core/prompts/promptTotals";
import {
  listMessage,
  type PromptWordsInput,
  readingMessage,
  stoppedMessage,
} from "../../core/prompts/promptWords";
import { CONTEXT_KEYS, PROMPTS_VIEW } from "../ids";
import type { Log } from "../log";
import type { PanelChoices } from "../panel/panelChoices";
import { showError } from "../errors";
import type { EstimateContexts } from "../store/estimateContext";
import { WorkspaceChoice } from "../workspaceChoice";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import type { PromptIndex } from "./promptIndex";
import { type PromptNode, PromptTree } from "./promptTree";

/** The view of all prompts in the activity bar. It reads the workspace when it is first shown. */
export class PromptsView implements vscode.Disposable {
  readonly tree = new PromptTree();
  private readonly view: vscode.TreeView<PromptNode>;
  private readonly disposables: vscode.Disposable;
  private readonly arrangement: WorkspaceChoice<Arrangement>;
  private drawnRows = 0;

  constructor(
    private readonly index: PromptIndex,
    private readonly contexts: EstimateContexts,
    private readonly choices: PanelChoices,
    memento: vscode.Memento,
    private readonly log: Log,
  ) {
    this.arrangement = new WorkspaceChoice(memento, "tokenscale.prompts", readArrangement);
    this.view = vscode.window.createTreeView(PROMPTS_VIEW, {
      treeDataProvider: this.tree,
      canSelectMany: true,
    });
    this.disposables = vscode.Disposable.from(
      this.view,
      this.view.onDidChangeVisibility(() => this.readIfVisible()),
      index.onDidChange(() => this.attempt(this.draw())),
      choices.scale.onDidChange(() => this.attempt(this.draw())),
      this.arrangement,
      this.arrangement.onDidChange(() => this.attempt(this.draw())),
    );
    this.readIfVisible();
  }

  /** The rows of the clicked item and of all selected ones; without a click, of the selection. */
  rowNodes(
    clicked: PromptNode | undefined,
    selected: readonly PromptNode[] | undefined,
  ): readonly PromptNode[] {
    if (selected !== undefined) return selected;
    return clicked === undefined ? this.view.selection : [clicked];
  }

  async chooseGrouping(): Promise<void> {
    const groupBy = await choose(
      vscode.l10n.t("Group by"),
      GROUPINGS,
      this.arrangement.current.groupBy,
      {
        folder: vscode.l10n.t("Folder"),
        kind: vscode.l10n.t("Kind of task"),
        model: vscode.l10n.t("Model named in the file"),
      },
    );
    if (groupBy) await this.arrange({ groupBy });
  }

  async chooseSorting(): Promise<void> {
    const sortBy = await choose(
      vscode.l10n.t("Sort by"),
      SORTINGS,
      this.arrangement.current.sortBy,
      {
        path: vscode.l10n.t("Name"),
        tokens: vscode.l10n.t("Tokens"),
        cost: vscode.l10n.t("Cost"),
        saving: vscode.l10n.t("Saving"),
        change: vscode.l10n.t("Change since last commit"),
      },
    );
    if (sortBy) await this.arrange({ sortBy });
  }

  async chooseFilter(): Promise<void> {
    const filter = await choose(vscode.l10n.t("Show"), FILTERS, this.arrangement.current.filter, {
      all: vscode.l10n.t("All prompts"),
      "to-switch": vscode.l10n.t("Prompts to switch"),
      changed: vscode.l10n.t("Changed since last commit"),
      problems: vscode.l10n.t("With problems"),
    });
    if (filter) await this.arrange({ filter });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** The settings of all words about rows. */
  async words(): Promise<PromptWordsInput> {
    const { settings, userSettings } = await this.contexts.get();
    return {
      pair: settings.pair,
      currency: currencyOfSettings(userSettings),
      requestsPerMonth: this.choices.scale.current.requestsPerMonth,
    };
  }

  private readIfVisible(): void {
    if (!this.view.visible) return;
    const reading = this.index.start();
    void vscode.window.withProgress({ location: { viewId: PROMPTS_VIEW } }, () => reading);
    this.attempt(reading);
  }

  private arrange(part: Partial<Arrangement>): Promise<void> {
    return this.arrangement.set({ ...this.arrangement.current, ...part });
  }

  private async draw(): Promise<void> {
    const words = await this.words();
    const rows = this.index.rows();
    const { isReading, readFiles, allFiles } = this.index.progress;
    // While the workspace is read, the list is drawn anew only when it has grown a lot.
    if (!isReading || rows.length >= 2 * this.drawnRows) {
      this.drawnRows = rows.length;
      this.tree.show({ rows, arrangement: this.arrangement.current, words });
    }
    this.view.message = isReading
      ? readingMessage(readFiles, allFiles, rows.length)
      : readFiles < allFiles
        ? stoppedMessage(readFiles, allFiles)
        : rows.length === 0
          ? ""
          : listMessage(totalOfRows(rows), words);
    await setContext(CONTEXT_KEYS.isReadingPrompts, isReading);
    await setContext(CONTEXT_KEYS.hasNoPrompts, !isReading && rows.length === 0);
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      void showError("Prompts view", this.log, error);
    });
  }
}

function setContext(key: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand("setContext", key, value);
}

/** The current choice is marked; undefined if the user cancels. */
async function choose<Choice extends string>(
  title: string,
  choices: readonly Choice[],
  current: Choice,
  labels: Readonly<Record<Choice, string>>,
): Promise<Choice | undefined> {
  const items = choices.map((choice) => ({
    label: labels[choice],
    choice,
    ...(choice === current && { description: vscode.l10n.t("current") }),
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.choice;
}
