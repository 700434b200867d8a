import type { JsonString } from "../../json/jsonNode";
import { buildPrompt } from "../buildPrompt";
import { deploymentOf, isCountedUrl, readEmbeddedRequest } from "../embeddedRequest";
import { mapScalar } from "../mapScalar";
import { MappedText } from "../mappedText";
import { leftOut } from "../caveats";
import type { Caveat, FileReference, Placeholder, Prompt, PromptProblem } from "../prompt";
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
    const [data, ...others] = dataOf(words);
    const url = texts.find(
      (text, index) => index > 0 && isCountedUrl(text) && words[index] !== data?.word,
    );
    if (data === undefined || url === undefined) return undefined;
    const deployment = deploymentOf(url);
    const range = { start, end };
    const prompt = this.readBody(data, words);
    return {
      ...(deployment !== undefined && { model: { value: deployment, range } }),
      ...prompt,
      caveats: [...prompt.caveats, ...others.map(joinedData), ...optionCaveats(words)],
      name: url.replace(/[?#].*$/, ""),
      range,
    };
  }

  private readBody({ word: data, isVerbatim }: Data, words: readonly ShellWord[]): Prompt {
    const { range, text } = data.text;
    if (isVerbatim || !text.startsWith("@")) return readWord(data);
    const path = text.slice(1);
    const document = words.at(-1);
    if (path === "-" && document !== undefined && document !== data) return readWord(document);
    this.references.push({ path, holds: "the body", range });
    const content = this.source.files?.get(path);
    if (content === undefined) return buildPrompt({ range, messages: [] });
    return readEmbeddedRequest(MappedText.standIn(content, range), noExpressions);
  }
}

/** `-d` may follow other letters that take no value: `-sd`. */
const DATA = /^(?:-[fgijklnqsSvLNOR#0-9]*d|--data(?:-raw|-binary|-ascii)?|--json)$/;
const DATA_WITH_VALUE =
  /^(?:-[fgijklnqsSvLNOR#0-9]*d(?=.)|--(?:data(?:-raw|-binary|-ascii)?|json)=)/;

/** The value of `-d` or a similar option. */
interface Data {
  readonly word: ShellWord;
  /** Whether `@` names no file: `--data-raw`. */
  readonly isVerbatim: boolean;
}

/** The data of the command's first request: the words after `-d` or similar options, or the rest of the same words. */
function dataOf(words: readonly ShellWord[]): readonly Data[] {
  const next = words.findIndex(({ text }) => /^(?:--next|-:)$/.test(text.text));
  return words.slice(0, next < 0 ? undefined : next).flatMap((word, index) => {
    const { text } = word.text;
    const isVerbatim = text.startsWith("--data-raw");
    const after = words[index + 1];
    if (DATA.test(text)) return after === undefined ? [] : [{ word: after, isVerbatim }];
    const option = DATA_WITH_VALUE.exec(text.slice(0, 30))?.[0];
    return option === undefined ? [] : [{ word: wordAfter(word, option.length), isVerbatim }];
  });
}

/** curl joins the values of several options into one body. */
function joinedData({ word }: Data): Caveat {
  return leftOut("the data of another option, which curl adds to the body", word.text.range);
}

/** Options that send data in a form that is not read. */
const UNREAD_OPTION =
  /^(?:-[FTKG](?:.*)|--(?:form(?:-string)?|data-urlencode|upload-file|config|get|next)(?:=.*)?|-:)$/s;

function optionCaveats(words: readonly ShellWord[]): readonly Caveat[] {
  return words.flatMap(({ text }, index) => {
    const before = words[index - 1]?.text.text ?? "";
    const [option] = UNREAD_OPTION.exec(text.text) ?? [];
    if (option === undefined || TAKES_VALUE.test(before)) return [];
    const name = /^(?:--[\w-]+|-.)/.exec(option)?.[0] ?? option;
    return [leftOut(`what ${name} adds`, text.range)];
  });
}

/** Options whose value may look like another one. */
const TAKES_VALUE =
  /^(?:-[HXuoAebmw]|--(?:header|request|user|output|user-agent|data-raw|max-time))$/;

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
