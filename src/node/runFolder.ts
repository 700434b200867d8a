import { join } from "node:path";
import { stat } from "node:fs/promises";
import {
  type EarlierRun,
  EarlierRunReader,
  whyNotResumed,
} from "../core/measure/engine/earlierRun";
import { type RunHead, writeRunLine } from "../core/measure/engine/runLines";
import { readResultLines, ResultsFile } from "./resultsFile";
import { acquireRunLock } from "./runLock";

/** The results of a run: one line of JSON for each finished answer. */
const RESULTS = "results.jsonl";
const LOCK = "results.lock";

/** A run whose folder this process holds. */
export interface OpenedRun {
  readonly log: ResultsFile;
  /** The rows that earlier sessions finished. */
  readonly earlier: EarlierRun;
  readonly close: () => Promise<void>;
}

type RunOpening =
  | ({ readonly kind: "opened" } & OpenedRun)
  /** `reason`: a sentence or two that say what to do. */
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Begins a run in a folder, or goes on with the one that is there. One process can do so at a time.
 * Rejects if the folder can't be written.
 */
export async function openRun(
  folder: string,
  head: RunHead,
  resumes: boolean,
): Promise<RunOpening> {
  const lock = await acquireRunLock(join(folder, LOCK));
  if (lock === undefined) {
    return refused(
      `Another window or process is on the run in ${folder}. Wait until it ends, or stop it there.`,
    );
  }
  const opening = await openLocked(folder, head, resumes).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  if (opening.kind === "refused") {
    await lock.release();
    return opening;
  }
  const close = async (): Promise<void> => {
    await opening.log.close();
    await lock.release();
  };
  return { ...opening, close };
}

/** The state of a folder's run; undefined if there is none that can be read. */
export async function readRun(folder: string): Promise<EarlierRun | undefined> {
  const reader = new EarlierRunReader();
  for await (const line of readResultLines(join(folder, RESULTS))) reader.add(line);
  return reader.end();
}

async function openLocked(
  folder: string,
  head: RunHead,
  resumes: boolean,
): Promise<({ readonly kind: "opened" } & Omit<OpenedRun, "close">) | RefusedOpening> {
  const file = join(folder, RESULTS);
  const isThere = await stat(file).then(
    ({ size }) => size > 0,
    () => false,
  );
  const found = isThere ? await readRun(folder) : undefined;
  if (isThere && !resumes) {
    return refused(`${folder} holds a run already. Resume that one, or name another folder.`);
  }
  if (isThere && found === undefined) {
    return refused(`${file} can't be read: its first line is damaged. Name another folder.`);
  }
  const why = found && whyNotResumed(found.head, head);
  if (why !== undefined) return refused(why);
  const log = await ResultsFile.open(file);
  if (found === undefined) await log.append(writeRunLine({ kind: "run", head }));
  const nothing = { results: new Map(), judgments: new Map(), unsettled: [], damagedLines: [] };
  const earlier = found ?? { head, ...nothing };
  return { kind: "opened", log, earlier };
}

interface RefusedOpening {
  readonly kind: "refused";
  readonly reason: string;
}

function refused(reason: string): RefusedOpening {
  return { kind: "refused", reason };
}
