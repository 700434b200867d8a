import { dirname, relative, resolve, sep } from "node:path";
import { dependencyPaths } from "../core/estimate/readWithDependencies";
import type { PromptFile } from "../core/prompt/prompt";
import type { OtherVersion } from "./estimator";
import { type ChangedFile, GitRevision } from "./git";
import type { Host } from "./host";

/** The project's files at the base, by what has changed since. */
export class BaseTree {
  private readonly byPath: ReadonlyMap<string, ChangedFile>;
  private readonly byBasePath: ReadonlyMap<string, ChangedFile>;

  private constructor(
    private readonly folder: string,
    private readonly revision: GitRevision,
    readonly changes: readonly ChangedFile[],
  ) {
    this.byPath = new Map(changes.map((change) => [change.path, change]));
    this.byBasePath = new Map(
      changes.flatMap((change) =>
        change.basePath === undefined ? [] : [[change.basePath, change]],
      ),
    );
  }

  /** Throws an `InputError` if git can't tell. */
  static async open(revision: string, { folder }: Host): Promise<BaseTree> {
    const opened = await GitRevision.open(revision, folder);
    return new BaseTree(folder, opened, await opened.changedFiles());
  }

  /** How a file has changed; undefined if it has not. */
  changeOf(path: string): ChangedFile | undefined {
    return this.byPath.get(path);
  }

  /** Whether a file that the prompts of `file`, read from `path`, take content from has changed. */
  hasChangedDependency(path: string, file: PromptFile): boolean {
    const folder = dirname(resolve(this.folder, path));
    return dependencyPaths(path, file).some((name) => {
      const own = this.projectPath(resolve(folder, name));
      return this.byPath.has(own) || this.byBasePath.has(own);
    });
  }

  /** A file at the base. */
  bytesOf(basePath: string): Promise<Buffer> {
    return this.revision.bytesOf(basePath);
  }

  /** The files of the base, for the prompts of the base. */
  readonly otherVersion: OtherVersion = async (path) => {
    const own = this.projectPath(path);
    if (this.byBasePath.has(own)) return { kind: "file", bytes: await this.revision.bytesOf(own) };
    return this.byPath.has(own) ? { kind: "missing" } : undefined;
  };

  private projectPath(path: string): string {
    return relative(this.folder, path).split(sep).join("/");
  }
}
