import type { JsonString } from "../../json/jsonNode";
import { buildPrompt } from "../buildPrompt";
import { deploymentOf, isCountedUrl, readEmbeddedRequest } from "../embeddedRequest";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import type { FileReference, Placeholder, Prompt, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readCommand, type ShellCommand, type ShellWord } from "./shellWords";

/** Shell scripts whose curl commands are requests to the counted APIs. */
export const curlFormat: FormatReader = {
  format: "curl",
  looksLike: (head, path) =>
    /\.(?:sh|bash|zsh|curl)$/.test(path) &&
    /(?:^|[\s$(`|;&])curl\s/.test(head) &&
    /\/(?:chat\/completions|responses)\b/.test(head),
  read: (source) => new CurlReader(source).read(),
};

const LABEL = "curl commands";

class CurlReader {
  private readonly references: FileReference[] = [];

  constructor(private readonly source: PromptSource) {}

  read(): Reading {
    const { text } = this.source;
    const prompts: Prompt[] = [];
    const curl = /(?<![^\s$(`|;&])curl(?=[ \t\\])/g;
    for (let match = curl.exec(text); match !== null; match = curl.exec(text)) {
      const lineStart = text.lastIndexOf("\n", match.index) + 1;
      if (/^\s*#/.test(text.slice(lineStart, match.index))) continue;
      const command = readCommand(text, match.index);
      const prompt = this.readCurl(command, match.index);
      if (prompt !== undefined) prompts.push(prompt);
      curl.lastIndex = Math.max(curl.lastIndex, command.end);
    }
    const problems = prompts.length > 0 || text.trim() === "" ? [] : [noRequest(text)];
    return { label: LABEL, prompts, problems, references: this.references };
  }

  private readCurl({ words, end }: ShellCommand, start: number): Prompt | undefined {
    const texts = words.map(({ text }) => text.text);
    const data = dataOf(words);
    const url = texts.find(
      (text, index) => index > 0 && isCountedUrl(text) && words[index] !== data,
    );
    if (data === undefined || url === undefined) return undefined;
    const deployment = deploymentOf(url);
    const range = { start, end };
    return {
      ...(deployment !== undefined && { model: { value: deployment, range } }),
      ...this.readBody(data, words),
      name: url.replace(/[?#].*$/, ""),
      range,
    };
  }

  private readBody(data: ShellWord, words: readonly ShellWord[]): Prompt {
    const { range, text } = data.text;
    if (!text.startsWith("@")) return readWord(data);
    const path = text.slice(1);
    const document = words.at(-1);
    if (path === "-" && document !== undefined && document !== data) return readWord(document);
    this.references.push({ path, holds: "the body", range });
    const content = this.source.files?.get(path);
    if (content === undefined) return buildPrompt({ range, messages: [] });
    return readEmbeddedRequest(MappedText.standIn(content, range), noExpressions);
  }
}

const DATA = /^(?:-d|--data(?:-raw|-binary|-ascii)?|--json)$/;
const DATA_WITH_VALUE = /^(?:-d(?=.)|--(?:data(?:-raw|-binary|-ascii)?|json)=)/;

/** The body: the word after `-d` or a similar option, or the rest of the same word. */
function dataOf(words: readonly ShellWord[]): ShellWord | undefined {
  for (const [index, word] of words.entries()) {
    const { text } = word.text;
    if (DATA.test(text)) return words[index + 1];
    const option = DATA_WITH_VALUE.exec(text.slice(0, 20))?.[0];
    if (option !== undefined && word.text.length > 2) return wordAfter(word, option.length);
  }
  return undefined;
}

function wordAfter({ text, expansions }: ShellWord, from: number): ShellWord {
  const moved = expansions.map((one) => ({ ...one, start: one.start - from, end: one.end - from }));
  return { text: text.slice(from), expansions: moved.filter(({ start }) => start >= 0) };
}

function readWord({ text, expansions }: ShellWord): Prompt {
  return readEmbeddedRequest(
    text,
    () => expansions,
    (node: JsonString): readonly Placeholder[] => {
      const { start, end } = node.range;
      const inside = expansions.filter((one) => one.start >= start && one.end <= end);
      if (inside.length === 0) return [];
      const value = mapScalar(text.text, node);
      return inside.flatMap((one): Placeholder[] => {
        const place = value.find(one);
        return place === undefined
          ? []
          : [{ ...one, ...place, range: { start: one.start, end: one.end } }];
      });
    },
  );
}

function noExpressions(): [] {
  return [];
}

function noRequest(text: string): PromptProblem {
  const message = "No curl command with a request to chat completions or responses.";
  return { code: "not-a-prompt", message, range: withoutByteOrderMark(text) };
}
