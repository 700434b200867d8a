import type { RunEvent, ToolCallDelta } from "./runEvent";
import { TextAccumulator } from "./textAccumulator";

/** The events that carry part of the answer. */
export type ContentEvent = Extract<RunEvent, { kind: "text" | "refusal" | "tool-call" }>;

/** The model's answer. */
export interface Answer {
  readonly text: string;
  /** The model's own words if it refuses. */
  readonly refusal?: string;
  readonly toolCalls: readonly RunToolCall[];
}

interface OpenToolCall {
  id?: string;
  name: string;
  readonly arguments: TextAccumulator;
}

/** An answer that grows as its pieces arrive. */
export class AnswerContent {
  private readonly text = new TextAccumulator();
  private readonly refusal = new TextAccumulator();
  private readonly toolCalls = new Map<number, OpenToolCall>();
  /** UTF-16 units of text, refusal, and calls with their names and ids so far. */
  characters = 0;

  get hasToolCalls(): boolean {
    return this.toolCalls.size > 0;
  }

  add(event: ContentEvent): void {
    switch (event.kind) {
      case "text":
        this.characters += event.text.length;
        this.text.add(event.text);
        break;
      case "refusal":
        this.characters += event.text.length;
        this.refusal.add(event.text);
        break;
      case "tool-call":
        this.characters +=
          event.arguments.length + (event.name?.length ?? 0) + (event.id?.length ?? 0);
        this.addToolCall(event);
    }
  }

  answer(): Answer {
    const refusal = this.refusal.toString();
    return {
      text: this.text.toString(),
      ...(refusal !== "" && { refusal }),
      toolCalls: [...this.toolCalls]
        .sort(([left], [right]) => left - right)
        .map(([, { id, name, arguments: written }]) => ({
          ...(id !== undefined && { id }),
          name,
          arguments: written.toString(),
        })),
    };
  }

  private addToolCall(delta: ToolCallDelta): void {
    let call = this.toolCalls.get(delta.index);
    if (call === undefined) {
      call = { name: "", arguments: new TextAccumulator() };
      this.toolCalls.set(delta.index, call);
    }
    if (delta.id !== undefined) call.id = delta.id;
    if (delta.name !== undefined) call.name = delta.name;
    call.arguments.add(delta.arguments);
  }
}

interface RunToolCall {
  readonly id?: string;
  readonly name: string;
  /** As the model wrote them: normally JSON. */
  readonly arguments: string;
}
