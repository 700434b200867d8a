import type { Clock } from "../../ports";
import { AnswerContent, type ContentEvent } from "../answerContent";
import type { FinishReason, RunEvent, RunUsage, ToolCallDelta } from "../runEvent";
import type { RunFault } from "../runError";
import type { RunResult, RunTiming } from "../runResult";

/**
 * Keeps what a run brings and passes it on as events, with the times of the first byte and the
 * first token. Every runner reports to one of these, so that all of them measure alike.
 */
export class RunRecorder {
  private readonly content = new AnswerContent();
  private usage: RunUsage | undefined;
  private reason: FinishReason | undefined;
  private firstByteMs: number | undefined;
  private firstTokenMs: number | undefined;
  private sentAtMs: number;
  private isOut = false;
  private unreadable = 0;
  private servedModel: string | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly onEvent: (event: RunEvent) => void,
  ) {
    this.sentAtMs = clock.nowMs();
  }

  /** UTF-16 units of text, refusal and calls so far. */
  get characters(): number {
    return this.content.characters;
  }

  /** Whether the model has said anything. */
  get hasAnswer(): boolean {
    return this.firstTokenMs !== undefined;
  }

  get hasToolCalls(): boolean {
    return this.content.hasToolCalls;
  }

  get finishReason(): FinishReason | undefined {
    return this.reason;
  }

  get unreadableEvents(): number {
    return this.unreadable;
  }

  /** The request leaves; times count from here. */
  sent(): void {
    this.isOut = true;
    this.sentAtMs = this.clock.nowMs();
  }

  /** The request was refused; the next one is not sent yet. */
  waiting(seconds: number, retryNow: () => void): void {
    this.isOut = false;
    this.onEvent({ kind: "waiting", seconds, retryNow });
  }

  retrying(): void {
    this.onEvent({ kind: "retrying" });
  }

  /** Bytes of the answer's body have come. */
  bytes(): void {
    if (this.firstByteMs !== undefined) return;
    this.firstByteMs = this.elapsedMs();
    this.onEvent({ kind: "first-byte", atMs: this.firstByteMs });
  }

  addText(text: string): void {
    if (text !== "") this.add({ kind: "text", text });
  }

  addRefusal(text: string): void {
    if (text !== "") this.add({ kind: "refusal", text });
  }

  addToolCall(delta: ToolCallDelta): void {
    this.add({ kind: "tool-call", ...delta });
  }

  addUnreadableEvent(): void {
    this.unreadable += 1;
    this.onEvent({ kind: "unreadable-event" });
  }

  setUsage(usage: RunUsage): void {
    this.usage = usage;
    this.onEvent({ kind: "usage", usage });
  }

  setServedModel(model: string): void {
    this.servedModel = model;
  }

  finish(reason: FinishReason): void {
    this.reason = reason;
    this.onEvent({ kind: "finish", reason });
  }

  finished(): RunResult {
    return { status: "finished", ...this.sofar() };
  }

  stopped(): RunResult {
    return { status: "stopped", ...(!this.isOut && { isUnsent: true as const }), ...this.sofar() };
  }

  failed(fault: RunFault): RunResult {
    return { status: "failed", fault, ...this.sofar() };
  }

  private add(event: ContentEvent): void {
    if (this.firstTokenMs === undefined) {
      this.firstTokenMs = this.elapsedMs();
      this.onEvent({ kind: "first-token", atMs: this.firstTokenMs });
    }
    this.content.add(event);
    this.onEvent(event);
  }

  private elapsedMs(): number {
    return this.clock.nowMs() - this.sentAtMs;
  }

  private sofar(): Omit<RunResult, "status" | "fault"> {
    return {
      ...this.content.answer(),
      ...(this.reason !== undefined && { finishReason: this.reason }),
      ...(this.usage && { usage: this.usage }),
      timing: this.timing(),
      unreadableEvents: this.unreadable,
      ...(this.servedModel !== undefined && { servedModel: this.servedModel }),
    };
  }

  private timing(): RunTiming {
    return {
      ...(this.firstByteMs !== undefined && { firstByteMs: this.firstByteMs }),
      ...(this.firstTokenMs !== undefined && { firstTokenMs: this.firstTokenMs }),
      totalMs: this.elapsedMs(),
    };
  }
}
