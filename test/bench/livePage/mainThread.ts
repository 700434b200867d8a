import type { Page } from "playwright-core";

/** The work of the main thread of the window's page, which its panel shares. */
export interface MainThread {
  /** Of one task, between which frames are drawn and input is handled; processor time. */
  readonly longestTaskCpuMs: number;
  /** Of all tasks. */
  readonly cpuMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Traces Chromium during `work`. Processor time, because the machine's other work stretches the
 * time on the clock.
 */
export async function traceMainThread(
  page: Page,
  work: () => Promise<unknown>,
): Promise<MainThread> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("The page has no browser.");
  const client = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  client.on("Tracing.dataCollected", ({ value }) => {
    for (const event of value) events.push(event as unknown as TraceEvent);
  });
  await client.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await work();
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await complete;
  await client.detach();
  return busiest(events);
}

/** Several processes can have a main thread for pages: the window's is the busiest. */
function busiest(events: readonly TraceEvent[]): MainThread {
  const threads = events.flatMap(({ name, pid, tid, args }) =>
    name === "thread_name" && args?.name === "CrRendererMain" ? [{ pid, tid }] : [],
  );
  const figures = threads.map(({ pid, tid }): MainThread => {
    const tasks = events
      .filter((event) => event.pid === pid && event.tid === tid && event.ph === "X")
      .filter(({ name }) => name === "ThreadControllerImpl::RunTask")
      .map(({ tdur = 0 }) => tdur / 1_000);
    return {
      longestTaskCpuMs: Math.max(0, ...tasks),
      cpuMs: tasks.reduce((sum, ms) => sum + ms, 0),
    };
  });
  return figures.reduce((most, each) => (each.cpuMs > most.cpuMs ? each : most));
}

/** The heap of the page's scripts after a collection of garbage, in 10⁶ bytes. */
export async function pageHeapMb(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  await client.detach();
  return usedSize / 1e6;
}
