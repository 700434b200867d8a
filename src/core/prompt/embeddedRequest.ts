import type { JsonString } from "../json/jsonNode";
import { parseJson } from "../json/parseJson";
import { buildPrompt, message } from "./buildPrompt";
import { approximate } from "./caveats";
import { mapRanges } from "./mapRanges";
import type { MappedText } from "./mappedText";
import type { Message, Part, Placeholder, Prompt } from "./prompt";
import { readRequestNode } from "./requestNode";
import { type TemplateScanner, textPart } from "./expression";
import { findPlaceholders } from "./templateMessages";

/** The ends of URLs whose requests are counted, in OpenAI's API and compatible ones. */
const ENDPOINT = /\/(?:chat\/completions|responses)\/?(?:[?#].*)?$/;

/** Whether a URL belongs to an API whose requests are counted. */
export function isCountedUrl(url: string): boolean {
  return url.length < 5_000 && ENDPOINT.test(url);
}

/** The deployment that an Azure OpenAI URL names instead of a model. */
export function deploymentOf(url: string): string | undefined {
  return /\/deployments\/([\w.-]+)\//.exec(url)?.[1];
}

/** Finds the template expressions in a string of the body, with ranges in the body. */
type FindExpressions = (node: JsonString) => readonly Placeholder[];

/**
 * The request whose body another file quotes, with ranges in that file. A body that isn't a request is
 * counted as a text.
 */
export function readEmbeddedRequest(
  body: MappedText,
  scan: TemplateScanner,
  findExpressions: FindExpressions = (node) => findPlaceholders(body.text, node, scan),
): Prompt {
  const { root, problems } = parseJson(body.text, 0, "jsonc");
  const [problem] = problems;
  if (problem !== undefined) return asText(body, scan, `the body is not JSON: ${problem.message}`);
  const prompt = root && readRequestNode(root, { findPlaceholders: findExpressions });
  if (prompt === undefined) return asText(body, scan, "the body is not a request");
  const { messages, ...rest } = mapRanges(prompt, ({ start, end }) => body.rangeOf(start, end));
  return buildPrompt({ ...rest, messages: messages.map(withoutEdits) });
}

function asText(body: MappedText, scan: TemplateScanner, reason: string): Prompt {
  const { range } = body;
  const messages = [message("user", [textPart(body, scan(body.text))], range)];
  return buildPrompt({ range, messages, caveats: [approximate(reason, range)] });
}

/** The message without ranges for quick fixes, whose text would have to be escaped. */
export function withoutEdits(message: Message): Message {
  return { ...message, parts: message.parts.map(withoutEdit) };
}

function withoutEdit(part: Part): Part {
  if (part.kind !== "image") return part;
  const { kind, source, variable, detail, size, range } = part;
  return {
    kind,
    ...(source !== undefined && { source }),
    ...(variable !== undefined && { variable }),
    detail,
    ...(size && { size }),
    range,
  };
}
