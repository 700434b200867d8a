import * as v from "valibot";
import type { Side } from "../../pair";
import { textHash } from "../../runs/textHash";
import { storedFault } from "../../runs/records/storedFault";
import type { LedgerStart } from "../../runs/spending/ledger";
import type { Assertion } from "../assertion";
import type { Judgment } from "../judgment";
import type { RowResult } from "../rowResult";

/** The first line of a results file: what is run. */
export interface RunHead {
  readonly id: string;
  /** ISO date and time, UTC. */
  readonly startedAt: string;
  readonly file: string;
  readonly data: string;
  readonly host: string;
  /** `gpt-6-luna@none` by side. */
  readonly models: Partial<Readonly<Record<Side, string>>>;
  /** The judge, and what it is told. */
  readonly judge?: {
    readonly model: string;
    readonly rubricInstructions: string;
    readonly pairInstructions?: string;
  };
  readonly rows: number;
  /** Of the template as it is sent, and of the rows. */
  readonly promptHash: string;
  readonly dataHash: string;
}

/** A line of a run's results. */
type RunLine =
  | { readonly kind: "run"; readonly head: RunHead }
  /** The ledger's entries of a session, so that one that was killed can be settled later. */
  | { readonly kind: "session"; readonly entries: readonly LedgerStart[] }
  | { readonly kind: "session-end" }
  | { readonly kind: "result"; readonly result: RowResult }
  | { readonly kind: "judgment"; readonly judgment: Judgment };

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const money = v.pipe(
  v.string(),
  v.regex(/^\d{1,30}$/),
  v.transform((digits) => BigInt(digits)),
);
const text = v.string();

const usage = v.object({
  inputTokens: count,
  cachedTokens: count,
  outputTokens: count,
  reasoningTokens: v.exactOptional(count),
});
const answer = v.object({
  text,
  refusal: v.exactOptional(text),
  toolCalls: v.array(v.object({ id: v.exactOptional(text), name: text, arguments: text })),
  finishReason: v.exactOptional(
    v.picklist(["stop", "length", "tool-calls", "content-filter", "unknown"]),
  ),
  usage: v.exactOptional(usage),
  latencyMs: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  cost: v.exactOptional(money),
  meanLogProbability: v.exactOptional(v.number()),
  isTruncated: v.exactOptional(v.literal(true)),
});
/** The checksum has shown that it is as it was written. */
const assertion = v.custom<Assertion>((value) => typeof value === "object" && value !== null);
const verdict = v.object({
  passed: v.boolean(),
  score: v.number(),
  outcomes: v.array(
    v.object({
      assertion,
      status: v.picklist(["passed", "failed", "not-supported", "error"]),
      score: v.number(),
      reason: text,
      notSupported: v.exactOptional(v.array(text)),
    }),
  ),
});
const head = v.object({
  id: text,
  startedAt: text,
  file: text,
  data: text,
  host: text,
  models: v.object({ left: v.exactOptional(text), right: v.exactOptional(text) }),
  judge: v.exactOptional(
    v.object({
      model: text,
      rubricInstructions: text,
      pairInstructions: v.exactOptional(text),
    }),
  ),
  rows: count,
  promptHash: text,
  dataHash: text,
});
/** An entry of the ledger, as files beside it keep it. */
export const ledgerStart = v.object({
  id: text,
  day: v.pipe(v.string(), v.isoDate()),
  model: text,
  file: text,
  host: text,
  atMost: v.exactOptional(money),
});
const judged = v.object({ requests: count, spent: v.exactOptional(money) });
const winner = v.picklist(["left", "right", "tie"]);
const order = v.variant("kind", [
  v.object({ kind: v.literal("opinion"), winner, reason: text }),
  v.object({ kind: v.literal("error"), reason: text }),
]);
const judgment = v.object({
  rowId: text,
  winner: v.exactOptional(winner),
  orders: v.tuple([order, order]),
  judged,
  finishedAt: text,
});
const result = v.object({
  rowId: text,
  side: v.picklist(["left", "right"]),
  answer: v.exactOptional(answer),
  fault: v.exactOptional(storedFault),
  verdict: v.exactOptional(verdict),
  tries: count,
  spent: v.exactOptional(money),
  judged: v.exactOptional(judged),
  finishedAt: text,
});
const runLine = v.variant("kind", [
  v.object({ kind: v.literal("run"), head }),
  v.object({ kind: v.literal("session"), entries: v.array(ledgerStart) }),
  v.object({ kind: v.literal("session-end") }),
  v.object({ kind: v.literal("result"), result }),
  v.object({ kind: v.literal("judgment"), judgment }),
]);

/** For `JSON.stringify`: amounts of money are written as digits. */
export function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** A line with its checksum. Its line break comes first: a line torn by a crash spoils only itself. */
export function writeRunLine(line: RunLine): string {
  const body = JSON.stringify(line, bigintAsText);
  return `\n${body.slice(0, -1)},"sum":"${textHash(body)}"}`;
}

const SUM = /,"sum":"([0-9a-f]{14})"\}$/;

/** Undefined if the line is not as it was written, or if a newer version wrote it. */
export function readRunLine(written: string): RunLine | undefined {
  const [end = "", sum] = SUM.exec(written) ?? [];
  const body = `${written.slice(0, written.length - end.length)}}`;
  if (sum === undefined || textHash(body) !== sum) return undefined;
  const read = v.safeParse(runLine, JSON.parse(body));
  return read.success ? read.output : undefined;
}

/** Different for every answer that a run asks for. */
export function resultKey({ rowId, side }: Pick<RowResult, "rowId" | "side">): string {
  return `${side} ${rowId}`;
}
