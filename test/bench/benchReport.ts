import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { projectRoot } from "../../scripts/projectRoot";
import type { BenchSection } from "./benchSection";

const jsonFile = path.join(projectRoot, "docs", "benchmarks.json");
const markdownFile = path.join(projectRoot, "docs", "benchmarks.md");

/** A section with the date and the machine of its measurement. */
interface MeasuredSection extends BenchSection {
  /** ISO date. */
  readonly date: string;
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryGb: number;
    readonly system: string;
    readonly node: string;
  };
  /** Processes that wanted a core, on average over a minute: before and after. */
  readonly load: readonly [before: number, after: number];
}

/** The sections of the report, by name, in the order in which they are in it. */
type BenchReport = Readonly<Record<string, MeasuredSection>>;

/** Runs a section, and notes the circumstances. */
export async function measureSection(run: () => Promise<BenchSection>): Promise<MeasuredSection> {
  const [before = 0] = os.loadavg();
  const section = await run();
  const [after = 0] = os.loadavg();
  return {
    ...section,
    date: new Date().toISOString().slice(0, 10),
    machine: {
      cpu: os.cpus()[0]?.model ?? "unknown",
      cores: os.cpus().length,
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      system: `${os.type()} ${os.release()}`,
      node: process.version,
    },
    load: [before, after],
  };
}

/** The report as it was written last. */
export async function readReport(): Promise<BenchReport> {
  if (!existsSync(jsonFile)) return {};
  return JSON.parse(await readFile(jsonFile, "utf8")) as BenchReport;
}

/** Writes docs/benchmarks.json, and docs/benchmarks.md from it. */
export async function writeReport(report: BenchReport): Promise<void> {
  await writeFile(jsonFile, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(markdownFile, markdownOf(report));
}

function markdownOf(report: BenchReport): string {
  const sections = Object.entries(report).map(([name, section]) =>
    [
      `## ${section.title}`,
      `${section.note}`,
      tableLines(section).join("\n"),
      `${circumstances(section)}; \`npm run bench ${name}\`.`,
    ].join("\n\n"),
  );
  return `${["# Benchmarks", introduction, ...sections].join("\n\n")}\n`;
}

const introduction =
  "These are the results of `npm run bench`. To measure single sections again, run `npm run bench -- NAME…`. The " +
  "figures in a section come from one run on one machine, so trust their ratios more than their size. " +
  "`benchmarks.json` has all of them, including those that the tables leave out.";

/** `Measured on …, 2 cores, 23 GB, Linux 6.1, Node v20.20.2, at a load of 1.2 to 1.5, 2026-11-20` */
export function circumstances({ date, machine, load }: MeasuredSection): string {
  const { cpu, cores, memoryGb, system, node } = machine;
  const [before, after] = load.map((each) => each.toFixed(1));
  return `Measured on ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, at a load of ${before} to ${after}, ${date}`;
}

/** The table of a section in Markdown, its columns aligned; the first holds words, the others figures. */
export function tableLines({ columns, rows }: BenchSection): readonly string[] {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths
      .map((width, index) => {
        const cell = cells[index] ?? "";
        return index === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(" | ")} |`;
  const rule = widths.map((width, index) =>
    index === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(columns), line(rule), ...rows.map(line)];
}
