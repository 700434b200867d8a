import { execPath } from "node:process";
import * as vscode from "vscode";
import { version } from "../../../package.json";
import { MCP_SERVER_PROVIDER } from "../ids";

/** Offers `tokenscale mcp` to the agents of VS Code, which start it if the user allows that. */
export function registerMcpServer(extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.lm.registerMcpServerDefinitionProvider(MCP_SERVER_PROVIDER, {
    provideMcpServerDefinitions: () => [mcpServer(extensionUri)],
  });
}

/** Runs in the Node of VS Code: a user of the editor may have no other. */
export function mcpServer(extensionUri: vscode.Uri): vscode.McpStdioServerDefinition {
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
