import type { LiveRun } from "../../core/runs/engine/liveRun";
import { PromptBoard } from "../../core/runs/engine/displayedRuns";
import { type Side, SIDES } from "../../core/pair";
import type { AnswerPlace } from "../../core/runs/answerKey";
import type { ComparisonPlan } from "../../core/runs/comparisonPlan";
import type { AnswerEnd } from "../../core/runs/records/answerEnd";
import type { RunEvent } from "../../core/runs/runEvent";
import type { Log } from "../log";
import { slicedPace } from "../store/slicedPace";
import type { PanelPrompt } from "./panelPrompt";
import type { RunListener, RunStarter } from "./runStarter";

/** Prompts whose last run can be shown again without the history. */
const MAX_BOARDS = 20;

/** Who shows runs. */
export interface RunWatcher {
  handleEvent(runId: string, place: AnswerPlace, event: RunEvent): void;
  /** An answer is over. */
  handleAnswer(runId: string, place: AnswerPlace): void;
  /** A run has begun, is over and written down, or its answers have been compared with each other. */
  handleChange(what: "begun" | "written" | "compared"): void;
  /** The ledger or the history can't be written. */
  handleUnrecorded(): void;
}

/** The runs of this window, by prompt. They go on whatever is shown. */
export class LiveRuns implements RunListener {
  private readonly boards = new Map<string, PromptBoard>();
  private readonly running = new Set<LiveRun>();
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
    return [...this.running].some(({ id }) => id === runId);
  }

  boardOf(promptName: string): PromptBoard {
    const board = this.boards.get(promptName) ?? new PromptBoard();
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
      const run = await this.starter.start(wish, this, again);
      if (run === undefined) return;
      board.showRun(run);
      this.running.add(run);
      this.watcher.handleChange("begun");
      void this.follow(run, board);
    } finally {
      this.starting.delete(prompt.name);
    }
  }

  /** Stops all runs; resolves when what had arrived is written. */
  async close(): Promise<void> {
    this.closing.abort();
    for (const run of this.running) run.stop();
    await Promise.all([...this.running].map(({ done }) => done));
  }

  async measureAlike(board: PromptBoard): Promise<void> {
    try {
      await board.measureAlike(slicedPace(this.closing.signal));
      this.watcher.handleChange("compared");
    } catch (error) {
      if (!this.closing.signal.aborted) this.log.error("Comparing answers", error);
    }
  }

  handleEvent(runId: string, place: AnswerPlace, event: RunEvent): void {
    this.watcher.handleEvent(runId, place, event);
  }

  handleAnswer(
    { id, host, sides }: ComparisonPlan,
    place: AnswerPlace,
    { fault, status, timing, finishReason }: AnswerEnd,
  ): void {
    if (this.closing.signal.aborted) return; // Log and page are gone.
    const model = sides[place.side]?.request.model ?? "";
    const seconds = (timing.totalMs / 1000).toFixed(2);
    // What a server says can quote the prompt: it is shown beside the answer and not written down.
    const words = fault
      ? [fault.code, "status" in fault ? fault.status : undefined, fault.requestId]
      : [status, finishReason];
    const how = words.filter((word) => word !== undefined).join(" ");
    this.log.info(`Run ${id}, ${model} on ${host}: ${how} after ${seconds} s`);
    this.watcher.handleAnswer(id, place);
  }

  handleProblem(error: unknown): void {
    if (this.closing.signal.aborted) return;
    this.log.error("Keeping a run", error);
    this.watcher.handleUnrecorded();
  }

  private async follow(run: LiveRun, board: PromptBoard): Promise<void> {
    await run.done;
    this.running.delete(run);
    if (this.closing.signal.aborted) return;
    this.watcher.handleChange("written");
    await this.measureAlike(board);
  }
}
