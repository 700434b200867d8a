import type { Currency } from "../../currency";
import { type PicoUsd, picoUsdOf } from "../../money";
import { formatCount, formatTokens, formatUsd, formatUsdCell } from "../../format";
import { monthName } from "../../day";
import type { LedgerRow } from "../../runs/spending/ledgerReport";
import { storedMessages, type StoredRun } from "../../runs/records/storedRun";
import type { LiveHistory, LiveHistoryRun, LiveLedger } from "../contract/liveState";
import { SIDES } from "../../pair";
import type { Table } from "../contract/panelState";
import { badge, modelName, type RichText } from "../contract/richText";

/** How many rows of the ledger are drawn; the CSV has all. */
const LEDGER_ROWS = 20;

/** The kept runs of a prompt. `canOpen`: false while a run is in progress in their place. */
export function buildHistory(
  runs: readonly StoredRun[],
  canOpen: boolean,
  damagedRuns: number,
  currency: Currency,
): LiveHistory {
  const damaged =
    damagedRuns === 0
      ? ""
      : ` ${formatCount(damagedRuns, "kept run")} ${damagedRuns === 1 ? "is" : "are"} damaged and shown only as far as readable.`;
  return {
    lead: `${formatCount(runs.length, "run")} of this prompt.${damaged}`,
    runs: runs.map((run) => historyRun(run, canOpen, currency)),
    actions: runs.length > 1 ? [{ label: "Delete All", action: { type: "deleteRuns" } }] : [],
  };
}

/** The prompt that baselines are shown with. */
interface BaselineContext {
  /** Whether the new model can be run against them now. */
  readonly canRun: boolean;
  /** Of the prompt as its file has it now; undefined if it is not known. */
  readonly promptHash: string | undefined;
  readonly currency: Currency;
}

/** Saved answers of old models. */
export function buildBaselines(
  baselines: readonly StoredRun[],
  damaged: number,
  { canRun, promptHash, currency }: BaselineContext,
): LiveHistory {
  const unread =
    damaged === 0 ? "" : ` ${formatCount(damaged, "baseline")} can't be used: not as it was saved.`;
  const none = "None yet. Save the old model's answers now, to compare with when it is gone.";
  const some = `${formatCount(baselines.length, "baseline")} of this prompt. Opening one needs no key.`;
  return {
    lead: `${baselines.length === 0 ? none : some}${unread}`,
    runs: baselines.map((run) => ({
      id: run.id,
      when: localTime(new Date(run.startedAt)),
      words: [...baselineWords(run, currency), ...changeWords(run, promptHash)],
      actions: [
        { label: "Compare", action: { type: "compareBaseline", runId: run.id }, disabled: !canRun },
        { label: "Open", action: { type: "openBaseline", runId: run.id }, disabled: !canRun },
        { label: "Export", action: { type: "exportBaseline", runId: run.id } },
        { label: "Delete", action: { type: "deleteBaseline", runId: run.id } },
      ],
    })),
    actions: [{ label: "Save Baseline", action: { type: "saveBaseline" }, disabled: !canRun }],
  };
}

/** Answers to another text can't be compared with new ones word by word. */
function changeWords({ promptHash: saved }: StoredRun, now: string | undefined): RichText {
  const hasChanged = saved !== undefined && now !== undefined && saved !== now;
  return hasChanged ? [" ", badge("the prompt has changed since", "warning")] : [];
}

/** `gpt-4o at low 203 tokens, $0.00504`. */
function baselineWords(run: StoredRun, currency: Currency): RichText {
  const effort = run.efforts?.left;
  const tokens = run.answers.reduce((sum, { end }) => sum + (end?.outputTokens ?? 0), 0);
  const at = effort === undefined ? "" : ` at ${effort}`;
  return [
    modelName("left", run.models.left ?? ""),
    `${at}: ${formatCount(tokens, "token")}, ${figuresOf(run, "left", currency)}`,
  ];
}

function historyRun(run: StoredRun, canOpen: boolean, currency: Currency): LiveHistoryRun {
  const { id, startedAt } = run;
  return {
    id,
    when: localTime(new Date(startedAt)),
    words: SIDES.flatMap((side, at): RichText => {
      const model = run.models[side];
      if (model === undefined) return [];
      const separator = at > 0 && run.models.left !== undefined ? ["; "] : [];
      return [...separator, modelName(side, model), ` ${figuresOf(run, side, currency)}`];
    }),
    actions: [
      { label: "Open", action: { type: "openRun", runId: id }, disabled: !canOpen },
      { label: "Export", action: { type: "exportRun", runId: id } },
      { label: "Delete", action: { type: "deleteRun", runId: id } },
    ],
  };
}

/** `$0.0038`, `3 answers, $0.0114`, `$0, Key refused (401)`, `interrupted`. */
function figuresOf(run: StoredRun, side: "left" | "right", currency: Currency): string {
  const answers = run.answers.filter((answer) => answer.side === side);
  if (answers.length === 0) return "no answer";
  const many = answers.length > 1 ? [formatCount(answers.length, "answer")] : [];
  const costs = answers.flatMap(({ end }) => (end?.cost === undefined ? [] : [end.cost]));
  const cost = costs.reduce((sum, amount) => sum + amount, 0n);
  const isInterrupted = answers.some(({ end }) => end === undefined);
  const end = answers.length === 1 ? answers[0]?.end : undefined;
  const [problem] = end ? storedMessages(run, side, end) : [];
  return [
    ...many,
    ...(costs.length > 0 ? [formatUsd(cost, currency)] : []),
    ...(isInterrupted ? ["interrupted"] : []),
    ...(problem ? [problem.title] : []),
    ...(costs.length === 0 && !isInterrupted && !problem && many.length === 0 ? ["1 answer"] : []),
  ].join(", ");
}

/** `2026-11-20 14:32`, in the user's time zone. */
function localTime(date: Date): string {
  const two = (figure: number): string => String(figure).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The spending, newest first. `budgetUsdPerMonth`: undefined if there is none. */
export function buildLedger(
  rows: readonly LedgerRow[],
  spentThisMonth: PicoUsd,
  budgetUsdPerMonth: number | undefined,
  today: string,
  damagedLines: number,
  currency: Currency,
): LiveLedger {
  const shown = rows.slice(0, LEDGER_ROWS);
  const spent = formatUsd(spentThisMonth, currency);
  const budget =
    budgetUsdPerMonth === undefined
      ? ""
      : ` of ${formatUsd(picoUsdOf(budgetUsdPerMonth), currency)}`;
  const rest =
    rows.length > shown.length
      ? ` Shown: the last ${formatCount(shown.length, "row")} of ${formatTokens(rows.length)}.`
      : "";
  const damaged =
    damagedLines === 0
      ? ""
      : ` ${formatCount(damagedLines, "damaged line")} of the ledger can't be read, so this may be too low.`;
  return {
    lead: `${spent}${budget} spent in ${monthName(today)}.${damaged}${rest}`,
    ...(shown.length > 0 && { table: ledgerTable(shown, currency) }),
    actions: rows.length > 0 ? [{ label: "Export CSV", action: { type: "exportLedger" } }] : [],
  };
}

function ledgerTable(rows: readonly LedgerRow[], currency: Currency): Table {
  return {
    caption: "What was spent per day, model and file",
    columns: [
      { key: "day", heading: ["Day"], align: "start" },
      { key: "model", heading: ["Model"], align: "start" },
      { key: "file", heading: ["File"], align: "start", optional: true },
      { key: "runs", heading: ["Runs"], align: "end" },
      { key: "tokens", heading: ["Tokens in / out"], align: "end", optional: true },
      { key: "cost", heading: [currency.code], align: "end" },
    ],
    rows: rows.map((row) => ({
      key: JSON.stringify([row.day, row.model, row.file]),
      kind: "plain",
      cells: [
        [row.day],
        [row.model],
        [row.file],
        [formatTokens(row.runs)],
        [`${formatTokens(row.inputTokens)} / ${formatTokens(row.outputTokens)}`],
        [costCell(row, currency)],
      ],
    })),
  };
}

function costCell(row: LedgerRow, currency: Currency): string {
  if (row.runsWithoutPrice === row.runs) return formatUsdCell(undefined);
  return `${row.basis === "at most" ? "≤ " : ""}${formatUsdCell(row.cost, currency)}`;
}
