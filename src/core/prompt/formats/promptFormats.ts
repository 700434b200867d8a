import { chatmlFormat } from "./chatml";
import { bamlFormat } from "./baml";
import { claudeCodeFormat } from "./claudeCode";
import { codeFormat } from "./code";
import { continuePromptFormat } from "./continuePrompt";
import { crewaiFormat } from "./crewai";
import { curlFormat } from "./curl";
import { dotpromptFormat } from "./dotprompt";
import { fabricFormat } from "./fabric";
import { geminiCommandFormat } from "./geminiCommand";
import { genaiscriptFormat } from "./genaiscript";
import { githubModelsFormat } from "./githubModels";
import { handlebarsFormat } from "./handlebars";
import { harFormat } from "./har";
import { httpFileFormat } from "./httpFile";
import { instructionsFormat } from "./instructions";
import { batchFormat, fineTuningFormat } from "./jsonl";
import { langchainFormat } from "./langchain";
import { notebookFormat } from "./notebook";
import { markdownFormat, textFormat } from "./plainText";
import { modelfileFormat } from "./modelfile";
import { pomlFormat } from "./poml";
import { promptCollectionFormat } from "./promptCollection";
import { promptExportFormat } from "./promptExport";
import { promptfooFormat } from "./promptfoo";
import { promptFlowFormat } from "./promptFlow";
import { promptyFormat } from "./prompty";
import { chatRequestFormat, responsesRequestFormat } from "./requestFile";
import { rooModesFormat } from "./rooModes";
import { semanticKernelFormat } from "./semanticKernel";
import { systemPromptFormat } from "./systemPrompt";
import { requestListFormat } from "./requestList";
import { jinjaFormat, mustacheFormat } from "./templateText";
import { vscodeAgentFormat, vscodePromptFormat } from "./vscodePrompt";
import { caveatProblems } from "../caveats";
import { withFileCaveats } from "./fileCaveats";
import { lineEndCaveats, withLineFeedsOnly } from "../lineEnds";
import { isLfsPointer, isLinkText, lfsPointerReading, linkReading } from "../lfsPointer";
import type { PromptFile, PromptFormat } from "../prompt";
import {
  type FileToRead,
  type FormatReader,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";

/** Every format, the more specific names first. To add one: a module and a line here. */
const READERS: readonly FormatReader[] = [
  promptyFormat,
  claudeCodeFormat,
  continuePromptFormat,
  dotpromptFormat,
  githubModelsFormat,
  vscodePromptFormat,
  vscodeAgentFormat,
  instructionsFormat,
  fabricFormat,
  systemPromptFormat,
  semanticKernelFormat,
  geminiCommandFormat,
  genaiscriptFormat,
  promptFlowFormat,
  harFormat,
  httpFileFormat,
  curlFormat,
  modelfileFormat,
  rooModesFormat,
  pomlFormat,
  chatmlFormat,
  bamlFormat,
  notebookFormat,
  crewaiFormat,
  promptExportFormat,
  promptfooFormat,
  handlebarsFormat,
  langchainFormat,
  batchFormat,
  fineTuningFormat,
  requestListFormat,
  chatRequestFormat,
  responsesRequestFormat,
  promptCollectionFormat,
  jinjaFormat,
  mustacheFormat,
  codeFormat,
  markdownFormat,
  textFormat,
];

/** The names of all formats, for options and settings that name one. */
export const PROMPT_FORMATS: readonly PromptFormat[] = READERS.map(({ format }) => format);

/**
 * Formats in which most files are not prompts: such a file is one only if the user says so, by a
 * setting or a selection.
 */
const GENERAL_FORMATS: ReadonlySet<PromptFormat> = new Set(["markdown", "text", "code"]);

export function isGeneralFormat(format: PromptFormat): boolean {
  return GENERAL_FORMATS.has(format);
}

/** The end of the name of a file with values for the prompt next to it. */
const VARS_FILE = ".vars.json";

interface FileToDetect {
  /** A name without a folder is enough. */
  readonly path: string;
  /** The text, or its beginning: 16 KB are enough. */
  readonly text: string;
  /** VS Code's language id, for documents whose name is not enough. */
  readonly languageId?: string | undefined;
}

/** The format of a file, by its name, then by its text; undefined if no reader supports it. */
export function detectFormat({ path, text, languageId }: FileToDetect): PromptFormat | undefined {
  const name = path.toLowerCase().replaceAll("\\", "/");
  if (name.endsWith(VARS_FILE)) return undefined;
  const head = withLineFeedsOnly(text.slice(withoutByteOrderMark(text).start));
  const claimed = READERS.find(({ claims }) => claims?.(name, head) === true);
  if (claimed !== undefined) return claimed.format;
  const named = READERS.find(({ isNamed }) => isNamed?.(name) === true);
  if (named !== undefined && !isGeneralFormat(named.format)) return named.format;
  const alike = READERS.find(({ looksLike }) => looksLike?.(head, name) === true);
  return alike?.format ?? named?.format ?? formatOfLanguage(languageId);
}

function formatOfLanguage(languageId: string | undefined): PromptFormat | undefined {
  switch (languageId) {
    case "markdown":
      return "markdown";
    case "plaintext":
      return "text";
    case "prompt":
      return "vscode-prompt";
    case "chatagent":
      return "vscode-agent";
    case "instructions":
      return "instructions";
    case "typescript":
    case "typescriptreact":
    case "javascript":
    case "javascriptreact":
    case "python":
      return "code";
    default:
      return undefined;
  }
}

/** Formats whose text is sent unchanged, line ends included. */
const VERBATIM_FORMATS: ReadonlySet<PromptFormat> = new Set(["markdown", "text"]);

/** The texts of the files that it names, with normalized line ends. */
function withOtherFiles({ files }: FileToRead): Pick<FileToRead, "files"> {
  if (files === undefined) return {};
  return { files: new Map([...files].map(([path, text]) => [path, withLineFeedsOnly(text)])) };
}

/** The reading of a file whose text is somewhere else. Instructions are read through links. */
function elsewhere({ path, text }: FileToRead, format: PromptFormat): Reading | undefined {
  if (isLfsPointer(text)) return lfsPointerReading(text);
  return format !== "instructions" && isLinkText(path, text) ? linkReading(text) : undefined;
}

/**
 * Reads a prompt file into its requests. Never throws: errors are reported in `problems`, a file that
 * can't be read at all is counted as plain text, and anything that may be missing from the count is a
 * caveat of every affected prompt.
 */
export function readPromptFile(written: FileToRead): PromptFile {
  const format = written.format ?? detectFormat(written) ?? "text";
  const file = VERBATIM_FORMATS.has(format)
    ? written
    : { ...written, text: withLineFeedsOnly(written.text), ...withOtherFiles(written) };
  const reader = READERS.find((candidate) => candidate.format === format) ?? textFormat;
  const reading = elsewhere(file, format) ?? reader.read(file);
  const prompts = withFileCaveats(reading, file, format).map((prompt) => ({
    ...prompt,
    caveats: [...prompt.caveats, ...lineEndCaveats(file.text !== written.text, prompt)],
  }));
  return {
    format,
    formatLabel: reading.label,
    prompts,
    problems: [...reading.problems, ...caveatProblems(prompts)],
    references: reading.references,
    ...(reading.unread && { unread: reading.unread }),
  };
}
