import { buildPrompt, message } from "../buildPrompt";
import { leftOut } from "../caveats";
import { MappedText } from "../mappedText";
import type { Message } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readRole } from "../requestJson";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { textPart } from "../expression";

const OPENING = /^\uFEFF?\s*<\|im_start\|>[a-z]+\b/;

/** ChatML: messages between `<|im_start|>role` and `<|im_end|>`, sent as messages of a chat request. */
export const chatmlFormat: FormatReader = {
  format: "chatml",
  isNamed: (path) => path.endsWith(".chatml"),
  claims: (path, head) => /\.(?:txt|text|md|prompt)$/.test(path) && OPENING.test(head),
  read: readChatml,
};

interface Piece {
  readonly message: Message | undefined;
  /** Whether text other than white space comes before the message's mark. */
  readonly isAfterText: boolean;
}

function readChatml({ text }: PromptSource): Reading {
  const label = "ChatML";
  const range = withoutByteOrderMark(text);
  const content = MappedText.verbatim(text, range);
  const starts = [
    ...content.text.matchAll(/<\|im_start\|>([a-z]+)?[^\S\n]*(?:name=(\S+))?[^\n]*\n?/g),
  ];
  let end = 0;
  const pieces = starts.map((match, index): Piece => {
    const isAfterText = content.text.slice(end, match.index).trim() !== "";
    const next = starts[index + 1]?.index ?? content.length;
    const from = match.index + match[0].length;
    const close = content.text.slice(from, next).indexOf("<|im_end|>");
    end = close < 0 ? next : from + close + "<|im_end|>".length;
    const words = content.slice(from, close < 0 ? next : from + close);
    return { message: toMessage(match, words, content.rangeOf(match.index, end)), isAfterText };
  });
  const hasText =
    pieces.some(({ isAfterText }) => isAfterText) || content.text.slice(end).trim() !== "";
  const messages = pieces.flatMap(({ message }) => message ?? []);
  const prompt = buildPrompt({
    range,
    messages,
    caveats: hasText ? [leftOut("text outside the messages")] : [],
  });
  return { label, prompts: messages.length > 0 ? [prompt] : [], problems: [], references: [] };
}

/** The last mark usually just prompts the assistant to answer and is empty. */
function toMessage(
  [, role, name]: RegExpExecArray,
  words: MappedText,
  range: Message["range"],
): Message | undefined {
  const content = words.trim(/\s/);
  if (content.length === 0) return undefined;
  const part = textPart(content, scanDoubleBraces(content.text));
  const read = message(readRole(role) ?? "user", [part], range);
  return name === undefined ? read : { ...read, name };
}
