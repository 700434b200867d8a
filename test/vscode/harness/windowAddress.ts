import type { VSCodeServer } from "./server";

/** The folders from which a window runs extensions, on a server that {@link startServer} started for development. */
interface Development {
  readonly extensionFolders: readonly string[];
  /** A CommonJS module whose `run()` the extension host calls. */
  readonly tests: string;
}

/** The address of a window on `folder`; all paths absolute. */
export function windowAddress(
  server: VSCodeServer,
  folder: string,
  development?: Development,
): string {
  const query = new URLSearchParams({ folder });
  if (development !== undefined) {
    const remote = (file: string): string => `vscode-remote://127.0.0.1:${server.port}${file}`;
    const payload = [
      ...development.extensionFolders.map((file) => ["extensionDevelopmentPath", remote(file)]),
      ["extensionTestsPath", remote(development.tests)],
    ];
    query.set("payload", JSON.stringify(payload));
  }
  return `${server.origin}/?${query.toString()}`;
}
