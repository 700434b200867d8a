import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import * as vscode from "vscode";
import { loadTokenEngine, type TokenEngine } from "../../core/tokens/tokenEngine";
import { EVENT_LOOP } from "./slicedPace";

/** Loads the counting engine once, for the first prompt. */
export class TokenService {
  private loading: Promise<TokenEngine> | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The engine; rejects if the extension's own files can't be read. */
  engine(): Promise<TokenEngine> {
    this.loading ??= this.load();
    return this.loading;
  }

  private async load(): Promise<TokenEngine> {
    const read = (name: string): Thenable<Uint8Array> =>
      vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, "dist", "tokens", name));
    const [wasm, vocabulary, classes] = await Promise.all([
      read("engine.wasm"),
      read("vocabulary.bin.br").then((bytes) => promisify(brotliDecompress)(bytes)),
      read("classes.bin"),
    ]);
    return loadTokenEngine({ wasm, vocabulary, classes }, EVENT_LOOP);
  }
}
