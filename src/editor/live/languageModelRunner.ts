import { firstUnreadFile } from "../../core/prompt/caveats";
import * as vscode from "vscode";
import { compactJson } from "../../core/json/compactJson";
import type { Clock, ImageFiles } from "../../core/ports";
import type { ModelRunner, RunOptions, RunRequest } from "../../core/runs/modelRunner";
import type { Message, Prompt, ToolCall } from "../../core/prompt/prompt";
import type { RunError } from "../../core/runs/runError";
import { RunRecorder } from "../../core/runs/engine/runRecorder";
import type { RunResult } from "../../core/runs/runResult";
import { readDataUris } from "../../openai/imageDataUris";
import type { RunLimits } from "../../openai/openAiRunner";
import { imageFilesOf, unsendablePart } from "../../openai/requestBody";
import { scrub } from "../../openai/scrub";

/**
 * Runs a prompt on the language models that VS Code offers, for users without their own key. They
 * report no usage, and their token counts are unreliable, so neither is shown.
 */
export function createLanguageModelRunner(
  clock: Clock,
  limits: RunLimits,
  images: ImageFiles,
): ModelRunner {
  return {
    reportsUsage: false,
    run: async (request, { signal, onEvent }) => {
      const recorder = new RunRecorder(clock, onEvent);
      const watch = new Watch(clock, limits, signal);
      try {
        const fault = await send(request, recorder, watch, images);
        if (watch.ending !== undefined) return watch.ended(recorder);
        return fault ? recorder.failed(fault) : recorder.finished();
      } catch (error) {
        if (watch.ending !== undefined) return watch.ended(recorder);
        return recorder.failed(toRunError(error));
      } finally {
        watch.dispose();
      }
    },
  };
}

/** The families of VS Code's models, each once. Call it only if the user wants a run. */
export async function languageModelIds(): Promise<readonly string[]> {
  return [...new Set((await vscode.lm.selectChatModels()).map(({ family }) => family))];
}

/** Ends a request that is stopped, not answered, silent for too long or answered endlessly. */
class Watch {
  private readonly cancellation = new vscode.CancellationTokenSource();
  private cancelTimer: () => void;
  private readonly stop = (): void => this.end("stopped");
  private stopWaiting: (() => void) | undefined;
  ending: "stopped" | "no-answer" | "stalled" | "too-long" | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly limits: RunLimits,
    private readonly signal: RunOptions["signal"],
  ) {
    this.cancelTimer = clock.after(limits.answerMs, () => this.end("no-answer"));
    signal.addEventListener("abort", this.stop);
    if (signal.aborted) this.stop();
  }

  get token(): vscode.CancellationToken {
    return this.cancellation.token;
  }

  /** Like `work`, but rejects when the request ends: a provider may ignore the cancellation. */
  orEnded<Value>(work: PromiseLike<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      // Only one piece of work is awaited at a time.
      this.stopWaiting = () => reject(new vscode.CancellationError());
      work.then(resolve, reject);
      if (this.ending !== undefined) this.stopWaiting();
    });
  }

  /** Notes progress; `characters` is the length of the answer so far. */
  heard(characters: number): void {
    if (characters > this.limits.answerCharacters) this.end("too-long");
    this.cancelTimer();
    this.cancelTimer = this.clock.after(this.limits.silenceMs, () => this.end("stalled"));
  }

  ended(recorder: RunRecorder): RunResult {
    switch (this.ending) {
      case "no-answer":
        return recorder.failed({ code: "no-answer", seconds: this.limits.answerMs / 1000 });
      case "stalled":
        return recorder.failed({ code: "stalled", seconds: this.limits.silenceMs / 1000 });
      case "too-long":
        return recorder.failed({ code: "too-long", characters: this.limits.answerCharacters });
      default:
        return recorder.stopped();
    }
  }

  dispose(): void {
    this.cancelTimer();
    this.signal.removeEventListener("abort", this.stop);
    this.cancellation.dispose();
  }

  private end(why: NonNullable<Watch["ending"]>): void {
    this.ending ??= why;
    this.cancellation.cancel();
    this.stopWaiting?.();
  }
}

/** Sends the request and reads the answer to its end; returns the reason if it can't be sent. */
async function send(
  request: RunRequest,
  recorder: RunRecorder,
  watch: Watch,
  images: ImageFiles,
): Promise<RunError | undefined> {
  const { prompt } = request;
  const path = firstUnreadFile(prompt);
  if (path !== undefined) return { code: "file-unreadable", path };
  // Built-in tools and opaque parts are specific to OpenAI: VS Code's API has no form for them.
  const type = unsendablePart({ ...prompt, endpoint: "chat" }, "responses") ?? linkedImage(prompt);
  if (type !== undefined) return { code: "unsendable-part", type };
  const read = await readDataUris(imageFilesOf(prompt), images);
  if ("unreadable" in read) return { code: "image-unreadable", source: read.unreadable };
  const model = await findLanguageModel(request.model);
  if (model === undefined) return { code: "model-not-found" };
  recorder.sent();
  const messages = messagesOf(prompt, read.uris);
  const sending = model.sendRequest(messages, optionsOf(request), watch.token);
  const response = await watch.orEnded(sending);
  const parts = response.stream[Symbol.asyncIterator]();
  let calls = 0;
  for (;;) {
    const next = await watch.orEnded(parts.next());
    if (next.done) return recorder.hasAnswer ? undefined : { code: "empty" };
    const part: unknown = next.value;
    recorder.bytes();
    if (part instanceof vscode.LanguageModelTextPart) {
      recorder.addText(part.value);
    } else if (part instanceof vscode.LanguageModelToolCallPart) {
      const { callId: id, name, input } = part;
      recorder.addToolCall({ index: calls, id, name, arguments: JSON.stringify(input) });
      calls += 1;
    }
    watch.heard(recorder.characters);
  }
}

/** The model with the requested family or id. VS Code asks the user for consent if needed. */
async function findLanguageModel(id: string): Promise<vscode.LanguageModelChat | undefined> {
  const models = await vscode.lm.selectChatModels();
  return (
    models.find(({ family }) => family === id) ??
    models.find((model) => model.id === id) ??
    models.find(({ family, version }) => id === `${family}-${version}`)
  );
}

function toRunError(error: unknown): RunError {
  const words = error instanceof Error ? scrub(error.message, []) : undefined;
  const says = words === undefined ? {} : { serverMessage: words };
  if (!(error instanceof vscode.LanguageModelError)) return { code: "unforeseen", ...says };
  switch (error.code) {
    case vscode.LanguageModelError.NotFound.name:
      return { code: "model-not-found", ...says };
    case vscode.LanguageModelError.NoPermissions.name:
      return { code: "not-allowed", ...says };
    case vscode.LanguageModelError.Blocked.name:
      return { code: "rate-limited", retries: 0, exhausted: true, ...says };
    default:
      return { code: "unforeseen", ...says };
  }
}

/** Only the bytes of an image can be passed on, not its address. */
function linkedImage({ messages }: Prompt): string | undefined {
  const isLinked = messages.some(({ parts }) =>
    parts.some((part) => part.kind === "image" && /^https?:/i.test(part.source ?? "")),
  );
  return isLinked ? "image by its address" : undefined;
}

/** VS Code's models have no system role: its text is put first, as the user's. */
function messagesOf(
  { instructions, messages }: Prompt,
  images: ReadonlyMap<string, string>,
): vscode.LanguageModelChatMessage[] {
  return [
    ...(instructions ? [vscode.LanguageModelChatMessage.User(instructions.text)] : []),
    ...messages.map((message) => messageOf(message, images)),
  ];
}

function messageOf(
  message: Message,
  images: ReadonlyMap<string, string>,
): vscode.LanguageModelChatMessage {
  const { name, role, toolCallId, toolCalls } = message;
  if (role === "assistant") {
    const said = textsOf(message).map((text) => new vscode.LanguageModelTextPart(text));
    return vscode.LanguageModelChatMessage.Assistant([...said, ...toolCalls.map(toolCallPart)]);
  }
  if (role === "tool") {
    const parts = textsOf(message).map((text) => new vscode.LanguageModelTextPart(text));
    const result = new vscode.LanguageModelToolResultPart(toolCallId ?? "", parts);
    return vscode.LanguageModelChatMessage.User([result]);
  }
  const parts = message.parts.flatMap((part) => {
    if (part.kind === "text") return new vscode.LanguageModelTextPart(part.text);
    if (part.kind !== "image" || part.source === undefined) return [];
    return imagePart(images.get(part.source) ?? part.source);
  });
  return vscode.LanguageModelChatMessage.User(parts, name);
}

function textsOf({ parts }: Message): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === "text" || part.kind === "refusal" ? [part.text] : [],
  );
}

function imagePart(dataUri: string): vscode.LanguageModelDataPart {
  const [, type = "image/png", base64 = ""] = /^data:([^;,]*)[^,]*,(.*)$/s.exec(dataUri) ?? [];
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return vscode.LanguageModelDataPart.image(bytes, type);
}

function toolCallPart({ id, name, arguments: json }: ToolCall): vscode.LanguageModelToolCallPart {
  return new vscode.LanguageModelToolCallPart(id ?? name, name, parseObject(json));
}

function optionsOf({ prompt }: RunRequest): vscode.LanguageModelChatRequestOptions {
  const tools = prompt.tools.map(({ name, description = "", parameters }) => ({
    name,
    description,
    ...(parameters && { inputSchema: parseObject(compactJson(parameters)) }),
  }));
  const limit = prompt.maxOutputTokens?.value;
  return {
    justification: vscode.l10n.t("Tokenscale runs the prompt that you asked it to run."),
    ...(tools.length > 0 && { tools }),
    ...(prompt.toolChoice?.kind === "required" && {
      toolMode: vscode.LanguageModelChatToolMode.Required,
    }),
    ...(limit !== undefined && { modelOptions: { max_tokens: limit } }),
  };
}

/** Arguments that are not a JSON object are sent as an empty one: VS Code accepts nothing else. */
function parseObject(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
