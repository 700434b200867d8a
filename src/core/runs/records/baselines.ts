import type { TextFiles } from "../../ports";
import { jsonLine } from "../jsonLines";
import { textHash } from "../textHash";
import { entriesOf, isRunFile, runFileName, startOf } from "./runFiles";
import type { KeptRuns } from "./runHistory";
import { readStoredRun, type StoredRun, storedRunText } from "./storedRun";

/**
 * Saved answers of models that end. Each is a file of its own, written once and never changed, and is
 * kept until the user deletes it.
 */
export class Baselines {
  constructor(private readonly files: TextFiles) {}

  /** Does nothing if the same answers are saved already. */
  async save(baseline: StoredRun): Promise<void> {
    const name = runFileName(baseline);
    if ((await this.files.read(name)) !== undefined) return;
    await this.files.append(name, sealed(storedRunText(baseline)));
  }

  /** Of one prompt, the newest first. What is not as it was saved is left out, and counted. */
  async readBaselinesOf(prompt: string): Promise<KeptRuns> {
    const entries = entriesOf(prompt, (await this.files.list()).filter(isRunFile));
    const sorted = entries.toSorted((a, b) => (startOf(a) < startOf(b) ? 1 : -1));
    const texts = await Promise.all(sorted.map(({ name }) => this.files.read(name)));
    const read = texts.map((text) => readBaseline(text ?? ""));
    return {
      runs: read.flatMap((run) => (run?.file === prompt ? [run] : [])),
      damagedRuns: read.filter((run) => run === undefined).length,
    };
  }

  async delete(baseline: StoredRun): Promise<void> {
    await this.files.remove(runFileName(baseline));
  }
}

/**
 * The whole answers of one model of a run, by themselves; undefined if there is none. `model`: as it
 * was sent.
 */
export function baselineOf(run: StoredRun, model: string): StoredRun | undefined {
  const side = run.models.left === model ? "left" : "right";
  if (run.models[side] !== model) return undefined;
  const answers = run.answers.filter(
    (answer) => answer.side === side && answer.end?.status === "finished" && !answer.truncated,
  );
  if (answers.length === 0) return undefined;
  const [estimate, effort] = [run.estimates[side], run.efforts?.[side]];
  return {
    id: run.id,
    file: run.file,
    startedAt: run.startedAt,
    host: run.host,
    endpoint: run.endpoint,
    models: { left: model },
    estimates: estimate ? { left: estimate } : {},
    efforts: effort === undefined ? {} : { left: effort },
    move: { changes: [] },
    ...(run.promptHash !== undefined && { promptHash: run.promptHash }),
    isBaseline: true,
    answers: answers.map((answer, index) => ({ ...answer, side: "left", index })),
    damagedLines: 0,
  };
}

const SEAL = '\n{"kind":"seal",';

function sealed(text: string): string {
  return `${text}${jsonLine({ kind: "seal", hash: textHash(text) })}`;
}

/** Undefined if anything of it is missing or another than was saved. */
function readBaseline(text: string): StoredRun | undefined {
  const end = text.lastIndexOf(SEAL);
  const body = text.slice(0, Math.max(0, end));
  if (end < 0 || text !== sealed(body)) return undefined;
  const run = readStoredRun(body);
  return run?.damagedLines === 0 && run.isBaseline ? run : undefined;
}
