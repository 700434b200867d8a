import { localDay } from "../../day";
import { type PicoUsd, sumIfKnown } from "../../money";
import { type Side, SIDES } from "../../pair";
import type { RunError } from "../../runs/runError";
import type { RunUsage } from "../../runs/runEvent";
import type { Ledger, LedgerStart } from "../../runs/spending/ledger";
import { Judge } from "../judge/judge";
import type { Judgment } from "../judgment";
import type { JudgeRequests, RowResult } from "../rowResult";
import { type EarlierRun, isLeftOf } from "./earlierRun";
import { judgeCost, type MeasurePlan, type PlannedJudge } from "./measurePlan";
import { PairJudging } from "./pairJudging";
import { PatientSender, type Wait } from "./patientSender";
import { resultKey, writeRunLine } from "./runLines";
import { type Hold, type MeasureSettings, SideRun, type SideServices } from "./sideRun";

/** The file of a run's results: it only grows. */
interface ResultLog {
  /** Resolves when the line is on the disk; rejects if it can't be written. */
  append(line: string): Promise<void>;
}

export interface MeasureServices extends Omit<SideServices, "record" | "onHeld"> {
  readonly log: ResultLog;
  /** Undefined if nothing is billed in USD. */
  readonly ledger?: Ledger;
  /** Whether a run that the ledger can't record must not be sent, because a budget would miss it. */
  readonly mustRecord?: boolean;
  readonly listener: (event: MeasureEvent) => void;
}

export type MeasureEvent =
  | { readonly kind: "result"; readonly result: RowResult }
  | { readonly kind: "held"; readonly hold: Hold }
  /** All that the judge is asked waits. */
  | { readonly kind: "judge-held"; readonly wait: Wait }
  | { readonly kind: "judgment"; readonly judgment: Judgment }
  /** Bookkeeping failed; the run goes on. */
  | { readonly kind: "problem"; readonly error: unknown };

/** How a run ended. */
export interface MeasureEnd {
  /** `failed`: the results can't be written. */
  readonly kind: "finished" | "cancelled" | "failed";
  readonly error?: unknown;
  /** Sides that ended before their rows were done. */
  readonly stopped: Partial<Readonly<Record<Side, RunError>>>;
  /** Why the judge ended before its rows were done; that ends both sides, too. */
  readonly judgeStopped?: RunError;
}

/** Whether a run ended with all of its rows done. */
export function isWhole({ kind, stopped, judgeStopped }: MeasureEnd): boolean {
  return kind === "finished" && Object.keys(stopped).length === 0 && judgeStopped === undefined;
}

/** Sums of one side, of this session and those before it. */
interface SideTotals {
  readonly rows: number;
  readonly finished: number;
  /** Finished without an answer. */
  readonly unanswered: number;
  /** Undefined without assertions. */
  readonly passed: number | undefined;
  /** Undefined if the model has no price. */
  readonly spent: PicoUsd | undefined;
  /** Waits of the whole side, for rate limits and the network. */
  readonly holds: number;
}

export interface MeasureProgress {
  readonly sides: Partial<Readonly<Record<Side, SideTotals>>>;
  /** Of all sessions; undefined without a judge. */
  readonly judge?: JudgeRequests;
  readonly isPaused: boolean;
  /** By the pace of this session; undefined before it can be known. */
  readonly remainingMs: number | undefined;
}

/** Rows of each side from which on the remaining time is worth a guess. */
const MIN_FINISHED = 3;

const NO_TOKENS: RunUsage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

/** The totals of a session. */
interface OpenTotals {
  finished: number;
  unanswered: number;
  passed: number | undefined;
  spent: PicoUsd | undefined;
  holds: number;
  /** Of this session alone. */
  finishedNow: number;
  spentNow: PicoUsd;
  tokensNow: RunUsage;
}

/** A run over the rows of a dataset, from its start or from where an earlier session ended. */
export class Measurement {
  private readonly runs = new Map<Side, SideRun>();
  private readonly totals = new Map<Side, OpenTotals>();
  private readonly entries = new Map<Side | "judge", LedgerStart>();
  private readonly judgeSender: PatientSender | undefined;
  private readonly pairs: PairJudging | undefined;
  private judged: JudgeRequests = { requests: 0, spent: 0n };
  private judgedNow: PicoUsd | undefined = 0n;
  private readonly startedMs: number;
  private pausedSinceMs: number | undefined;
  private pausedMs = 0;
  private isCancelled = false;
  /** Resolves when the ledger has the maximum cost of all its runs. Never rejects. */
  readonly reserved: Promise<boolean>;
  /** Resolves when everything has ended and is written. Never rejects. */
  readonly done: Promise<MeasureEnd>;

  constructor(
    readonly plan: MeasurePlan,
    /** The results of earlier sessions. */
    private readonly earlier: Pick<EarlierRun, "results" | "judgments">,
    private readonly settings: MeasureSettings,
    private readonly services: MeasureServices,
    /** Different for every session of the run. */
    session: string,
  ) {
    this.startedMs = services.clock.nowMs();
    const judge = plan.judge && this.openJudge(plan.judge, session);
    this.judgeSender = judge?.sender;
    this.pairs = judge?.pairs;
    for (const side of SIDES) {
      const measured = plan.sides[side];
      if (measured === undefined) continue;
      this.totals.set(side, totalsOf(side, earlier.results));
      const left = plan.rows.flatMap(({ id }, index) =>
        earlier.results.has(resultKey({ rowId: id, side })) ? [] : [index],
      );
      const atMost = sumIfKnown(left.map((index) => measured.rows[index]?.atMost));
      this.entries.set(side, {
        id: `${plan.id}-${session}-${side}`,
        day: localDay(services.clock.date()),
        model: measured.model,
        file: plan.file,
        host: plan.host,
        ...(atMost !== undefined && { atMost }),
      });
      this.runs.set(
        side,
        new SideRun(
          side,
          plan,
          measured,
          left,
          settings,
          {
            ...services,
            record: (result) => this.record(result),
            onHeld: (hold) => this.held(hold),
          },
          judge?.judge,
        ),
      );
    }
    this.reserved = this.reserve();
    this.done = this.run();
  }

  private openJudge(planned: PlannedJudge, session: string) {
    const { plan, earlier, settings, services } = this;
    const { clock, countTokens, listener } = services;
    for (const { judged } of [...earlier.results.values(), ...earlier.judgments.values()]) {
      if (judged) this.addJudged(judged);
    }
    const { atMost } = judgeCost(planned, isLeftOf(plan, earlier));
    this.entries.set("judge", {
      id: `${plan.id}-${session}-judge`,
      day: localDay(clock.date()),
      model: planned.request.model,
      file: plan.file,
      host: plan.host,
      ...(atMost !== undefined && { atMost }),
    });
    const sender = new PatientSender(settings, services, (wait) => {
      listener({ kind: "judge-held", wait });
    });
    const judge = new Judge(
      { ...planned, host: plan.host },
      { send: (request, expected) => sender.send(request, expected), countTokens },
    );
    const pairs = new PairJudging(plan, earlier.results, earlier.judgments, {
      judge,
      now: () => clock.date().toISOString(),
      record: (judgment) => this.recordJudgment(judgment),
    });
    return { sender, judge, ...(planned.comparesPairs && { pairs }) };
  }

  pause(): void {
    this.pausedSinceMs ??= this.services.clock.nowMs();
    this.judgeSender?.pause();
    for (const run of this.runs.values()) run.pause();
  }

  resume(): void {
    if (this.pausedSinceMs === undefined) return;
    this.pausedMs += this.services.clock.nowMs() - this.pausedSinceMs;
    this.pausedSinceMs = undefined;
    this.judgeSender?.resume();
    for (const run of this.runs.values()) run.resume();
  }

  /** Ends the requests in flight. What is finished stays, and the run can be resumed. */
  cancel(): void {
    this.isCancelled = true;
    this.stopAll();
  }

  private stopAll(): void {
    this.judgeSender?.stop();
    for (const run of this.runs.values()) run.stop();
  }

  progress(): MeasureProgress {
    const rows = this.plan.rows.length;
    const sides = [...this.totals].map(([side, totals]) => {
      const { finished, unanswered, passed, spent, holds } = totals;
      return [side, { rows, finished, unanswered, passed, spent, holds }] as const;
    });
    return {
      sides: Object.fromEntries(sides),
      ...(this.judgeSender && { judge: this.judged }),
      isPaused: this.pausedSinceMs !== undefined,
      remainingMs: this.remainingMs(),
    };
  }

  /** The slower side decides. Undefined while either has too few rows to tell. */
  private remainingMs(): number | undefined {
    const nowMs = this.pausedSinceMs ?? this.services.clock.nowMs();
    const elapsedMs = nowMs - this.startedMs - this.pausedMs;
    let longestMs = 0;
    for (const [side, { finished, finishedNow }] of this.totals) {
      const left = this.plan.rows.length - finished;
      if (left === 0 || this.runs.get(side)?.stoppedBy !== undefined) continue;
      if (finishedNow < MIN_FINISHED) return undefined;
      longestMs = Math.max(longestMs, (elapsedMs / finishedNow) * left);
    }
    return longestMs;
  }

  private async reserve(): Promise<boolean> {
    const { ledger, log, mustRecord = false } = this.services;
    const entries = [...this.entries.values()];
    try {
      if (ledger) await log.append(writeRunLine({ kind: "session", entries }));
      await ledger?.reserve(entries);
      return true;
    } catch (error) {
      this.report(error);
      return !mustRecord;
    }
  }

  private async run(): Promise<MeasureEnd> {
    if (!(await this.reserved)) {
      return { kind: "failed", stopped: bothSides(this.runs.keys(), { code: "not-recorded" }) };
    }
    const { concurrency } = this.settings;
    const ends = await Promise.allSettled([
      ...[...this.runs.values()].map((run) => this.orStopAll(run.run())),
      this.orStopAll(this.pairs?.judgeRest(concurrency)),
    ]);
    await this.endLedger();
    const failed = ends.find((end) => end.status === "rejected");
    const stopped = [...this.runs].flatMap(([side, { stoppedBy }]) =>
      stoppedBy === undefined ? [] : [[side, stoppedBy] as const],
    );
    return {
      kind: failed ? "failed" : this.isCancelled ? "cancelled" : "finished",
      ...(failed && { error: failed.reason as unknown }),
      stopped: Object.fromEntries(stopped),
      ...(this.judgeSender?.stoppedBy && { judgeStopped: this.judgeSender.stoppedBy }),
    };
  }

  /** A disk that one side can't write to, the other can't either. */
  private async orStopAll(work: Promise<void> | undefined): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.stopAll();
      throw error;
    }
  }

  private async record(result: RowResult): Promise<void> {
    await this.services.log.append(writeRunLine({ kind: "result", result }));
    if (result.judged) this.addJudged(result.judged, true);
    const totals = this.totals.get(result.side);
    if (totals) addResult(totals, result);
    if (totals) addToSession(totals, result);
    this.services.listener({ kind: "result", result });
    await this.pairs?.take(result);
    // Answers that nobody judges would be paid for in vain.
    if (this.judgeSender?.isOver) this.stopAll();
  }

  private async recordJudgment(judgment: Judgment): Promise<void> {
    await this.services.log.append(writeRunLine({ kind: "judgment", judgment }));
    this.addJudged(judgment.judged, true);
    this.services.listener({ kind: "judgment", judgment });
  }

  private addJudged({ requests, spent }: JudgeRequests, isNow = false): void {
    const sum = sumIfKnown([this.judged.spent, spent]);
    this.judged = {
      requests: this.judged.requests + requests,
      ...(sum !== undefined && { spent: sum }),
    };
    if (isNow) this.judgedNow = sumIfKnown([this.judgedNow, spent]);
  }

  private held(hold: Hold): void {
    const totals = this.totals.get(hold.side);
    if (totals) totals.holds += 1;
    this.services.listener({ kind: "held", hold });
  }

  private async endLedger(): Promise<void> {
    const { ledger, log } = this.services;
    if (ledger === undefined) return;
    try {
      for (const [of, entry] of this.entries) {
        const { tokens, cost } = this.sessionOf(of);
        const isPriced = entry.atMost !== undefined && cost !== undefined;
        await ledger.end(entry, { tokens, ...(isPriced && { cost }), basis: "billed" });
      }
      await log.append(writeRunLine({ kind: "session-end" }));
    } catch (error) {
      this.report(error);
    }
  }

  /** The spending of this session. */
  private sessionOf(of: Side | "judge"): {
    readonly tokens: RunUsage;
    readonly cost: PicoUsd | undefined;
  } {
    if (of === "judge") return { tokens: NO_TOKENS, cost: this.judgedNow };
    const { tokensNow: tokens, spentNow } = this.totals.get(of) ?? NO_TOTALS;
    return { tokens, cost: sumIfKnown([spentNow, this.runs.get(of)?.unrecorded ?? 0n]) };
  }

  private report(error: unknown): void {
    this.services.listener({ kind: "problem", error });
  }
}

const NO_TOTALS: OpenTotals = {
  finished: 0,
  unanswered: 0,
  passed: undefined,
  spent: 0n,
  holds: 0,
  finishedNow: 0,
  spentNow: 0n,
  tokensNow: NO_TOKENS,
};

function totalsOf(side: Side, earlier: ReadonlyMap<string, RowResult>): OpenTotals {
  const totals = { ...NO_TOTALS };
  for (const result of earlier.values()) {
    if (result.side === side) addResult(totals, result);
  }
  return totals;
}

function addResult(totals: OpenTotals, { answer, verdict, spent }: RowResult): void {
  totals.finished += 1;
  if (answer === undefined) totals.unanswered += 1;
  if (verdict) totals.passed = (totals.passed ?? 0) + (verdict.passed ? 1 : 0);
  totals.spent = sumIfKnown([totals.spent, spent]);
}

function addToSession(totals: OpenTotals, { answer, spent = 0n }: RowResult): void {
  totals.finishedNow += 1;
  totals.spentNow += spent;
  const { usage } = answer ?? {};
  if (usage === undefined) return;
  const { inputTokens, cachedTokens, outputTokens } = totals.tokensNow;
  totals.tokensNow = {
    inputTokens: inputTokens + usage.inputTokens,
    cachedTokens: cachedTokens + usage.cachedTokens,
    outputTokens: outputTokens + usage.outputTokens,
  };
}

function bothSides(sides: Iterable<Side>, fault: RunError): MeasureEnd["stopped"] {
  return Object.fromEntries([...sides].map((side) => [side, fault]));
}
