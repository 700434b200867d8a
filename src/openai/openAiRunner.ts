import { firstUnreadFile } from "../core/prompt/caveats";
import type { OpenAI } from "openai";
import type { ModelRunner, RunRequest, StopSignal } from "../core/runs/modelRunner";
import type { RunError } from "../core/runs/runError";
import { RunRecorder } from "../core/runs/engine/runRecorder";
import type { RunResult } from "../core/runs/runResult";
import { AnswerReader } from "./answerReader";
import {
  type RunErrorContext,
  runErrorContextOf,
  toRunErrorFromStream,
  toRunErrorFromThrown,
} from "./toRunError";
import { readDataUris } from "./imageDataUris";
import { ClientPool } from "./openAiClient";
import { buildRequestBody, imageFilesOf, unsendablePart } from "./requestBody";
import { createRedactor } from "./secretRedactor";
import { connectionSecrets, type ServerConnection } from "./serverConnection";

export interface RunLimits {
  /** The maximum time to the first byte of an answer. */
  readonly answerMs: number;
  /** The maximum time in which a stream brings nothing of an answer. */
  readonly silenceMs: number;
  /** How much of one answer is kept, in UTF-16 units. */
  readonly answerCharacters: number;
  /** How often a request that the rate limit refused is retried after the time that the server asks for. */
  readonly retries: number;
}

/** The default limits; 32 million characters are about a hundred times what any model writes. */
export const DEFAULT_LIMITS: RunLimits = {
  answerMs: 60_000,
  silenceMs: 30_000,
  answerCharacters: 32_000_000,
  retries: 2,
};

/**
 * For a run over many rows, which waits with all of them at once: it retries by itself, and several
 * answers are in memory at a time.
 */
export const MEASURE_LIMITS: RunLimits = {
  ...DEFAULT_LIMITS,
  answerCharacters: 4_000_000,
  retries: 0,
};

/** The user decides about longer waits. */
const MAX_WAIT_SECONDS = 60;

/** Why Tokenscale itself ended a request. */
type Ending = "stopped" | "no-answer" | "stalled" | "too-long";

/** A runner over the `openai` SDK, for OpenAI, Azure OpenAI and every compatible server. */
export function createOpenAiRunner(
  connection: ServerConnection,
  limits: RunLimits = DEFAULT_LIMITS,
): ModelRunner {
  // One for all requests: a run over many rows would spend much of its time on making them anew.
  const redactor = createRedactor(connectionSecrets(connection));
  const clients = new ClientPool(connection);
  return {
    reportsUsage: true,
    run: async (request, { signal, onEvent }) => {
      const recorder = new RunRecorder(connection.clock, onEvent, redactor, request.usageLimits);
      const run = new OpenAiRun(connection, clients, limits, recorder, signal);
      try {
        return await run.run(request);
      } catch (error) {
        return recorder.failed(toRunErrorFromThrown(error, run.runErrorContext()));
      }
    },
  };
}

class OpenAiRun {
  private retries = 0;

  constructor(
    private readonly connection: ServerConnection,
    private readonly clients: ClientPool,
    private readonly limits: RunLimits,
    private readonly recorder: RunRecorder,
    private readonly signal: StopSignal,
  ) {}

  async run(request: RunRequest): Promise<RunResult> {
    const { server, images } = this.connection;
    const path = firstUnreadFile(request.prompt);
    if (path !== undefined) return this.recorder.failed({ code: "file-unreadable", path });
    const type = unsendablePart(request.prompt, request.endpoint);
    if (type !== undefined) return this.recorder.failed({ code: "unsendable-part", type });
    const read = await readDataUris(imageFilesOf(request.prompt), images);
    if ("unreadable" in read) {
      return this.recorder.failed({ code: "image-unreadable", source: read.unreadable });
    }
    const operation = server.operation(request.endpoint, request.model);
    const body = buildRequestBody(request.prompt, {
      endpoint: request.endpoint,
      model: operation.model,
      images: read.uris,
      ...(request.effort !== undefined && { effort: request.effort }),
      ...(request.logProbabilities && { logProbabilities: true }),
      maxTokensName:
        server.kind === "compatible" && !request.refusesMaxTokens
          ? "max_tokens"
          : "max_completion_tokens",
    });
    const client = await this.clients.clientFor(operation);
    for (;;) {
      const result = await this.send(client, operation.path, body, request);
      const seconds = this.waitBefore(result.fault);
      if (seconds === undefined) return result;
      if (!(await this.wait(seconds))) return this.recorder.stopped();
      this.retries += 1;
      this.recorder.retrying();
    }
  }

  runErrorContext(): RunErrorContext {
    return runErrorContextOf(this.connection, this.retries);
  }

  /** Sends the request once and reads the answer to its end. */
  private async send(
    client: OpenAI,
    path: string,
    body: string,
    { endpoint }: RunRequest,
  ): Promise<RunResult> {
    const { clock } = this.connection;
    const { limits, recorder } = this;
    const controller = new AbortController();
    let ending: Ending | undefined;
    const end = (why: Ending): void => {
      ending ??= why;
      controller.abort();
    };
    if (this.signal.aborted) return recorder.stopped();
    const stop = (): void => end("stopped");
    this.signal.addEventListener("abort", stop);
    // Keep-alive comments and empty pieces bring nothing: only progress resets the timeout.
    let cancelProgress = clock.after(limits.answerMs, () => end("no-answer"));
    let cancelSilence = (): void => undefined;
    let seenProgress = 0;
    let answered = false;
    try {
      recorder.sent();
      const response = await client
        .post(path, {
          body,
          headers: { "content-type": "application/json" },
          signal: controller.signal,
          stream: true,
        })
        .asResponse();
      answered = true;
      const answer = new AnswerReader(endpoint, recorder);
      await answer.read(response, controller.signal, () => {
        cancelSilence();
        cancelSilence = clock.after(limits.silenceMs, () => end("stalled"));
        if (recorder.progress > seenProgress) {
          seenProgress = recorder.progress;
          cancelProgress();
          cancelProgress = clock.after(limits.silenceMs, () => end("stalled"));
        }
        if (recorder.characters + answer.pendingCharacters > limits.answerCharacters) {
          end("too-long");
        }
      });
      if (ending !== undefined) return this.ended(ending);
      const { error } = answer;
      if (error) return recorder.failed(toRunErrorFromStream(error, this.runErrorContext()));
      const code = answer.incompleteness();
      return code === undefined ? recorder.finished() : recorder.failed({ code });
    } catch (error) {
      if (ending !== undefined) return this.ended(ending);
      if (answered) return this.brokenOff({ code: "cut" });
      return recorder.failed(toRunErrorFromThrown(error, this.runErrorContext()));
    } finally {
      cancelProgress();
      cancelSilence();
      this.signal.removeEventListener("abort", stop);
    }
  }

  private ended(ending: Ending): RunResult {
    const { limits, recorder } = this;
    switch (ending) {
      case "stopped":
        return recorder.stopped();
      case "no-answer":
        return recorder.failed({ code: "no-answer", seconds: limits.answerMs / 1000 });
      case "stalled":
        return this.brokenOff({ code: "stalled", seconds: limits.silenceMs / 1000 });
      case "too-long":
        return recorder.failed({ code: "too-long", characters: limits.answerCharacters });
    }
  }

  /** The answer is complete if the model had finished: only the end of the stream, and the usage, are missing. */
  private brokenOff(fault: RunError): RunResult {
    const { recorder } = this;
    const isWhole = recorder.hasAnswer && recorder.finishReason !== undefined;
    return isWhole ? recorder.finished() : recorder.failed(fault);
  }

  /** Seconds to wait before a retry; undefined if there is none. */
  private waitBefore(fault: RunError | undefined): number | undefined {
    if (fault?.code !== "rate-limited" || fault.exhausted || this.retries >= this.limits.retries) {
      return undefined;
    }
    const seconds = fault.retryAfterSeconds;
    return seconds !== undefined && seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
  }

  /** Whether the wait was completed, by time or by the user's choice, and not by a stop. */
  private wait(seconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = (sendAgain: boolean): void => {
        cancelTimer();
        this.signal.removeEventListener("abort", stop);
        resolve(sendAgain);
      };
      const stop = (): void => finish(false);
      const sendAgain = (): void => finish(true);
      const cancelTimer = this.connection.clock.after(seconds * 1000, sendAgain);
      this.signal.addEventListener("abort", stop);
      this.recorder.waiting(seconds, sendAgain);
    });
  }
}
