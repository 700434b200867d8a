import * as v from "valibot";
import type { Side } from "../../pair";
import type { RequestPrice } from "../../models/model";
import { type Answer, AnswerContent, type ContentEvent } from "../answerContent";
import { type AnswerKey, placeKey } from "../answerKey";
import {
  type ComparisonPlan,
  type ComparisonSide,
  type PlannedMove,
  promptName,
} from "../comparisonPlan";
import { exactUsd } from "../spending/exactUsd";
import { type AnswerEnd, describeEnd, type RunCircumstances } from "./answerEnd";
import { storedFault } from "./storedFault";
import { jsonLine, readJsonLines } from "../jsonLines";
import type { RunMessage } from "../runWords";

/** The head of a run, written before the first request is sent. */
export interface StoredRunHead {
  /** Different for every run. */
  readonly id: string;
  /** The prompt's file as the workspace names it, with the request in it if there are several. */
  readonly file: string;
  /** ISO date and time, UTC. */
  readonly startedAt: string;
  readonly host: string;
  readonly endpoint: "chat" | "responses";
  readonly models: Partial<Readonly<Record<Side, string>>>;
  readonly estimates: Partial<Readonly<Record<Side, StoredEstimate>>>;
  /** As they were sent. Undefined for runs of versions that did not keep them. */
  readonly efforts?: Partial<Readonly<Record<Side, string>>>;
  /** Of a run before and after a move. */
  readonly move?: PlannedMove;
  /** Of the prompt as its file had it (`promptHash`). Undefined for runs of versions without it. */
  readonly promptHash?: string;
  /** Saved answers, to be compared with once their model is gone. */
  readonly isBaseline?: true;
}

/** One model's estimate before the run, to compare with the outcome later. */
export interface StoredEstimate {
  readonly inputTokens: number;
  /** Expected. */
  readonly outputTokens: number;
  /** Undefined if the model has none, or if its provider does not bill tokens. */
  readonly price?: RequestPrice;
}

/** A run in the history. */
export interface StoredRun extends StoredRunHead {
  /** In the order in which they began. */
  readonly answers: readonly StoredAnswer[];
  /** Lines of the file that could not be read and are left out. */
  readonly damagedLines: number;
}

export interface StoredAnswer extends Answer, AnswerKey {
  /** Whether the answer was longer than the history keeps. */
  readonly truncated: boolean;
  /** Undefined if the window was closed or crashed meanwhile: the text received until then is here. */
  readonly end?: StoredEnd;
}

/** How an answer ended, in the history's form. */
export interface StoredEnd extends Omit<AnswerEnd, "finishReason" | "circumstances"> {
  readonly finishReason?: string;
  /** Undefined for runs by versions that stored words instead of codes. */
  readonly circumstances?: RunCircumstances;
  /** The words that those versions stored. */
  readonly messages?: readonly StoredMessage[];
}

type StoredMessage = Pick<RunMessage, "title" | "sentence">;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.minValue(0));
const side = v.picklist(["left", "right"]);
const where = { side, index: count };

const usdPerMillion = v.pipe(v.number(), v.finite(), v.minValue(0));
const estimate = v.object({
  inputTokens: count,
  outputTokens: count,
  price: v.exactOptional(
    v.object({
      usdPerMillionInput: usdPerMillion,
      usdPerMillionCachedInput: v.exactOptional(usdPerMillion),
      usdPerMillionCacheWrite: v.exactOptional(usdPerMillion),
      usdPerMillionOutput: v.exactOptional(usdPerMillion),
      longContext: v.exactOptional(
        v.object({
          aboveInputTokens: count,
          inputFactor: usdPerMillion,
          outputFactor: usdPerMillion,
        }),
      ),
    }),
  ),
});
const moveChange = v.variant("kind", [
  v.object({ kind: v.literal("renamed"), key: v.string(), to: v.string() }),
  v.object({ kind: v.literal("left-out"), key: v.string() }),
  v.object({ kind: v.literal("set"), key: v.string(), value: v.string() }),
  v.object({ kind: v.literal("sent-by-responses") }),
]);
const headRow = v.object({
  kind: v.literal("run"),
  id: v.string(),
  file: v.string(),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  host: v.string(),
  endpoint: v.picklist(["chat", "responses"]),
  models: v.object({ left: v.exactOptional(v.string()), right: v.exactOptional(v.string()) }),
  estimates: v.object({ left: v.exactOptional(estimate), right: v.exactOptional(estimate) }),
  efforts: v.exactOptional(
    v.object({ left: v.exactOptional(v.string()), right: v.exactOptional(v.string()) }),
  ),
  move: v.exactOptional(v.object({ changes: v.array(moveChange) })),
  promptHash: v.exactOptional(v.string()),
  isBaseline: v.exactOptional(v.literal(true)),
});
const contentEvent = v.variant("kind", [
  v.object({ kind: v.literal("text"), text: v.string() }),
  v.object({ kind: v.literal("refusal"), text: v.string() }),
  v.object({
    kind: v.literal("tool-call"),
    index: count,
    id: v.exactOptional(v.string()),
    name: v.exactOptional(v.string()),
    arguments: v.string(),
  }),
]);
const piecesRow = v.object({ kind: v.literal("pieces"), ...where, events: v.array(contentEvent) });
const truncatedRow = v.object({ kind: v.literal("truncated"), ...where });
const circumstances = v.object({
  shutdown: v.exactOptional(
    v.object({ date: v.string(), confidence: v.picklist(["published", "reported"]) }),
  ),
  other: v.exactOptional(v.object({ model: v.string(), answered: v.boolean() })),
  alternatives: v.array(v.string()),
  reportsUsage: v.boolean(),
  maxOutputTokens: v.exactOptional(v.number()),
  currency: v.exactOptional(
    v.object({ code: v.string(), symbol: v.string(), perUsd: v.pipe(v.number(), v.finite()) }),
  ),
});
const endOfAnswer = v.object({
  status: v.picklist(["finished", "failed", "stopped"]),
  finishReason: v.exactOptional(v.string()),
  usage: v.exactOptional(
    v.object({
      inputTokens: count,
      cachedTokens: count,
      outputTokens: count,
      reasoningTokens: v.exactOptional(count),
    }),
  ),
  timing: v.object({
    firstByteMs: v.exactOptional(milliseconds),
    firstTokenMs: v.exactOptional(milliseconds),
    totalMs: milliseconds,
  }),
  unreadableEvents: count,
  servedModel: v.exactOptional(v.string()),
  outputTokens: count,
  cost: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,30}$/),
      v.transform((digits) => BigInt(digits)),
    ),
  ),
  fault: v.exactOptional(storedFault),
  isUsageNotCredible: v.exactOptional(v.literal(true)),
  isRefused: v.exactOptional(v.literal(true)),
  circumstances: v.exactOptional(circumstances),
  messages: v.exactOptional(v.array(v.object({ title: v.string(), sentence: v.string() }))),
});
const endRow = v.object({ kind: v.literal("end"), ...where, end: endOfAnswer });
const row = v.variant("kind", [headRow, piecesRow, truncatedRow, endRow]);

/** The rows of a stored run, as they are appended while it is in progress. */
export const storedRows = {
  head: (head: StoredRunHead): object => ({ kind: "run", ...head }),
  pieces: (answer: AnswerKey, events: readonly ContentEvent[]): object => ({
    kind: "pieces",
    ...answer,
    events,
  }),
  truncated: (answer: AnswerKey): object => ({ kind: "truncated", ...answer }),
  end: (place: AnswerKey, { cost, ...end }: StoredEnd): object => {
    const digits = cost === undefined ? {} : { cost: String(cost) };
    return { kind: "end", ...place, end: { ...end, ...digits } };
  },
};

/** The record of a comparison before the first request is sent. */
export function storedHead(plan: ComparisonPlan, startedAt: string): StoredRunHead {
  const { left, right } = plan.sides;
  return {
    id: plan.id,
    file: promptName(plan),
    startedAt,
    host: plan.host,
    endpoint: (left ?? right)?.request.endpoint ?? "chat",
    models: {
      ...(left && { left: left.request.model }),
      ...(right && { right: right.request.model }),
    },
    estimates: {
      ...(left && { left: storedEstimate(left) }),
      ...(right && { right: storedEstimate(right) }),
    },
    efforts: { ...effortOf("left", left), ...effortOf("right", right) },
    ...(plan.move && { move: plan.move }),
    ...(plan.promptHash !== undefined && { promptHash: plan.promptHash }),
  };
}

function effortOf(side: Side, planned: ComparisonSide | undefined): StoredRunHead["efforts"] {
  const effort = planned?.request.effort;
  return effort === undefined || effort === "omit" ? {} : { [side]: effort };
}

export function storedEstimate({
  estimatedInputTokens,
  output,
  price,
}: ComparisonSide): StoredEstimate {
  return {
    inputTokens: estimatedInputTokens,
    outputTokens: output.expectedTokens,
    ...(price && { price }),
  };
}

/** The messages about a stored answer: made from its codes, or as an older version wrote them. */
export function storedMessages(
  { host, models }: Pick<StoredRunHead, "host" | "models">,
  side: Side,
  end: StoredEnd,
): readonly StoredMessage[] {
  const { circumstances, messages = [] } = end;
  if (circumstances === undefined) return messages;
  const model = models[side] ?? "";
  return describeEnd({ ...end, circumstances }, { host, model }).map(({ title, sentence }) => ({
    title,
    sentence,
  }));
}

interface OpenAnswer extends AnswerKey {
  readonly content: AnswerContent;
  truncated: boolean;
  end: StoredEnd | undefined;
}

/** A whole run in rows, as the history would have kept it while it went on. */
export function storedRunText(run: StoredRun): string {
  const rows = run.answers.flatMap(({ side, index, text, refusal, toolCalls, truncated, end }) => {
    const place = { side, index };
    const events: readonly ContentEvent[] = [
      { kind: "text", text },
      ...(refusal === undefined ? [] : [{ kind: "refusal", text: refusal } as const]),
      ...toolCalls.map((call, at) => ({ kind: "tool-call", index: at, ...call }) as const),
    ];
    return [
      storedRows.pieces(place, events),
      ...(truncated ? [storedRows.truncated(place)] : []),
      ...(end ? [storedRows.end(place, end)] : []),
    ];
  });
  return [storedRows.head(headOf(run)), ...rows].map(jsonLine).join("");
}

function headOf(run: StoredRunHead): StoredRunHead {
  const { id, file, startedAt, host, endpoint, models, estimates, efforts, move } = run;
  return {
    ...{ id, file, startedAt, host, endpoint, models, estimates },
    ...(efforts && { efforts }),
    ...(move && { move }),
    ...(run.promptHash !== undefined && { promptHash: run.promptHash }),
    ...(run.isBaseline && { isBaseline: true }),
  };
}

/** Reads a stored run, damaged lines left out. Undefined if its head can't be read. */
export function readStoredRun(text: string): StoredRun | undefined {
  const { rows, damagedLines } = readJsonLines(text, (value) => {
    const read = v.safeParse(row, value);
    return read.success ? read.output : undefined;
  });
  const answers = new Map<string, OpenAnswer>();
  const open = ({ side, index }: AnswerKey): OpenAnswer => {
    const key = placeKey({ side, index });
    const answer = answers.get(key) ?? {
      side,
      index,
      content: new AnswerContent(),
      truncated: false,
      end: undefined,
    };
    answers.set(key, answer);
    return answer;
  };
  let head: StoredRunHead | undefined;
  for (const line of rows) {
    switch (line.kind) {
      case "run": {
        head ??= headOf(line);
        break;
      }
      case "pieces": {
        const { content } = open(line);
        for (const event of line.events) content.add(event);
        break;
      }
      case "truncated":
        open(line).truncated = true;
        break;
      case "end":
        open(line).end = line.end;
    }
  }
  return head && { ...head, answers: [...answers.values()].map(closeAnswer), damagedLines };
}

function closeAnswer({ side, index, content, truncated, end }: OpenAnswer): StoredAnswer {
  return { side, index, ...content.answer(), truncated, ...(end && { end }) };
}

/** The name of the file to which a run is exported: `flag.md-run-2026-11-20.json`. */
export function exportName({ file, startedAt }: Pick<StoredRunHead, "file" | "startedAt">): string {
  const name = (file.split("/").at(-1) ?? file).replaceAll(/[^\w.-]+/g, "-");
  return `${name}-run-${startedAt.slice(0, 10)}.json`;
}

/** A stored run as JSON for people and programs: money in USD with all its digits, errors also in words. */
export function exportStoredRun(run: StoredRun): string {
  const answers = run.answers.map(({ end, ...answer }) => ({
    ...answer,
    ...exportEnd(run, answer.side, end),
  }));
  return `${JSON.stringify({ ...run, answers }, undefined, 2)}\n`;
}

function exportEnd(run: StoredRun, side: Side, end: StoredEnd | undefined): object {
  if (end === undefined) return { status: "interrupted" };
  const { cost, ...rest } = end;
  return {
    ...rest,
    // The codes and figures from which the words below were made.
    circumstances: undefined,
    ...(cost !== undefined && { costUsd: exactUsd(cost) }),
    messages: storedMessages(run, side, end),
  };
}
