import * as vscode from "vscode";
import { isInside } from "../../core/pathInside";
import type { CommittedFile, PastText } from "../../node/pastTexts";
import { getHost, requireMachine } from "../host";

/** How many commits a file's history goes back. */
const MAX_COMMITS = 20;

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

/** A file's last commits up to HEAD; the same object as long as HEAD is the same. */
export interface FileHistory {
  readonly commit: string;
  /** Oldest first. */
  readonly texts: Promise<readonly PastText[]>;
}

/** Texts of files in git's HEAD and before, to show how they changed. */
export class HeadTexts implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly statusChanged = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed, this.statusChanged];
  private readonly watched = new WeakSet<GitRepository>();
  private readonly known = new Map<
    string,
    { readonly commit: string; readonly text: Promise<string | undefined> }
  >();
  private readonly histories = new Map<string, FileHistory>();
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
    const file = await this.fileAtHead(uri);
    if (file === undefined) return undefined;
    const { commit } = file;
    const known = this.known.get(uri.toString());
    if (known?.commit === commit) return known.text;
    const text = requireMachine()
      .textAtCommit(file)
      .catch(() => undefined);
    this.known.set(uri.toString(), { commit, text });
    return text;
  }

  /** Undefined under the same conditions as `textAtHead`. */
  async history(uri: vscode.Uri): Promise<FileHistory | undefined> {
    const file = await this.fileAtHead(uri);
    if (file === undefined) return undefined;
    const { commit } = file;
    const known = this.histories.get(uri.toString());
    if (known?.commit === commit) return known;
    const history = {
      commit,
      texts: requireMachine()
        .readPastTexts(file, MAX_COMMITS)
        .catch(() => []),
    };
    this.histories.set(uri.toString(), history);
    return history;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Undefined if there is no repository or no commit in it. */
  private async fileAtHead(uri: vscode.Uri): Promise<CommittedFile | undefined> {
    if (uri.scheme !== "file" && uri.scheme !== "vscode-remote") return undefined;
    const api = await this.connected();
    const repository = api?.getRepository(uri);
    if (!api || !repository) return undefined;
    this.watch(repository);
    const commit = repository.state.HEAD?.commit;
    if (commit === undefined) return undefined;
    const { rootUri } = repository;
    if (!isInside(rootUri.path, uri.path, getHost().pathStyle)) return undefined;
    const path = uri.path.slice(rootUri.path.replace(/\/$/, "").length + 1);
    return { folder: rootUri.fsPath, path, commit, program: api.git.path };
  }

  private connected(): Promise<GitApi | undefined> {
    if (!vscode.workspace.isTrusted || getHost().machine === undefined)
      return Promise.resolve(undefined);
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
