import { buildPrompt, message } from "../buildPrompt";
import { MappedText } from "../mappedText";
import type { FileReference, Message } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { type Expression, textPart } from "../expression";

/** A pattern is a folder with a `system.md` and optionally a `user.md`, both sent with every input. */
const NAME = /(?:^|\/)patterns\/(?:[^/]+\/)+(system|user)\.md$/;

/** Patterns of Fabric (danielmiessler/fabric): a system message, and a user message before the input. */
export const fabricFormat: FormatReader = {
  format: "fabric",
  isNamed: (path) => NAME.test(path),
  read: readPattern,
};

function readPattern(source: PromptSource): Reading {
  const { path, text, files } = source;
  const label = "Fabric pattern";
  const range = withoutByteOrderMark(text);
  const own = MappedText.verbatim(text, range);
  if (/user\.md$/i.test(path)) {
    return {
      label,
      prompts: promptsOf(text, messageOf("user", own)),
      problems: [],
      references: [],
    };
  }
  const user = besideAtEnd("user.md", text);
  const beside = MappedText.standIn(files?.get(user.path) ?? "", user.range);
  const messages = [...messageOf("system", own), ...messageOf("user", beside)];
  return { label, prompts: promptsOf(text, messages), problems: [], references: [user] };
}

/** A file that the text does not name: its content follows the text. */
function besideAtEnd(path: string, text: string): FileReference {
  return {
    path,
    holds: "the user's message",
    range: { start: text.length, end: text.length },
    isOptional: true,
  };
}

function messageOf(role: "system" | "user", content: MappedText): Message[] {
  if (content.text.trim() === "") return [];
  return [message(role, [textPart(content, scanPattern(content.text))], content.range)];
}

function promptsOf(text: string, messages: readonly Message[]) {
  return messages.length > 0
    ? [buildPrompt({ range: { start: 0, end: text.length }, messages })]
    : [];
}

/** `{{name}}`, and the expressions of Fabric's plugins: `{{plugin:datetime:now}}`. */
function scanPattern(text: string): readonly Expression[] {
  const calls = Array.from(text.matchAll(/\{\{(?:plugin|ext):[^{}\n]*\}\}/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  return [...scanDoubleBraces(text), ...calls].toSorted((a, b) => a.start - b.start);
}
