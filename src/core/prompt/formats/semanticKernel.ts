import { parseJson } from "../../json/parseJson";
import { buildPrompt } from "../buildPrompt";
import { mapRanges } from "../mapRanges";
import { MappedText } from "../mappedText";
import type { FileReference, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { scanSemanticKernel } from "../templates/semanticKernel";
import { readSemanticKernelConfig } from "./semanticKernelConfig";
import { readTemplate } from "./templateText";

const CONFIG: FileReference = {
  path: "config.json",
  holds: "the settings",
  range: { start: 0, end: 0 },
  isOptional: true,
};

/** Semantic Kernel's `skprompt.txt`, whose model, limit and defaults are in `config.json` next to it. */
export const semanticKernelFormat: FormatReader = {
  format: "semantic-kernel",
  isNamed: (path) => /(?:^|\/)skprompt\.txt$/.test(path),
  read: readSkprompt,
};

function readSkprompt({ text, files }: PromptSource): Reading {
  const label = "Semantic Kernel prompt";
  const range = withoutByteOrderMark(text);
  const content = MappedText.verbatim(text, range);
  const messages = readTemplate(text, content, scanSemanticKernel, "user");
  const config = files?.get(CONFIG.path) ?? "{}";
  const parsed = parseJson(config);
  const { model, maxOutputTokens, ...rest } = readSemanticKernelConfig(config, parsed.root);
  // Ranges in config.json don't belong to this file.
  const placed = mapRanges(
    { ...(model && { model }), ...(maxOutputTokens && { maxOutputTokens }), ...rest },
    () => CONFIG.range,
  );
  const prompts = messages.length > 0 ? [buildPrompt({ range, messages, ...placed })] : [];
  return { label, prompts, problems: configProblems(parsed.problems), references: [CONFIG] };
}

function configProblems([problem]: readonly { readonly message: string }[]): PromptProblem[] {
  if (problem === undefined) return [];
  const message = `config.json is not JSON: ${problem.message}. Its settings are not read.`;
  return [{ code: "unsupported", message, range: CONFIG.range }];
}
