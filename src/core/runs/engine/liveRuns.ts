import type { Pace } from "../../estimate/pace";
import { type Side, SIDES } from "../../pair";
import type { ActiveRun } from "../../surfaces/runStatus";
import type { Move } from "../move";
import type { StopSignal } from "../modelRunner";
import type { ComparisonEvent } from "./comparisonEvent";
import { DisplayedRuns } from "./displayedRuns";
import type { ComparisonPlan } from "../comparisonPlan";
import type { LiveRun } from "./liveRun";
import { type RunnablePrompt, type RunShell, startRun } from "./startRun";
import { StopSource } from "./stopSource";

/** How many prompts keep their last run on display without the history. */
const MAX_BOARDS = 20;

/** The run that the user requests: a prompt on one model or on both. */
interface RequestedRun<Runnable extends RunnablePrompt> {
  readonly prompt: Runnable;
  /** Both by default. */
  readonly side?: Side;
  readonly runsEach: number;
  /** By default the prompt runs on the pair. */
  readonly move?: Move;
}

/** An event in the runs of a window: in a comparison, or for a run as a whole. */
export type RunsEvent =
  | ComparisonEvent
  /** A run has begun, is over and written down, or its answers have been compared with each other. */
  | { readonly kind: "begun" | "written" | "compared" }
  /** The answers can't be compared with each other; nothing else is lost. */
  | { readonly kind: "not-compared"; readonly error: unknown };

/** Everything that the runs of a window need from the editor. */
export interface LiveRunsShell<Runnable extends RunnablePrompt> extends RunShell<Runnable> {
  /** For background work, until the signal is aborted. */
  pace(signal: StopSignal): Pace;
}

/** The runs of this window, by prompt. They continue regardless of what is shown. */
export class LiveRuns<Runnable extends RunnablePrompt> {
  private readonly boards = new Map<string, DisplayedRuns>();
  /** The prompt of each run in progress. */
  private readonly running = new Map<LiveRun, Runnable>();
  private readonly starting = new Set<string>();
  private readonly closing = new StopSource();

  constructor(
    private readonly shell: LiveRunsShell<Runnable>,
    /** Receives every event; from a window that is closing, only the text received. */
    private readonly listener: (event: RunsEvent) => void,
  ) {}

  get isAnyRunning(): boolean {
    return this.running.size > 0;
  }

  isRunning(runId: string): boolean {
    return [...this.running.keys()].some(({ id }) => id === runId);
  }

  /** The prompt that was started last, of those in progress. */
  get newestPrompt(): Runnable | undefined {
    return [...this.running.values()].at(-1);
  }

  get active(): readonly ActiveRun[] {
    return [...this.running].map(([{ plan, answers }, { name, currency }]) => ({
      prompt: name,
      names: namesOf(plan),
      currency,
      answers,
    }));
  }

  boardOf(promptName: string): DisplayedRuns {
    const board = this.boards.get(promptName) ?? new DisplayedRuns();
    // The last one asked for is at the end.
    this.boards.delete(promptName);
    this.boards.set(promptName, board);
    for (const [name, old] of this.boards) {
      if (this.boards.size <= MAX_BOARDS) break;
      if (!old.isRunning() && old !== board) this.boards.delete(name);
    }
    return board;
  }

  /** Runs a prompt; does nothing if it runs already. Undefined if no run has begun. */
  async start(requested: RequestedRun<Runnable>): Promise<LiveRun | undefined> {
    const { prompt, side, runsEach, move } = requested;
    const board = this.boardOf(prompt.name);
    const sides = (side === undefined ? SIDES : [side]).filter((each) => !board.isRunning(each));
    if (sides.length === 0 || this.starting.has(prompt.name)) return undefined;
    this.starting.add(prompt.name);
    try {
      const intent = { prompt, sides, runsEach, ...(move && { move }) };
      const again = async (): Promise<void> => void (await this.start(requested));
      const run = await startRun(intent, this.shell, (event) => this.tell(event), again);
      if (run === undefined) return undefined;
      board.showRun(run);
      this.running.set(run, prompt);
      this.tell({ kind: "begun" });
      void this.follow(run, board);
      return run;
    } finally {
      this.starting.delete(prompt.name);
    }
  }

  /** Stops all runs; resolves when everything received is written. */
  async close(): Promise<void> {
    this.closing.stop();
    for (const run of this.running.keys()) run.stop();
    await Promise.all([...this.running.keys()].map(({ done }) => done));
  }

  async measureSimilarity(board: DisplayedRuns): Promise<void> {
    try {
      await board.measureSimilarity(this.shell.pace(this.closing.signal));
      this.tell({ kind: "compared" });
    } catch (error) {
      this.tell({ kind: "not-compared", error });
    }
  }

  private tell(event: RunsEvent): void {
    // After closing, log and page are gone.
    if (this.closing.signal.aborted && event.kind !== "answer-event") return;
    this.listener(event);
  }

  private async follow(run: LiveRun, board: DisplayedRuns): Promise<void> {
    await run.done;
    this.running.delete(run);
    if (this.closing.signal.aborted) return;
    this.tell({ kind: "written" });
    await this.measureSimilarity(board);
  }
}

function namesOf({ sides: { left, right } }: ComparisonPlan): ActiveRun["names"] {
  return { ...(left && { left: left.name }), ...(right && { right: right.name }) };
}
