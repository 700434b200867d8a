import { type JsonNode, type JsonString, member, stringValue } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { message } from "../buildPrompt";
import { approximate, unreadFile } from "../caveats";
import { parseCsv } from "../csv";
import { mapRanges } from "../mapRanges";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { firstMember, membersOf } from "../nodes";
import type { Caveat, FileReference, Message } from "../prompt";
import type { PromptSource } from "../promptFormat";
import { readTemplateMessages } from "../templateMessages";
import { textPart } from "../expression";
import { scanJinja } from "../templates/jinja";
import { looksLikeChatTemplate, readChatTemplate } from "./chatTemplate";
import { promptfooPlace, type PromptfooPlace, whyNotRead } from "./promptfooPlace";
import { looksLikeYamlChat, parseYamlChat } from "./yamlChat";

/** One of the `prompts` of a configuration. */
interface PromptfooPrompt {
  readonly name?: string;
  readonly range: SourceRange;
  readonly messages: readonly Message[];
  readonly caveats: readonly Caveat[];
  /** Settings for this prompt only. */
  readonly config?: JsonNode;
}

/** Reads the `prompts` of a configuration, and those of the files that it names. */
export class PromptfooPrompts {
  readonly references: FileReference[] = [];

  constructor(private readonly source: PromptSource) {}

  read(node: JsonNode): PromptfooPrompt[] {
    const items = node.kind === "array" ? node.items : [node];
    return items.flatMap((item) => this.readItem(item));
  }

  private readItem(item: JsonNode): PromptfooPrompt[] {
    if (item.kind === "string") return this.readText(item);
    const label = stringValue(member(item, "label"));
    const config = member(item, "config");
    const content = firstMember(item, "raw", "id");
    if (content?.kind === "string") {
      return this.readText(content).map((prompt) => ({
        ...prompt,
        ...(label && { name: label }),
        ...(config && { config }),
        range: item.range,
      }));
    }
    // The older form: an object of paths with their labels.
    return membersOf(item).flatMap(({ key, keyRange, value }) => {
      const place = promptfooPlace(key) ?? { kind: "file" as const, path: key };
      const name = stringValue(value) ?? key;
      return this.readPlace(place, keyRange).map((prompt) => ({ ...prompt, name }));
    });
  }

  private readText(node: JsonString): PromptfooPrompt[] {
    const place = promptfooPlace(node.value);
    if (place !== undefined) return this.readPlace(place, node.range);
    return [readPrompt(mapScalar(this.source.text, node), node.range)];
  }

  private readPlace(place: PromptfooPlace, range: SourceRange): PromptfooPrompt[] {
    const { kind, path } = place;
    if (kind !== "file")
      return [
        unreadPrompt(path, range, [unreadFile(path, whyNotRead(place, "this prompt"), range)]),
      ];
    this.references.push({ path, holds: "this prompt", range });
    const content = this.source.files?.get(path);
    if (content === undefined) return [unreadPrompt(path, range, [])];
    const isYaml = /\.ya?ml$/i.test(path);
    return textsOf(path, content)
      .filter((text) => text.trim() !== "")
      .map((text) => ({
        ...readPrompt(MappedText.standIn(text, range), range, isYaml ? path : undefined),
        name: path,
      }));
  }
}

/** One user message without a text, because its content is unknown. */
function unreadPrompt(
  name: string,
  range: SourceRange,
  caveats: readonly Caveat[],
): PromptfooPrompt {
  const part = textPart(MappedText.standIn("", range), []);
  return { name, range, messages: [message("user", [part], range)], caveats };
}

/** The prompts in a file, by the kind of file (promptfoo, src/prompts/processors). */
function textsOf(path: string, content: string): readonly string[] {
  const extension = /\.(\w+)$/.exec(path.toLowerCase())?.[1];
  switch (extension) {
    case "txt":
      return content.split(/^---[ \t]*\r?$/m).map((text) => text.trim());
    case "jsonl":
      return content.split(/\r?\n/);
    case "csv":
      return promptColumn(content) ?? content.split(/\r?\n/);
    default:
      return [content.replace(/^\uFEFF/, "")];
  }
}

/** The column `prompt` of a table. */
function promptColumn(content: string): readonly string[] | undefined {
  const rows = parseCsv(content);
  if (!rows.some((row) => row.has("prompt"))) return undefined;
  return rows.map((row) => row.get("prompt") ?? "");
}

/** `yamlPath` is the name of the file if all of it is YAML. */
function readPrompt(text: MappedText, range: SourceRange, yamlPath?: string): PromptfooPrompt {
  const { messages, caveats } = readChat(text.text, yamlPath);
  if (messages === undefined) {
    const part = textPart(text, scanJinja(text.text));
    return { range, messages: [message("user", [part], range)], caveats };
  }
  const place = ({ start, end }: SourceRange): SourceRange => text.rangeOf(start, end);
  return { range, messages: mapRanges(messages, place), caveats };
}

interface Chat {
  /** Undefined if the text is not a chat. */
  readonly messages?: readonly Message[];
  readonly caveats: readonly Caveat[];
}

/** A text parsed as a chat, in JSON or YAML. */
function readChat(text: string, yamlPath: string | undefined): Chat {
  if (looksLikeChatTemplate(text)) {
    const { messages, problems } = readChatTemplate(text);
    const caveats = problems.length > 0 ? [approximate("a chat in JSON is broken")] : [];
    return messages.length > 0 ? { messages, caveats } : { caveats };
  }
  if (yamlPath === undefined && !/^\s*- role:/.test(text)) return { caveats: [] };
  const list = looksLikeYamlChat(text) ? parseYamlChat(text) : undefined;
  if (list !== undefined) {
    return { messages: readTemplateMessages(text, list, scanJinja), caveats: [] };
  }
  const reason =
    yamlPath === undefined
      ? "a chat in YAML is broken and counted as text"
      : `${yamlPath} is no list of messages and counted as text`;
  return { caveats: [approximate(reason)] };
}
