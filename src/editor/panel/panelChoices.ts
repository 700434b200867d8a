import type * as vscode from "vscode";
import type { Moment } from "../../core/panel/contract/panelAction";
import { readMoment } from "../../core/panel/moment";
import { readScaleChoice, type ScaleChoice } from "../../core/panel/scaleChoice";
import { WorkspaceChoice } from "../workspaceChoice";

/** The choices made in the panel, kept for the workspace. */
export class PanelChoices implements vscode.Disposable {
  readonly scale: WorkspaceChoice<ScaleChoice>;
  readonly moment: WorkspaceChoice<Moment>;

  constructor(memento: vscode.Memento) {
    this.scale = new WorkspaceChoice(memento, "tokenscale.scale", readScaleChoice);
    this.moment = new WorkspaceChoice(memento, "tokenscale.moment", readMoment);
  }

  dispose(): void {
    this.scale.dispose();
    this.moment.dispose();
  }
}
