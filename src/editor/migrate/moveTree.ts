import * as vscode from "vscode";
import { formatCount } from "../../core/format";
import { groupBy } from "../../core/groupBy";
import { costWords, moveWords, retirementWords } from "../../core/migrate/planWords";
import type { BreakLine } from "../../core/migrate/placeJson";
import type { MovePlan, WorkspacePlace } from "./movePlan";

type Row =
  | { readonly kind: "file"; readonly uri: vscode.Uri; readonly places: readonly WorkspacePlace[] }
  | { readonly kind: "place"; readonly place: WorkspacePlace }
  | { readonly kind: "break"; readonly place: WorkspacePlace; readonly found: BreakLine };

/** The plan as a tree: files, the places in them, and what breaks at each. */
export class MoveTree implements vscode.TreeDataProvider<Row> {
  private readonly changed = new vscode.EventEmitter<void>();
  private plan: MovePlan | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  show(plan: MovePlan): void {
    this.plan = plan;
    this.changed.fire();
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return filesOf(this.plan?.places ?? []);
    if (row.kind === "file") return row.places.map((place) => ({ kind: "place", place }));
    if (row.kind === "break") return [];
    const { place } = row;
    return place.breaks.map((found) => ({ kind: "break", place, found }));
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.kind) {
      case "file":
        return fileItem(row.uri, row.places);
      case "place":
        return placeItem(row.place);
      case "break":
        return breakItem(row.place, row.found);
    }
  }
}

function filesOf(places: readonly WorkspacePlace[]): Row[] {
  const files = groupBy(places, ({ uri }) => uri.toString());
  return [...files.values()].flatMap((own): Row[] =>
    own[0] ? [{ kind: "file", uri: own[0].uri, places: own }] : [],
  );
}

function fileItem(uri: vscode.Uri, places: readonly WorkspacePlace[]): vscode.TreeItem {
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Expanded);
  item.description = formatCount(places.length, "place");
  return item;
}

function placeItem(place: WorkspacePlace): vscode.TreeItem {
  const { plan, line, breaks, figures } = place;
  const item = new vscode.TreeItem(
    moveWords(plan),
    breaks.length > 0
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.None,
  );
  const cost = figures === undefined ? "" : costWords(figures);
  item.description = `line ${line}${cost === "" ? "" : `, ${cost}`}`;
  item.tooltip = [retirementWords(plan.place), cost].filter((words) => words !== "").join("\n");
  item.iconPath = new vscode.ThemeIcon((plan.place.daysLeft ?? 0) < 0 ? "error" : "arrow-swap");
  item.command = openAt(place, line);
  return item;
}

function breakItem(place: WorkspacePlace, found: BreakLine): vscode.TreeItem {
  const item = new vscode.TreeItem(found.message);
  item.description = found.isSafe ? `safe edit: ${found.fix}` : `your call: ${found.fix}`;
  item.tooltip = `${found.message}\n${found.fix}`;
  item.iconPath = new vscode.ThemeIcon(found.isSafe ? "check" : "question");
  item.command = openAt(place, found.line);
  return item;
}

function openAt({ uri }: WorkspacePlace, line: number): vscode.Command {
  const position = new vscode.Position(line - 1, 0);
  return {
    command: "vscode.open",
    title: vscode.l10n.t("Open"),
    arguments: [uri, { selection: new vscode.Range(position, position) }],
  };
}
