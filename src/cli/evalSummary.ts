import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { formatDecimals, formatTokens, formatUsdCell, NOT_KNOWN } from "../core/format";
import type { MeasurePlan } from "../core/measure/engine/measurePlan";
import { changeSentences, judgeCostSentence } from "../core/measure/engine/measureWords";
import { measurementJunit } from "../core/measure/export/junit";
import { measurementMarkdown } from "../core/measure/export/measurementMarkdown";
import { headlineOf } from "../core/measure/results/headline";
import type { Judgment } from "../core/measure/judgment";
import { pairResults } from "../core/measure/results/pairedRow";
import {
  countDisagreements,
  countPreferences,
  judgeRequests,
  judgmentSentences,
} from "../core/measure/results/preferences";
import type { CascadeOutcome } from "../core/measure/results/cascade";
import {
  type CascadeReport,
  cascadeReport,
  cascadeReportLines,
} from "../core/measure/results/cascadeWords";
import { summarize } from "../core/measure/results/summary";
import type { JudgeRequests, RowResult } from "../core/measure/rowResult";
import { type Pair, type Side, SIDES } from "../core/pair";
import { divideToEven } from "../core/ratio";
import { exactUsd } from "../core/runs/spending/exactUsd";
import { visibleJson, visibleLine } from "../core/visibleText";
import type { EvalOptions } from "./evalOptions";
import type { Host } from "./host";
import { bold, table } from "./terminal";

type SideSummary = ReturnType<typeof summarize>["sides"]["left"];

/** As in the panel's At scale. */
const REQUESTS_PER_MONTH = 100_000;

const HEADING = [
  "Model",
  "Passed",
  "%",
  "95% interval",
  "No answer",
  "USD per 1,000",
  "p50, s",
  "p95, s",
];

type SummaryOptions = Pick<EvalOptions, "failUnder" | "junit" | "output"> &
  Partial<Pick<EvalOptions, "cascade">>;

interface MeasuredResults {
  readonly results: readonly RowResult[];
  /** Of a judge that compares the answers of both models. */
  readonly judgments?: readonly Judgment[];
}

/** Prints the results. Returns whether every model passes the share of `--fail-under`. */
export async function writeSummary(
  plan: MeasurePlan,
  { results, judgments = [] }: MeasuredResults,
  { failUnder, junit, output, cascade: first }: SummaryOptions,
  host: Host,
): Promise<boolean> {
  const paired = pairResults(results);
  const summary = summarize(paired);
  const names = namesOf(plan);
  const headline = headlineOf(summary, { names, requestsPerMonth: REQUESTS_PER_MONTH });
  const cascade = first && cascadeReport(paired, first);
  const judge = judgeSummary(results, judgments);
  const notes = [
    ...(judge.rows > 0 ? judgmentSentences(judgments, names) : []),
    ...(judge.requests > 0 ? [judgeCostSentence(plan, judge)] : []),
    ...changeSentences(plan),
    ...(cascade && first ? cascadeReportLines(cascade, names, first) : []),
  ];
  const report = { file: plan.file, data: plan.data, names, ...headline, notes, rows: paired };
  if (junit !== undefined) await writeFile(resolve(host.folder, junit), measurementJunit(report));
  const cellRows = SIDES.map((side) => cells(names[side], summary.sides[side]));
  const unsupported = [...summary.notSupported].map(
    ([reason, times]) => `${reason} ${formatTokens(times)} times, never counted as passed.`,
  );
  if (output === "json") {
    const sides = SIDES.map((side) => [side, sideJson(plan, side, summary.sides[side])] as const);
    const { pValue, onlyPasses, bothPass, neitherPasses } = summary.paired;
    const pairs = { rows: summary.paired.rows, bothPass, neitherPasses, onlyPasses, pValue };
    const json = {
      ...headline,
      rows: summary.rows,
      ...Object.fromEntries(sides),
      paired: pairs,
      ...(judge.requests > 0 && { judge: judgeJson(plan, judge) }),
      ...(cascade && { cascade: cascadeJson(cascade) }),
    };
    await host.out(`${visibleJson({ summary: json })}\n`);
  } else if (output === "markdown") {
    await host.out(measurementMarkdown(report));
  } else {
    const lines = [bold(host, visibleLine(headline.sentence)), visibleLine(headline.detail)];
    const text = [...lines.filter((line) => line !== ""), "", table([HEADING, ...cellRows])];
    await host.out(`${[...text, ...[...unsupported, ...notes].map(visibleLine)].join("\n")}\n`);
  }
  return failUnder === undefined || SIDES.every((side) => passes(summary.sides[side], failUnder));
}

/** A side without a checked answer does not pass. */
function passes({ passed, checked, faults }: SideSummary, share: number): boolean {
  return checked > 0 && passed / (checked + faults) >= share;
}

function namesOf({ sides }: MeasurePlan): Pair<string> {
  return {
    left: sides.left?.name.shortLabel ?? "",
    right: sides.right?.name.shortLabel ?? "",
  };
}

function cells(name: string, summary: SideSummary): readonly string[] {
  const { answers, checked, passed, interval, faults, cost, latencyMs } = summary;
  const perThousand = cost === undefined || answers === 0 ? undefined : cost * 1_000n;
  const percent = (share: number): string => formatDecimals(share * 100, 1);
  return [
    name,
    checked === 0 ? NOT_KNOWN : `${formatTokens(passed)} of ${formatTokens(checked)}`,
    checked === 0 ? NOT_KNOWN : percent(passed / checked),
    interval ? `${percent(interval.low)}–${percent(interval.high)}` : NOT_KNOWN,
    formatTokens(faults),
    formatUsdCell(perThousand && divideToEven(perThousand, BigInt(answers))),
    seconds(latencyMs?.p50),
    seconds(latencyMs?.p95),
  ];
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? NOT_KNOWN : formatDecimals(ms / 1000, 2);
}

function sideJson({ sides }: MeasurePlan, side: Side, summary: SideSummary): object {
  const { cost, ...rest } = summary;
  const { changes = [] } = sides[side] ?? {};
  return {
    model: sides[side]?.model,
    effort: sides[side]?.effort,
    ...(changes.length > 0 && { changes }),
    ...rest,
    ...(cost !== undefined && { costUsd: exactUsd(cost) }),
  };
}

/** Each rule with what it would have cost and passed; `points` are the thresholds, as a curve. */
function cascadeJson({ rules, points }: CascadeReport): object {
  const json = ({ costPerThousand, ...outcome }: CascadeOutcome): object => ({
    ...outcome,
    ...(costPerThousand !== undefined && { usdPerThousand: exactUsd(costPerThousand) }),
  });
  return {
    rules: rules.map(({ rule, outcome }) => ({ rule: rule.kind, ...json(outcome) })),
    points: points.map(json),
  };
}

interface JudgeSummary extends JudgeRequests {
  readonly rows: number;
  readonly wins: Pair<number>;
  readonly ties: number;
  /** Rows on which the two orders differ. */
  readonly disagreements: number;
}

function judgeSummary(results: readonly RowResult[], judgments: readonly Judgment[]): JudgeSummary {
  return {
    ...countPreferences(judgments.flatMap(({ winner }) => winner ?? [])),
    rows: judgments.length,
    disagreements: countDisagreements(judgments),
    ...judgeRequests([...results, ...judgments]),
  };
}

function judgeJson({ judge }: MeasurePlan, { spent, ...summary }: JudgeSummary): object {
  const { model, effort } = judge?.request ?? {};
  return { model, effort, ...summary, ...(spent !== undefined && { costUsd: exactUsd(spent) }) };
}
