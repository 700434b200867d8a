import type { LiveRun } from "../../core/runs/engine/liveRun";
import { DisplayedRuns } from "../../core/runs/engine/displayedRuns";
import { type Side, SIDES } from "../../core/pair";
import type { ComparisonEvent } from "../../core/runs/engine/comparisonEvent";
import type { ActiveRun } from "../../core/surfaces/runStatus";
import type { Log } from "../log";
import { slicedPace } from "../store/slicedPace";
import type { PanelPrompt } from "./panelPrompt";
import type { RunStarter } from "./runStarter";

/** Prompts whose last run can be shown again without the history. */
const MAX_BOARDS = 20;

/** Who shows runs. */
export interface RunWatcher {
  handleRun(event: ComparisonEvent): void;
  /** A run has begun, is over and written down, or its answers have been compared with each other. */
  handleChange(what: "begun" | "written" | "compared"): void;
}

/** The runs of this window, by prompt. They go on whatever is shown. */
export class LiveRuns {
  private readonly boards = new Map<string, DisplayedRuns>();
  /** What each run that is under way sends. */
  private readonly running = new Map<LiveRun, PanelPrompt>();
  private readonly starting = new Set<string>();
  private readonly closing = new AbortController();

  constructor(
    private readonly starter: RunStarter,
    private readonly watcher: RunWatcher,
    private readonly log: Log,
  ) {}

  get isAnyRunning(): boolean {
    return this.running.size > 0;
  }

  isRunning(runId: string): boolean {
    return [...this.running.keys()].some(({ id }) => id === runId);
  }

  /** The prompt that began to run last, of those that run. */
  get newestPrompt(): PanelPrompt | undefined {
    return [...this.running.values()].at(-1);
  }

  get active(): readonly ActiveRun[] {
    return [...this.running].map(([{ plan, answers }, { name, input }]) => ({
      prompt: name,
      sides: SIDES.filter((side) => plan.sides[side] !== undefined),
      pair: input.pair,
      currency: input.currency,
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

  /** Runs a prompt on one model or on both; does nothing if it runs already. */
  async start(prompt: PanelPrompt, side: Side | undefined, runsEach: number): Promise<void> {
    const board = this.boardOf(prompt.name);
    const sides = (side === undefined ? SIDES : [side]).filter((each) => !board.isRunning(each));
    if (sides.length === 0 || this.starting.has(prompt.name)) return;
    this.starting.add(prompt.name);
    try {
      const wish = { prompt, sides, runsEach };
      const again = (): Promise<void> => this.start(prompt, side, runsEach);
      const run = await this.starter.start(wish, (event) => this.take(event), again);
      if (run === undefined) return;
      board.showRun(run);
      this.running.set(run, prompt);
      this.watcher.handleChange("begun");
      void this.follow(run, board);
    } finally {
      this.starting.delete(prompt.name);
    }
  }

  /** Stops all runs; resolves when what had arrived is written. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const run of this.running.keys()) run.stop();
    await Promise.all([...this.running.keys()].map(({ done }) => done));
  }

  async measureAlike(board: DisplayedRuns): Promise<void> {
    try {
      await board.measureAlike(slicedPace(this.closing.signal));
      this.watcher.handleChange("compared");
    } catch (error) {
      if (!this.closing.signal.aborted) this.log.error("Comparing answers", error);
    }
  }

  private take(event: ComparisonEvent): void {
    // After closing, log and page are gone.
    if (this.closing.signal.aborted && event.kind !== "answer-event") return;
    if (event.kind === "problem") this.log.error("Keeping a run", event.error);
    else if (event.kind === "answer-ended") this.logEnd(event);
    this.watcher.handleRun(event);
  }

  private logEnd({ plan, place, end }: Extract<ComparisonEvent, { kind: "answer-ended" }>): void {
    const { fault, status, timing, finishReason } = end;
    const { id, host, sides } = plan;
    const model = sides[place.side]?.request.model ?? "";
    const seconds = (timing.totalMs / 1000).toFixed(2);
    // A server's text can quote the prompt: it is shown with the answer and not logged.
    const words = fault
      ? [fault.code, "status" in fault ? fault.status : undefined, fault.requestId]
      : [status, finishReason];
    const how = words.filter((word) => word !== undefined).join(" ");
    this.log.info(`Run ${id}, ${model} on ${host}: ${how} after ${seconds} s`);
  }

  private async follow(run: LiveRun, board: DisplayedRuns): Promise<void> {
    await run.done;
    this.running.delete(run);
    if (this.closing.signal.aborted) return;
    this.watcher.handleChange("written");
    await this.measureAlike(board);
  }
}
