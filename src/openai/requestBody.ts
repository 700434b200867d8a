import { chatBody } from "./chatBody";
import { responsesBody } from "./responsesBody";
import { writeBody } from "./bodyJson";
import type { Endpoint, Prompt } from "../core/prompt/prompt";
import type { BodyOptions } from "./bodyOptions";

/**
 * The body of a streaming request for a filled prompt (OpenAI API reference, "Create chat
 * completion" and "Create a model response"), as JSON text. What the file says beyond the prompt
 * (`temperature`, `seed` …) is sent as is where the prompt is of the same API; of it `n` is
 * left out, as several answers are several runs. Ask `unsendablePart` first.
 */
export function buildRequestBody(prompt: Prompt, options: BodyOptions): string {
  return writeBody(
    options.endpoint === "chat" ? chatBody(prompt, options) : responsesBody(prompt, options),
  );
}

/**
 * The body of a request to the counting endpoint (OpenAI API reference, "Get input token counts"):
 * what a Responses request bills, without the settings of its answer.
 */
export function buildCountBody(
  prompt: Prompt,
  options: Omit<BodyOptions, "endpoint" | "maxTokensName">,
): string {
  const { model, input, instructions, tools, tool_choice, text } = responsesBody(prompt, options);
  return writeBody({ model, input, instructions, tools, tool_choice, text });
}

/**
 * The kind of the first part that no request to `endpoint` can carry, such as `file`: one whose
 * content the file does not hold in this API's form. Undefined if all can be sent.
 */
export function unsendablePart(prompt: Prompt, endpoint: Endpoint): string | undefined {
  const sameApi = prompt.endpoint === endpoint;
  for (const message of prompt.messages) {
    for (const part of message.parts) {
      if (part.kind === "opaque" && !(sameApi && part.definition)) return part.type;
      if (part.kind === "image" && part.source === undefined) return "image";
    }
  }
  return prompt.tools.find((tool) => tool.type !== "function" && !(sameApi && tool.definition))
    ?.type;
}

/** The paths of the images that have to be read before the prompt can be sent, each once. */
export function imageFilesOf(prompt: Prompt): readonly string[] {
  const sources = prompt.messages
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === "image" && part.source !== undefined ? [part.source] : []));
  return [...new Set(sources)].filter((source) => !/^(?:https?|data):/i.test(source));
}
