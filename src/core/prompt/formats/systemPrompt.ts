import { buildPrompt, message } from "../buildPrompt";
import { MappedText } from "../mappedText";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { textPart } from "../expression";

/** `system_prompt.txt`, `support-system-prompt.v2.md`, `triage.system.txt`, `prompts/system.txt`. */
const NAMES: readonly RegExp[] = [
  /(?:^|[/._-])sys(?:tem)?[._ -]?(?:prompts?|message|instructions?)(?:[._ -][^/]*)?\.(?:txt|md)$/,
  /\.system\.(?:txt|md)$/,
  /(?:^|\/)prompts?\/(?:.+\/)?system\.(?:txt|md)$/,
];

/** Texts whose names say that they are a system prompt: sent unchanged. */
export const systemPromptFormat: FormatReader = {
  format: "system-prompt",
  isNamed: (path) => NAMES.some((name) => name.test(path)),
  read: readSystemPrompt,
};

function readSystemPrompt({ text }: PromptSource): Reading {
  const range = withoutByteOrderMark(text);
  const content = MappedText.verbatim(text, range);
  const messages =
    content.length === 0
      ? []
      : [message("system", [textPart(content, scanDoubleBraces(content.text))], range)];
  const prompts = messages.length > 0 ? [buildPrompt({ range, messages })] : [];
  return { label: "System prompt", prompts, problems: [], references: [] };
}
