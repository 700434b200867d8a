import type { LoggedMessage, LoggedPrompt } from "../trafficRecord";
import { textOf, unwrapJson } from "./jsonAccess";
import { isObject } from "./trafficFormat";

/**
 * The prompt of messages as logs keep them: Chat Completions and Responses (`content` as text or
 * parts), OpenTelemetry (`parts`), a single text, or any of them as a text of JSON. Undefined if empty.
 */
export function loggedPrompt(
  value: unknown,
  extra: { readonly instructions?: unknown; readonly tools?: unknown } = {},
): LoggedPrompt | undefined {
  const found = unwrapJson(value);
  const collected = new PromptCollector();
  const instructions = unwrapJson(extra.instructions);
  if (instructions !== undefined) collected.add({ role: "system", content: instructions });
  if (typeof found === "string") collected.addText("user", found);
  else if (Array.isArray(found))
    for (const message of found as readonly unknown[]) collected.add(message);
  else if (isObject(found)) {
    const inner = found["messages"] ?? found["input"] ?? found["prompt"];
    if (inner === undefined) collected.add(found);
    else {
      return loggedPrompt(inner, {
        instructions: extra.instructions ?? found["instructions"],
        tools: extra.tools ?? found["tools"],
      });
    }
  }
  const tools = unwrapJson(extra.tools);
  return collected.prompt(Array.isArray(tools) ? tools.length : 0);
}

class PromptCollector {
  private readonly messages: LoggedMessage[] = [];
  private images = 0;

  add(message: unknown): void {
    if (typeof message === "string") {
      this.addText("user", message);
      return;
    }
    if (!isObject(message)) return;
    const role = roleOf(message["role"]);
    const content = message["content"] ?? message["parts"];
    if (content === undefined) {
      if (message["type"] === "text" || message["type"] === "input_text")
        this.addPart(role, message);
      return;
    }
    if (typeof content === "string") this.addText(role, content);
    else if (Array.isArray(content)) {
      for (const part of content as readonly unknown[]) this.addPart(role, part);
    } else this.addPart(role, content);
  }

  addText(role: LoggedMessage["role"], text: string): void {
    if (text !== "") this.messages.push({ role, text });
  }

  prompt(tools: number): LoggedPrompt | undefined {
    const { messages, images } = this;
    return messages.length === 0 && images === 0 ? undefined : { messages, tools, images };
  }

  private addPart(role: LoggedMessage["role"], part: unknown): void {
    if (typeof part === "string") this.addText(role, part);
    if (!isObject(part)) return;
    const text = textOf(part["text"]) ?? textOf(part["content"]);
    if (text !== undefined) this.addText(role, text);
    else if (/image/.test(textOf(part["type"]) ?? "")) this.images += 1;
  }
}

function roleOf(role: unknown): LoggedMessage["role"] {
  switch (role) {
    case "system":
    case "developer":
      return "system";
    case "assistant":
    case "model":
      return "assistant";
    case "tool":
    case "function":
      return "tool";
    default:
      return "user";
  }
}
