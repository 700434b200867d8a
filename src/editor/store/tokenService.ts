import * as vscode from "vscode";
import { loadRecommender, type Recommender } from "../../core/recommend/recommender";
import { trainedKinds } from "../../core/recommend/trainedKinds";
import { trainedWeights } from "../../core/recommend/trainedWeights";
import { unsortVocabulary } from "../../core/tokens/sortedVocabulary";
import { loadTokenEngine, type TokenEngine } from "../../core/tokens/tokenEngine";
import { EVENT_LOOP } from "./slicedPace";

/**
 * Loads what every estimate rests on once, for the first prompt: the counting engine, and the trained
 * weights, which the bundle leaves in files of their own.
 */
export class TokenService {
  private loading: Promise<TokenEngine> | undefined;
  private loadingRecommender: Promise<Recommender> | undefined;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** The engine, once the weights are there, too; rejects if the extension's own files can't be read. */
  engine(): Promise<TokenEngine> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** One for the window: it rests on nothing that changes, but on weights that come with the engine. */
  recommender(): Promise<Recommender> {
    this.loadingRecommender ??= this.engine().then(() => loadRecommender(() => EVENT_LOOP.yield()));
    return this.loadingRecommender;
  }

  private async load(): Promise<TokenEngine> {
    const [engine] = await Promise.all([
      this.loadEngine(),
      this.fill(trainedWeights, "weights.json"),
      this.fill(trainedKinds, "kindWeights.json"),
    ]);
    return engine;
  }

  private async loadEngine(): Promise<TokenEngine> {
    const [wasm, vocabulary, classes] = await Promise.all([
      this.read("tokens", "engine.wasm"),
      this.read("tokens", "sortedVocabulary.bin").then((bytes) =>
        unsortVocabulary(bytes, EVENT_LOOP),
      ),
      this.read("tokens", "classes.bin"),
    ]);
    return loadTokenEngine({ wasm, vocabulary, classes }, EVENT_LOOP);
  }

  private async fill(weights: object, name: string): Promise<void> {
    Object.assign(weights, JSON.parse(new TextDecoder().decode(await this.read(name))));
  }

  private read(...path: readonly string[]): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, "dist", ...path));
  }
}
