import * as vscode from "vscode";
import type { LineToRead } from "../../core/prompt/formats/jsonl";

/** The lines of a document with their offsets, one after the other, without its whole text. */
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

/** The length of a document's text in UTF-16 units, without its text. */
export function documentUnits(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
