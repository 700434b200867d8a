import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { ExclusiveLock } from "../core/runs/spending/exclusiveLock";

/** A lock is held for a few file operations: an older one is left over from a window that crashed. */
const STALE_MS = 10_000;
const RETRY_MS = 15;
const MAX_WAIT_MS = 20_000;

/** A lock between processes: the one that creates the file holds it. */
export function createFileLock(file: string): ExclusiveLock {
  return async (work) => {
    const token = randomUUID();
    await acquire(file, token);
    try {
      return await work();
    } finally {
      await release(file, token);
    }
  };
}

async function acquire(file: string, token: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const deadlineMs = Date.now() + MAX_WAIT_MS;
  while (!(await tryCreate(file, token))) {
    if (Date.now() > deadlineMs) {
      throw new Error(`Another window holds ${file} for too long. Delete it if no window runs.`);
    }
    await removeIfStale(file);
    await setTimeout(RETRY_MS);
  }
}

async function tryCreate(file: string, token: string): Promise<boolean> {
  try {
    await writeFile(file, token, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** If another window has just taken the lock over, it isn't the stale one, and is put back. */
async function removeIfStale(file: string): Promise<void> {
  try {
    if (Date.now() - (await stat(file)).mtimeMs < STALE_MS) return;
    const staleToken = await readFile(file, "utf8");
    const moved = `${file}.${randomUUID()}`;
    await rename(file, moved);
    if ((await readFile(moved, "utf8")) !== staleToken) await link(moved, file);
    await rm(moved, { force: true });
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  }
}

async function release(file: string, token: string): Promise<void> {
  const held = await readFile(file, "utf8").catch(() => undefined);
  if (held === token) await rm(file, { force: true });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
