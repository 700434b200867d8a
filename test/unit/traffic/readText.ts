import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { summaryLines } from "../../../src/core/traffic/summaryLines";
import type { TrafficSummary } from "../../../src/core/traffic/trafficSummary";
import { collectorOf, logOptionsOf, type LogTask } from "../../../src/node/traffic/logTask";
import { readStream } from "../../../src/node/traffic/readLog";

/** The day after the last one of the traffic. */
const LAST_DAY_MS = Date.UTC(2026, 11, 1);

export function taskOf(task: Partial<LogTask> = {}): LogTask {
  return {
    readsText: true,
    showsLines: false,
    hashesRoutes: false,
    templates: [],
    lastDayMs: LAST_DAY_MS,
    ...task,
  };
}

/** The summary of one log, which arrives in parts of `partBytes`. */
export async function readLogText(
  text: string | Uint8Array,
  task: Partial<LogTask> = {},
  partBytes = 65_536,
): Promise<TrafficSummary> {
  const bytes = Buffer.from(text);
  const parts = Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, index) =>
    bytes.subarray(index * partBytes, (index + 1) * partBytes),
  );
  const collector = collectorOf(taskOf(task));
  await readStream(Readable.from(parts), "log", logOptionsOf(taskOf(task)), collector);
  return collector.finish();
}

/** All that a summary holds, as it is written down. */
export function written(summary: TrafficSummary): string {
  return [...summaryLines(summary)].join("\n");
}

/** A file of its own for the running test. */
export async function temporaryFile(name: string, content: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-traffic-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}
