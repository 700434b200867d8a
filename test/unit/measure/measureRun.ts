import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { DatasetRow } from "../../../src/core/measure/row";
import type { Judgment } from "../../../src/core/measure/judgment";
import type { RowResult } from "../../../src/core/measure/rowResult";
import type { MeasurePlan, MeasuredSide } from "../../../src/core/measure/engine/measurePlan";
import {
  type MeasureEvent,
  Measurement,
  type MeasureServices,
} from "../../../src/core/measure/engine/measurement";
import type { MeasureSettings } from "../../../src/core/measure/engine/sideRun";
import { priceOf } from "../../../src/core/models/priceOf";
import type { ModelRunner, RunRequest } from "../../../src/core/runs/modelRunner";
import type { RunError } from "../../../src/core/runs/runError";
import type { RunResult } from "../../../src/core/runs/runResult";
import type { Model } from "../../../src/core/models/model";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { LeapingClock } from "./leapingClock";

const [prompt] = readPromptFile({
  path: "t.prompty",
  text: "---\nname: t\n---\nuser:\nTicket: {{ticket}}\n",
}).prompts;
if (prompt === undefined) throw new Error("no prompt");

function side(model: Model, rows: number): MeasuredSide {
  const price = priceOf(model, model.id, "standard", "2026-11-20");
  return {
    name: { label: model.label, shortLabel: model.shortLabel },
    model: model.id,
    changes: [],
    rows: Array.from({ length: rows }, () => ({
      request: { model: model.id, endpoint: "chat" as const },
      ...(price && { price }),
      inputTokens: 10,
      outputTokens: 10,
      atMost: 1_000_000_000n,
      isUncapped: false,
    })),
  };
}

/** `count` rows on both models. */
export function planOfRows(count: number): MeasurePlan {
  const rows = Array.from({ length: count }, (_, index): DatasetRow => {
    const number = index + 1;
    return { id: `r${number}`, line: number, values: new Map([["ticket", `late ${number}`]]) };
  });
  if (prompt === undefined) throw new Error("no prompt");
  return {
    id: "run",
    file: "t.prompty",
    data: "rows.jsonl",
    host: "127.0.0.1",
    prompt,
    rows,
    dataHash: String(count),
    sides: { left: side(GPT_4O, count), right: side(GPT_4O_MINI, count) },
  };
}

/** One request as a runner gets it. */
interface Asked {
  readonly model: string;
  readonly text: string;
  /** How often this request has been sent, from 1. */
  readonly attempt: number;
}

/** A fault or the text of an answer. */
type Reply = RunError | string;

/** Answers after `latencyMs` of the clock. */
export function scriptedRunner(
  clock: LeapingClock,
  reply: (asked: Asked) => Reply,
  latencyMs = 1_000,
): ModelRunner & { readonly asked: Asked[]; readonly sentMs: number[] } {
  const attempts = new Map<string, number>();
  const asked: Asked[] = [];
  const sentMs: number[] = [];
  const run = async (request: RunRequest, signal: { readonly aborted: boolean }) => {
    const text = textOf(request);
    const key = `${request.model} ${text}`;
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    const one = { model: request.model, text, attempt };
    asked.push(one);
    sentMs.push(clock.nowMs());
    const said = reply(one);
    await new Promise<void>((resolve) => clock.after(latencyMs, resolve));
    return signal.aborted ? result({ status: "stopped" }) : resultOf(said);
  };
  return {
    reportsUsage: true,
    asked,
    sentMs,
    run: (request, { signal }) => run(request, signal),
  };
}

function textOf({ prompt: { messages } }: RunRequest): string {
  return messages
    .flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : "")))
    .join("");
}

function resultOf(reply: Reply): RunResult {
  if (typeof reply !== "string") return result({ status: "failed", fault: reply });
  const usage = { inputTokens: 10, cachedTokens: 0, outputTokens: 4 };
  return result({
    status: "finished",
    text: reply,
    finishReason: "stop",
    usage,
    timing: { firstTokenMs: 500, totalMs: 1_000 },
  });
}

function result(part: Pick<RunResult, "status"> & Partial<RunResult>): RunResult {
  return { text: "", toolCalls: [], timing: { totalMs: 1_000 }, unreadableEvents: 0, ...part };
}

interface RunSetup {
  readonly reply?: (asked: Asked) => Reply;
  readonly rows?: number;
  readonly plan?: MeasurePlan;
  readonly earlier?: ReadonlyMap<string, RowResult>;
  readonly judgments?: ReadonlyMap<string, Judgment>;
  readonly settings?: Partial<MeasureSettings>;
  readonly services?: Partial<MeasureServices>;
  readonly latencyMs?: number;
}

/** A run with everything that came of it. */
export function startRun({
  reply = ({ text }) => `re: ${text}`,
  rows = 10,
  plan = planOfRows(rows),
  earlier = new Map(),
  judgments = new Map(),
  settings,
  services,
  latencyMs,
}: RunSetup = {}) {
  const clock = new LeapingClock();
  const runner = scriptedRunner(clock, reply, latencyMs);
  const lines: string[] = [];
  const events: MeasureEvent[] = [];
  const run = new Measurement(
    plan,
    { results: earlier, judgments },
    { concurrency: 4, ...settings },
    {
      runner,
      clock,
      random: () => 0.5,
      countTokens: (text) => text.length,
      log: {
        append: (line) => {
          lines.push(line);
          return Promise.resolve();
        },
      },
      listener: (event) => {
        events.push(event);
      },
      ...services,
    },
    "1",
  );
  const results = (): readonly RowResult[] =>
    events.flatMap((event) => (event.kind === "result" ? [event.result] : []));
  return { run, runner, clock, lines, events, results };
}
