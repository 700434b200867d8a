import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";

const extensionId = "tokenscale.tokenscale";

/**
 * Collects what goes wrong in the extension: exceptions and rejections in the extension host's log, errors
 * in the extension's own log, exceptions and refused content in its webviews.
 */
export class ErrorLog {
  readonly #logFolder: string;
  readonly #fromWebviews: string[] = [];
  readonly #seen = new Set<string>();
  readonly #console: string[] = [];

  constructor(logFolder: string, page: Page) {
    this.#logFolder = logFolder;
    const isWebview = (url: string): boolean =>
      /\/webview\/browser\/pre\/fake\.html|vscode-resource/.test(url);
    page.on("console", (message) => {
      this.#console.push(`[${message.type()}] ${message.text()}`);
      if (message.type() === "error" && isWebview(message.location().url)) {
        this.#fromWebviews.push(`[webview] ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => {
      if (isWebview(error.stack ?? "")) this.#fromWebviews.push(`[webview] ${error.stack}`);
    });
  }

  /** Waits until every extension's menus and commands are known and the eager ones have been activated. */
  async extensionsReady(): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if ((await this.hostLog()).includes("Eager extensions activated")) return;
      await setTimeout(50);
    }
    throw new Error("The extension host did not activate its extensions within 20 seconds.");
  }

  /** Errors that came up since the last call, each with the file or page that it came from. */
  async takeNew(): Promise<readonly string[]> {
    const entries = [...this.#fromWebviews, ...(await this.#fromFiles())];
    const fresh = entries.filter((entry) => !this.#seen.has(entry));
    for (const entry of fresh) this.#seen.add(entry);
    return fresh;
  }

  /** The extension's own log, as "Open Log" shows it; empty before its first line. */
  ownLog(): Promise<string> {
    return this.#join(isOwnLog);
  }

  /** The extension hosts' logs. */
  hostLog(): Promise<string> {
    return this.#join(isHostLog);
  }

  /** Everything that the window and its webviews wrote to the console. */
  get consoleLines(): readonly string[] {
    return this.#console;
  }

  async #join(isWanted: (file: string) => boolean): Promise<string> {
    const files = (await this.#files()).filter((file) => isWanted(file));
    return (await Promise.all(files.map((file) => readFile(file, "utf8")))).join("");
  }

  async #fromFiles(): Promise<readonly string[]> {
    const entries: string[] = [];
    for (const file of await this.#files()) {
      const own = isOwnLog(file);
      if (!own && !isHostLog(file)) continue;
      for (const entry of parseEntries(await readFile(file, "utf8"))) {
        if (!/^\S+ \S+ \[(error|critical)\]/.test(entry)) continue;
        // The installed extension's folder carries its id, so every stack of its names it.
        if (own || entry.includes(extensionId)) {
          entries.push(`[${path.basename(file)}] ${withoutForeignFrames(entry)}`);
        }
      }
    }
    return entries;
  }

  async #files(): Promise<readonly string[]> {
    const entries = await readdir(this.#logFolder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  }
}

function isHostLog(file: string): boolean {
  return path.basename(file) === "remoteexthost.log";
}

function isOwnLog(file: string): boolean {
  return path.basename(path.dirname(file)) === extensionId;
}

/** Cuts a log into entries: each begins with its date, and stack traces belong to the line above them. */
function parseEntries(log: string): readonly string[] {
  return log.split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[)/m);
}

/** A stack's frames in VS Code itself and in Node say nothing about the extension. */
function withoutForeignFrames(entry: string): string {
  const isForeign = /^\s+at .*(extensionHostProcess\.js|node:internal|\(<anonymous>\))/;
  return entry
    .trim()
    .split("\n")
    .filter((line) => !isForeign.test(line))
    .join("\n");
}
