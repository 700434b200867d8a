import * as vscode from "vscode";
import { formatTokens } from "../../core/format";
import { type Arrangement, arrangeRows, type RowGroup } from "../../core/prompts/arrangeRows";
import { markIcon } from "../../core/prompts/markIcon";
import type { PromptRow } from "../../core/prompts/promptRow";
import {
  groupDescription,
  type PromptWordsInput,
  rowDescription,
  rowFacts,
  rowLabel,
} from "../../core/prompts/promptWords";
import { COMMANDS } from "../ids";

/** VS Code draws all children of an item at once: the rest of a long group waits for a click. */
const PAGE_ROWS = 500;

/** More rows begin folded up: VS Code asks for all unfolded ones at each change. */
const MAX_UNFOLDED_ROWS = 500;

/** An item of the tree. */
export type PromptNode =
  | { readonly kind: "group"; readonly group: RowGroup }
  | { readonly kind: "row"; readonly row: PromptRow }
  | { readonly kind: "more"; readonly group: RowGroup };

/** What the tree shows. */
interface TreeInput {
  readonly rows: readonly PromptRow[];
  readonly arrangement: Arrangement;
  readonly words: PromptWordsInput;
}

/** The prompts of the workspace as a tree of native items. */
export class PromptTree implements vscode.TreeDataProvider<PromptNode> {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly shownRows = new Map<string, number>();
  private input: TreeInput | undefined;
  private groups: readonly RowGroup[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  show(input: TreeInput): void {
    this.input = input;
    this.groups = arrangeRows(input.rows, input.arrangement);
    this.changed.fire();
  }

  showMore({ id }: RowGroup): void {
    this.shownRows.set(id, this.rowsShownOf(id) + PAGE_ROWS);
    this.changed.fire();
  }

  /** In the order of the tree, of all groups. */
  arrangedRows(): readonly PromptRow[] {
    return this.groups.flatMap(({ rows }) => rows);
  }

  getChildren(node?: PromptNode): PromptNode[] {
    if (node === undefined) return this.groups.map((group) => ({ kind: "group", group }));
    if (node.kind !== "group") return [];
    const { group } = node;
    const shown = group.rows.slice(0, this.rowsShownOf(group.id));
    const rows = shown.map((row): PromptNode => ({ kind: "row", row }));
    return shown.length < group.rows.length ? [...rows, { kind: "more", group }] : rows;
  }

  getTreeItem(node: PromptNode): vscode.TreeItem {
    switch (node.kind) {
      case "group":
        return groupItem(node.group, this.isFolded);
      case "more":
        return this.moreItem(node);
      case "row":
        return this.rowItem(node.row);
    }
  }

  private get isFolded(): boolean {
    return this.input !== undefined && this.input.rows.length > MAX_UNFOLDED_ROWS;
  }

  private rowsShownOf(group: string): number {
    return this.shownRows.get(group) ?? PAGE_ROWS;
  }

  private moreItem(node: Extract<PromptNode, { kind: "more" }>): vscode.TreeItem {
    const { id, rows } = node.group;
    const rest = rows.length - this.rowsShownOf(id);
    const item = new vscode.TreeItem(
      vscode.l10n.t("Show {0} More", formatTokens(Math.min(rest, PAGE_ROWS))),
    );
    item.id = `more ${id}`;
    item.iconPath = new vscode.ThemeIcon("ellipsis");
    item.command = { command: COMMANDS.showMorePrompts, title: "", arguments: [node] };
    return item;
  }

  private rowItem(row: PromptRow): vscode.TreeItem {
    const uri = vscode.Uri.parse(row.id, true);
    const item = new vscode.TreeItem(uri);
    item.id = row.id;
    item.iconPath = iconOf(row);
    item.contextValue = contextOf(row);
    item.command = { command: "vscode.open", title: "", arguments: [uri] };
    if (this.input === undefined) return item;
    const { words } = this.input;
    item.description = rowDescription(row, words);
    item.tooltip = [row.path, ...rowFacts(row, words)].join("\n");
    item.accessibilityInformation = { label: rowLabel(row, words) };
    return item;
  }
}

function groupItem(group: RowGroup, isFolded: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(group.label, isFolded ? Collapsed : Expanded);
  item.id = group.id;
  item.description = groupDescription(group);
  item.contextValue = "group";
  return item;
}

/** The mark of the model that the prompt goes to, or a warning. */
function iconOf(row: PromptRow): NonNullable<vscode.TreeItem["iconPath"]> {
  if (row.problem !== undefined) {
    return new vscode.ThemeIcon("warning", new vscode.ThemeColor("problemsWarningIcon.foreground"));
  }
  return { dark: svgUri(markIcon(row, "dark")), light: svgUri(markIcon(row, "light")) };
}

function svgUri(svg: string): vscode.Uri {
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}

/** What the context menu can do with the row, as words for its `when` clauses. */
function contextOf(row: PromptRow): string {
  return [
    row.isContext ? "context" : "prompt",
    ...(row.saving === undefined ? [] : ["switchable"]),
    ...(row.shutdownDays === undefined ? [] : ["retiring"]),
    ...(row.changedTokens === undefined ? [] : ["changed"]),
  ].join(" ");
}
