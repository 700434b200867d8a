import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { withoutEdits } from "../embeddedRequest";
import { mapRanges } from "../mapRanges";
import { mapScalar } from "../mapScalar";
import { type MappedText, MappedTextBuilder } from "../mappedText";
import { itemsOf } from "../nodes";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { codeFormat } from "./code";

/** Jupyter notebooks (nbformat 4 and 3): the prompts in the code of their cells. */
export const notebookFormat: FormatReader = {
  format: "notebook",
  isNamed: (path) => path.endsWith(".ipynb"),
  read: readNotebook,
};

const LABEL = "Notebook";

function readNotebook({ text }: PromptSource): Reading {
  if (text.trim() === "") return { label: LABEL, prompts: [], problems: [], references: [] };
  const parsed = parseJson(text);
  const problems = syntaxProblems("JSON", parsed);
  if (problems.length > 0) return { label: LABEL, prompts: [], problems, references: [] };
  const language = languageOf(parsed.root);
  const path = language === undefined ? undefined : PROGRAMS.get(language);
  if (path === undefined) return unknownLanguage(text, language);
  return readProgram(path, joinCells(text, parsed.root));
}

/** A file name under which the code is read, by the language of the kernel. */
const PROGRAMS: ReadonlyMap<string, string> = new Map([
  ["python", "notebook.py"],
  ["javascript", "notebook.js"],
  ["typescript", "notebook.ts"],
]);

/** The language of the kernel; Python if the notebook does not name one. */
export function languageOf(root: JsonNode | undefined): string | undefined {
  const metadata = member(root, "metadata");
  const written =
    stringValue(member(member(metadata, "language_info"), "name")) ??
    stringValue(member(member(metadata, "kernelspec"), "language")) ??
    "python";
  return /^[a-z]+/.exec(written.toLowerCase())?.[0];
}

function unknownLanguage(text: string, language: string | undefined): Reading {
  const message = `No prompt: code in ${language ?? "the language of this notebook"} is not read.`;
  const range = withoutByteOrderMark(text);
  return {
    label: LABEL,
    prompts: [],
    problems: [{ code: "not-a-prompt", message, range }],
    references: [],
  };
}

/** The code of all cells as one program, so that a cell sees the constants of earlier ones. */
export function joinCells(source: string, root: JsonNode | undefined): MappedText {
  const builder = new MappedTextBuilder(source);
  for (const code of codeCells(source, root)) appendCell(builder, code);
  return builder.build(0);
}

function codeCells(source: string, root: JsonNode | undefined): readonly MappedText[] {
  return cellsOf(root).flatMap((cell) => {
    if (stringValue(member(cell, "cell_type")) !== "code") return [];
    return cellText(source, member(cell, "source") ?? member(cell, "input"));
  });
}

function cellText(source: string, node: JsonNode | undefined): MappedText {
  const builder = new MappedTextBuilder(source);
  const pieces = node?.kind === "array" ? node.items : node === undefined ? [] : [node];
  for (const piece of pieces) if (piece.kind === "string") builder.append(mapScalar(source, piece));
  return builder.build(node?.range.start ?? 0);
}

function cellsOf(root: JsonNode | undefined): readonly JsonNode[] {
  const worksheets = itemsOf(member(root, "worksheets"));
  return [root, ...worksheets].flatMap((sheet) => itemsOf(member(sheet, "cells")));
}

/** Lines at the start of a cell that are commands of the notebook, such as `%pip` and `!ls`. */
const COMMAND = /^\s*[%!]/;
/** Cells in another language. */
const OTHER_LANGUAGE = /^\s*%%(?!time|capture)/;

/** Cells of a shell. */
const SHELL = /^\s*%%(?:bash|sh|script)\b/;

/** The shell commands of all cells, a line each: `!llm -m gpt-4o hi`, and cells of a shell. */
export function joinCommands(source: string, root: JsonNode | undefined): MappedText {
  const builder = new MappedTextBuilder(source);
  for (const code of codeCells(source, root)) {
    const isShell = SHELL.test(code.text);
    for (const { 0: line, index } of code.text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
      if (!isShell && !/^\s*!/.test(line)) continue;
      builder.append(code.slice(index, index + line.length));
      if (!line.endsWith("\n")) builder.put("\n", { start: code.range.end, end: code.range.end });
    }
  }
  return builder.build(0);
}

function appendCell(builder: MappedTextBuilder, code: MappedText): void {
  if (OTHER_LANGUAGE.test(code.text)) return;
  builder.append(withoutCommands(code));
  const { end } = code.range;
  builder.put("\n", { start: end, end });
}

/** The code after the commands at the start of a cell. */
function withoutCommands(code: MappedText): MappedText {
  let start = 0;
  while (start < code.length) {
    const feed = code.text.indexOf("\n", start);
    const end = feed < 0 ? code.length : feed + 1;
    const line = code.text.slice(start, end);
    if (line.trim() !== "" && !COMMAND.test(line)) break;
    start = end;
  }
  return code.slice(start);
}

function readProgram(path: string, program: MappedText): Reading {
  const reading = codeFormat.read({ path, text: program.text });
  const { prompts, problems, references } = mapRanges(reading, ({ start, end }) =>
    program.rangeOf(start, end),
  );
  return {
    label: LABEL,
    prompts: prompts.map((prompt) => ({ ...prompt, messages: prompt.messages.map(withoutEdits) })),
    problems,
    references,
  };
}
