import { chatBody } from "./chatBody";
import { responsesBody } from "./responsesBody";
import { writeBody } from "./bodyJson";
import type { Endpoint, Prompt } from "../core/prompt/prompt";
import type { BodyOptions } from "./bodyOptions";

/**
 * The body of a request for a filled prompt (OpenAI API reference, "Create chat
 * completion" and "Create a model response"), as JSON. The file's other members (`temperature`,
 * `seed` …) are sent unchanged if the prompt is for the same API, except `n`, because several answers
 * are several runs. Call `unsendablePart` first.
 */
export function buildRequestBody(prompt: Prompt, options: BodyOptions): string {
  return writeBody(
    options.endpoint === "chat" ? chatBody(prompt, options) : responsesBody(prompt, options),
  );
}

/**
 * The body of a request to the counting endpoint (OpenAI API reference, "Get input token counts"):
 * the input of a Responses request, without the settings of its answer.
 */
export function buildCountBody(
  prompt: Prompt,
  options: Omit<BodyOptions, "endpoint" | "maxTokensName">,
): string {
  const { model, input, instructions, tools, tool_choice, text } = responsesBody(prompt, options);
  return writeBody({ model, input, instructions, tools, tool_choice, text });
}

/**
 * The kind of the first part that can't be sent to `endpoint`, such as `file`: one whose content is not
 * in the file in this API's form. Undefined if everything can be sent.
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

/** The paths of the images to read before the prompt can be sent, each once. */
export function imageFilesOf(prompt: Prompt): readonly string[] {
  const sources = prompt.messages
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === "image" && part.source !== undefined ? [part.source] : []));
  return [...new Set(sources)].filter((source) => !/^(?:https?|data):/i.test(source));
}
