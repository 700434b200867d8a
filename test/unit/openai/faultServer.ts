import http from "node:http";
import type { AddressInfo } from "node:net";

/** One request as a server got it. */
interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (request: SeenRequest, response: http.ServerResponse) => void;

/** A local server that answers every request as configured. */
export class FaultServer {
  readonly seen: SeenRequest[] = [];
  private readonly server: http.Server;
  private answer: Answer = (_request, response) => response.end();

  private constructor() {
    this.server = http.createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        const seen = {
          method: request.method ?? "",
          url: request.url ?? "",
          headers: request.headers,
          body: Buffer.concat(pieces).toString("utf8"),
        };
        this.seen.push(seen);
        this.answer(seen, response);
      });
    });
  }

  static async start(): Promise<FaultServer> {
    const fault = new FaultServer();
    await new Promise<void>((resolve) => fault.server.listen(0, "127.0.0.1", resolve));
    return fault;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return `http://${this.host}/v1`;
  }

  answerWith(answer: Answer): void {
    this.seen.length = 0;
    this.answer = answer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Answers with a status, headers and a body. */
export function respond(
  status: number,
  body: string,
  headers: http.OutgoingHttpHeaders = { "content-type": "application/json" },
): Answer {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Answers with a stream of these events, each followed by a blank line, and ends. */
export function stream(...events: readonly string[]): Answer {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end(events.map((event) => `${event}\n\n`).join(""));
  };
}

/** Answers with the beginning of a stream, then `then` decides what becomes of the connection. */
export function beginStream(
  events: readonly string[],
  then: (response: http.ServerResponse) => void,
): Answer {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(events.map((event) => `${event}\n\n`).join(""), () => then(response));
  };
}

/** The `data:` line of a chat chunk that brings `delta`. */
export function chatChunk(delta: object, finishReason?: string): string {
  return data({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    model: "gpt-4o-2024-08-06",
    choices: [{ index: 0, delta, finish_reason: finishReason ?? null }],
  });
}

export function usageChunk(prompt: number, completion: number, cached = 0): string {
  return data({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    model: "gpt-4o-2024-08-06",
    choices: [],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      prompt_tokens_details: { cached_tokens: cached },
    },
  });
}

export function data(value: unknown): string {
  return `data: ${JSON.stringify(value)}`;
}

export const DONE = "data: [DONE]";
