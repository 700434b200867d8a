import * as vscode from "vscode";
import { readScaleChoice, type ScaleChoice } from "../../core/panel/scaleChoice";

const KEY = "tokenscale.scale";

/** What a person has set in At scale: one for the workspace, shown wherever a month is priced. */
export class ScaleChoices implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ScaleChoice>();
  private choice: ScaleChoice;
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {
    this.choice = readScaleChoice(memento.get(KEY));
  }

  get current(): ScaleChoice {
    return this.choice;
  }

  async set(choice: ScaleChoice): Promise<void> {
    this.choice = choice;
    this.changed.fire(choice);
    await this.memento.update(KEY, choice);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
