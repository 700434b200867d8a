import { type Side, SIDES } from "../../pair";
import type { PicoUsd } from "../../money";
import { costOfRequest } from "../../cost/requestCost";
import { type Answer, AnswerContent } from "../answerContent";
import { costOfAnswer } from "../spending/answerCost";
import { type AnswerKey, placeKey } from "../answerKey";
import type { ComparisonEvent } from "./comparisonEvent";
import type { AnswerProgress, ComparisonServices } from "./comparisonServices";
import type { ComparisonPlan, ComparisonSide } from "../comparisonPlan";
import { localDay } from "../../day";
import { type AnswerEnd, costBasisOf, type RunCircumstances } from "../records/answerEnd";
import type { LedgerStart } from "../spending/ledger";
import type { RunEvent, WaitingEvent } from "../runEvent";
import type { RunKeeper } from "../records/runHistory";
import type { RunResult } from "../runResult";
import { StopSource } from "./stopSource";
import { storedHead } from "../records/storedRun";
import { TextAccumulator } from "../textAccumulator";

interface OpenAnswer extends AnswerKey {
  readonly planned: ComparisonSide;
  content: AnswerContent;
  readonly startedAtMs: number;
  phase: AnswerProgress["phase"];
  waiting: WaitingEvent | undefined;
  firstTokenMs: number | undefined;
  /** Tokens of the text received, counted piece by piece: never fewer than those of the whole. */
  countedTokens: number;
  uncounted: TextAccumulator;
  /** The complete answer and how it ended; undefined while the run is in progress. */
  final: (Answer & { readonly end: AnswerEnd }) | undefined;
}

/** For a run that is not sent because its cost could not be recorded. */
const NOT_RECORDED: RunResult = {
  status: "failed",
  fault: { code: "not-recorded" },
  text: "",
  toolCalls: [],
  timing: { totalMs: 0 },
  unreadableEvents: 0,
};

/**
 * Runs a prompt on both models at once, or on one; several runs per model follow one another. Each side
 * continues regardless of the other.
 */
export class Comparison {
  private readonly answers = new Map<string, OpenAnswer>();
  private readonly entries: ReadonlyMap<string, LedgerStart>;
  private readonly stops = { left: new StopSource(), right: new StopSource() };
  /** ISO date and time, UTC. */
  readonly startedAt: string;
  /** Resolves when the ledger has the maximum cost of all runs: whether they may be sent. Never rejects. */
  readonly reserved: Promise<boolean>;
  /** Resolves when all runs have ended and their records are written. Never rejects. */
  readonly done: Promise<void>;

  constructor(
    readonly plan: ComparisonPlan,
    private readonly services: ComparisonServices,
  ) {
    this.startedAt = services.clock.date().toISOString();
    this.entries = this.ledgerStarts();
    this.reserved = this.reserve();
    this.done = this.run();
  }

  /** Stops one side or both, including the runs that would follow. Text already received stays. */
  stop(side?: Side): void {
    for (const one of side === undefined ? SIDES : [side]) this.stops[one].stop();
  }

  /** Immediately retries a request that is waiting for the rate limit. */
  retryNow(side: Side): void {
    for (const answer of this.answers.values()) {
      if (answer.side === side) answer.waiting?.retryNow();
    }
  }

  /** The answers of a side that have begun, in the order of the runs. */
  progressOf(side: Side): readonly AnswerProgress[] {
    return [...this.answers.values()]
      .filter((answer) => answer.side === side)
      .map((answer) => this.progress(answer));
  }

  /** The answer as received so far; undefined before it has begun. */
  answerOf(place: AnswerKey): Answer | undefined {
    const answer = this.answers.get(placeKey(place));
    return answer?.final ?? answer?.content.answer();
  }

  private async reserve(): Promise<boolean> {
    const { ledger, mustRecord = false } = this.services;
    try {
      await ledger?.reserve([...this.entries.values()]);
      return true;
    } catch (error) {
      this.report(error);
      return !mustRecord;
    }
  }

  private async run(): Promise<void> {
    const maySend = await this.reserved;
    const keeper = await this.beginHistory();
    await Promise.all(
      SIDES.map(async (side) => {
        const planned = this.plan.sides[side];
        if (planned === undefined) return;
        const runs = maySend ? this.plan.runsEach : 1;
        for (let index = 0; index < runs; index += 1) {
          if (this.stops[side].signal.aborted) return;
          await this.runOnce({ side, index }, planned, keeper, maySend);
        }
      }),
    );
    await keeper?.done();
    if (maySend) await this.bestEffort(() => this.services.ledger?.cancel(this.neverBegun()));
  }

  private neverBegun(): readonly LedgerStart[] {
    return [...this.entries].flatMap(([key, entry]) => (this.answers.has(key) ? [] : [entry]));
  }

  private async runOnce(
    place: AnswerKey,
    planned: ComparisonSide,
    keeper: RunKeeper | undefined,
    maySend: boolean,
  ): Promise<void> {
    const { clock, ledger, runner } = this.services;
    const answer: OpenAnswer = {
      ...place,
      planned,
      content: new AnswerContent(),
      startedAtMs: clock.nowMs(),
      phase: "running",
      waiting: undefined,
      firstTokenMs: undefined,
      countedTokens: 0,
      uncounted: new TextAccumulator(),
      final: undefined,
    };
    this.answers.set(placeKey(place), answer);
    const result = maySend
      ? await runner.run(planned.request, {
          signal: this.stops[place.side].signal,
          onEvent: (event) => {
            this.take(answer, event);
            keeper?.event(place, event);
          },
        })
      : NOT_RECORDED;
    const end = this.endOf(answer, result);
    const { text, refusal, toolCalls } = result;
    answer.phase = "done";
    answer.waiting = undefined;
    answer.final = { text, ...(refusal !== undefined && { refusal }), toolCalls, end };
    answer.content = new AnswerContent();
    answer.uncounted = new TextAccumulator();
    keeper?.end(place, end);
    this.tell({ kind: "answer-ended", plan: this.plan, place, end });
    const entry = this.entries.get(placeKey(place));
    if (!maySend || entry === undefined) return;
    await this.bestEffort(() =>
      ledger?.end(entry, {
        tokens: result.usage ?? {
          inputTokens: end.cost === 0n ? 0 : planned.estimatedInputTokens,
          cachedTokens: 0,
          outputTokens: end.outputTokens,
        },
        ...(end.cost !== undefined && { cost: end.cost }),
        basis: costBasisOf(end),
      }),
    );
    await this.bestEffort(() => this.recordEstimate(planned, result));
  }

  private take(answer: OpenAnswer, event: RunEvent): void {
    switch (event.kind) {
      case "text":
      case "refusal":
      case "tool-call":
        answer.content.add(event);
        answer.uncounted.add(event.kind === "tool-call" ? event.arguments : event.text);
        break;
      case "first-token":
        answer.firstTokenMs = event.atMs;
        break;
      case "waiting":
        answer.phase = "waiting";
        answer.waiting = event;
        break;
      case "retrying":
        answer.phase = "running";
        answer.waiting = undefined;
        break;
      default:
    }
    const place = { side: answer.side, index: answer.index };
    this.tell({ kind: "answer-event", plan: this.plan, place, event });
  }

  /** A failing listener must not abort the run. */
  private tell(event: ComparisonEvent): void {
    try {
      this.services.listener(event);
    } catch (error) {
      this.report(error);
    }
  }

  private report(error: unknown): void {
    this.services.listener({ kind: "problem", error });
  }

  private progress(answer: OpenAnswer): AnswerProgress {
    const { side, index, planned, phase, waiting, startedAtMs, firstTokenMs, final } = answer;
    const end = final?.end;
    const outputTokens = end?.outputTokens ?? this.countArrived(answer);
    const cost = end ? end.cost : costSoFar(planned, outputTokens);
    return {
      side,
      index,
      phase,
      ...(waiting && { waiting }),
      startedAtMs,
      ...(firstTokenMs !== undefined && { firstTokenMs }),
      outputTokens,
      ...(cost !== undefined && { cost }),
      // The other side may have answered since.
      ...(end && { end: { ...end, circumstances: this.circumstancesOf(answer) } }),
    };
  }

  /** Recounting the whole text each time would cost more with every token of a long answer. */
  private countArrived(answer: OpenAnswer): number {
    answer.countedTokens += this.services.counter.count(answer.uncounted.toString());
    answer.uncounted = new TextAccumulator();
    return answer.countedTokens;
  }

  private endOf(answer: OpenAnswer, result: RunResult): AnswerEnd {
    const { estimatedInputTokens, price } = answer.planned;
    const { status, finishReason, usage, isUsageNotCredible, timing, unreadableEvents } = result;
    const { fault, refusal, servedModel } = result;
    const outputTokens = result.usage?.outputTokens ?? this.countOutput(result);
    const cost = costOfAnswer(price, result, estimatedInputTokens, outputTokens);
    return {
      status,
      ...(fault && { fault }),
      ...(finishReason !== undefined && { finishReason }),
      ...(usage && { usage }),
      ...(isUsageNotCredible && { isUsageNotCredible }),
      timing,
      unreadableEvents,
      ...(servedModel !== undefined && { servedModel }),
      ...(refusal !== undefined && { isRefused: true as const }),
      outputTokens,
      ...(cost !== undefined && { cost }),
      circumstances: this.circumstancesOf(answer),
    };
  }

  private circumstancesOf({
    side,
    planned: { request, shutdown },
  }: Pick<OpenAnswer, "side" | "planned">): RunCircumstances {
    const { alternatives, currency, sides } = this.plan;
    const otherSide = side === "left" ? "right" : "left";
    const other = sides[otherSide];
    const answered = [...this.answers.values()].some(
      (answer) => answer.side === otherSide && answer.firstTokenMs !== undefined,
    );
    const limit = request.prompt.maxOutputTokens?.value;
    return {
      ...(shutdown && { shutdown }),
      ...(other && { other: { model: other.request.model, answered } }),
      alternatives,
      reportsUsage: this.services.runner.reportsUsage,
      ...(limit !== undefined && { maxOutputTokens: limit }),
      ...(currency && { currency }),
    };
  }

  private async recordEstimate(planned: ComparisonSide, { usage }: RunResult): Promise<void> {
    const { estimates, clock } = this.services;
    if (usage === undefined || estimates === undefined) return;
    const { request, estimatedInputTokens, inputBasis, output } = planned;
    await estimates.add({
      day: localDay(clock.date()),
      model: request.model,
      endpoint: request.endpoint,
      basis: inputBasis,
      estimatedInputTokens,
      billedInputTokens: usage.inputTokens,
      expectedOutputTokens: output.expectedTokens,
      minOutputTokens: output.minTokens,
      maxOutputTokens: output.maxTokens,
      billedOutputTokens: usage.outputTokens,
    });
  }

  /** The ledger's entries for all runs, written before the first is sent, by the run's key. */
  private ledgerStarts(): ReadonlyMap<string, LedgerStart> {
    const entries = new Map<string, LedgerStart>();
    for (const side of SIDES) {
      const planned = this.plan.sides[side];
      for (let index = 0; planned && index < this.plan.runsEach; index += 1) {
        entries.set(placeKey({ side, index }), this.ledgerStart({ side, index }, planned));
      }
    }
    return entries;
  }

  private ledgerStart(place: AnswerKey, { request, atMost }: ComparisonSide): LedgerStart {
    const { id, file, host } = this.plan;
    return {
      id: `${id}-${placeKey(place)}`,
      day: localDay(this.services.clock.date()),
      model: request.model,
      file,
      host,
      ...(atMost !== undefined && { atMost }),
    };
  }

  private async beginHistory(): Promise<RunKeeper | undefined> {
    const { history } = this.services;
    if (history === undefined) return undefined;
    try {
      return await history.begin(storedHead(this.plan, this.startedAt), (error) =>
        this.report(error),
      );
    } catch (error) {
      this.report(error);
      return undefined;
    }
  }

  /** Bookkeeping failures must not abort the run. */
  private async bestEffort(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.report(error);
    }
  }

  private countOutput({ text, refusal = "", toolCalls }: Answer): number {
    const { counter } = this.services;
    return [text, refusal, ...toolCalls.flatMap((call) => [call.name, call.arguments])].reduce(
      (sum, piece) => sum + counter.count(piece),
      0,
    );
  }
}

/** Based on the estimated input at its full price. */
function costSoFar(
  { price, estimatedInputTokens: inputTokens }: ComparisonSide,
  outputTokens: number,
): PicoUsd | undefined {
  return price && costOfRequest(price, { inputTokens, outputTokens });
}
