import { type Expression, rootOf, variablePath } from "./expression";

export interface HandlebarsTag {
  readonly kind: "output" | "open" | "close" | "else" | "partial" | "comment";
  readonly start: number;
  readonly end: number;
  /** What stands between the braces and behind the sigil, trimmed: `each items`, `role "user"`. */
  readonly body: string;
}

/** Blocks whose body speaks of other things than the prompt's variables. */
const BLOCKS_WITH_OWN_CONTEXT = new Set(["each", "with"]);

const NO_VARIABLES = new Set(["this", "true", "false", "null", "undefined"]);

/**
 * Finds Handlebars expressions: `{{name}}`, `{{{name}}}`, `{{#block}}`, `{{>partial}}`,
 * `{{! comment }}`. Mustache writes a subset of the same. Inside `each` and `with` names are those
 * of the items and no variables of the prompt.
 */
export function scanHandlebars(text: string): readonly Expression[] {
  const blocks: { readonly name: string; readonly locals: readonly string[] }[] = [];
  return Array.from(handlebarsTags(text), ({ kind, start, end, body }): Expression => {
    if (kind === "comment") return { start, end, isComment: true };
    if (kind === "open") {
      const locals = /\bas\s*\|([^|]*)\|/.exec(body)?.[1]?.trim().split(/\s+/) ?? [];
      blocks.push({ name: /^\S*/.exec(body)?.[0] ?? "", locals });
    }
    if (kind === "close") {
      const open = blocks.findLastIndex(({ name }) => name === body);
      if (open >= 0) blocks.length = open;
    }
    if (kind !== "output") return { start, end };
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

/** The tags in order. `\{{escaped}}` and what stands in `{{{{raw}}}}` blocks are plain text. */
export function* handlebarsTags(text: string): Generator<HandlebarsTag> {
  const opening = /\{\{\{\{|\{\{/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    if (text[start - 1] === "\\" && text[start - 2] !== "\\") continue;
    if (match[0].length === 4) {
      const close = /^[^}\s]{0,100}/.exec(text.slice(start + 4, start + 104))?.[0] ?? "";
      const mark = `{{{{/${close}}}}}`;
      const at = text.indexOf(mark, start + 4);
      if (at >= 0) {
        opening.lastIndex = at + mark.length;
        continue;
      }
    }
    const tag = readTag(text, start);
    if (tag === undefined) return;
    opening.lastIndex = tag.end;
    yield tag;
  }
}

function readTag(text: string, start: number): HandlebarsTag | undefined {
  if (/^\{\{~?!--/.test(text.slice(start, start + 6))) {
    const close = /--~?\}\}/g;
    close.lastIndex = start + 5;
    if (close.exec(text) !== null) {
      return { kind: "comment", start, end: close.lastIndex, body: "" };
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
