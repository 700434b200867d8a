import type { ModelSources } from "../models/findModel";
import type { ModelPlace } from "./modelPlace";
import { findRetiringModel } from "./shutdowns";

/** What begins a comment in a language without a parser here. */
export type CommentStyle = "hash" | "slashes" | "semicolon" | "none";

/** A quoted text in one line, in quotes of any kind; inside a quoted command the quotes are escaped. */
const QUOTED = /(\\?["'`])([\w.:/@-]{2,200})\1/g;

/** `KEY=value`, `KEY: value`, `ENV KEY value`, `--model value`, `-m value`, `--model=value`. */
const BARE =
  /(?:^\s*(?:export\s+|set\s+|ENV\s+|ARG\s+|-\s+|-e\s+)?[A-Za-z_][\w.-]*\s*[=:]\s*|^\s*ENV\s+\w+\s+|\s--?[a-z][\w-]*(?:[= ])\s*|\s-e\s+\w+=|\s\w+=)([\w.:/@-]{2,200})(?=\s|$|[;&|)"'])/gm;

/**
 * The places in a text that is read line by line: environment files, shell scripts, Dockerfiles, INI
 * and TOML, and code in languages without a parser here. Comments and text between words are not
 * looked at.
 */
export function placesInLines(
  text: string,
  { comments, isCode }: { readonly comments: CommentStyle; readonly isCode: boolean },
  sources: ModelSources,
  base = 0,
): readonly ModelPlace[] {
  const visible = withoutComments(text, comments);
  const patterns = isCode ? [QUOTED] : [QUOTED, BARE];
  const places = new Map<number, ModelPlace>();
  for (const pattern of patterns) {
    for (const match of visible.matchAll(pattern)) {
      const value = match.at(-1) ?? "";
      const at = match.index + match[0].lastIndexOf(value);
      if (isCode && isTableKey(visible, match.index + match[0].length)) continue;
      const model = findRetiringModel(value, sources);
      if (model === undefined) continue;
      const start = base + at + model.offset;
      places.set(start, {
        model,
        range: { start, end: start + model.id.length },
        syntax: "text",
        requests: [],
      });
    }
  }
  return [...places.values()].sort((a, b) => a.range.start - b.range.start);
}

/** `"gpt-4o": 2.5` or `"gpt-4o" => 2.5`: the key of a table. */
function isTableKey(text: string, end: number): boolean {
  return /^\s*(?::(?!:)|=>)/.test(text.slice(end, end + 20));
}

/** The text with its comments blanked, so that positions stay. */
function withoutComments(text: string, style: CommentStyle): string {
  const pattern = COMMENTS[style];
  return pattern
    ? text.replace(pattern, (match: string, kept = "") =>
        typeof kept === "string" && kept !== ""
          ? kept + blank(match.slice(kept.length))
          : blank(match),
      )
    : text;
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/g, " ");
}

const COMMENTS: Readonly<Record<CommentStyle, RegExp | undefined>> = {
  hash: /(^|\s)#[^\n\r]*/g,
  slashes: /(^|[^:"'`\w])\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g,
  semicolon: /(^|\s)[;#][^\n\r]*/g,
  none: undefined,
};
