import { decodeBase64Text } from "../../decodeBase64";
import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { deploymentOf, isCountedUrl, readEmbeddedRequest } from "../embeddedRequest";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { itemsOf } from "../nodes";
import type { Prompt, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";

/** HTTP traffic recorded by a browser or a proxy (HAR 1.2): the requests to the APIs. */
export const harFormat: FormatReader = {
  format: "har",
  isNamed: (path) => path.endsWith(".har"),
  read: readHar,
};

function readHar({ text }: PromptSource): Reading {
  const label = "HAR recording";
  const parsed = parseJson(text);
  const problems = syntaxProblems("JSON", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const entries = itemsOf(member(member(parsed.root, "log"), "entries"));
  const prompts = entries.flatMap((entry) => readEntry(text, member(entry, "request")));
  const count = entries.filter((entry) => isCounted(member(entry, "request"))).length;
  const lost = count - prompts.length;
  const unread = lost > 0 ? { unread: { unit: "item", count: lost } as const } : {};
  if (prompts.length > 0) return { label, prompts, problems, references: [], ...unread };
  return { label, prompts, problems: [nothingRecorded(text)], references: [] };
}

function nothingRecorded(text: string): PromptProblem {
  const message = "No request to chat completions or responses is recorded.";
  return { code: "not-a-prompt", message, range: withoutByteOrderMark(text) };
}

/** Whether it is sent to an API that is counted. */
function isCounted(request: JsonNode | undefined): boolean {
  const url = stringValue(member(request, "url"));
  return (
    url !== undefined && isCountedUrl(url) && stringValue(member(request, "method")) === "POST"
  );
}

function readEntry(text: string, request: JsonNode | undefined): Prompt[] {
  const url = stringValue(member(request, "url"));
  const body = readBody(text, member(request, "postData"));
  if (request === undefined || url === undefined || !isCountedUrl(url) || body === undefined) {
    return [];
  }
  const prompt = readEmbeddedRequest(body, noExpressions);
  const deployment = deploymentOf(url);
  const { range } = request;
  return [
    {
      ...(deployment !== undefined && { model: { value: deployment, range } }),
      ...prompt,
      name: withoutQuery(url),
      range,
    },
  ];
}

/** A body as it was sent. Proxies write a binary one in base64. */
function readBody(text: string, postData: JsonNode | undefined): MappedText | undefined {
  const body = member(postData, "text");
  if (body?.kind !== "string" || body.value === "") return undefined;
  const encoding = stringValue(member(postData, "encoding") ?? member(postData, "_encoding"));
  if (encoding !== "base64") return mapScalar(text, body);
  const decoded = decodeBase64Text(body.value);
  return decoded === undefined ? undefined : MappedText.standIn(decoded, body.range);
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}

/** Recorded requests are not templates. */
function noExpressions(): [] {
  return [];
}
