import * as vscode from "vscode";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import { registerCommand } from "../registerCommand";

/** A prompt that shows how requests differ from texts: roles, a variable and its sample value. */
const SAMPLE = `---
name: Summarize a meeting
description: Turns a transcript into decisions and tasks.
model:
  id: gpt-4o-mini
  apiType: chat
  options:
    maxOutputTokens: 400
inputs:
  - name: transcript
    kind: string
    default: |
      Anna: The export fails for files over 2 GB. Can we ship on Friday?
      Ben: Not with that open. I can have a fix on Wednesday, Carla tests on Thursday.
      Anna: Then we stay with Friday. Ben, please write the release note as well.
---
system:
You write minutes for people who were not in the meeting. List the decisions first, then the
tasks with the person who does them and the day by which they are done. Leave out small talk.
Answer in the language of the transcript.

user:
Transcript:
{{transcript}}
`;

/**
 * Opens a prompt to try things on. It is a file of the extension's own: closing it asks for nothing, and
 * what is changed in it stays.
 */
export function registerSampleCommand(storage: vscode.Uri, log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.openSample, log, async () => {
    const folder = vscode.Uri.joinPath(storage, "sample");
    const uri = vscode.Uri.joinPath(folder, "summarize-meeting.prompty");
    if (!(await isThere(uri))) {
      await vscode.workspace.fs.createDirectory(folder);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(SAMPLE));
    }
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
  });
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
