import { expect, test } from "vitest";
import type { Assertion } from "../../../src/core/measure/assertion";
import { loadAnswerChecker } from "../../../src/core/measure/assertions/checkAnswer";
import {
  EarlierRunReader,
  headOf,
  unjudgedRows,
} from "../../../src/core/measure/engine/earlierRun";
import { checkRowsBy } from "../../../src/core/measure/engine/finishedRow";
import { measuredCosts, type MeasurePlan } from "../../../src/core/measure/engine/measurePlan";
import { planJudge } from "../../../src/core/measure/engine/planJudge";
import { resultKey, writeRunLine } from "../../../src/core/measure/engine/runLines";
import type { Judgment } from "../../../src/core/measure/judgment";
import { judgmentSentences } from "../../../src/core/measure/results/preferences";
import { GPT_6_LUNA } from "../../../src/core/models/gpt6Luna";
import { atEffort } from "../../../src/core/models/modelAtEffort";
import { sumIfKnown } from "../../../src/core/money";
import type { RunError } from "../../../src/core/runs/runError";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { tokenCounter } from "../accounting/tokenCounter";
import { MemoryFiles } from "../runs/memoryFiles";
import { planOfRows, startRun } from "./measureRun";

const POLITE: Assertion = { type: "llm-rubric", isNegated: false, value: "is polite", weight: 1 };
const TODAY = "2026-11-20";

/** A plan whose answers GPT-6 Luna judges, at low: each by a rubric, and both against each other. */
async function judgedPlan(rows: number, comparesPairs = true): Promise<MeasurePlan> {
  const plan = planOfRows(rows);
  const bounded = Object.fromEntries(
    Object.entries(plan.sides).map(([side, measured]) => [
      side,
      { ...measured, rows: measured.rows.map((row) => ({ ...row, mostOutputTokens: 50 })) },
    ]),
  );
  const judged = {
    ...plan,
    sides: bounded,
    rows: plan.rows.map((row) => ({ ...row, assertions: [POLITE] })),
  };
  const judge = await planJudge(
    judged,
    { model: atEffort(GPT_6_LUNA, "low"), snapshot: "gpt-6-luna", comparesPairs, isBilled: true },
    tokenCounter,
    TODAY,
    { yieldIfDue: () => Promise.resolve() },
  );
  return { ...judged, judge };
}

/** Answers by the model, and the judge by a rule. */
function replyWith(judge: (question: Record<string, string>) => string | RunError) {
  return ({ model, text }: { readonly model: string; readonly text: string }) =>
    model === "gpt-6-luna" ? judge(questionOf(text)) : `${model} on ${text}`;
}

/** The judge's input, after its instructions. */
function questionOf(text: string): Record<string, string> {
  const start = Math.max(text.lastIndexOf('{"rubric":'), text.lastIndexOf('{"request":'));
  return JSON.parse(text.slice(start)) as Record<string, string>;
}

const PASS = '{"reason":"Kind.","pass":true,"score":1}';
const FIRST_IS_BETTER = '{"reason":"First.","better":"a"}';
const MINI_IS_BETTER = (question: Record<string, string>): string =>
  `{"reason":"Short.","better":"${question["a"]?.startsWith("gpt-4o-mini") ? "a" : "b"}"}`;

const services = async (plan: MeasurePlan) => ({
  check: checkRowsBy(await loadAnswerChecker(tokenCounter), plan),
});

test("each answer is judged by its rubric, and each pair in both orders", async () => {
  const plan = await judgedPlan(6);
  const { run, runner, events, results } = startRun({
    plan,
    services: await services(plan),
    reply: replyWith((question) => ("rubric" in question ? PASS : MINI_IS_BETTER(question))),
  });
  expect(await run.done).toEqual({ kind: "finished", stopped: {} });
  expect(results().every(({ verdict, judged }) => verdict?.passed && judged?.requests === 1)).toBe(
    true,
  );
  const judgments = judgmentsIn(events);
  expect(judgments.map(({ winner }) => winner)).toEqual(Array(6).fill("right"));
  expect(runner.asked.filter(({ model }) => model === "gpt-6-luna")).toHaveLength(6 * 4);
  expect(run.progress().judge?.requests).toBe(6 * 4);
  expect(judgmentSentences(judgments, { left: "GPT-4o", right: "mini" })).toEqual([
    "The judge: of 6 rows mini wins 6, GPT-4o 0, and 0 are ties: a real difference.",
  ]);
});

test("a judge that prefers whatever comes first makes ties, and is said to", async () => {
  const plan = await judgedPlan(3);
  const { run, events } = startRun({
    plan,
    services: await services(plan),
    reply: replyWith((question) => ("rubric" in question ? PASS : FIRST_IS_BETTER)),
  });
  await run.done;
  expect(judgmentSentences(judgmentsIn(events), { left: "GPT-4o", right: "mini" })).toEqual([
    "The judge: all 3 rows are ties.",
    "Asked in the other order the judge disagrees with itself on 3 rows, which count as ties.",
  ]);
});

test("the judge is in the cost before the run, in the ledger, and at its end with what it cost", async () => {
  const plan = await judgedPlan(5);
  const [left, right, judge] = measuredCosts(plan);
  expect(judge?.label).toBe("GPT-6 Luna · low as the judge");
  const ledger = new Ledger(new MemoryFiles());
  const { run, events, results } = startRun({
    plan,
    services: { ...(await services(plan)), ledger, mustRecord: true },
    reply: replyWith((question) => ("rubric" in question ? PASS : FIRST_IS_BETTER)),
  });
  await run.reserved;
  const atMost = sumIfKnown([left, right, judge].map((cost) => cost?.atMost));
  expect(await ledger.spentInMonthOf(TODAY)).toBe(atMost);
  await run.done;
  const { entries } = await ledger.readAll();
  const asked = [...results(), ...judgmentsIn(events)].map(({ judged }) => judged?.spent);
  expect(entries.find(({ model }) => model === "gpt-6-luna")).toMatchObject({
    basis: "billed",
    cost: sumIfKnown(asked),
  });
  expect(judge?.atMost).toBeGreaterThan(sumIfKnown(asked) ?? 0n);
});

test("a judge that is busy waits, and asks again; no verdict is lost", async () => {
  const plan = await judgedPlan(4, false);
  let storm = 6;
  const { run, events, results } = startRun({
    plan,
    services: await services(plan),
    reply: replyWith(() =>
      storm-- > 0 ? { code: "rate-limited", retries: 0, exhausted: false } : PASS,
    ),
  });
  await run.done;
  expect(events.some(({ kind }) => kind === "judge-held")).toBe(true);
  expect(results().map(({ verdict }) => verdict?.passed)).toEqual(Array(8).fill(true));
});

test("a judge that is gone ends the run, and what it did not judge is asked again", async () => {
  const plan = await judgedPlan(10);
  const gone: RunError = { code: "model-not-found", status: 404 };
  let opinions = 0;
  const first = startRun({
    plan,
    services: await services(plan),
    reply: replyWith((question) =>
      ++opinions > 9 ? gone : "rubric" in question ? PASS : FIRST_IS_BETTER,
    ),
  });
  const end = await first.run.done;
  expect(end.judgeStopped).toEqual(gone);
  expect(first.results().length).toBeLessThan(20);
  expect(first.results().every(({ verdict }) => verdict?.passed)).toBe(true);
  const head = headOf(plan, "2026-11-20T09:14:00.000Z");
  const reader = new EarlierRunReader();
  const lines = [writeRunLine({ kind: "run", head }), ...first.lines].join("").split("\n");
  for (const line of lines) reader.add(line);
  const earlier = reader.end();
  expect(earlier?.head.judge?.model).toBe("gpt-6-luna@low");
  expect([...(earlier?.judgments.values() ?? [])]).toEqual(judgmentsIn(first.events));
  const compared = new Set(earlier?.judgments.keys());
  const both = first
    .results()
    .filter(({ rowId, side }) => side === "left" && hasBoth(first, rowId));
  expect(earlier && unjudgedRows(earlier)).toBe(
    both.filter(({ rowId }) => !compared.has(rowId)).length,
  );
  const second = startRun({
    plan,
    ...(earlier && { earlier: earlier.results, judgments: earlier.judgments }),
    services: await services(plan),
    reply: replyWith((question) => ("rubric" in question ? PASS : FIRST_IS_BETTER)),
  });
  expect((await second.run.done).kind).toBe("finished");
  const all = [...first.results(), ...second.results()].map(resultKey);
  expect(new Set(all).size).toBe(20);
  expect(all).toHaveLength(20);
  const judged = [...judgmentsIn(first.events), ...judgmentsIn(second.events)];
  expect(new Set(judged.map(({ rowId }) => rowId)).size).toBe(10);
  expect(judged).toHaveLength(10);
});

function judgmentsIn(events: ReturnType<typeof startRun>["events"]): readonly Judgment[] {
  return events.flatMap((event) => (event.kind === "judgment" ? [event.judgment] : []));
}

function hasBoth({ results }: ReturnType<typeof startRun>, rowId: string): boolean {
  return results().filter((each) => each.rowId === rowId && each.answer).length === 2;
}
