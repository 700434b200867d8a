import * as vscode from "vscode";
import { AGENT_TOOLS } from "../../agents/agentTools";
import { confinedFiles } from "../../agents/confinedFiles";
import type { TokenscaleApi } from "../../api/tokenscaleApi";

/** The tools for agents as those of VS Code's language models: they read files in the open folders. */
export function registerLanguageModelTools(api: TokenscaleApi): vscode.Disposable {
  const host = { api, ...confinedFiles(() => Promise.resolve(openFolders())) };
  const tools = AGENT_TOOLS.map((tool) =>
    vscode.lm.registerTool<unknown>(`tokenscale_${tool.name}`, {
      invoke: async ({ input }) => {
        const text = JSON.stringify(await tool.run(input, host));
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      },
    }),
  );
  return vscode.Disposable.from(...tools);
}

function openFolders(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => (uri.scheme === "file" ? uri.fsPath : []));
}
