import * as vscode from "vscode";
import type { Clock, ModelRunner, RunRequest } from "../../core/ports";
import type { Message, Prompt, ToolCall } from "../../core/prompt/prompt";
import { RunRecorder } from "../../core/run/runRecorder";
import { compactJson } from "../../core/json/compactJson";

/**
 * Runs a prompt on the language models that VS Code offers, for those who have no key of their own.
 * They report no usage, and their window counts tokens in its own way, so that neither is shown.
 */
export function createLanguageModelRunner(clock: Clock): ModelRunner {
  return {
    reportsUsage: false,
    async run(request, { signal, onEvent }) {
      const recorder = new RunRecorder(clock, onEvent);
      const cancellation = new vscode.CancellationTokenSource();
      const stop = (): void => cancellation.cancel();
      signal.addEventListener("abort", stop);
      try {
        const model = await findLanguageModel(request.model);
        if (model === undefined) return recorder.failed({ code: "model-not-found" });
        recorder.sent();
        const response = await model.sendRequest(
          messagesOf(request.prompt),
          optionsOf(request),
          cancellation.token,
        );
        let calls = 0;
        for await (const part of response.stream) {
          if (part instanceof vscode.LanguageModelTextPart) {
            recorder.addText(part.value);
          } else if (part instanceof vscode.LanguageModelToolCallPart) {
            recorder.addToolCall({
              index: calls,
              id: part.callId,
              name: part.name,
              arguments: JSON.stringify(part.input),
            });
            calls += 1;
          }
        }
        return signal.aborted ? recorder.stopped() : recorder.finished();
      } catch (error) {
        if (signal.aborted) return recorder.stopped();
        return recorder.failed(faultOf(error));
      } finally {
        signal.removeEventListener("abort", stop);
        cancellation.dispose();
      }
    },
  };
}

/** The model whose family or id is that of the catalogue; asks the user for consent where VS Code wants it. */
export async function findLanguageModel(id: string): Promise<vscode.LanguageModelChat | undefined> {
  const models = await vscode.lm.selectChatModels();
  return (
    models.find(({ family }) => family === id) ??
    models.find((model) => model.id === id) ??
    models.find(({ family, version }) => id === `${family}-${version}`)
  );
}

function faultOf(error: unknown): Parameters<RunRecorder["failed"]>[0] {
  if (!(error instanceof vscode.LanguageModelError)) return { code: "unforeseen" };
  const serverMessage = error.message;
  switch (error.code) {
    case vscode.LanguageModelError.NotFound.name:
      return { code: "model-not-found", serverMessage };
    case vscode.LanguageModelError.NoPermissions.name:
      return { code: "not-allowed", serverMessage };
    case vscode.LanguageModelError.Blocked.name:
      return { code: "rate-limited", retries: 0, exhausted: true, serverMessage };
    default:
      return { code: "unforeseen", serverMessage };
  }
}

/** VS Code's models know no system role: its text stands in front as the user's. */
function messagesOf({ instructions, messages }: Prompt): vscode.LanguageModelChatMessage[] {
  return [
    ...(instructions ? [vscode.LanguageModelChatMessage.User(instructions.text)] : []),
    ...messages.map(messageOf),
  ];
}

function messageOf(message: Message): vscode.LanguageModelChatMessage {
  const text = message.parts
    .map((part) => (part.kind === "text" || part.kind === "refusal" ? part.text : ""))
    .join("");
  if (message.role === "tool") {
    const parts = [new vscode.LanguageModelTextPart(text)];
    return vscode.LanguageModelChatMessage.User([
      new vscode.LanguageModelToolResultPart(message.toolCallId ?? "", parts),
    ]);
  }
  if (message.role !== "assistant") return vscode.LanguageModelChatMessage.User(text, message.name);
  return vscode.LanguageModelChatMessage.Assistant([
    new vscode.LanguageModelTextPart(text),
    ...message.toolCalls.map(toolCallPart),
  ]);
}

function toolCallPart({ id, name, arguments: json }: ToolCall): vscode.LanguageModelToolCallPart {
  return new vscode.LanguageModelToolCallPart(id ?? name, name, parseObject(json));
}

function optionsOf({ prompt }: RunRequest): vscode.LanguageModelChatRequestOptions {
  const tools = prompt.tools
    .filter(({ type }) => type === "function")
    .map(({ name, description = "", parameters }) => ({
      name,
      description,
      ...(parameters && { inputSchema: parseObject(compactJson(parameters)) }),
    }));
  const limit = prompt.maxOutputTokens?.value;
  return {
    justification: vscode.l10n.t("Tokenscale runs the prompt that you asked it to run."),
    ...(tools.length > 0 && { tools }),
    ...(limit !== undefined && { modelOptions: { max_tokens: limit } }),
  };
}

/** Arguments that are no JSON object are sent as an empty one: VS Code takes nothing else. */
function parseObject(json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
