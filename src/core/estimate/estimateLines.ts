import {
  JSONL_LABELS,
  type JsonlFormat,
  type LineToRead,
  readJsonlLine,
  withOthersCounted,
} from "../prompt/formats/jsonl";
import { beginsLfsPointer, lfsPointerReading } from "../prompt/lfsPointer";
import type { Prompt, PromptProblem } from "../prompt/prompt";
import { buildEstimate, type EstimateServices, type EstimateSettings } from "./buildEstimate";
import type { Estimate, FileEstimate } from "./estimate";
import { type FileTotal, FileTotalBuilder } from "./fileTotal";
import type { Pace } from "./pace";

/** How many requests and problems are kept individually; the rest are only summed. */
const MAX_KEPT = 2_000;

interface LinesEstimate {
  /** The first requests of the file. */
  readonly estimate: FileEstimate;
  /** All of its requests. */
  readonly total: FileTotal;
}

/** Estimates a JSONL of any length line by line, in bounded memory, and yields between lines. */
export async function estimateLines(
  lines: Iterable<LineToRead>,
  format: JsonlFormat,
  services: EstimateServices,
  settings: EstimateSettings,
  pace: Pace,
): Promise<LinesEstimate> {
  const total = new FileTotalBuilder(settings.pair);
  const prompts: Prompt[] = [];
  const estimates: Estimate[] = [];
  const problems: PromptProblem[] = [];
  for (const line of lines) {
    await pace.yieldIfDue();
    if (line.lineNumber === 1 && beginsLfsPointer(line.text)) {
      return pointerEstimate(line.text, format, total.total());
    }
    const { prompt, problem } = readJsonlLine(line, format);
    if (problem !== undefined) total.addUnread({ unit: "line", count: 1 });
    if (problem !== undefined && problems.length < MAX_KEPT) problems.push(problem);
    if (prompt === undefined) continue;
    const estimate = buildEstimate(prompt, services, settings);
    total.add(estimate);
    if (estimates.length < MAX_KEPT) {
      prompts.push(prompt);
      estimates.push(estimate);
    }
  }
  const sums = total.total();
  const file = {
    format,
    formatLabel: JSONL_LABELS[format],
    prompts,
    problems: withOthersCounted(problems, sums.requests),
    references: [],
    ...(sums.unread && { unread: sums.unread }),
  };
  return { estimate: { file, estimates }, total: sums };
}

/** A single estimate that says what the file is, not one for each of the pointer's lines. */
function pointerEstimate(text: string, format: JsonlFormat, total: FileTotal): LinesEstimate {
  const { label, ...reading } = lfsPointerReading(text);
  const file = { ...reading, format, formatLabel: label };
  return { estimate: { file, estimates: [] }, total };
}
