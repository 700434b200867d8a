import type { VSCodeServer } from "./server";

/**
 * The address of a window; all paths absolute.
 * @param folder what the window opens.
 * @param extensionFolders extensions that run from their folders, beside those installed.
 * @param extensionTests a CommonJS module whose `run()` the extension host calls.
 */
export function windowAddress(
  server: VSCodeServer,
  folder: string,
  extensionFolders: readonly string[],
  extensionTests?: string,
): string {
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${file}`;
  const payload = [
    ...extensionFolders.map((file) => ["extensionDevelopmentPath", remote(file)]),
    ...(extensionTests === undefined ? [] : [["extensionTestsPath", remote(extensionTests)]]),
  ];
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `${server.origin}/?${query.toString()}`;
}
