import type { VSCodeServer } from "./server";

/** The folder from which a window runs an extension, on a server that {@link startServer} started for development. */
interface Development {
  readonly extensionFolder: string;
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
      ["extensionDevelopmentPath", remote(development.extensionFolder)],
      ["extensionTestsPath", remote(development.tests)],
    ];
    query.set("payload", JSON.stringify(payload));
  }
  return `${server.origin}/?${query.toString()}`;
}
