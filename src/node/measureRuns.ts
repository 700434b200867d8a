import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type EarlierRun, whyNotResumed } from "../core/measure/engine/earlierRun";
import type { RunHead } from "../core/measure/engine/runLines";
import { readRun } from "./runFolder";

/** A run of this workspace, and where its results are. */
export interface KeptRun {
  readonly folder: string;
  readonly earlier: EarlierRun;
}

/** The runs that this workspace keeps: a folder each, named by the time. */
export class MeasureRuns {
  constructor(private readonly folder: string) {}

  folderOf(id: string): string {
    return join(this.folder, id);
  }

  /** The newest run of the same prompt, rows and models; undefined if there is none. */
  async newest(head: RunHead): Promise<KeptRun | undefined> {
    await mkdir(this.folder, { recursive: true });
    for (const name of (await readdir(this.folder)).sort().reverse()) {
      const folder = join(this.folder, name);
      const earlier = await readRun(folder);
      if (earlier && whyNotResumed(earlier.head, head) === undefined) return { folder, earlier };
    }
    return undefined;
  }
}
