import { TextAccumulator } from "../core/runs/textAccumulator";

const LINE_END = /\r\n|\n|\r/g;

/** One server-sent event (WHATWG HTML, "Server-sent events"). */
export interface ServerSentEvent {
  /** The `event` field; empty if there is none. */
  readonly event: string;
  readonly data: string;
}

/**
 * Splits a stream of bytes into server-sent events. A last event without the blank line after it
 * still counts: some servers leave it out.
 */
export class SseReader {
  private readonly decoder = new TextDecoder();
  private rest = new TextAccumulator();
  private event = "";
  private data: string[] = [];
  private dataCharacters = 0;
  private endedInCr = false;

  /** Characters waiting for the end of their line or event. */
  get pendingCharacters(): number {
    return this.dataCharacters + this.rest.length;
  }

  /** The events that end in `bytes`. */
  read(bytes: Uint8Array): readonly ServerSentEvent[] {
    return this.readText(this.decoder.decode(bytes, { stream: true }));
  }

  /** The rest when the stream has ended. */
  end(): readonly ServerSentEvent[] {
    return this.readText(`${this.decoder.decode()}\n\n`);
  }

  private readText(text: string): readonly ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    // A line end can be split between two pieces: the LF of a CR LF then ends no additional line.
    let start = this.endedInCr && text.startsWith("\n") ? 1 : 0;
    if (text !== "") this.endedInCr = text.endsWith("\r");
    LINE_END.lastIndex = start;
    for (let end = LINE_END.exec(text); end !== null; end = LINE_END.exec(text)) {
      const line = this.rest.toString() + text.slice(start, end.index);
      if (this.rest.length > 0) this.rest = new TextAccumulator();
      start = LINE_END.lastIndex;
      const event = this.readLine(line);
      if (event !== undefined) events.push(event);
    }
    this.rest.add(text.slice(start));
    return events;
  }

  private readLine(line: string): ServerSentEvent | undefined {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") {
      this.data.push(value);
      this.dataCharacters += value.length;
    } else if (field === "event") this.event = value;
    return undefined;
  }

  private dispatch(): ServerSentEvent | undefined {
    const { event, data } = this;
    this.event = "";
    if (data.length === 0) return undefined;
    this.data = [];
    this.dataCharacters = 0;
    return { event, data: data.join("\n") };
  }
}
