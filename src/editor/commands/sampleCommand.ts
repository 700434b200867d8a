import * as vscode from "vscode";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import { registerCommand } from "../registerCommand";

/** A prompt with what makes requests differ from texts: roles, a variable and its sample value. */
const SAMPLE = `---
name: Summarise a meeting
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
      Anna: Then Friday stands. Ben, please write the release note as well.
---
system:
You write minutes for people who were not in the meeting. List the decisions first, then the
tasks with the person who does them and the day by which they are done. Leave out small talk.
Answer in the language of the transcript.

user:
Transcript:
{{transcript}}
`;

/** Opens a prompt to try things on, as an unsaved document. */
export function registerSampleCommand(log: Log): vscode.Disposable {
  return registerCommand(COMMANDS.openSample, log, async () => {
    const uri = vscode.Uri.from({ scheme: "untitled", path: "summarise-meeting.prompty" });
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.getText() === "") {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(uri, new vscode.Position(0, 0), SAMPLE);
      await vscode.workspace.applyEdit(edit);
    }
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  });
}
