import type { Clock } from "../../ports";
import { visibleLine } from "../../visibleText";
import { AnswerContent, type ContentEvent } from "../answerContent";
import type { FinishReason, RunEvent, RunUsage, ToolCallDelta, UsageLimits } from "../runEvent";
import { NO_SECRETS, type RedactedStream, type Redactor } from "../redactor";
import type { RunError } from "../runError";
import type { RunResult, RunTiming } from "../runResult";

/** Longer than the name of any model or deployment. */
const MAX_MODEL_NAME_CHARACTERS = 120;

/** More than any real request: the largest context windows hold a few million tokens. */
const MAX_CREDIBLE_USAGE: UsageLimits = { inputTokens: 100_000_000, outputTokens: 100_000_000 };

/**
 * Collects the output of a run and passes it on as events, with the times of the first byte and the
 * first token. Every runner reports to one of these, so that all of them measure the same way.
 */
export class RunRecorder {
  private readonly content = new AnswerContent();
  private usage: RunUsage | undefined;
  private reason: FinishReason | undefined;
  private firstByteMs: number | undefined;
  private firstTokenMs: number | undefined;
  private sentAtMs: number;
  private firstSentAtMs: number | undefined;
  private isOut = false;
  private unreadable = 0;
  private servedModel: string | undefined;
  private isUsageNotCredible = false;
  private progressCount = 0;
  private readonly logProbabilities = { sum: 0, tokens: 0 };
  private readonly text: RedactedStream;
  private readonly refusal: RedactedStream;
  private readonly callArguments = new Map<number, RedactedStream>();

  constructor(
    private readonly clock: Clock,
    private readonly onEvent: (event: RunEvent) => void,
    private readonly redactor: Redactor = NO_SECRETS,
    private readonly usageLimits: UsageLimits = MAX_CREDIBLE_USAGE,
  ) {
    this.sentAtMs = clock.nowMs();
    this.text = redactor.stream();
    this.refusal = redactor.stream();
  }

  /** UTF-16 units of text, refusal and calls so far. */
  get characters(): number {
    return this.content.characters;
  }

  /** Whether the model has answered anything. */
  get hasAnswer(): boolean {
    return this.firstTokenMs !== undefined;
  }

  get hasToolCalls(): boolean {
    return this.content.hasToolCalls;
  }

  get finishReason(): FinishReason | undefined {
    return this.reason;
  }

  /** Grows with everything that advances the answer; comments and empty pieces do not. */
  get progress(): number {
    return this.progressCount;
  }

  get unreadableEvents(): number {
    return this.unreadable;
  }

  /** The request was sent; times are measured from here. */
  sent(): void {
    this.isOut = true;
    this.sentAtMs = this.clock.nowMs();
    this.firstSentAtMs ??= this.sentAtMs;
  }

  /** The request was refused; the next one has not been sent yet. */
  waiting(seconds: number, retryNow: () => void): void {
    this.isOut = false;
    this.onEvent({ kind: "waiting", seconds, retryNow });
  }

  retrying(): void {
    this.onEvent({ kind: "retrying" });
  }

  /** Bytes of the answer's body have arrived. */
  bytes(): void {
    if (this.firstByteMs !== undefined) return;
    this.firstByteMs = this.elapsedMs();
    this.onEvent({ kind: "first-byte", atMs: this.firstByteMs });
  }

  addText(text: string): void {
    this.addPiece("text", text);
  }

  addRefusal(text: string): void {
    this.addPiece("refusal", text);
  }

  addToolCall(delta: ToolCallDelta): void {
    const { index, id, name } = delta;
    const stream = this.callArguments.get(index) ?? this.redactor.stream();
    this.callArguments.set(index, stream);
    this.noteToken();
    this.pass({
      kind: "tool-call",
      index,
      ...(id !== undefined && { id: this.redactor.hide(id) }),
      ...(name !== undefined && { name: this.redactor.hide(name) }),
      arguments: stream.push(delta.arguments),
    });
  }

  /** Of one token of the answer. No probability is over 1. */
  addLogProbability(logProbability: number): void {
    if (!(logProbability <= 0)) return;
    this.logProbabilities.sum += logProbability;
    this.logProbabilities.tokens += 1;
  }

  addUnreadableEvent(): void {
    this.unreadable += 1;
    this.progressCount += 1;
    this.onEvent({ kind: "unreadable-event" });
  }

  setUsage(usage: RunUsage): void {
    const { inputTokens, outputTokens } = this.usageLimits;
    if (usage.inputTokens > inputTokens || usage.outputTokens > outputTokens) {
      this.setUsageNotCredible();
      return;
    }
    this.usage = usage;
    this.progressCount += 1;
    this.onEvent({ kind: "usage", usage });
  }

  /** The server sent an impossible usage; a possible one is kept. */
  setUsageNotCredible(): void {
    this.isUsageNotCredible = true;
  }

  setServedModel(model: string): void {
    const name = this.redactor.hide(model);
    const isLong = name.length > MAX_MODEL_NAME_CHARACTERS;
    this.servedModel = visibleLine(
      isLong ? `${name.slice(0, MAX_MODEL_NAME_CHARACTERS - 1)}…` : name,
    );
  }

  finish(reason: FinishReason): void {
    this.reason = reason;
    this.progressCount += 1;
    this.onEvent({ kind: "finish", reason });
  }

  finished(): RunResult {
    return { status: "finished", ...this.resultSoFar() };
  }

  stopped(): RunResult {
    return {
      status: "stopped",
      ...(!this.isOut && { isUnsent: true as const }),
      ...this.resultSoFar(),
    };
  }

  failed(fault: RunError): RunResult {
    return { status: "failed", fault, ...this.resultSoFar() };
  }

  private addPiece(kind: "text" | "refusal", piece: string): void {
    if (piece === "") return;
    this.noteToken();
    this.passText(kind, this[kind].push(piece));
  }

  private passText(kind: "text" | "refusal", text: string): void {
    if (text !== "") this.pass({ kind, text });
  }

  private noteToken(): void {
    this.progressCount += 1;
    if (this.firstTokenMs !== undefined) return;
    this.firstTokenMs = this.elapsedMs();
    this.onEvent({ kind: "first-token", atMs: this.firstTokenMs });
  }

  private pass(event: ContentEvent): void {
    this.content.add(event);
    this.onEvent(event);
  }

  /** Passes on text that was held back because it might begin a secret. */
  private flush(): void {
    this.passText("text", this.text.end());
    this.passText("refusal", this.refusal.end());
    for (const [index, stream] of this.callArguments) {
      const rest = stream.end();
      if (rest !== "") this.pass({ kind: "tool-call", index, arguments: rest });
    }
  }

  private elapsedMs(): number {
    return this.clock.nowMs() - this.sentAtMs;
  }

  private resultSoFar(): Omit<RunResult, "status" | "fault"> {
    this.flush();
    const { sum, tokens } = this.logProbabilities;
    return {
      ...this.content.answer(),
      ...(this.reason !== undefined && { finishReason: this.reason }),
      ...(this.usage && { usage: this.usage }),
      ...(!this.usage && this.isUsageNotCredible && { isUsageNotCredible: true as const }),
      ...(tokens > 0 && { meanLogProbability: sum / tokens }),
      timing: this.timing(),
      unreadableEvents: this.unreadable,
      ...(this.servedModel !== undefined && { servedModel: this.servedModel }),
    };
  }

  private timing(): RunTiming {
    const beganAtMs = this.hasAnswer ? this.sentAtMs : (this.firstSentAtMs ?? this.sentAtMs);
    return {
      ...(this.firstByteMs !== undefined && { firstByteMs: this.firstByteMs }),
      ...(this.firstTokenMs !== undefined && { firstTokenMs: this.firstTokenMs }),
      totalMs: this.clock.nowMs() - beganAtMs,
    };
  }
}
