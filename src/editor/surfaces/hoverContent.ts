import * as vscode from "vscode";
import { isOfMany } from "../../core/estimate/fileTotal";
import type { Currency } from "../../core/currency";
import type { TextEstimate } from "../../core/estimate/textEstimate";
import { estimateHover, unreadHover, type FileProblem } from "../../core/surfaces/hover";
import { partHoverAt } from "../../core/surfaces/partHover";
import { markdown, type HoverSegment } from "../../core/surfaces/segments";
import { textHover } from "../../core/surfaces/textHover";
import { lineHover, totalHover } from "../../core/surfaces/totalHover";
import { timeOfDay } from "../timeOfDay";
import { type AfterMoves, readDocument } from "../store/afterMoves";
import type { ReadyReading } from "../store/reading";
import { hoverMarkdown } from "./hoverMarkdown";
import { rangeIn } from "./ranges";

/** The request of a file at an offset; undefined if there is none. */
export function requestAt({ estimate }: ReadyReading, offset: number): number | undefined {
  const index = estimate.file.prompts.findIndex(
    ({ range }) => range.start <= offset && offset <= range.end,
  );
  return index < 0 ? undefined : index;
}

/** The hover of a whole file, or of one of its requests: the status bar's tooltip too. */
export function readingHover(
  reading: ReadyReading,
  document: vscode.TextDocument,
  currency: Currency,
  request?: number,
): vscode.MarkdownString {
  return hoverMarkdown(readingSegments(reading, document, currency, request), document.uri);
}

export function textSelectionHover(
  estimate: TextEstimate,
  uri: vscode.Uri,
  currency: Currency,
): vscode.MarkdownString {
  return hoverMarkdown(textHover(estimate, currency), uri);
}

/** The hover at a place: the part that is there, then its request or the whole file. */
export function hoverAt(
  reading: ReadyReading,
  document: vscode.TextDocument,
  position: vscode.Position,
  currency: Currency,
  afterMoves: AfterMoves,
): vscode.Hover | undefined {
  const offset = document.offsetAt(position);
  const { estimates, file } = reading.estimate;
  const isOnlyRequest = estimates.length === 1;
  const request = requestAt(reading, offset);
  const estimate = estimates[request ?? (isOnlyRequest ? 0 : -1)];
  if (file.format === "code" && request === undefined) return undefined;
  const whole = readingSegments(
    reading,
    document,
    currency,
    isOnlyRequest ? undefined : request,
    afterMoves,
  );
  // Ranges of the last good reading belong to another text.
  const part =
    estimate && reading.staleSince === undefined
      ? partHoverAt(estimate, offset, currency)
      : undefined;
  // A part that is nearly all of its request adds nothing to the request's hover.
  const isWhole =
    part === undefined ||
    (estimate &&
      estimate.left.count.parts.length <= 2 &&
      !isInner(part.range, estimate.prompt.range));
  const segments = isWhole ? whole : [...part.segments, markdown("\n\n---\n\n"), ...whole];
  return new vscode.Hover(
    hoverMarkdown(segments, document.uri),
    part && rangeIn(document, part.range),
  );
}

/** Less than half of it. */
function isInner(
  inner: { readonly start: number; readonly end: number },
  outer: { readonly start: number; readonly end: number },
): boolean {
  return (inner.end - inner.start) * 2 < outer.end - outer.start;
}

function readingSegments(
  reading: ReadyReading,
  document: vscode.TextDocument,
  currency: Currency,
  request: number | undefined,
  afterMoves?: AfterMoves,
): readonly HoverSegment[] {
  const { estimate, total, staleSince, changeSinceHead } = reading;
  const isLine = /jsonl$/.test(estimate.file.format);
  const broken = brokenFile(reading, document);
  const single = estimate.estimates[request ?? 0];
  if (broken && staleSince === undefined) return unreadHover(broken, total.left.inputTokens);
  if (single === undefined || (request === undefined && isOfMany(total))) {
    return totalHover(total, {
      currency,
      brokenLines: brokenLines(reading, document),
      unit: isLine ? "line" : "prompt",
    });
  }
  if (isLine && request !== undefined) {
    const line = document.positionAt(single.prompt.range.start).line + 1;
    return lineHover(single, line, currency);
  }
  const afterMove = afterMoves?.of(single, reading.context, readDocument(reading, document));
  return estimateHover(single, {
    currency,
    ...(changeSinceHead && { changeSinceHead }),
    ...(afterMove && { afterMove }),
    ...(broken && staleSince && { stale: { ...broken, time: timeOfDay(staleSince) } }),
  });
}

function brokenFile(
  { problems }: ReadyReading,
  document: vscode.TextDocument,
): FileProblem | undefined {
  const problem = problems.find(({ code }) => code === "broken-file");
  return (
    problem && {
      lineNumber: document.positionAt(problem.range.start).line + 1,
      message: problem.message,
    }
  );
}

function brokenLines(
  { problems }: ReadyReading,
  document: vscode.TextDocument,
): { readonly lineNumber: number; readonly range: { start: number; end: number } }[] {
  return problems
    .filter(({ code }) => code === "broken-line")
    .map(({ range }) => ({ lineNumber: document.positionAt(range.start).line + 1, range }));
}
