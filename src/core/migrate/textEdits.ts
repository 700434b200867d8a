import type { SourceRange } from "../sourceRange";
import type { Change } from "./breaks/breakRule";
import type { Fields } from "./request/fields";
import type { Request } from "./request/request";
import type { Sheet } from "./scan/sheet";

/** A range of a text and its replacement. */
export interface TextEdit {
  readonly range: SourceRange;
  readonly text: string;
  /** Shown to the user, and used as the category of a preview. */
  readonly label: string;
  /** The start of the object that gets an effort. However many models it names, it gets only one. */
  readonly effortOf?: number;
}

/** The edits of a sheet, in its own offsets; each once, however many places request it. */
export function editsOfChanges(sheet: Sheet, changes: readonly Change[]): readonly TextEdit[] {
  const removed = new Set(
    changes.flatMap((each) => (each.kind === "remove" ? [each.field.range.start] : [])),
  );
  const edits = changes.flatMap((change): readonly TextEdit[] => {
    switch (change.kind) {
      case "rename":
        return [
          {
            range: change.field.keyRange,
            text: change.key,
            label: `${change.field.key} → ${change.key}`,
          },
        ];
      case "set":
        return [
          {
            range: change.field.valueRange,
            text: literal(sheet.text, change.field.valueRange, change.value),
            label: `Set ${change.field.key} to ${change.value}`,
          },
        ];
      case "remove":
        return [
          {
            range: removalOf(sheet.text, change.holder, change.field.range, removed),
            text: "",
            label: `Delete ${change.field.key}`,
          },
        ];
      case "add-effort":
        return [effortEdit(sheet.text, change.request, change.effort)];
    }
  });
  return distinct(edits);
}

/** The same edits in the offsets of the file. */
export function editsInFile(sheet: Sheet, edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.map(({ range, text, label, effortOf }) => ({
    range: sheet.toFile(range),
    text: sheet.encode(text),
    label,
    ...(effortOf !== undefined && {
      effortOf: sheet.toFile({ start: effortOf, end: effortOf }).start,
    }),
  }));
}

/** The text with the edits made. They must not overlap (`distinct`). */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  // Of several edits at the same offset, the last comes first.
  const inOrder = edits
    .toReversed()
    .toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const parts: string[] = [];
  let at = 0;
  for (const { range, text: written } of inOrder) {
    parts.push(text.slice(at, range.start), written);
    at = range.end;
  }
  return [...parts, text.slice(at)].join("");
}

/** Each edit once; of edits that overlap, the first. */
export function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  const keptNear = neighborhoods(edits);
  const efforts = new Set<number>();
  const kept = edits.filter((edit) => {
    const near = keptNear.get(edit) ?? [];
    const hasEffort = edit.effortOf !== undefined && efforts.has(edit.effortOf);
    if (hasEffort || near.some((other) => clash(other, edit))) return false;
    near.push(edit);
    if (edit.effortOf !== undefined) efforts.add(edit.effortOf);
    return true;
  });
  return kept.toSorted((a, b) => a.range.start - b.range.start);
}

/** An empty list for each run of edits that touch: only they can clash, and a batch has thousands. */
function neighborhoods(edits: readonly TextEdit[]): ReadonlyMap<TextEdit, TextEdit[]> {
  const lists = new Map<TextEdit, TextEdit[]>();
  let current: TextEdit[] = [];
  let end = -1;
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    if (edit.range.start > end) current = [];
    end = Math.max(end, edit.range.end);
    lists.set(edit, current);
  }
  return lists;
}

function clash({ range, text }: TextEdit, other: TextEdit): boolean {
  return range.start === other.range.start && range.end === other.range.end
    ? text === other.text || other.range.end > other.range.start
    : range.start < other.range.end && other.range.start < range.end;
}

function literal(text: string, { start }: SourceRange, value: string | number): string {
  if (typeof value === "number") return String(value);
  const quote = /["'`]/.exec(text.charAt(start))?.[0] ?? "";
  return `${quote}${value}${quote}`;
}

/** A member with the comma or the line that belongs to it. */
function removalOf(
  text: string,
  { fields, layout }: Fields,
  range: SourceRange,
  removed: ReadonlySet<number>,
): SourceRange {
  const own = lineOf(text, range);
  if (layout === "lines" && own !== undefined) return own;
  const index = fields.findIndex((field) => field.range.start === range.start);
  const next = fields[index + 1];
  const isAtEnd = fields.slice(index).every((field) => removed.has(field.range.start));
  if (next !== undefined && !isAtEnd) return { start: range.start, end: next.range.start };
  // A member at the end takes the comma before it along; a comma after the last member stays.
  const before = fields[index - 1];
  return before === undefined
    ? { start: range.start, end: afterComma(text, range.end) }
    : { start: before.range.end, end: range.end };
}

function afterComma(text: string, end: number): number {
  return end + (/^[ \t]*,[ \t]*/.exec(text.slice(end, end + 20))?.[0].length ?? 0);
}

/** The whole lines of a member, if no other member shares them. */
function lineOf(text: string, { start, end }: SourceRange): SourceRange | undefined {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== "") return undefined;
  const feed = text.indexOf("\n", end);
  return { start: lineStart, end: feed < 0 ? text.length : feed + 1 };
}

/** How to write the effort in each kind of request. */
function effortMember({ dialect, main }: Request, effort: string): string {
  switch (main.syntax) {
    case "json":
      return dialect === "responses"
        ? `"reasoning": {"effort": "${effort}"}`
        : `"${effortKey(main)}": "${effort}"`;
    case "yaml":
      return dialect === "responses"
        ? `reasoning: {effort: ${effort}}`
        : `${effortKey(main)}: ${effort}`;
    case "toml":
      return dialect === "responses"
        ? `reasoning = { effort = "${effort}" }`
        : `${effortKey(main)} = "${effort}"`;
    case "python-call":
      return dialect === "responses"
        ? `reasoning={"effort": "${effort}"}`
        : `reasoning_effort="${effort}"`;
    case "python":
      return dialect === "responses"
        ? `"reasoning": {"effort": "${effort}"}`
        : `"reasoning_effort": "${effort}"`;
    case "javascript":
      if (dialect === "responses") return `reasoning: { effort: "${effort}" }`;
      if (dialect === "ai-sdk")
        return `providerOptions: { openai: { reasoningEffort: "${effort}" } }`;
      return dialect === "camel-case"
        ? `reasoning: { effort: "${effort}" }`
        : `reasoning_effort: "${effort}"`;
  }
}

/** In the spelling of its neighbors. */
function effortKey({ fields }: Fields): string {
  if (fields.some(({ key }) => /^(?:max|top|frequency|presence)-/.test(key)))
    return "reasoning-effort";
  return fields.some(({ key }) =>
    /^(?:maxTokens|topP|maxCompletionTokens|stopSequences)$/.test(key),
  )
    ? "reasoningEffort"
    : "reasoning_effort";
}

function effortEdit(text: string, request: Request, effort: string): TextEdit {
  const { main, modelField } = request;
  const written = effortMember(request, effort);
  const isBeside =
    modelField !== undefined &&
    main.fields.some(({ range }) => range.start === modelField.range.start);
  const anchor =
    isBeside || modelField === undefined
      ? request.anchor
      : (main.fields.at(-1)?.range ?? request.anchor);
  const label = `Set reasoning_effort to ${effort}`;
  const effortOf = main.range.start;
  const at = { start: anchor.end, end: anchor.end };
  if (main.layout === "commas")
    return { range: at, text: `,${separator(text, main, anchor)}${written}`, label, effortOf };
  const feed = text.indexOf("\n", anchor.end);
  const end = feed < 0 ? text.length : feed;
  const lineEnd = text.charAt(end - 1) === "\r" ? end - 1 : end;
  const lineStart = text.lastIndexOf("\n", anchor.start - 1) + 1;
  const indent = text.slice(lineStart, anchor.start).replace(/[^\s]/g, " ");
  const feedText = text.charAt(end - 1) === "\r" ? "\r\n" : "\n";
  return {
    range: { start: lineEnd, end: lineEnd },
    text: `${feedText}${indent}${written}`,
    label,
    effortOf,
  };
}

/** The white space between members, as in the object. */
function separator(text: string, { fields }: Fields, anchor: SourceRange): string {
  const index = fields.findIndex(({ range }) => range.start === anchor.start);
  const next = fields.find(({ range }) => range.start >= anchor.end);
  const before = fields[index - 1];
  const between =
    next !== undefined
      ? text.slice(anchor.end, next.range.start)
      : before !== undefined
        ? text.slice(before.range.end, anchor.start)
        : ", ";
  const space = /^\s*,(\s*)$/.exec(between)?.[1];
  if (space !== undefined) return space;
  const indent = /\n([ \t]*)$/.exec(text.slice(0, anchor.start))?.[1];
  return indent === undefined ? " " : `\n${indent}`;
}
