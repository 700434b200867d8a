import type { Answer } from "../answerContent";
import type { AnswerKey } from "../answerKey";
import { Comparison } from "./comparison";
import type { AnswerProgress, ComparisonServices } from "./comparisonServices";
import type { ComparisonPlan } from "../comparisonPlan";
import { describeWaiting } from "../runWords";
import { describeEnd } from "../records/answerEnd";
import { storedEstimate, storedHead, type StoredRun } from "../records/storedRun";
import { type Side, SIDES } from "../../pair";
import { type ShownAnswer, shownEnd, shownEstimate, type ShownSide } from "./answerView";

const NO_ANSWER: Answer = { text: "", toolCalls: [] };

/** A comparison of this window, to show and to stop, from its start on. */
export class LiveRun {
  private readonly comparison: Comparison;
  private readonly stopped = new Set<Side>();

  constructor(
    readonly plan: ComparisonPlan,
    services: ComparisonServices,
  ) {
    this.comparison = new Comparison(plan, services);
  }

  get id(): string {
    return this.plan.id;
  }

  /** Resolves when everything has ended and is written. Never rejects. */
  get done(): Promise<void> {
    return this.comparison.done;
  }

  /** Whether more is still to come, from one model or at all. */
  isRunning(side?: Side): boolean {
    if (side === undefined) return SIDES.some((each) => this.isRunning(each));
    if (this.plan.sides[side] === undefined) return false;
    const answers = this.comparison.progressOf(side);
    if (answers.some(({ phase }) => phase !== "done")) return true;
    return answers.length < this.plan.runsEach && !this.stopped.has(side);
  }

  /** Stops one model or both, including the runs that would follow. */
  stop(side?: Side): void {
    for (const each of side === undefined ? SIDES : [side]) this.stopped.add(each);
    this.comparison.stop(side);
  }

  /** Immediately retries a request that is waiting for the rate limit. */
  retryNow(side: Side): void {
    this.comparison.retryNow(side);
  }

  /** See `Comparison.reserved`. */
  get reserved(): Promise<boolean> {
    return this.comparison.reserved;
  }

  /** The answer as received so far. */
  answerOf(place: AnswerKey): Answer {
    return this.comparison.answerOf(place) ?? NO_ANSWER;
  }

  /** The answers that have begun, of both models. */
  get answers(): readonly AnswerProgress[] {
    return SIDES.flatMap((side) => this.comparison.progressOf(side));
  }

  /** `nowMs` is a time of the clock that the comparison uses. */
  shownSide(side: Side, nowMs: number): ShownSide | undefined {
    const planned = this.plan.sides[side];
    if (planned === undefined) return undefined;
    return {
      runId: this.id,
      name: planned.name,
      model: planned.request.model,
      isRunning: this.isRunning(side),
      estimate: shownEstimate(storedEstimate(planned)),
      answers: this.comparison
        .progressOf(side)
        .map((progress) => this.shownAnswer(progress, nowMs)),
    };
  }

  /** As in the history, but complete, regardless of its length. */
  toStored(): StoredRun {
    const { comparison, plan } = this;
    const answers = this.answers.map((progress) => ({
      side: progress.side,
      index: progress.index,
      ...onlyAnswer(this.answerOf(progress)),
      truncated: false,
      ...(progress.end && { end: progress.end }),
    }));
    return { ...storedHead(plan, comparison.startedAt), answers, damagedLines: 0 };
  }

  private shownAnswer(progress: AnswerProgress, nowMs: number): ShownAnswer {
    const { side, phase, waiting, startedAtMs, firstTokenMs, outputTokens, cost, end } = progress;
    const answer = onlyAnswer(this.answerOf(progress));
    if (end === undefined) {
      return {
        ...answer,
        phase,
        elapsedMs: nowMs - startedAtMs,
        ...(firstTokenMs !== undefined && { firstTokenMs }),
        outputTokens,
        ...(cost !== undefined && { cost }),
        costBasis: "at-most",
        messages: waiting ? [describeWaiting(waiting.seconds)] : [],
      };
    }
    const planned = this.plan.sides[side];
    return {
      ...answer,
      ...shownEnd(end, planned && storedEstimate(planned)),
      messages: describeEnd(end, {
        host: this.plan.host,
        model: planned?.request.model ?? "",
      }),
    };
  }
}

/** Only the answer, without the other members of a result. */
function onlyAnswer({ text, refusal, toolCalls }: Answer): Answer {
  return { text, ...(refusal !== undefined && { refusal }), toolCalls };
}
