import type { SourceRange } from "../../sourceRange";
import { type Insert, message, splitParts } from "../buildPrompt";
import type { MappedText } from "../mappedText";
import { markdownImages } from "../markdownImages";
import type { Message, Part, Role } from "../prompt";
import { readRole } from "../requestJson";
import { type Expression, isBlank, type TemplateScanner } from "../expression";
import type { PromptyInput } from "./promptySchema";

/** Spec §6.2; `developer`, `tool` and `function` are roles of the runtimes. */
const MARKER =
  /^[ \t]*#?[ \t]*(system|user|assistant|developer|tool|function)[ \t]*(?:\[([^\]\n]*)\])?[ \t]*:[ \t]*\r?$/i;

/** Whether a line begins a message. */
export function isRoleMarker(line: string): boolean {
  return MARKER.test(line);
}

/**
 * Reads the messages of a Prompty body. Line feeds at both ends of a message are not part of it
 * (spec/vectors/parse). Text before the first marker is a system message. Markdown images and inputs
 * of the kinds image, file and audio become separate parts. Line ends are LF in `body`.
 */
export function readPromptyBody(
  body: MappedText,
  scan: TemplateScanner,
  inputs: readonly PromptyInput[],
): Message[] {
  const inputsByName = new Map(inputs.map((input) => [input.name, input]));
  const messages: Message[] = [];
  let role: Role = "system";
  let name: string | undefined;
  let marker: SourceRange | undefined;
  let contentStart = 0;

  const endMessage = (contentEnd: number): void => {
    const content = body.slice(contentStart, contentEnd).trim(/\n/);
    if (marker === undefined && isBlank(content.text, scan)) return;
    const { range } = content;
    messages.push({
      ...message(role, readParts(content, scan, inputsByName), {
        start: marker?.start ?? range.start,
        end: content.length > 0 ? range.end : (marker?.end ?? range.end),
      }),
      ...(name !== undefined && { name }),
    });
  };

  const { text } = body;
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf("\n", at);
    const lineEnd = feed < 0 ? text.length : feed;
    const match = lineEnd - at < 1_000 ? MARKER.exec(text.slice(at, lineEnd)) : null;
    if (match !== null) {
      endMessage(at);
      role = readRole(match[1]?.toLowerCase()) ?? "user";
      name = /(?:^|,)\s*name\s*=\s*"?([^",\]]+)/.exec(match[2] ?? "")?.[1]?.trim();
      marker = body.rangeOf(at, at + match[0].trimEnd().length);
      contentStart = Math.min(lineEnd + 1, text.length);
    }
    at = lineEnd + 1;
  }
  endMessage(text.length);
  return messages;
}

function readParts(
  text: MappedText,
  scan: TemplateScanner,
  inputs: ReadonlyMap<string, PromptyInput>,
): Part[] {
  const expressions = scan(text.text);
  const inserts = [
    ...markdownImages(text),
    ...expressions.flatMap((expression) => mediaOf(expression, text, inputs)),
  ].toSorted((a, b) => a.start - b.start);
  return splitParts(text, scan, inserts);
}

function mediaOf(
  { start, end, variable }: Expression,
  text: MappedText,
  inputs: ReadonlyMap<string, PromptyInput>,
): Insert[] {
  const input = variable === undefined ? undefined : inputs.get(variable);
  const range = text.rangeOf(start, end);
  switch (input?.kind) {
    case "image": {
      const { defaultValue, name } = input;
      const source = defaultValue?.kind === "string" ? { source: defaultValue.value } : {};
      return [
        { start, end, part: { kind: "image", ...source, variable: name, detail: "auto", range } },
      ];
    }
    case "file":
    case "audio":
      return [{ start, end, part: { kind: "opaque", type: input.kind, range } }];
    default:
      return [];
  }
}
