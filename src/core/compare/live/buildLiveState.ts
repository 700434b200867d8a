import type { Currency } from "../../cost/currency";
import type { PicoUsd } from "../../cost/money";
import {
  formatCount,
  formatSeconds,
  formatTokens,
  formatUsd,
  formatUsdCell,
  formatWholePercent,
} from "../../format";
import { monthName } from "../../run/day";
import { describeEstimates, type EstimateAccuracy } from "../../run/estimateRecord";
import type { LedgerRow } from "../../run/ledgerReport";
import { compareWords } from "../../run/likeness";
import { RUN_ACTION_LABELS, type RunActionId } from "../../run/runWords";
import type { StoredRun } from "../../run/storedRun";
import type {
  AnswerDiff,
  DiffPart,
  LiveAnswer,
  LiveHistory,
  LiveLedger,
  LiveState,
} from "../liveState";
import type { PanelAction } from "../panelAction";
import type { ButtonState, ModelName, Table } from "../panelState";
import { code, modelName, type Pair, type Side, type Words } from "../words";
import { answerTable, statisticsTable } from "./measurementsTable";
import type { ShownAnswer, ShownRun } from "./shownRun";

/** Everything that the Live section is built from. */
export interface LiveInput {
  readonly pair: Pair<ModelName>;
  readonly currency: Currency;
  /** `api.openai.com`, or who answers else. */
  readonly host: string;
  /** `$0.0108 at most for one run on both.`, or why there is nothing to run. */
  readonly beforeRun: string;
  readonly canRun: boolean;
  readonly runsEach: { readonly value: string; readonly problem?: string };
  /** The run that is shown; undefined before the first. */
  readonly run?: ShownRun;
  /** Which of several answers is shown, from 0. */
  readonly shownIndex: number;
  /** Newest first. */
  readonly history: readonly StoredRun[];
  readonly accuracy?: EstimateAccuracy;
  readonly ledger: readonly LedgerRow[];
  readonly spentThisMonth: PicoUsd;
  /** ISO date of the user's day. */
  readonly today: string;
}

const SIDES: readonly Side[] = ["left", "right"];
/** Rows of the ledger that are drawn; the CSV has all. */
const LEDGER_ROWS = 20;
/** Answers up to this length are diffed while they come, in UTF-16 units: longer ones at their end. */
const LIVE_DIFF_CHARACTERS = 20_000;
/** Words that are kept on each side of a difference. */
const DIFF_CONTEXT_WORDS = 12;

/** The Live section of the panel in words. Texts of answers are sent apart, by their keys. */
export function buildLiveState(input: LiveInput): LiveState {
  const { run, currency, runsEach } = input;
  const labels = { left: input.pair.left.label, right: input.pair.right.label };
  const answerCount = Math.max(0, ...SIDES.map((side) => run?.sides[side]?.answers.length ?? 0));
  const index = Math.min(input.shownIndex, Math.max(0, answerCount - 1));
  const isMany = answerCount > 1;
  const isDone = run !== undefined && !run.isRunning;
  const many = run && isMany && isDone ? statisticsTable(run, labels, currency) : undefined;
  const measurements = run && (many?.table ?? answerTable(run, index, labels, currency));
  const diff = run && diffOf(run, index, input.pair);
  return {
    note: [`${input.host}. ${input.beforeRun}`],
    lead: leadOf(input, index),
    phase: run === undefined ? "idle" : run.isRunning ? "running" : "done",
    actions: actionsOf(input),
    runsEach,
    ...(run && {
      answers: {
        left: answerOf(run, "left", index),
        right: answerOf(run, "right", index),
      },
    }),
    ...(isMany && {
      shown: {
        index,
        labels: Array.from({ length: answerCount }, (_, at) => formatTokens(at + 1)),
      },
    }),
    ...(measurements && { measurements }),
    ...(many && { alikeness: alikenessOf(many.alike, labels) }),
    ...(input.accuracy &&
      input.accuracy.output.runs > 0 && { estimateRecord: [describeEstimates(input.accuracy)] }),
    ...(diff && { diff }),
    diffActions: diff
      ? [
          { label: "Open diff", action: { type: "openDiff" } },
          { label: "Save run", action: { type: "saveRun" } },
        ]
      : [],
    history: historyOf(input),
    ledger: ledgerOf(input),
  };
}

/** The key that pieces of an answer's text are sent under. */
export function textKeyOf(runId: string, side: Side, index: number): string {
  return `${runId}/${side}/${index}`;
}

function leadOf({ run, pair, beforeRun, canRun }: LiveInput, index: number): Words {
  if (run === undefined) return [canRun ? beforeRun : "Nothing to run. Open a prompt file."];
  const sentences = SIDES.flatMap((side): Words[] => {
    const answer = run.sides[side]?.answers[index];
    const name = modelName(side, pair[side].label);
    return answer === undefined ? [] : [[name, ` ${progressWords(answer)}`]];
  });
  if (sentences.length === 0) return ["The run begins."];
  return [...sentences.flatMap((words, at) => (at === 0 ? words : ["; ", ...words])), "."];
}

function progressWords({ phase, elapsedMs, outputTokens = 0, messages }: ShownAnswer): string {
  const time = elapsedMs === undefined ? "" : ` ${formatSeconds(elapsedMs / 1000)} s`;
  switch (phase) {
    case "waiting":
      return "waits for the rate limit";
    case "running":
      return `is at ${formatCount(outputTokens, "token")} after${time}`;
    case "interrupted":
      return "was interrupted";
    case "done": {
      const [problem] = messages;
      const ended = problem === undefined ? "finished" : `ended (${lowerFirst(problem.title)})`;
      return time === "" ? ended : `${ended} in${time}`;
    }
  }
}

function actionsOf({ run, canRun }: LiveInput): readonly ButtonState[] {
  if (run?.isRunning) {
    return [{ label: "Stop all", action: { type: "stopLive" }, primary: true }];
  }
  const label = run === undefined ? "Run on both" : "Run again";
  return [{ label, action: { type: "runLive" }, primary: true, disabled: !canRun }];
}

function answerOf(run: ShownRun, side: Side, index: number): LiveAnswer {
  const answer = run.sides[side]?.answers[index];
  const textKey = textKeyOf(run.id, side, index);
  if (answer === undefined) {
    const status = run.sides[side] === undefined ? "not run" : run.isRunning ? "waits" : "not run";
    const actions = run.isRunning ? [] : [runButton(side)];
    return { textKey, status: [status], busy: false, problems: [], toolCalls: [], actions };
  }
  const busy = answer.phase === "running" || answer.phase === "waiting";
  return {
    textKey,
    status: statusWords(answer),
    busy,
    problems: answer.messages.map(({ title, sentence, actions = [] }) => ({
      title,
      sentence,
      actions: actions.map((id) => problemButton(id, side)),
    })),
    toolCalls: answer.toolCalls.map((call, at) => ({
      key: call.id ?? String(at),
      name: call.name,
      arguments: call.arguments,
    })),
    actions: busy
      ? [{ label: "Stop", action: { type: "stopLive", side } }]
      : run.isRunning
        ? []
        : [runButton(side)],
  };
}

function statusWords({ phase, elapsedMs, finishReason, servedModel }: ShownAnswer): Words {
  const time = elapsedMs === undefined ? "" : `, ${formatSeconds(elapsedMs / 1000)} s`;
  if (phase === "running") return [`streaming${time}`];
  if (phase === "waiting") return ["waiting"];
  if (phase === "interrupted") return ["interrupted"];
  const served = servedModel === undefined ? "" : `, ${servedModel}`;
  return finishReason === undefined || finishReason === "unknown"
    ? [`ended${served}`]
    : ["finished, ", code(finishReason), served];
}

function runButton(side: Side): ButtonState {
  return { label: "Run again", action: { type: "runLive", side } };
}

/** What a button of a message does. */
function problemButton(id: RunActionId, side: Side): ButtonState {
  return { label: RUN_ACTION_LABELS[id], action: actionOf(id, side) };
}

function actionOf(id: RunActionId, side: Side): PanelAction {
  switch (id) {
    case "set-key":
      return { type: "setApiKey" };
    case "choose-pair":
      return { type: "choosePair" };
    case "retry":
    case "run-again":
      return { type: "runLive", side };
    case "retry-now":
      return { type: "retryNow", side };
    case "stop":
      return { type: "stopLive", side };
    case "open-log":
      return { type: "openLog" };
    case "verify-count":
      return { type: "verifyCount", side };
    case "set-max-tokens":
      return { type: "setMaxTokens" };
    case "open-proxy-settings":
      return { type: "openSetting", setting: "http.proxy" };
    case "open-server-settings":
      return { type: "openSetting", setting: "tokenscale.openai.baseUrl" };
  }
}

function alikenessOf(
  alike: ReturnType<typeof statisticsTable>["alike"],
  labels: Pair<string>,
): Words {
  const sentences = SIDES.flatMap((side): Words[] => {
    const spread = alike[side];
    return spread === undefined
      ? []
      : [
          [
            "Answers of ",
            modelName(side, labels[side]),
            ` are ${formatWholePercent(Math.round(spread.median * 100), 100)} alike, word by word, pair by pair (${formatWholePercent(Math.round(spread.min * 100), 100)}–${formatWholePercent(Math.round(spread.max * 100), 100)}). `,
          ],
        ];
  });
  return sentences.flat();
}

/** Where both answers differ; not while they are long and still coming. */
function diffOf(run: ShownRun, index: number, pair: Pair<ModelName>): AnswerDiff | undefined {
  const [left, right] = SIDES.map((side) => run.sides[side]?.answers[index]);
  if (left === undefined || right === undefined) return undefined;
  if (left.text === "" || right.text === "") return undefined;
  if (run.isRunning && left.text.length + right.text.length > LIVE_DIFF_CHARACTERS)
    return undefined;
  const { pieces, alike, wordsOnlyLeft, wordsOnlyRight } = compareWords(left.text, right.text);
  const share = formatWholePercent(Math.round(alike * 100), 100);
  return {
    heading: `Word diff, ${run.isRunning ? "so far " : ""}${share} alike`,
    counts: [
      `${formatCount(wordsOnlyLeft, "word")} only in ${pair.left.shortLabel}, ${formatTokens(wordsOnlyRight)} only in ${pair.right.shortLabel}`,
    ],
    parts: (pieces ?? []).map(({ side, text }, at, all): DiffPart => ({
      kind: side,
      text: side === "both" ? shortened(text, at > 0, at < all.length - 1) : text,
    })),
  };
}

/** What is the same in both, down to a few words beside each difference. */
function shortened(text: string, hasBefore: boolean, hasBehind: boolean): string {
  const words = text.split(/(?<=\s)/);
  const kept = (hasBefore ? DIFF_CONTEXT_WORDS : 0) + (hasBehind ? DIFF_CONTEXT_WORDS : 0);
  if (words.length <= kept + 1) return text;
  const head = hasBefore ? words.slice(0, DIFF_CONTEXT_WORDS).join("") : "";
  const tail = hasBehind ? words.slice(-DIFF_CONTEXT_WORDS).join("") : "";
  return `${head} … ${tail}`;
}

function historyOf({ history, currency }: LiveInput): LiveHistory {
  return {
    lead: `${formatCount(history.length, "run")} of this prompt.`,
    runs: history.map((run) => ({
      id: run.id,
      when: run.startedAt.replace("T", " ").slice(0, 16),
      words: SIDES.flatMap((side): Words => {
        const model = run.models[side];
        if (model === undefined) return [];
        const answers = run.answers.filter((answer) => answer.side === side);
        const costs = answers.flatMap(({ end }) => (end?.cost === undefined ? [] : [end.cost]));
        const cost = costs.reduce((sum, amount) => sum + amount, 0n);
        const figures =
          costs.length === 0 ? formatCount(answers.length, "answer") : formatUsd(cost, currency);
        return [modelName(side, model), ` ${figures} `];
      }),
      actions: [
        { label: "Open", action: { type: "openRun", runId: run.id } },
        { label: "Export", action: { type: "exportRun", runId: run.id } },
        { label: "Delete", action: { type: "deleteRun", runId: run.id } },
      ],
    })),
  };
}

function ledgerOf({ ledger, spentThisMonth, today, currency }: LiveInput): LiveLedger {
  const shown = ledger.slice(0, LEDGER_ROWS);
  const lead = `${formatUsd(spentThisMonth, currency)} spent in ${monthName(today)}.`;
  return {
    lead,
    ...(shown.length > 0 && { table: ledgerTable(shown, currency) }),
    actions:
      ledger.length > 0 ? [{ label: "Export as CSV", action: { type: "exportLedger" } }] : [],
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
      key: `${row.day} ${row.model} ${row.file}`,
      kind: "plain",
      cells: [
        [row.day],
        [row.model],
        [row.file],
        [formatTokens(row.runs)],
        [`${formatTokens(row.inputTokens)} / ${formatTokens(row.outputTokens)}`],
        [
          row.runsWithoutPrice === row.runs
            ? formatUsdCell(undefined)
            : `${row.basis === "at most" ? "≤ " : ""}${formatUsdCell(row.cost, currency)}`,
        ],
      ],
    })),
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
