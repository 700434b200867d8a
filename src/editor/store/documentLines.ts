import * as vscode from "vscode";
import type { LineToRead } from "../../core/prompt/formats/jsonl";

/** Joining the lines of this much text takes about a millisecond. */
const PART_UNITS = 1_000_000;

/** The lines of a document with their offsets, one by one, without building its whole text. */
export function* documentLines(document: vscode.TextDocument): Generator<LineToRead> {
  const { eol, lineCount } = document;
  const eolUnits = eol === vscode.EndOfLine.LF ? 1 : 2;
  let offset = 0;
  for (let line = 0; line < lineCount; line += 1) {
    const { text } = document.lineAt(line);
    yield { text, offset, lineNumber: line + 1 };
    offset += text.length + eolUnits;
  }
}

/** The length of a document's text in UTF-16 units, without building its text. */
export function documentUnits(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** The document's text in parts small enough not to block. */
export function* documentParts(document: vscode.TextDocument): Generator<string> {
  const units = documentUnits(document);
  for (let from = 0; from < units; from += PART_UNITS) {
    const end = document.positionAt(from + PART_UNITS);
    yield document.getText(new vscode.Range(document.positionAt(from), end));
  }
}
