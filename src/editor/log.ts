import * as vscode from "vscode";

/**
 * The extension's output channel. Its content may be pasted into a bug report: file names and errors,
 * never the text of a prompt and never a key.
 */
export class Log implements vscode.Disposable {
  private readonly channel = vscode.window.createOutputChannel("Tokenscale", { log: true });

  info(message: string): void {
    this.channel.info(message);
  }

  error(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.channel.error(`${what}: ${detail}`);
  }

  show(): void {
    this.channel.show(true);
  }

  dispose(): void {
    this.channel.dispose();
  }
}
