import { mkdir, readFile, rm, utimes, writeFile, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";

/** The holder says this often that it is alive. */
const HEARTBEAT_MS = 5_000;
/** A lock that was silent for longer is left over from a process that was killed. */
const STALE_MS = 4 * HEARTBEAT_MS;

/** Held for as long as a run goes on, by one process on one machine. */
interface RunLock {
  readonly release: () => Promise<void>;
}

/** Undefined if another process holds it. */
export async function acquireRunLock(file: string): Promise<RunLock | undefined> {
  await mkdir(dirname(file), { recursive: true });
  const holder = `${process.pid} ${hostname()}`;
  if (!(await create(file, holder))) {
    if (await isHeld(file)) return undefined;
    await rm(file, { force: true });
    if (!(await create(file, holder))) return undefined;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    release: async () => {
      clearInterval(heartbeat);
      await rm(file, { force: true });
    },
  };
}

async function create(file: string, holder: string): Promise<boolean> {
  try {
    await writeFile(file, holder, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isHeld(file: string): Promise<boolean> {
  const [written, stats] = await Promise.all([
    readFile(file, "utf8").catch(() => ""),
    stat(file).catch(() => undefined),
  ]);
  if (stats === undefined || Date.now() - stats.mtimeMs >= STALE_MS) return false;
  const [pid = "", host] = written.split(" ");
  return host !== hostname() || isRunning(Number(pid));
}

/** A process of another user can't be signaled, but it is there. */
function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
