import type { Clock } from "../ports";
import type { FinishReason, RunEvent, RunUsage, ToolCallDelta } from "./runEvent";
import type { RunFault } from "./runFault";
import type { RunResult, RunTiming, RunToolCall } from "./runResult";
import { TextAccumulator } from "./textAccumulator";

interface OpenToolCall {
  id?: string;
  name: string;
  readonly arguments: TextAccumulator;
}

/**
 * Keeps what a run brings and passes it on as events, with the times of the first byte and the
 * first token. Every runner reports to one of these, so that all of them measure alike.
 */
export class RunRecorder {
  private readonly text = new TextAccumulator();
  private readonly refusal = new TextAccumulator();
  private readonly toolCalls = new Map<number, OpenToolCall>();
  private usage: RunUsage | undefined;
  private reason: FinishReason | undefined;
  private firstByteMs: number | undefined;
  private firstTokenMs: number | undefined;
  private sentAtMs: number;
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
    let characters = this.text.length + this.refusal.length;
    for (const call of this.toolCalls.values()) characters += call.arguments.length;
    return characters;
  }

  /** Whether the model has said anything. */
  get hasAnswer(): boolean {
    return this.firstTokenMs !== undefined;
  }

  get hasToolCalls(): boolean {
    return this.toolCalls.size > 0;
  }

  get finishReason(): FinishReason | undefined {
    return this.reason;
  }

  get unreadableEvents(): number {
    return this.unreadable;
  }

  /** The request leaves; times count from here. */
  sent(): void {
    this.sentAtMs = this.clock.nowMs();
  }

  waiting(seconds: number, retryNow: () => void): void {
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
    if (text === "") return;
    this.token();
    this.text.add(text);
    this.onEvent({ kind: "text", text });
  }

  addRefusal(text: string): void {
    if (text === "") return;
    this.token();
    this.refusal.add(text);
    this.onEvent({ kind: "refusal", text });
  }

  addToolCall(delta: ToolCallDelta): void {
    this.token();
    let call = this.toolCalls.get(delta.index);
    if (call === undefined) {
      call = { name: "", arguments: new TextAccumulator() };
      this.toolCalls.set(delta.index, call);
    }
    if (delta.id !== undefined) call.id = delta.id;
    if (delta.name !== undefined) call.name = delta.name;
    call.arguments.add(delta.arguments);
    this.onEvent({ kind: "tool-call", ...delta });
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
    return { status: "stopped", ...this.sofar() };
  }

  failed(fault: RunFault): RunResult {
    return { status: "failed", fault, ...this.sofar() };
  }

  private token(): void {
    if (this.firstTokenMs !== undefined) return;
    this.firstTokenMs = this.elapsedMs();
    this.onEvent({ kind: "first-token", atMs: this.firstTokenMs });
  }

  private elapsedMs(): number {
    return this.clock.nowMs() - this.sentAtMs;
  }

  private sofar(): Omit<RunResult, "status" | "fault"> {
    const refusal = this.refusal.toString();
    return {
      text: this.text.toString(),
      ...(refusal !== "" && { refusal }),
      toolCalls: this.closedToolCalls(),
      ...(this.reason !== undefined && { finishReason: this.reason }),
      ...(this.usage && { usage: this.usage }),
      timing: this.timing(),
      unreadableEvents: this.unreadable,
      ...(this.servedModel !== undefined && { servedModel: this.servedModel }),
    };
  }

  private closedToolCalls(): readonly RunToolCall[] {
    return [...this.toolCalls]
      .sort(([left], [right]) => left - right)
      .map(([, call]) => ({
        ...(call.id !== undefined && { id: call.id }),
        name: call.name,
        arguments: call.arguments.toString(),
      }));
  }

  private timing(): RunTiming {
    return {
      ...(this.firstByteMs !== undefined && { firstByteMs: this.firstByteMs }),
      ...(this.firstTokenMs !== undefined && { firstTokenMs: this.firstTokenMs }),
      totalMs: this.elapsedMs(),
    };
  }
}
