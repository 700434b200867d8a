import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { PICO_PER_USD } from "../../../src/core/money";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { SpendingGate } from "../../../src/core/runs/spending/spendingGate";
import { createFileLock } from "../../../src/node/fileLock";
import { createNodeTextFiles } from "../../../src/node/nodeTextFiles";
import { ManualClock } from "../runs/manualClock";

describe("a lock between windows", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tokenscale-lock-"));
    file = path.join(folder, "ledger", "budget.lock");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("lets one pass at a time, and leaves nothing", async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => createFileLock(file)(work)));
    expect(most).toBe(1);
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  it("passes on what the work rejects with, and is free again", async () => {
    const lock = createFileLock(file);
    await expect(lock(() => Promise.reject(new Error("disk")))).rejects.toThrow("disk");
    expect(await lock(() => Promise.resolve(1))).toBe(1);
  });

  it("takes over from a window that crashed", async () => {
    await createFileLock(file)(() => Promise.resolve());
    await writeFile(file, "gone");
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file, longAgo, longAgo);
    expect(await createFileLock(file)(() => Promise.resolve(1))).toBe(1);
  });

  it("two windows on one ledger never pass the month's budget", async () => {
    const clock = new ManualClock();
    let blocked = 0;
    const window = (name: number): Promise<unknown> => {
      const ledger = new Ledger(createNodeTextFiles(path.dirname(file)));
      const limits = { budgetUsdPerMonth: 3.5, confirmAboveUsd: 10 };
      const dialogs = {
        ask: () => Promise.resolve(true),
        showBlocked: () => void (blocked += 1),
      };
      const gate = new SpendingGate(ledger, clock, () => limits, dialogs, createFileLock(file));
      const run = {
        id: `run-${name}`,
        day: "2026-11-20",
        model: "gpt-4o",
        file: "f",
        host: "h",
        atMost: PICO_PER_USD,
      };
      return gate.pass(
        { planned: [{ label: "GPT-4o", atMost: PICO_PER_USD }], runsEach: 1 },
        () => ({
          reserved: ledger.reserve([run]),
        }),
      );
    };
    const passed = await Promise.all(Array.from({ length: 8 }, (_each, name) => window(name)));
    expect(passed.filter((each) => each !== undefined)).toHaveLength(3);
    expect(blocked).toBe(5);
    const ledger = new Ledger(createNodeTextFiles(path.dirname(file)));
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(3n * PICO_PER_USD);
  });
});
