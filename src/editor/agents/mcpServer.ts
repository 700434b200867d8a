import * as vscode from "vscode";
import { version } from "../../../package.json";
import { MCP_SERVER_PROVIDER } from "../ids";

/** Offers `tokenscale mcp` to the agents of VS Code, which start it if the user allows that. */
export function registerMcpServer(extensionUri: vscode.Uri, execPath: string): vscode.Disposable {
  return vscode.lm.registerMcpServerDefinitionProvider(MCP_SERVER_PROVIDER, {
    provideMcpServerDefinitions: () => [mcpServer(extensionUri, execPath)],
  });
}

/** `execPath`: the Node of VS Code. A user of the editor may have no other. */
export function mcpServer(
  extensionUri: vscode.Uri,
  execPath: string,
): vscode.McpStdioServerDefinition {
  const program = vscode.Uri.joinPath(extensionUri, "dist", "cli.js").fsPath;
  const environment = { ELECTRON_RUN_AS_NODE: "1" };
  return new vscode.McpStdioServerDefinition(
    "Tokenscale",
    execPath,
    [program, "mcp"],
    environment,
    version,
  );
}
