/** One server-sent event (WHATWG HTML, "Server-sent events"). */
export interface ServerSentEvent {
  /** The `event` field; empty where there is none. */
  readonly event: string;
  readonly data: string;
}

/**
 * Cuts a stream of bytes into server-sent events. An event that the stream ends in, without the
 * blank line behind it, still counts: some servers leave it out.
 */
export class SseReader {
  private readonly decoder = new TextDecoder();
  private rest = "";
  private event = "";
  private data: string[] = [];

  /** Characters that wait for the end of their line or event. */
  get pendingCharacters(): number {
    return this.data.reduce((sum, line) => sum + line.length, this.rest.length);
  }

  /** The events that end in `bytes`. */
  read(bytes: Uint8Array): readonly ServerSentEvent[] {
    return this.readText(this.decoder.decode(bytes, { stream: true }));
  }

  /** What is left when the stream has ended. */
  end(): readonly ServerSentEvent[] {
    return this.readText(`${this.decoder.decode()}\n\n`);
  }

  private readText(text: string): readonly ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      const line = this.rest + text.slice(start, end);
      this.rest = "";
      start = end + 1;
      const event = this.readLine(line.endsWith("\r") ? line.slice(0, -1) : line);
      if (event !== undefined) events.push(event);
    }
    this.rest += text.slice(start);
    return events;
  }

  private readLine(line: string): ServerSentEvent | undefined {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.data.push(value);
    else if (field === "event") this.event = value;
    return undefined;
  }

  private dispatch(): ServerSentEvent | undefined {
    const { event, data } = this;
    this.event = "";
    if (data.length === 0) return undefined;
    this.data = [];
    return { event, data: data.join("\n") };
  }
}
