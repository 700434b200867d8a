import * as vscode from "vscode";
import { AGENT_TOOLS, type AgentHost, ToolError } from "../../agents/agentTools";
import type { TokenscaleApi } from "../../api/tokenscaleApi";
import { getHost } from "../host";

/** The tools for agents as those of VS Code's language models: they read files in the open folders. */
export function registerLanguageModelTools(api: TokenscaleApi): vscode.Disposable {
  const host: AgentHost = { api, ...readableFiles() };
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

function readableFiles(): Pick<AgentHost, "readFile"> {
  const { machine } = getHost();
  return machine?.agentFiles(() => Promise.resolve(openFolders())) ?? { readFile: refuse };
}

function refuse(path: string): Promise<never> {
  return Promise.reject(new ToolError(`${path}: files can't be read in a browser. Give text.`));
}

function openFolders(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => (uri.scheme === "file" ? uri.fsPath : []));
}
