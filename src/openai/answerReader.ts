import type { Endpoint } from "../core/prompt/prompt";
import type { RunRecorder } from "../core/runs/engine/runRecorder";
import { TextAccumulator } from "../core/runs/textAccumulator";
import { type BodyKind, bodyKindOf } from "./bodyKind";
import { reportChat } from "./chatStream";
import { reportResponses, reportWholeResponse } from "./responsesStream";
import type { ServerError } from "./serverError";
import { type ServerSentEvent, SseReader } from "./sseReader";
import { memberOf } from "./untyped";

/** Reads the body of one answer and reports its content to a recorder. */
export class AnswerReader {
  private readonly sse = new SseReader();
  private readonly decoder = new TextDecoder();
  private readonly whole = new TextAccumulator();
  private kind: BodyKind | undefined;
  private isPage = false;
  private sawEnd = false;
  /** The error that the server sent within the answer. */
  error: ServerError | undefined;

  constructor(
    private readonly endpoint: Endpoint,
    private readonly recorder: RunRecorder,
  ) {}

  /** Received but not yet reported, in UTF-16 units. */
  get pendingCharacters(): number {
    return this.whole.length + this.sse.pendingCharacters;
  }

  /**
   * Reads until the answer or the stream ends, or `signal` aborts. `onBytes` is called for each piece
   * that arrives. Rejects if the connection breaks.
   */
  async read(response: Response, signal: AbortSignal, onBytes: () => void): Promise<void> {
    this.isPage = (response.headers.get("content-type") ?? "").includes("html");
    const reader = response.body?.getReader();
    if (reader === undefined) return;
    // A canceled body may report the broken connection once more: ignore it.
    const cancel = (): void => void reader.cancel().catch(() => undefined);
    signal.addEventListener("abort", cancel);
    try {
      while (!this.isPage && !this.sawEnd && this.error === undefined) {
        const { value } = (await reader.read()) as { readonly value?: Uint8Array };
        if (signal.aborted) return;
        if (value === undefined) {
          this.endOfBody();
          return;
        }
        this.recorder.bytes();
        this.take(value);
        onBytes();
      }
      cancel();
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  /** The missing part of an answer that was read to its end; undefined if nothing is. */
  incompleteness(): "not-an-answer" | "unreadable" | "empty" | "cut" | undefined {
    const { finishReason, hasAnswer, unreadableEvents } = this.recorder;
    if (this.isPage) return "not-an-answer";
    if (hasAnswer) return finishReason === undefined && !this.sawEnd ? "cut" : undefined;
    if (finishReason === "length" || finishReason === "content-filter") return undefined;
    return unreadableEvents > 0 ? "unreadable" : "empty";
  }

  private take(bytes: Uint8Array): void {
    this.kind ??= bodyKindOf(bytes);
    if (this.kind === "json") this.whole.add(this.decoder.decode(bytes, { stream: true }));
    else for (const event of this.sse.read(bytes)) this.reportEvent(event);
  }

  private endOfBody(): void {
    if (this.kind === "json") this.reportText(this.whole.toString() + this.decoder.decode());
    else for (const event of this.sse.end()) this.reportEvent(event);
  }

  private reportEvent({ data }: ServerSentEvent): void {
    if (this.sawEnd || this.error !== undefined) return;
    if (data === "[DONE]") this.sawEnd = true;
    else this.reportText(data);
  }

  private reportText(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.recorder.addUnreadableEvent();
      return;
    }
    if (this.endpoint === "chat") {
      this.error = reportChat(value, this.recorder);
      return;
    }
    const isWhole = memberOf(value, "object") === "response";
    this.error = (isWhole ? reportWholeResponse : reportResponses)(value, this.recorder);
    // Chat sends its usage after the finish; a response's finish comes last.
    this.sawEnd = this.recorder.finishReason !== undefined;
  }
}
