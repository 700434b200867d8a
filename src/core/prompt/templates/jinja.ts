import { type Expression, rootOf, variablePath } from "../expression";

/** How far to follow an expression past an end inside a quoted text. */
const MAX_QUOTED_END = 200;

/** Deeper than any template nests. */
const MAX_SCOPES = 100;

/** Names that are values of the language, or of a loop. */
const NO_VARIABLES = new Set(["true", "True", "false", "False", "none", "None", "loop", "self"]);

const BLOCK_ENDS: ReadonlyMap<string, string> = new Map([
  ["endfor", "for"],
  ["endmacro", "macro"],
  ["endwith", "with"],
  ["endcall", "call"],
]);

/** Blocks that add no text to the one inside them, and block ends. A `for` repeats its text. */
const CONTROLS: ReadonlySet<string> = new Set([
  ...["if", "elif", "elseif", "else", "endif", "set", "endset", "with", "macro", "block"],
  ...["endblock", "filter", "endfilter", "autoescape", "endautoescape", "do", "import", "from"],
  ...["generation", "endgeneration", ...BLOCK_ENDS.keys()],
]);

const BLOCKS_WITH_NAMES: ReadonlySet<string> = new Set(BLOCK_ENDS.values());

/**
 * Finds Jinja expressions: `{{ name }}`, `{% block %}`, `{# comment #}`. Nunjucks and MiniJinja have
 * the same syntax. Names to which a loop, a macro or a `set` assigns a value are not variables of the
 * prompt; text between `raw` and `endraw` is plain text.
 */
export function scanJinja(text: string): readonly Expression[] {
  const found: Expression[] = [];
  const scopes: { readonly block: string; readonly names: ReadonlySet<string> }[] = [];
  const assigned = new Set<string>();
  const isLocal = (name: string): boolean =>
    NO_VARIABLES.has(name) || assigned.has(name) || scopes.some(({ names }) => names.has(name));

  for (const tag of jinjaTags(text)) {
    const { start, end } = tag;
    if (tag.kind === "comment") found.push({ start, end, isComment: true });
    else if (tag.kind === "block") {
      const [, keyword = "", rest = ""] = /^([a-z_]*)\s*([^]*)$/.exec(tag.body) ?? [];
      found.push({ start, end, ...(CONTROLS.has(keyword) && { isControl: true }) });
      const closes = BLOCK_ENDS.get(keyword);
      if (closes !== undefined) {
        const open = scopes.findLastIndex(({ block }) => block === closes);
        if (open >= 0) scopes.length = open;
      } else if (BLOCKS_WITH_NAMES.has(keyword) && scopes.length < MAX_SCOPES) {
        scopes.push({ block: keyword, names: namesGiven(keyword, rest) });
      } else if (keyword === "set" || keyword === "import" || keyword === "from") {
        namesGiven(keyword, rest).forEach((name) => assigned.add(name));
      }
    } else found.push({ start, end, ...readOutput(tag.body, isLocal) });
  }
  return found;
}

function readOutput(
  body: string,
  isLocal: (name: string) => boolean,
): Pick<Expression, "variable" | "isFiltered"> {
  const bar = body.indexOf("|");
  const variable = variablePath((bar < 0 ? body : body.slice(0, bar)).trim());
  if (variable === undefined || variable.includes("-") || isLocal(rootOf(variable))) return {};
  return bar < 0 ? { variable } : { variable, isFiltered: true };
}

/** The names to which a block assigns a value: the `a, b` of `for a, b in …`. */
function namesGiven(keyword: string, rest: string): ReadonlySet<string> {
  const written =
    keyword === "for"
      ? rest.slice(0, Math.max(0, rest.search(/\sin\s/)))
      : keyword === "set"
        ? (rest.split("=", 1)[0] ?? "")
        : rest;
  return new Set(written.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
}

export interface JinjaTag {
  readonly kind: "output" | "block" | "comment";
  readonly start: number;
  readonly end: number;
  /** Without the characters that strip white space, trimmed. */
  readonly body: string;
}

const KINDS = { "{{": "output", "{%": "block", "{#": "comment" } as const;
const ENDS = { "{{": "}}", "{%": "%}", "{#": "#}" } as const;

/** The tags in order. The `raw` and `endraw` tags are comments, and the text between is left alone. */
export function* jinjaTags(text: string): Generator<JinjaTag> {
  const opening = /\{[{%#]/g;
  const missing = new Set<string>();
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const mark = match[0] as keyof typeof KINDS;
    if (missing.has(mark)) continue;
    const start = match.index;
    const end = findEnd(text, start, ENDS[mark], mark !== "{#");
    if (end === undefined) {
      missing.add(mark);
      continue;
    }
    const body = text
      .slice(start + 2, end - 2)
      .replace(/^[-+]|[-+]$/g, "")
      .trim();
    opening.lastIndex = end;
    if (mark === "{%" && body === "raw") {
      yield { kind: "comment", start, end, body };
      const closing = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
      closing.lastIndex = end;
      const closed = closing.exec(text);
      if (closed === null) return;
      opening.lastIndex = closing.lastIndex;
      yield { kind: "comment", start: closed.index, end: closing.lastIndex, body: "endraw" };
    } else yield { kind: KINDS[mark], start, end, body };
  }
}

/** The end of the tag at `start`; an end inside a quoted text is skipped if the quote is closed. */
function findEnd(text: string, start: number, mark: string, quotes: boolean): number | undefined {
  const first = text.indexOf(mark, start + 2);
  if (first < 0) return undefined;
  if (!quotes || closesQuotes(text, start + 2, first)) return first + mark.length;
  for (
    let next = text.indexOf(mark, first + 1);
    next >= 0 && next < first + MAX_QUOTED_END;
    next = text.indexOf(mark, next + 1)
  ) {
    if (closesQuotes(text, start + 2, next)) return next + mark.length;
  }
  return first + mark.length;
}

function closesQuotes(text: string, start: number, end: number): boolean {
  let open = "";
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (open !== "" && char === "\\") at += 1;
    else if (open !== "" && char === open) open = "";
    else if (open === "" && (char === '"' || char === "'")) open = char;
  }
  return open === "";
}
