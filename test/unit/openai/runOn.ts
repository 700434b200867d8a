import type { ImageFiles } from "../../../src/core/ports";
import { parseJson } from "../../../src/core/json/parseJson";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest, readResponsesRequest } from "../../../src/core/prompt/requestJson";
import type { RunEvent, UsageLimits } from "../../../src/core/runs/runEvent";
import type { RunResult } from "../../../src/core/runs/runResult";
import { describeRun, type RunContext, type RunMessage } from "../../../src/core/runs/runWords";
import {
  createOpenAiRunner,
  DEFAULT_LIMITS,
  type RunLimits,
} from "../../../src/openai/openAiRunner";
import { readServerAddress, type ServerAddress } from "../../../src/openai/serverAddress";
import type { ServerConnection } from "../../../src/openai/serverConnection";
import { ManualClock } from "../runs/manualClock";

export const KEY = "sk-test-0123456789abcdefghij";

const NO_IMAGES: ImageFiles = { read: () => Promise.resolve(undefined) };

/** A prompt as the reader of request files makes it. */
export function chatPrompt(body: object): Prompt {
  const { root } = parseJson(JSON.stringify(body));
  if (root === undefined) throw new Error("no JSON");
  return readChatRequest(root);
}

export function responsesPrompt(body: object): Prompt {
  const { root } = parseJson(JSON.stringify(body));
  if (root === undefined) throw new Error("no JSON");
  return readResponsesRequest(root);
}

export const HELLO = chatPrompt({
  model: "gpt-4o",
  messages: [{ role: "user", content: "hello" }],
});

export function addressOf(baseUrl: string): ServerAddress {
  const server = readServerAddress({ baseUrl, apiVersion: "2024-10-21", azureDeployments: {} });
  if (server === undefined) throw new Error(`no address: ${baseUrl}`);
  return server;
}

export function connectionTo(
  baseUrl: string,
  changes: Partial<ServerConnection> = {},
): ServerConnection {
  const server = addressOf(baseUrl);
  return {
    server,
    key: { scope: server.keyScope, value: KEY },
    send: fetch,
    proxyFor: () => undefined,
    clock: new ManualClock(),
    images: NO_IMAGES,
    ...changes,
  };
}

export interface RunSetup {
  readonly prompt?: Prompt;
  readonly model?: string;
  readonly endpoint?: Prompt["endpoint"];
  readonly connection?: Partial<ServerConnection>;
  readonly limits?: Partial<RunLimits>;
  readonly usageLimits?: UsageLimits;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** Runs a prompt on a server to its end and keeps the events. */
export async function runOn(
  baseUrl: string,
  setup: RunSetup = {},
): Promise<{ readonly result: RunResult; readonly events: readonly RunEvent[] }> {
  const events: RunEvent[] = [];
  const prompt = setup.prompt ?? HELLO;
  const runner = createOpenAiRunner(connectionTo(baseUrl, setup.connection), {
    ...DEFAULT_LIMITS,
    ...setup.limits,
  });
  const result = await runner.run(
    {
      prompt,
      model: setup.model ?? "gpt-4o",
      endpoint: setup.endpoint ?? prompt.endpoint,
      ...(setup.usageLimits && { usageLimits: setup.usageLimits }),
    },
    {
      signal: setup.signal ?? new AbortController().signal,
      onEvent: (event) => {
        events.push(event);
        setup.onEvent?.(event);
      },
    },
  );
  return { result, events };
}

/** The pieces of the answer's text. */
export function textsOf(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === "text" ? [event.text] : []));
}

/** The messages of a result. */
export function describeResult(result: RunResult, context: RunContext): readonly RunMessage[] {
  return describeRun({ ...result, isRefused: result.refusal !== undefined }, context);
}
