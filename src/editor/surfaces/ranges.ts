import * as vscode from "vscode";
import type { SourceRange } from "../../core/sourceRange";

/** A range of offsets as lines and columns of the document; offsets past its end become its end. */
export function rangeIn(document: vscode.TextDocument, { start, end }: SourceRange): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
