import { beforeEach, expect, it } from "vitest";
import { RunHistory } from "../../../src/core/runs/records/runHistory";
import { baselineOf, Baselines } from "../../../src/core/runs/records/baselines";
import { DisplayedRuns } from "../../../src/core/runs/engine/displayedRuns";
import { LiveRun } from "../../../src/core/runs/engine/liveRun";
import type { StoredRun } from "../../../src/core/runs/records/storedRun";
import { buildBaselines } from "../../../src/core/panel/live/keptRuns";
import { plainText } from "../../../src/core/panel/contract/richText";
import { picoUsdOf } from "../../../src/core/money";
import { USD } from "../../../src/core/currency";
import { promptHash } from "../../../src/core/runs/records/promptHash";
import { chatPrompt } from "../openai/runOn";
import { HandRunner, plan } from "../panel/liveRunner";
import { MemoryFiles } from "./memoryFiles";

let runner: HandRunner;
let files: MemoryFiles;
let baselines: Baselines;
beforeEach(() => {
  runner = new HandRunner();
  files = new MemoryFiles();
  baselines = new Baselines(files);
});

/** A run on both models that is over. */
async function finished(changes: Parameters<typeof plan>[0] = {}): Promise<StoredRun> {
  const run = new LiveRun(plan(changes), runner.services());
  await runner.say("gpt-4o", "Green, white\nand red");
  await runner.say("gpt-4o-mini", "Red");
  await run.done;
  return run.toStored();
}

async function saved(changes: Parameters<typeof plan>[0] = {}): Promise<StoredRun> {
  const baseline = baselineOf(await finished(changes), "gpt-4o");
  if (baseline === undefined) throw new Error("No baseline");
  await baselines.save(baseline);
  return baseline;
}

it("keeps the old model's answers alone, as they were, and no text of the prompt", async () => {
  const baseline = await saved();
  const { runs, damagedRuns } = await baselines.readBaselinesOf("flag.md");
  expect([runs, damagedRuns]).toEqual([[baseline], 0]);
  expect(runs[0]?.answers.map(({ text }) => text)).toEqual(["Green, white\nand red"]);
  expect(runs[0]?.models).toEqual({ left: "gpt-4o" });
  const [entry] = await files.list();
  const text = await files.read(entry?.name ?? "");
  expect(text).not.toContain("hello");
  expect((await baselines.readBaselinesOf("other.md")).runs).toEqual([]);
});

it("writes a baseline once, whatever is saved again", async () => {
  const baseline = await saved();
  const before = await files.list();
  await baselines.save(baseline);
  expect(await files.list()).toEqual(before);
});

it("takes no baseline from an answer that is not whole", async () => {
  const run = new LiveRun(plan(), runner.services());
  const { recorder, end } = await runner.of("gpt-4o");
  recorder.addText("Green");
  end(recorder.failed({ code: "cut" }));
  await runner.say("gpt-4o-mini", "Red");
  await run.done;
  expect(baselineOf(run.toStored(), "gpt-4o")).toBeUndefined();
  expect(baselineOf(run.toStored(), "gpt-4.1")).toBeUndefined();
  expect(baselineOf(run.toStored(), "gpt-4o-mini")?.answers[0]).toMatchObject({
    side: "left",
    text: "Red",
  });
});

it("uses no baseline that was changed or cut, and counts it", async () => {
  await saved();
  const [entry] = await files.list();
  const name = entry?.name ?? "";
  const text = (await files.read(name)) ?? "";
  for (const damaged of [text.replace("Green", "Blue"), text.slice(0, -4), `${text}\n{}`, ""]) {
    await files.remove(name);
    await files.append(name, damaged);
    expect(await baselines.readBaselinesOf("flag.md")).toEqual({ runs: [], damagedRuns: 1 });
  }
});

it("is not among the runs that the history's limits delete, and goes when it is deleted", async () => {
  const baseline = await saved();
  await new RunHistory(new MemoryFiles(), runner.clock).deleteAll();
  expect((await baselines.readBaselinesOf("flag.md")).runs).toHaveLength(1);
  await baselines.delete(baseline);
  expect(await files.list()).toEqual([]);
});

it("stays on the left while the new model runs alone, when the old one is gone", async () => {
  const board = new DisplayedRuns();
  board.showStored(await saved());
  expect(board.isMove).toBe(true);
  const { right } = plan().sides;
  const run = new LiveRun(
    plan({ id: "new", move: { changes: [] }, sides: right ? { right } : {} }),
    runner.services(),
  );
  board.showRun(run);
  await runner.say("gpt-4o-mini", "Red, white");
  await run.done;
  const sides = board.sides(0);
  expect([sides?.left, sides?.right].map((side) => side?.answers[0]?.text)).toEqual([
    "Green, white\nand red",
    "Red, white",
  ]);
  expect(sides?.left?.savedAt).toBeDefined();
  expect(sides?.right?.savedAt).toBeUndefined();
});

it("is listed with its date, model, tokens, and cost, and says what can't be used", async () => {
  const { answers, ...head } = await saved();
  const usage = { inputTokens: 8, cachedTokens: 0, outputTokens: 203 };
  const cost = picoUsdOf(0.00504);
  const baseline: StoredRun = {
    ...head,
    efforts: { left: "low" },
    answers: answers.map(({ end, ...answer }) => ({
      ...answer,
      ...(end && { end: { ...end, usage, cost, outputTokens: 203 } }),
    })),
  };
  const context = { canRun: true, promptHash: undefined, currency: USD };
  const list = buildBaselines([baseline], 1, context);
  expect(list.lead).toBe(
    "1 baseline of this prompt. Opening one needs no key. 1 baseline can't be used: not as it was saved.",
  );
  expect(list.runs.map(({ words }) => plainText(words))).toEqual([
    "gpt-4o at low: 203 tokens, $0.00504",
  ]);
  expect(list.runs[0]?.actions.map(({ label }) => label)).toEqual([
    "Compare",
    "Open",
    "Export",
    "Delete",
  ]);
  expect(buildBaselines([], 0, context).lead).toBe(
    "None yet. Save the old model's answers now, to compare with when it is gone.",
  );
});

it("says when the prompt has changed since it was saved, but not when only the model has", async () => {
  const request = { model: "gpt-4o", messages: [{ role: "user", content: "Name a color." }] };
  const hash = (changes: object): string => promptHash(chatPrompt({ ...request, ...changes }));
  const baseline = await saved({ promptHash: hash({}) });
  const { runs } = await baselines.readBaselinesOf("flag.md");
  expect(runs[0]?.promptHash).toBe(hash({}));
  const words = (run: StoredRun, now: string): string => {
    const context = { canRun: true, promptHash: now, currency: USD };
    return buildBaselines([run], 0, context)
      .runs.map((each) => plainText(each.words))
      .join();
  };
  const moved = hash({ model: "gpt-6-luna", reasoning_effort: "none", max_completion_tokens: 9 });
  expect(words(baseline, moved)).not.toContain("changed");
  const edited = hash({ messages: [{ role: "user", content: "Name two colors." }] });
  expect(words(baseline, edited)).toMatch(/the prompt has changed since$/);
  const withTool = hash({ tools: [{ type: "function", function: { name: "find" } }] });
  expect(words(baseline, withTool)).toMatch(/the prompt has changed since$/);
  const older = baselineOf(await finished(), "gpt-4o");
  expect(older && words(older, edited)).not.toContain("changed");
});
