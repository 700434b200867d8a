import { type Expression, rootOf, variablePath } from "../expression";
import { ForwardSearch } from "./forwardSearch";

/** Deeper than any template nests. */
const MAX_BLOCKS = 100;

export interface HandlebarsTag {
  readonly kind: "output" | "open" | "close" | "else" | "partial" | "comment";
  readonly start: number;
  readonly end: number;
  /** The text between the braces and after the sigil, trimmed: `each items`, `role "user"`. */
  readonly body: string;
}

/** Blocks in whose body names don't refer to the prompt's variables. */
const BLOCKS_WITH_OWN_CONTEXT = new Set(["each", "with"]);

const NO_VARIABLES = new Set(["this", "true", "false", "null", "undefined"]);

/**
 * Finds Handlebars expressions: `{{name}}`, `{{{name}}}`, `{{#block}}`, `{{>partial}}`,
 * `{{! comment }}`. Mustache is a subset of it. Inside `each` and `with`, names refer to the items and
 * are not variables of the prompt.
 */
export function scanHandlebars(text: string): readonly Expression[] {
  const blocks: { readonly name: string; readonly locals: readonly string[] }[] = [];
  return Array.from(handlebarsTags(text), ({ kind, start, end, body }): Expression => {
    if (kind === "comment") return { start, end, isComment: true };
    if (kind === "open" && blocks.length < MAX_BLOCKS) {
      const locals = /\bas\s*\|([^|]*)\|/.exec(body)?.[1]?.trim().split(/\s+/) ?? [];
      blocks.push({ name: /^\S*/.exec(body)?.[0] ?? "", locals });
    }
    if (kind === "close") {
      const open = blocks.findLastIndex(({ name }) => name === body);
      if (open >= 0) blocks.length = open;
    }
    if (kind !== "output") {
      return {
        start,
        end,
        ...(isControl(kind, body, text.slice(start, end)) && { isControl: true }),
      };
    }
    const variable = variablePath(body.replaceAll("/", "."));
    const isOfBlock = blocks.some(
      ({ name, locals }) =>
        BLOCKS_WITH_OWN_CONTEXT.has(name) ||
        (variable !== undefined && locals.includes(rootOf(variable))),
    );
    if (variable === undefined || isOfBlock || NO_VARIABLES.has(rootOf(variable))) {
      return { start, end };
    }
    return { start, end, variable };
  });
}

/** Blocks whose text appears once or not at all. */
const CONDITIONS: ReadonlySet<string> = new Set([
  "if",
  "unless",
  "with",
  "ifEquals",
  "unlessEquals",
]);

/** Any other block may repeat its text: `each`, a Mustache section, a helper of the program. */
function isControl(kind: HandlebarsTag["kind"], body: string, written: string): boolean {
  if (kind === "open") {
    const isInverted = /^\{\{~?\^/.test(written);
    return isInverted || CONDITIONS.has(/^\S*/.exec(body)?.[0] ?? "");
  }
  return kind === "close" || kind === "else";
}

/** The tags in order. `\{{escaped}}` and the content of `{{{{raw}}}}` blocks are plain text. */
export function* handlebarsTags(text: string): Generator<HandlebarsTag> {
  const opening = /\{\{\{\{|\{\{/g;
  const rawEnds = new ForwardSearch(text, /\{\{\{\{\/([\w.-]*)\}\}\}\}/g);
  const commentEnds = new ForwardSearch(text, /--~?\}\}/g);
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    if (text[start - 1] === "\\" && text[start - 2] !== "\\") continue;
    const rawEnd = match[0].length === 4 ? endOfRawBlock(text, start, rawEnds) : undefined;
    const tag = rawEnd === undefined ? readTag(text, start, commentEnds) : undefined;
    if (rawEnd === undefined && tag === undefined) return;
    opening.lastIndex = rawEnd ?? tag?.end ?? start + 2;
    if (tag !== undefined) yield tag;
  }
}

/** The position after the raw block that begins at `start`; undefined if it is unclosed. */
function endOfRawBlock(text: string, start: number, ends: ForwardSearch): number | undefined {
  const name = /^[\w.-]*(?=\}\}\}\})/.exec(text.slice(start + 4, start + 104))?.[0];
  const end = name === undefined ? undefined : ends.from(start);
  return end?.[1] === name && end !== undefined ? end.index + end[0].length : undefined;
}

function readTag(
  text: string,
  start: number,
  commentEnds: ForwardSearch,
): HandlebarsTag | undefined {
  if (/^\{\{~?!--/.test(text.slice(start, start + 6))) {
    const close = commentEnds.from(start + 5);
    if (close !== undefined) {
      return { kind: "comment", start, end: close.index + close[0].length, body: "" };
    }
  }
  const at = text.indexOf("}}", start + 2);
  if (at < 0) return undefined;
  const braces = text.startsWith("{{{", start) && text[at + 2] === "}" ? 3 : 2;
  const end = at + braces;
  const inner = text
    .slice(start + braces, at)
    .replace(/^~|~$/g, "")
    .trim();
  const body = inner.slice(1).trim();
  switch (inner.charAt(0)) {
    case "!":
      return { kind: "comment", start, end, body: "" };
    case "#":
      return { kind: "open", start, end, body: body.replace(/^[*>]\s*/, "") };
    case "^":
      return { kind: body === "" ? "else" : "open", start, end, body };
    case "/":
      return { kind: "close", start, end, body };
    case ">":
      return { kind: "partial", start, end, body };
    case "&":
      return { kind: "output", start, end, body };
    case "=":
      return { kind: "comment", start, end, body: "" };
  }
  const isElse = inner === "else" || inner.startsWith("else ");
  return { kind: isElse ? "else" : "output", start, end, body: inner };
}
