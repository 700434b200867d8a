import * as vscode from "vscode";
import { escapeLinkLabel, type HoverSegment } from "../../core/surfaces/segments";
import { HOVER_COMMANDS, surfaceCommand } from "./surfaceCommands";

/** Segments for VS Code: only listed commands can run, and the user's own text is never Markdown. */
export function hoverMarkdown(
  segments: readonly HoverSegment[],
  uri: vscode.Uri,
): vscode.MarkdownString {
  const string = new vscode.MarkdownString("", true);
  string.supportHtml = true;
  string.isTrusted = { enabledCommands: HOVER_COMMANDS };
  for (const segment of segments) {
    switch (segment.kind) {
      case "markdown":
        string.appendMarkdown(segment.value);
        break;
      case "text":
        string.appendText(segment.value);
        break;
      case "link": {
        const { command, arguments: args } = surfaceCommand(segment, uri);
        const query = encodeURIComponent(JSON.stringify(args));
        string.appendMarkdown(`[${escapeLinkLabel(segment.label)}](command:${command}?${query})`);
        break;
      }
    }
  }
  return string;
}
