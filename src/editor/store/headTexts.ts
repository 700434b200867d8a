import * as vscode from "vscode";

/** The part of VS Code's Git extension that is used here (its API, version 1). */
interface GitRepository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  show(ref: string, path: string): Promise<string>;
}
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
}
interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** Texts of files as they stand in git's HEAD, for the difference that the working copy makes. */
export class HeadTexts implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];
  private readonly watched = new WeakSet<GitRepository>();
  private readonly known = new Map<
    string,
    { readonly commit: string; readonly text: Promise<string | undefined> }
  >();
  private api: Promise<GitApi | undefined> | undefined;
  /** HEAD has moved, or a repository was found: ask again. */
  readonly onDidChange = this.changed.event;

  /** The text at HEAD, or undefined where there is no repository, no commit or no such file in it. */
  async textAtHead(uri: vscode.Uri): Promise<string | undefined> {
    if (uri.scheme !== "file" && uri.scheme !== "vscode-remote") return undefined;
    this.api ??= this.connect();
    const repository = (await this.api)?.getRepository(uri);
    if (!repository) return undefined;
    this.watch(repository);
    const commit = repository.state.HEAD?.commit;
    if (commit === undefined) return undefined;
    const known = this.known.get(uri.toString());
    if (known?.commit === commit) return known.text;
    const text = repository.show("HEAD", uri.fsPath).catch(() => undefined);
    this.known.set(uri.toString(), { commit, text });
    return text;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async connect(): Promise<GitApi | undefined> {
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    if (extension === undefined) return undefined;
    try {
      const api = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
      this.disposables.push(api.onDidOpenRepository(() => this.changed.fire()));
      return api;
    } catch {
      return undefined; // Git is switched off (git.enabled) or not installed.
    }
  }

  private watch(repository: GitRepository): void {
    if (this.watched.has(repository)) return;
    this.watched.add(repository);
    let commit = repository.state.HEAD?.commit;
    this.disposables.push(
      repository.state.onDidChange(() => {
        if (repository.state.HEAD?.commit === commit) return;
        commit = repository.state.HEAD?.commit;
        this.changed.fire();
      }),
    );
  }
}
