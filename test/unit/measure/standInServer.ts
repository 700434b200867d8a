import http from "node:http";
import type { AddressInfo } from "node:net";

/** One request for a row, as the server got it. */
interface SeenRow {
  readonly model: string;
  readonly text: string;
}

const ANSWER_DELAY_MS = 5;

interface StandInOptions {
  /** Whether some first attempts are refused, fail, are cut, or have no end. */
  readonly hasFaults?: boolean;
}

/**
 * A local server for runs over many rows. With faults, a share of the requests fails at the first
 * attempt, each in its own way: by its number, so that every run meets the same ones.
 */
export class StandInServer {
  readonly seen: SeenRow[] = [];
  /** How many requests are answered; those after them are left waiting. */
  maxAnswers = Infinity;
  onRequest: (seen: SeenRow) => void = () => undefined;
  reply: (seen: SeenRow) => string = ({ text }) => `answer to ${text}`;
  private readonly attempts = new Map<string, number>();
  private readonly server: http.Server;

  private constructor({ hasFaults = false }: StandInOptions) {
    this.server = http.createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        const body = JSON.parse(Buffer.concat(pieces).toString("utf8")) as {
          model: string;
          messages: { content: string }[];
        };
        const seen = { model: body.model, text: body.messages.at(-1)?.content ?? "" };
        this.seen.push(seen);
        this.onRequest(seen);
        const key = `${seen.model} ${seen.text}`;
        const attempt = (this.attempts.get(key) ?? 0) + 1;
        this.attempts.set(key, attempt);
        const number = Number(/\d+$/.exec(seen.text)?.[0] ?? 0);
        const isFirst = hasFaults && attempt === 1;
        if (this.seen.length > this.maxAnswers) return;
        if (isFirst && number % 23 === 1) refuse(response);
        else if (isFirst && number % 17 === 2) response.writeHead(502).end("bad gateway");
        else
          setTimeout(
            () => answer(response, seen.model, this.reply(seen), isFirst && number % 19 === 3),
            ANSWER_DELAY_MS,
          );
      });
    });
  }

  static async start(options: StandInOptions = {}): Promise<StandInServer> {
    const standIn = new StandInServer(options);
    await new Promise<void>((resolve) => standIn.server.listen(0, "127.0.0.1", resolve));
    return standIn;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function refuse(response: http.ServerResponse): void {
  response.writeHead(429, { "content-type": "application/json", "retry-after-ms": "50" });
  response.end(JSON.stringify({ error: { message: "Too many requests." } }));
}

function answer(response: http.ServerResponse, model: string, text: string, isCut: boolean): void {
  const chunk = (value: object): string =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", model, ...value })}\n\n`;
  const delta = (content: string): string =>
    chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (isCut) {
    response.write(delta("half an"), () => response.destroy());
    return;
  }
  const usage = { prompt_tokens: 20, completion_tokens: 5, total_tokens: 25 };
  response.end(
    delta(text) +
      chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }) +
      chunk({ choices: [], usage }) +
      "data: [DONE]\n\n",
  );
}
