import http from "node:http";
import type { AddressInfo } from "node:net";

/** How a batch of the stand-in ends. */
export interface BatchScript {
  readonly end: "completed" | "failed" | "expired" | "never";
  /** How a request is answered; undefined: the batch does not get to it. */
  readonly answer?: (
    request: BatchRequest,
  ) => { readonly status: number; readonly body: object } | undefined;
}

interface BatchRequest {
  readonly custom_id: string;
  readonly url: string;
  readonly body: { readonly model: string; readonly messages: readonly { content: string }[] };
}

interface StoredBatch {
  readonly id: string;
  readonly inputFileId: string;
  readonly metadata: unknown;
  readonly endpoint: string;
  status: string;
  output?: string;
  errors?: string;
  completed: number;
  failed: number;
}

/** A completion with the last message as its answer. */
export function completionOf(request: BatchRequest): { status: number; body: object } {
  const content = request.body.messages.at(-1)?.content ?? "";
  return {
    status: 200,
    body: {
      object: "chat.completion",
      model: request.body.model,
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 },
    },
  };
}

const STEPS = ["validating", "in_progress", "finalizing"];

/**
 * A local server that behaves like OpenAI's Files and Batch API: a batch takes a step each time that it
 * is asked about, writes an output file and an error file, and keeps what it has if it ends early.
 */
export class BatchStandIn {
  readonly requests: string[] = [];
  readonly uploads = new Map<string, string>();
  readonly batches: StoredBatch[] = [];
  script: BatchScript = { end: "completed" };
  /** Ends the connection instead of answering, once, when a request matches. */
  dropAnswerTo: RegExp | undefined;
  private readonly server: http.Server;

  private constructor() {
    this.server = http.createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on("data", (piece: Buffer) => pieces.push(piece));
      request.on("end", () => {
        const call = `${request.method} ${request.url}`;
        this.requests.push(call);
        const answer = this.handle(
          call,
          Buffer.concat(pieces),
          request.headers["content-type"] ?? "",
        );
        if (this.dropAnswerTo?.test(call)) {
          this.dropAnswerTo = undefined;
          response.destroy();
        } else if (typeof answer === "string") response.end(answer);
        else {
          response.writeHead(answer === undefined ? 404 : 200, {
            "content-type": "application/json",
          });
          response.end(JSON.stringify(answer ?? { error: { message: "Not found." } }));
        }
      });
    });
  }

  static async start(): Promise<BatchStandIn> {
    const standIn = new BatchStandIn();
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

  /** The requests in the files that were uploaded. */
  requestsOf(fileId: string): readonly BatchRequest[] {
    const lines = (this.uploads.get(fileId) ?? "").split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as BatchRequest);
  }

  private handle(call: string, body: Buffer, contentType: string): object | string | undefined {
    const [, batchId, action] =
      /^(?:GET|POST) \/v1\/batches\/([^/?]+)(\/cancel)?$/.exec(call) ?? [];
    const [, fileId] = /^GET \/v1\/files\/([^/]+)\/content$/.exec(call) ?? [];
    if (fileId !== undefined) return this.contentOf(fileId);
    if (call === "POST /v1/files") return this.upload(body, contentType);
    if (call === "POST /v1/batches") return this.create(body);
    if (call.startsWith("GET /v1/batches?")) {
      return { object: "list", data: this.batches.map(describe), has_more: false };
    }
    const batch = this.batches.find(({ id }) => id === batchId);
    if (batch === undefined) return undefined;
    if (action === undefined) this.step(batch);
    else if (!["completed", "failed", "expired"].includes(batch.status))
      this.end(batch, "cancelled");
    return describe(batch);
  }

  private upload(body: Buffer, contentType: string): object {
    const boundary = /boundary=("?)([^";]+)\1/.exec(contentType)?.[2] ?? "";
    const parts = body.toString("utf8").split(`--${boundary}`);
    const valueOf = (name: string): string =>
      /\r\n\r\n([\s\S]*)\r\n$/.exec(
        parts.find((part) => part.includes(`name="${name}"`)) ?? "",
      )?.[1] ?? "";
    if (valueOf("purpose") !== "batch") throw new Error("not for a batch");
    const id = `file-${this.uploads.size + 1}`;
    this.uploads.set(id, valueOf("file"));
    return { id, object: "file", purpose: "batch" };
  }

  private create(body: Buffer): object {
    const { input_file_id, endpoint, metadata } = JSON.parse(body.toString("utf8")) as {
      input_file_id: string;
      endpoint: string;
      metadata: unknown;
    };
    const id = `batch_${this.batches.length + 1}`;
    const batch: StoredBatch = {
      id,
      inputFileId: input_file_id,
      metadata,
      endpoint,
      status: "validating",
      completed: 0,
      failed: 0,
    };
    this.batches.push(batch);
    return describe(batch);
  }

  private step(batch: StoredBatch): void {
    const { end } = this.script;
    const at = STEPS.indexOf(batch.status);
    if (at < 0) return;
    if (batch.status === "validating" && end === "failed") batch.status = "failed";
    else if (at + 1 < STEPS.length) batch.status = STEPS[at + 1] ?? "";
    else if (end !== "never") this.end(batch, end);
  }

  /** Answers go to the output file, errors to the error file, as the API does it. */
  private end(batch: StoredBatch, status: string): void {
    const { answer = completionOf } = this.script;
    const [output, errors]: [string[], string[]] = [[], []];
    for (const request of this.requestsOf(batch.inputFileId)) {
      const { custom_id } = request;
      const found = answer(request);
      const base = { id: `req_${custom_id}`, custom_id };
      if (found === undefined) {
        const code = status === "cancelled" ? "batch_cancelled" : "batch_expired";
        errors.push(
          JSON.stringify({ ...base, response: null, error: { code, message: "Not run." } }),
        );
        continue;
      }
      const response = { status_code: found.status, request_id: "r", body: found.body };
      (found.status < 400 ? output : errors).push(
        JSON.stringify({ ...base, response, error: null }),
      );
    }
    batch.status = status;
    batch.completed = output.length;
    batch.failed = errors.length;
    if (output.length > 0) batch.output = output.reverse().join("\n");
    if (errors.length > 0) batch.errors = `${errors.join("\n")}\n`;
  }

  private contentOf(fileId: string): string | undefined {
    const [, kind, batchId] = /^(out|err)-(.+)$/.exec(fileId) ?? [];
    const batch = this.batches.find(({ id }) => id === batchId);
    return kind === "out" ? batch?.output : batch?.errors;
  }
}

function describe(batch: StoredBatch): object {
  const { id, status, inputFileId, metadata, endpoint, output, errors, completed, failed } = batch;
  return {
    id,
    object: "batch",
    status,
    endpoint,
    input_file_id: inputFileId,
    completion_window: "24h",
    metadata,
    request_counts: { total: completed + failed, completed, failed },
    ...(output !== undefined && { output_file_id: `out-${id}` }),
    ...(errors !== undefined && { error_file_id: `err-${id}` }),
    ...(status === "failed" && {
      errors: { object: "list", data: [{ code: "invalid", message: "Line 1 is not a request." }] },
    }),
  };
}
