import * as vscode from "vscode";

/** The folder of the built page; it can load nothing else from disk. */
export function panelRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist", "webview");
}

/** The pages that one script draws, by the name in the body. */
export type PageName = "compare" | "move" | "measure" | "traffic";

/** A page: an empty root, one script, one style sheet, and no network access. */
export function panelHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  page: PageName,
): string {
  const uriOf = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(panelRoot(extensionUri), name)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    // Scripts that the script imports on demand inherit its nonce.
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
  ].join("; ");
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${uriOf("panel.css")}" />
    <title>Tokenscale</title>
  </head>
  <body>
    <div id="root" data-page="${page}"></div>
    <script type="module" nonce="${nonce}" src="${uriOf("panel.js")}"></script>
  </body>
</html>`;
}
