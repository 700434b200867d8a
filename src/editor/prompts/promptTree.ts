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

/**
 * An item of the tree, by the id of its group or row. It stays the same object while its figures change:
 * VS Code forgets what an open menu belongs to if the tree is drawn anew with other items.
 */
export interface PromptNode {
  readonly kind: "group" | "row" | "more";
  readonly id: string;
}

/** Everything that the tree shows. */
interface TreeInput {
  readonly rows: readonly PromptRow[];
  readonly arrangement: Arrangement;
  readonly words: PromptWordsInput;
}

/** The prompts of the workspace as a tree of native items. */
export class PromptTree implements vscode.TreeDataProvider<PromptNode> {
  private readonly changed = new vscode.EventEmitter<PromptNode[] | undefined>();
  private readonly shownRows = new Map<string, number>();
  private readonly nodes = new Map<string, PromptNode>();
  private words: PromptWordsInput | undefined;
  private groups: ReadonlyMap<string, RowGroup> = new Map();
  private rows: ReadonlyMap<string, PromptRow> = new Map();
  readonly onDidChangeTreeData = this.changed.event;

  show({ rows, arrangement, words }: TreeInput): void {
    const groups = arrangeRows(rows, arrangement);
    const hadSameGroups = sameItems([...this.groups.keys()], idsOf(groups));
    const changedGroups =
      this.words !== undefined && haveSameWords(words, this.words)
        ? groups.filter(({ id, rows: own }) => !sameItems(own, this.groups.get(id)?.rows ?? []))
        : groups;
    this.words = words;
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.rows = new Map(this.arrangedRows().map((row) => [row.id, row]));
    if (!hadSameGroups) {
      this.changed.fire(undefined);
    } else if (changedGroups.length > 0) {
      this.changed.fire(changedGroups.map(({ id }) => this.node("group", id)));
    }
  }

  showMore({ id }: PromptNode): void {
    this.shownRows.set(id, this.rowsShownOf(id) + PAGE_ROWS);
    this.changed.fire([this.node("group", id)]);
  }

  /** In the order of the tree, of all groups. */
  arrangedRows(): readonly PromptRow[] {
    return [...this.groups.values()].flatMap(({ rows }) => rows);
  }

  /** The row of the node, or all rows of its group. */
  rowsOf({ kind, id }: PromptNode): readonly PromptRow[] {
    if (kind !== "row") return this.groups.get(id)?.rows ?? [];
    const row = this.rows.get(id);
    return row === undefined ? [] : [row];
  }

  getChildren(node?: PromptNode): PromptNode[] {
    if (node === undefined) return [...this.groups.keys()].map((id) => this.node("group", id));
    if (node.kind !== "group") return [];
    const all = this.rowsOf(node);
    const shown = all.slice(0, this.rowsShownOf(node.id)).map(({ id }) => this.node("row", id));
    return shown.length < all.length ? [...shown, this.node("more", node.id)] : shown;
  }

  getTreeItem(node: PromptNode): vscode.TreeItem {
    if (node.kind === "more") return this.moreItem(node);
    if (node.kind === "row") return this.rowItem(node);
    const group = this.groups.get(node.id);
    return group === undefined ? new vscode.TreeItem("") : groupItem(group, this.isFolded);
  }

  private get isFolded(): boolean {
    return this.rows.size > MAX_UNFOLDED_ROWS;
  }

  private node(kind: PromptNode["kind"], id: string): PromptNode {
    const key = `${kind} ${id}`;
    const known = this.nodes.get(key);
    if (known !== undefined) return known;
    const node: PromptNode = { kind, id };
    this.nodes.set(key, node);
    return node;
  }

  private rowsShownOf(group: string): number {
    return this.shownRows.get(group) ?? PAGE_ROWS;
  }

  private moreItem(node: PromptNode): vscode.TreeItem {
    const rest = this.rowsOf(node).length - this.rowsShownOf(node.id);
    const item = new vscode.TreeItem(
      vscode.l10n.t("Show {0} More", formatTokens(Math.min(rest, PAGE_ROWS))),
    );
    item.id = `more ${node.id}`;
    item.iconPath = new vscode.ThemeIcon("ellipsis");
    item.command = { command: COMMANDS.showMorePrompts, title: "", arguments: [node] };
    return item;
  }

  private rowItem({ id }: PromptNode): vscode.TreeItem {
    const uri = vscode.Uri.parse(id, true);
    const item = new vscode.TreeItem(uri);
    item.id = id;
    const row = this.rows.get(id);
    const { words } = this;
    if (row === undefined || words === undefined) return item;
    item.iconPath = iconOf(row);
    item.contextValue = contextOf(row);
    item.command = { command: "vscode.open", title: "", arguments: [uri] };
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

function idsOf(groups: readonly RowGroup[]): readonly string[] {
  return groups.map(({ id }) => id);
}

function sameItems<Item>(left: readonly Item[], right: readonly Item[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

function haveSameWords(left: PromptWordsInput, right: PromptWordsInput): boolean {
  return (
    left.pair.left === right.pair.left &&
    left.pair.right === right.pair.right &&
    left.currency.code === right.currency.code &&
    left.currency.perUsd === right.currency.perUsd &&
    left.requestsPerMonth === right.requestsPerMonth
  );
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

/** The row's context value: words that the `when` clauses of its menu match. */
function contextOf(row: PromptRow): string {
  return [
    row.isContext ? "context" : "prompt",
    ...(row.saving === undefined ? [] : ["switchable"]),
    ...(row.shutdownDays === undefined ? [] : ["retiring"]),
    ...(row.changedTokens === undefined ? [] : ["changed"]),
  ].join(" ");
}
