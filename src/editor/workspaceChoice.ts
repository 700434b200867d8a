import * as vscode from "vscode";

/** A choice of the user, kept for the workspace. */
export class WorkspaceChoice<Value> implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Value>();
  private value: Value;
  readonly onDidChange = this.changed.event;

  /** `read`: validates the kept value, and gives the default for anything else. */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly key: string,
    read: (kept: unknown) => Value,
  ) {
    this.value = read(memento.get(key));
  }

  get current(): Value {
    return this.value;
  }

  async set(value: Value): Promise<void> {
    this.value = value;
    this.changed.fire(value);
    await this.memento.update(this.key, value);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
