import type { Currency } from "../../currency";
import { monthName } from "../../day";
import {
  formatColumn,
  formatDecimals,
  formatShare,
  formatTokens,
  formatUsd,
  NOT_KNOWN,
} from "../../format";
import { NAMED_TOLERANCES } from "../../recommend/recommendInput";
import type { MoveRow, TrafficMoves } from "../../traffic/trafficMoves";
import { nameOf, type TrafficReport } from "../../traffic/trafficReport";
import {
  effectWords,
  kindWords,
  leadWords,
  lossWords,
  measuredPrompts,
  movedShareWords,
  remarkWords,
  routeWords,
  targetWords,
} from "../../traffic/trafficWords";
import { visibleLine } from "../../visibleText";
import type { ButtonState, Table, TableColumn, TableRow } from "../contract/panelState";
import {
  actionLink,
  badge,
  deciding,
  modelName,
  small,
  strong,
  type RichText,
} from "../contract/richText";
import type { ReportedTraffic, TrafficState } from "../contract/trafficState";
import { markOf } from "../modelMark";
import { dayChart } from "./dayChart";
import { shareCurve } from "./shareCurve";

/** The state of reading the logs at a moment. */
export type TrafficReading =
  | { readonly kind: "none" }
  | { readonly kind: "reading"; readonly readBytes: number; readonly allBytes: number }
  | { readonly kind: "read"; readonly report: TrafficReport; readonly isStopped: boolean };

interface TrafficInput {
  /** Names of the logs' files. */
  readonly files: readonly string[];
  readonly reading: TrafficReading;
  readonly currency: Currency;
}

/** The models that the what-if can move to, with the efforts to choose from. */
const TARGETS = [
  { id: "gpt-4o-mini", label: "GPT-4o mini", efforts: [] },
  { id: "gpt-6-luna", label: "GPT-6 Luna", efforts: ["none", "low", "medium"] },
] as const;

/** Rows that the table shows; the exports hold all. */
const MAX_ROWS = 200;

const CHOOSE_LOG: ButtonState = { label: "Choose a Log…", action: { type: "chooseTrafficLog" } };

/** The page of a traffic log in words and fractions. Pure: built again whenever its input changes. */
export function buildTrafficState(input: TrafficInput): TrafficState {
  const { reading, files } = input;
  const source = files.map(visibleLine).join(", ");
  const title = source === "" ? "Traffic" : `Traffic: ${source}`;
  switch (reading.kind) {
    case "none":
      return {
        kind: "empty",
        title,
        notices: [],
        heading: "No log",
        sentence: "A log of requests says what they cost, and how many of them could move.",
        actions: [CHOOSE_LOG],
      };
    case "reading": {
      const { readBytes, allBytes } = reading;
      return {
        kind: "reading",
        title,
        notices: [],
        heading: formatShare(Math.min(readBytes, allBytes), Math.max(1, allBytes)),
        fraction: Math.min(1, readBytes / Math.max(1, allBytes)),
        sentence: `${megabytes(readBytes)} of ${megabytes(allBytes)} MB.`,
        actions: [{ label: "Stop and Show What Is Read", action: { type: "stopTraffic" } }],
      };
    }
    case "read":
      return reportState(reading, source, input);
  }
}

function megabytes(bytes: number): string {
  return formatDecimals(bytes / 1_000_000, 1);
}

function reportState(
  { report, isStopped }: Extract<TrafficReading, { kind: "read" }>,
  source: string,
  { currency }: TrafficInput,
): ReportedTraffic {
  const { period, moves } = report;
  const days = dayChart(report, currency);
  const curve = moves && shareCurve(report, moves, currency);
  return {
    kind: "report",
    title: `Traffic: ${period === undefined ? source : spanWords(period)}`,
    notices: isStopped
      ? [
          {
            key: "stopped",
            tone: "warning",
            words: ["Reading was stopped: these are the figures of what was read until then."],
            actions: [],
          },
        ]
      : [],
    source,
    exports: [
      { label: "Copy as Markdown", action: { type: "exportTraffic", format: "markdown" } },
      ...(["csv", "json", "html"] as const).map((format) => ({
        label: format.toUpperCase(),
        action: { type: "exportTraffic", format } as const,
      })),
      CHOOSE_LOG,
    ],
    lead: leadOf(report, currency),
    remarks: [
      ...remarkWords(report, currency),
      "Nothing left this machine; the report holds no prompt text.",
    ],
    ...(days && { days }),
    otherwise: {
      heading: "The same traffic, otherwise",
      table: otherwiseTable(report, currency),
      notes: effectWords(report, currency),
    },
    routes: moves ? movesTable(report, moves, currency) : groupsTable(report, currency),
    whatIf: whatIfOf(report),
    ...(curve && { curve }),
  };
}

/** The sentences, with the saving that decides underlined. */
function leadOf(report: TrafficReport, currency: Currency): RichText {
  const text = leadWords(report, currency).join(" ");
  const { saved = 0n, savedByCost = 0n } = report.moves ?? {};
  const amount = formatUsd(saved > 0n ? -saved : -savedByCost, currency);
  const at = report.moves === undefined ? -1 : text.indexOf(amount);
  if (at < 0) return [text];
  return [text.slice(0, at), deciding(amount), text.slice(at + amount.length)];
}

/** `October 2026`, or the first and the last day. */
function spanWords({ from, to }: NonNullable<TrafficReport["period"]>): string {
  if (from === to) return from;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${monthName(from)} ${from.slice(0, 4)}`
    : `${from} to ${to}`;
}

const column = (
  key: string,
  heading: string,
  align: TableColumn["align"] = "end",
): TableColumn => ({
  key,
  heading: [heading],
  align,
});

function otherwiseTable(report: TrafficReport, currency: Currency): Table {
  const { all, alternatives, moves, tolerated } = report;
  const moved = moves === undefined ? undefined : all.cost - moves.saved;
  const amounts = [all.cost, moved, ...alternatives.map(({ cost }) => cost)];
  const cells = formatColumn(amounts, { currency, totalIndex: 0 });
  const row = (key: string, name: RichText, index: number): TableRow => ({
    key,
    kind: index === 1 ? "sum" : "plain",
    cells: [name, [cells[index] ?? NOT_KNOWN], [formatShare(amounts[index] ?? 0n, all.cost)]],
  });
  return {
    caption: "What the same traffic costs on other models",
    columns: [
      column("name", "All traffic on", "start"),
      column("cost", currency.code),
      column("share", "Of today"),
    ],
    rows: [
      row("logged", ["as logged"], 0),
      ...(moves === undefined
        ? []
        : [row("moved", [strong(`moved at ${formatDecimals(tolerated, 2)}`)], 1)]),
      ...alternatives.map(({ model, isEstimate }, index) =>
        row(
          model.label,
          [
            ...marked(markOf(model, model.effort), model.label),
            ...(isEstimate ? [" ", badge("estimate")] : []),
          ],
          index + 2,
        ),
      ),
    ],
  };
}

function marked(mark: ReturnType<typeof markOf>, text: string): RichText {
  return [mark === undefined ? text : modelName(mark, text)];
}

function groupsTable(report: TrafficReport, currency: Currency): Table {
  const groups = report.groups(["route", "model"]).slice(0, MAX_ROWS);
  const costs = formatColumn([...groups.map(({ cost }) => cost), report.all.cost], { currency });
  return {
    caption: "Traffic by route and model, largest cost first",
    columns: [
      column("route", "Route", "start"),
      column("model", "Model", "start"),
      column("requests", "Requests"),
      column("cost", currency.code),
    ],
    rows: [
      ...groups.map(({ key, sums }, index): TableRow => ({
        key: `${key.route}\t${key.model}`,
        kind: "plain",
        cells: [
          [nameOf(visibleLine(key.route ?? ""), "no route")],
          [nameOf(visibleLine(key.model ?? ""), "no model")],
          [formatTokens(sums.requests)],
          [costs[index] ?? NOT_KNOWN],
        ],
      })),
      {
        key: "total",
        kind: "sum",
        cells: [
          ["Total"],
          [],
          [formatTokens(report.all.sums.requests)],
          [costs.at(-1) ?? NOT_KNOWN],
        ],
      },
    ],
  };
}

function movesTable(report: TrafficReport, moves: TrafficMoves, currency: Currency): Table {
  const { pair, all } = report;
  const right = pair.right.shortLabel;
  const shown = moves.rows.slice(0, MAX_ROWS);
  const costs = formatColumn([...shown.map(({ cost }) => cost), all.cost], { currency });
  const savings = formatColumn([...shown.map(({ saving }) => saving), all.cost], { currency });
  const isMove = ({ decision }: MoveRow): boolean => decision === "moves" || decision === "by cost";
  return {
    caption: "Traffic by route and kind of task, largest saving first",
    columns: [
      column("route", "Route, kind of task", "start"),
      column("requests", "Requests"),
      column("cost", `Today, ${currency.code}`),
      column("target", "Goes to", "start"),
      column("loss", "Expected loss"),
      column("saving", `Saves, ${currency.code}`),
    ],
    rows: [
      ...shown.map((row, index): TableRow => ({
        key: `${row.route}\t${row.kind}\t${row.level}\t${row.model}`,
        kind: "plain",
        cells: [
          [
            strong(routeWords(row)),
            " ",
            small(kindWords(row.kind)),
            ...(row.file === ""
              ? []
              : [" ", actionLink(row.file, { type: "openTrafficFile", file: row.file })]),
          ],
          [formatTokens(row.requests)],
          [costs[index] ?? NOT_KNOWN],
          isMove(row)
            ? marked(markOf(pair.right, pair.right.effort), targetWords(row, right))
            : [targetWords(row, right)],
          [lossWords(row, right), ...basisOf(row)],
          [isMove(row) ? (savings[index] ?? NOT_KNOWN) : NOT_KNOWN],
        ],
      })),
      {
        key: "total",
        kind: "sum",
        cells: [
          ["Total"],
          [formatTokens(all.sums.requests)],
          [costs.at(-1) ?? NOT_KNOWN],
          [small(`${movedShareWords(moves)} of ${pair.left.shortLabel}’s`)],
          [formatDecimals(moves.lossOfAll, 3)],
          [
            formatUsd(moves.saved, currency),
            ...(moves.savedByCost > 0n
              ? [" ", small(`and ${formatUsd(moves.savedByCost, currency)} by cost`)]
              : []),
          ],
        ],
      },
    ],
  };
}

/** The badge of what the loss rests on, with how many prompts were measured. */
function basisOf({ level, kind, decision }: MoveRow): RichText {
  if (level === undefined || decision === "there" || decision === "other model") return [];
  const prompts = level === "measured" ? measuredPrompts(kind) : undefined;
  return [" ", badge(level), ...(prompts === undefined ? [] : [" ", small(formatTokens(prompts))])];
}

function whatIfOf({ pair, tolerated }: TrafficReport): ReportedTraffic["whatIf"] {
  const id = pair.right.id.replace(/@.*$/, "");
  const targets = TARGETS.some((target) => target.id === id)
    ? TARGETS
    : [...TARGETS, { id, label: pair.right.label, efforts: [] }];
  const efforts = targets.find((target) => target.id === id)?.efforts ?? [];
  return {
    heading: "What if",
    targets: targets.map(({ id: target, label }) => ({ id: target, label })),
    target: id,
    efforts,
    ...(pair.right.effort !== undefined && { effort: pair.right.effort }),
    tolerances: Object.values(NAMED_TOLERANCES).map((tolerance) => ({
      id: tolerance,
      label: formatDecimals(tolerance, 2),
    })),
    tolerance: tolerated,
  };
}
