import { relative, sep } from "node:path";
import * as vscode from "vscode";
import { safeGit } from "../../node/safeGit";

/** Longer files are not counted either. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;

/** The part of VS Code's Git extension that is used here (its API, version 1). */
interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly indexChanges: readonly GitChange[];
    readonly workingTreeChanges: readonly GitChange[];
    readonly onDidChange: vscode.Event<void>;
  };
}
interface GitChange {
  readonly uri: vscode.Uri;
}
interface GitApi {
  readonly git: { readonly path: string };
  readonly repositories: readonly GitRepository[];
  getRepository(uri: vscode.Uri): GitRepository | null;
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
}
interface GitExtension {
  getAPI(version: 1): GitApi;
}

/** Texts of files in git's HEAD, to show the changes of the working copy. */
export class HeadTexts implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly statusChanged = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed, this.statusChanged];
  private readonly watched = new WeakSet<GitRepository>();
  private readonly known = new Map<
    string,
    { readonly commit: string; readonly text: Promise<string | undefined> }
  >();
  private api: Promise<GitApi | undefined> | undefined;
  /** HEAD has moved, or a repository was found: read the texts again. */
  readonly onDidChange = this.changed.event;
  /** Other files may differ from HEAD than before. */
  readonly onDidChangeStatus = this.statusChanged.event;

  /** The files that differ from HEAD according to git, as URIs. */
  async changedFiles(): Promise<ReadonlySet<string>> {
    const api = await this.connected();
    const repositories = api?.repositories ?? [];
    for (const repository of repositories) this.watch(repository);
    return new Set(
      repositories.flatMap(({ state }) =>
        [...state.indexChanges, ...state.workingTreeChanges].map(({ uri }) => uri.toString()),
      ),
    );
  }

  /** The text at HEAD, or undefined if there is no repository, no commit or no such file in it. */
  async textAtHead(uri: vscode.Uri): Promise<string | undefined> {
    if (uri.scheme !== "file" && uri.scheme !== "vscode-remote") return undefined;
    const api = await this.connected();
    const repository = api?.getRepository(uri);
    if (!api || !repository) return undefined;
    this.watch(repository);
    const commit = repository.state.HEAD?.commit;
    if (commit === undefined) return undefined;
    const known = this.known.get(uri.toString());
    if (known?.commit === commit) return known.text;
    const text = textAt(commit, uri, repository, api.git.path).catch(() => undefined);
    this.known.set(uri.toString(), { commit, text });
    return text;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private connected(): Promise<GitApi | undefined> {
    if (!vscode.workspace.isTrusted) return Promise.resolve(undefined);
    this.api ??= this.connect();
    return this.api;
  }

  private async connect(): Promise<GitApi | undefined> {
    const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
    if (extension === undefined) return undefined;
    try {
      const api = (extension.isActive ? extension.exports : await extension.activate()).getAPI(1);
      this.disposables.push(
        api.onDidOpenRepository(() => {
          this.changed.fire();
          this.statusChanged.fire();
        }),
      );
      return api;
    } catch {
      return undefined; // Git is turned off (git.enabled) or not installed.
    }
  }

  private watch(repository: GitRepository): void {
    if (this.watched.has(repository)) return;
    this.watched.add(repository);
    let commit = repository.state.HEAD?.commit;
    this.disposables.push(
      repository.state.onDidChange(() => {
        this.statusChanged.fire();
        if (repository.state.HEAD?.commit === commit) return;
        commit = repository.state.HEAD?.commit;
        this.changed.fire();
      }),
    );
  }
}

/** Not by the Git extension's own `show`: that runs programs named by the repository's configuration (textconv). */
async function textAt(
  commit: string,
  uri: vscode.Uri,
  { rootUri }: GitRepository,
  program: string,
): Promise<string> {
  const path = relative(rootUri.fsPath, uri.fsPath).split(sep).join("/");
  const words = ["cat-file", "blob", `${commit}:${path}`];
  const bytes = await safeGit(words, rootUri.fsPath, { program, maxBytes: MAX_TEXT_BYTES });
  return new TextDecoder().decode(bytes);
}
