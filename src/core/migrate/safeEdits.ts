import type { SourceRange } from "../sourceRange";
import { type Break, effortField, isTokenizerCall } from "./breaks";
import type { Field, ModelPlace, RequestPlace } from "./modelPlace";
import type { MoveTarget } from "./moveTarget";

/** One change of a text that the move needs and that takes no judgment. */
export interface SafeEdit {
  readonly kind: "rename-model" | "set-effort" | "rename-parameter" | "delete-parameter";
  readonly range: SourceRange;
  readonly newText: string;
  /** `max_tokens → max_completion_tokens`. */
  readonly label: string;
}

/** The safe edits of one place, in the order of the text. Applied together, none overlaps another. */
export function safeEdits(
  text: string,
  place: ModelPlace,
  target: MoveTarget,
  breaks: readonly Break[],
): readonly SafeEdit[] {
  if (!canRename(place)) return [];
  const edits = [
    rename(place, target),
    ...place.requests.flatMap((request) => effortEdits(text, place, request, target)),
    ...place.requests.flatMap((request) => parameterEdits(text, place, request, breaks)),
  ];
  return withoutOverlaps(edits);
}

/** Fine-tuned models and deployments have no successor of that name; a tokenizer may not know it. */
function canRename({ model, callee = "" }: ModelPlace): boolean {
  return model.kind === "model" && !isTokenizerCall(callee);
}

function rename({ model, range }: ModelPlace, target: MoveTarget): SafeEdit {
  return {
    kind: "rename-model",
    range,
    newText: target.model.id,
    label: `${model.id} → ${target.model.id}`,
  };
}

/** Fields of the API that libraries hand on under the same name. */
const HANDS_ON = /\b(?:Azure)?ChatOpenAI$|\ba?completion$/;

function effortEdits(
  text: string,
  place: ModelPlace,
  request: RequestPlace,
  { model, effort }: MoveTarget,
): readonly SafeEdit[] {
  if (effort === undefined || model.reasoning === undefined) return [];
  const existing = effortField(request);
  if (existing) return correctedEffort(existing, model.reasoning.efforts, effort, text);
  const isHandedOn = place.syntax === "python" && HANDS_ON.test(request.callee ?? "");
  if (!request.isNative && !isHandedOn) return [];
  const newText = newField(text, place, request, effort);
  const at = request.modelField.valueRange.end;
  return [
    {
      kind: "set-effort",
      range: { start: at, end: at },
      newText,
      label: `${request.endpoint === "responses" ? "reasoning.effort" : "reasoning_effort"}: ${effort}`,
    },
  ];
}

function correctedEffort(
  { name, value, valueRange }: Field,
  efforts: readonly string[],
  effort: string,
  text: string,
): readonly SafeEdit[] {
  if (name !== "reasoning_effort" || typeof value !== "string" || efforts.includes(value))
    return [];
  const written = text.slice(valueRange.start, valueRange.end);
  return [
    {
      kind: "set-effort",
      range: valueRange,
      newText: written.replace(value, effort),
      label: `${name}: ${value} → ${effort}`,
    },
  ];
}

/** The field that sets the effort, written after the model as the file writes its fields. */
function newField(
  text: string,
  { syntax }: ModelPlace,
  { endpoint, modelField, fields }: RequestPlace,
  effort: string,
): string {
  const isNested = endpoint === "responses";
  const isCamelCase = fields.some(({ nameRange }) =>
    /^["']?[a-z]+[A-Z]/.test(text.slice(nameRange.start, nameRange.end)),
  );
  const name = isNested ? "reasoning" : isCamelCase ? "reasoningEffort" : "reasoning_effort";
  const separator = separatorBefore(text, modelField);
  switch (syntax) {
    case "python": {
      const isDictionary = /^["']/.test(
        text.slice(modelField.nameRange.start, modelField.nameRange.end),
      );
      const value = isNested ? `{"effort": "${effort}"}` : `"${effort}"`;
      return separator + (isDictionary ? `"${name}": ${value}` : `${name}=${value}`);
    }
    case "javascript":
      return `${separator}${name}: ${isNested ? `{ effort: "${effort}" }` : `"${effort}"`}`;
    case "yaml": {
      if (isInFlow(text, modelField)) {
        return `, ${name}: ${isNested ? `{ effort: ${effort} }` : effort}`;
      }
      const indent = indentBefore(text, modelField.nameRange.start);
      return `\n${indent}${name}: ${isNested ? `{ effort: ${effort} }` : effort}`;
    }
    case "json":
    case "text":
      return `${separator}"${name}": ${isNested ? `{"effort": "${effort}"}` : `"${effort}"`}`;
  }
}

/** A comma, and a new line with the same indentation if the model has a line of its own. */
function separatorBefore(text: string, { nameRange }: Pick<Field, "nameRange">): string {
  const line = text.slice(text.lastIndexOf("\n", nameRange.start - 1) + 1, nameRange.start);
  return line.trim() === "" && text.lastIndexOf("\n", nameRange.start - 1) >= 0
    ? `,\n${line}`
    : ", ";
}

/** The indentation that a further key of the same YAML mapping has. */
function indentBefore(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf("\n", position - 1) + 1, position);
  return line.replace(/[^\s]/g, " ");
}

function isInFlow(
  text: string,
  { nameRange, valueRange }: Pick<Field, "nameRange" | "valueRange">,
) {
  const line = text.slice(text.lastIndexOf("\n", nameRange.start - 1) + 1, nameRange.start);
  return (
    /[{,]\s*["']?$/.test(line) || /^\s*[,}]/.test(text.slice(valueRange.end, valueRange.end + 20))
  );
}

function parameterEdits(
  text: string,
  { syntax }: ModelPlace,
  { fields, endpoint, isNative }: RequestPlace,
  breaks: readonly Break[],
): readonly SafeEdit[] {
  return fields.flatMap((field): readonly SafeEdit[] => {
    const found = breaks.find(
      ({ range, isSafe }) => isSafe && range.start === field.nameRange.start,
    );
    if (found === undefined) return [];
    if (found.id === "max_tokens") {
      return isNative && endpoint === "chat" ? [renamed(text, field)] : [];
    }
    if (found.id === "default-effort") return [];
    return [
      {
        kind: "delete-parameter",
        range: memberRange(text, field, syntax === "yaml" && !isInFlow(text, field)),
        newText: "",
        label: `${field.name} → deleted`,
      },
    ];
  });
}

function renamed(text: string, { nameRange }: Field): SafeEdit {
  const written = text.slice(nameRange.start, nameRange.end);
  return {
    kind: "rename-parameter",
    range: nameRange,
    newText: written
      .replace("max_tokens", "max_completion_tokens")
      .replace("maxTokens", "maxCompletionTokens"),
    label: "max_tokens → max_completion_tokens",
  };
}

/** A field with the comma that separates it, or in block YAML with its lines. */
function memberRange(
  text: string,
  { nameRange, valueRange }: Field,
  isBlock: boolean,
): SourceRange {
  if (isBlock) {
    const lineEnd = text.indexOf("\n", valueRange.end - 1);
    return {
      start: text.lastIndexOf("\n", nameRange.start - 1) + 1,
      end: lineEnd < 0 ? text.length : lineEnd + 1,
    };
  }
  const before = /,\s*$/.exec(text.slice(0, nameRange.start));
  if (before) return { start: before.index, end: valueRange.end };
  const after = /^\s*,\s*/.exec(text.slice(valueRange.end));
  return { start: nameRange.start, end: valueRange.end + (after?.[0].length ?? 0) };
}

function withoutOverlaps(edits: readonly SafeEdit[]): readonly SafeEdit[] {
  const kept: SafeEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    const last = kept.at(-1);
    if (last === undefined || edit.range.start >= last.range.end) kept.push(edit);
  }
  return kept;
}

/** The text with all edits applied; those that overlap an earlier one are left out. */
export function applyEdits(text: string, edits: readonly SafeEdit[]): string {
  let result = "";
  let position = 0;
  for (const { range, newText } of withoutOverlaps(edits)) {
    result += text.slice(position, range.start) + newText;
    position = range.end;
  }
  return result + text.slice(position);
}
