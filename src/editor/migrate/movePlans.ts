import * as vscode from "vscode";
import type { EstimateContexts } from "../store/estimateContext";
import { type MovePlan, readMovePlan } from "./movePlan";

/** How far the plan has been read. */
type PlanState =
  | { readonly kind: "none" }
  | {
      readonly kind: "reading";
      readonly readFiles: number;
      readonly allFiles?: number;
      readonly places: number;
    }
  | { readonly kind: "read"; readonly plan: MovePlan }
  | { readonly kind: "failed" };

/** Progress is reported no more often than this. A reading that takes less keeps the older plan on show. */
const PROGRESS_INTERVAL_MS = 200;

/** The one plan of a window, which the tree and the page show. */
export class MovePlans implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private state: PlanState = { kind: "none" };
  private reading: Promise<MovePlan> | undefined;
  private stopper: vscode.CancellationTokenSource | undefined;
  readonly onDidChange = this.changed.event;

  constructor(private readonly contexts: EstimateContexts) {}

  get current(): PlanState {
    return this.state;
  }

  /** The latest plan, or a new one if there is none. */
  latest(): Promise<MovePlan> {
    return this.state.kind === "read" ? Promise.resolve(this.state.plan) : this.read();
  }

  /** Reads the workspace; whoever asks while it is being read waits for the same plan. */
  read(): Promise<MovePlan> {
    this.reading ??= this.readAll().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** Ends the reading: the plan has what was found by then. */
  stop(): void {
    this.stopper?.cancel();
  }

  dispose(): void {
    this.stop();
    this.changed.dispose();
  }

  private async readAll(): Promise<MovePlan> {
    const stopper = new vscode.CancellationTokenSource();
    this.stopper = stopper;
    let toldAt = Date.now();
    if (this.state.kind !== "read") this.show({ kind: "reading", readFiles: 0, places: 0 });
    try {
      const context = await this.contexts.get();
      const plan = await readMovePlan(
        context,
        (readFiles, allFiles, places) => {
          if (Date.now() - toldAt < PROGRESS_INTERVAL_MS) return;
          toldAt = Date.now();
          this.show({ kind: "reading", readFiles, allFiles, places });
        },
        stopper.token,
      );
      this.show({ kind: "read", plan });
      return plan;
    } catch (error) {
      this.show({ kind: "failed" });
      throw error;
    } finally {
      stopper.dispose();
      this.stopper = undefined;
    }
  }

  private show(state: PlanState): void {
    this.state = state;
    this.changed.fire();
  }
}
