import { findModelNames, type NameSources } from "../names/modelName";
import type { SourceRange } from "../../sourceRange";
import { type LiteralSyntax, literalsOf } from "./literals";
import { namesInText } from "./namesGiven";
import { constantsOf } from "./sdkConstants";
import type { NameInSheet } from "./sheet";

/** Request parameters in any language's spelling: with one, the request may need more than a new name. */
const PARAMETERS =
  /max_?tokens|max_?completion_?tokens|temperature|top_?p\b|logprobs|logit_?bias|penalty|\bstop\b|\btools\b|reasoning_?effort/i;

/** `azure_deployment = "…"`, or `new AzureOpenAIClient(…).GetChatClient("…")`. */
const AZURE_BEFORE =
  /(?:azure|deployment)\w*["']?\s*[:=(,]*\s*$|\bAzure\w*\([^;\n]*\)\s*\.\s*\w+\(\s*$/i;

/** Only Azure deployments have the version next to the model. */
const VERSION = /^\s*,?\s*version["']?\s*[:=]\s*["']\d{4}-/;

/** The names in the string literals of a program whose requests are not read. */
export function scanLiterals(
  text: string,
  syntax: LiteralSyntax,
  sources: NameSources,
): readonly NameInSheet[] {
  const isOpaque = PARAMETERS.test(text);
  const found: NameInSheet[] = [];
  for (const { range, content, tag } of literalsOf(text, syntax)) {
    const before = text.slice(Math.max(0, range.start - 60), range.start);
    if (isKey(text, range) || isNoRequest(before) || isForPeople(before, tag, syntax)) continue;
    const after = text.slice(range.end, range.end + 60);
    const vendor = AZURE_BEFORE.test(before) || VERSION.test(after) ? "azure" : "openai";
    for (const part of partsOf(text, range, content)) {
      const value = text.slice(part.start, part.end);
      const names = findModelNames(value, vendor, sources);
      if (names.length === 0) found.push(...namesInText(value, part.start, sources));
      for (const name of names)
        found.push({
          name,
          range: { start: part.start + name.start, end: part.start + name.end },
          requests: [],
          ...(isOpaque && { isOpaque }),
        });
    }
  }
  return [...found, ...constantsOf(text)].toSorted((a, b) => a.range.start - b.range.start);
}

/** The words of a list of words; a text without the quotes that it has inside its own. */
function partsOf(
  text: string,
  { start }: SourceRange,
  content: SourceRange,
): readonly SourceRange[] {
  const value = text.slice(content.start, content.end);
  if (/^(?:%|~|qw)/.test(text.slice(start, start + 2)))
    return [...value.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      start: content.start + index,
      end: content.start + index + word.length,
    }));
  const [, open = "", inner = ""] = /^[^\S\n]*(\\?["'])(.*)\1[^\S\n]*$/.exec(value) ?? [];
  if (open === "") return [content];
  const from = content.start + value.indexOf(open) + open.length;
  return [{ start: from, end: from + inner.length }];
}

/** `"gpt-4o": 2.5`, `"gpt-4o" => 2.5`, `"gpt-4o" = 2.5`, `["gpt-4o"] = 2.5`: a row of a table. */
function isKey(text: string, { start, end }: SourceRange): boolean {
  const after = text.slice(end, end + 20);
  if (/^\s*(?:=>|:(?![:=]))/.test(after))
    return !/\?[^:?]*$/.test(text.slice(Math.max(0, start - 80), start));
  if (/^[^\S\n]*=(?![=~])/.test(after)) return true;
  return text[start - 1] === "[" && /^\s*\]/.test(after);
}

/** A test for a family of models, a line of a log, the name of a package. */
const NO_REQUEST =
  /(?:has_?(?:pre|suf)fix|(?:starts|ends)_?with\??|\b(?:(?:vi|jest)\.mock|require|import_module)|\b(?:console|log|logger|logging|fmt)\.\w+|\bprint\w*|\bputs|\becho)(?:\s*\(\s*|[ \t]+)(?:\w+,\s*)?$/i;

/** Whether the text after this is one that no request is sent with. */
export function isNoRequest(before: string): boolean {
  return NO_REQUEST.test(before);
}

/** Attributes that are shown, or that identify an element. */
const SHOWN_ATTRIBUTE =
  /\s(?:key|alt|title|placeholder|aria-label|label|class|id|for|href|content)\s*=\s*$/i;
const SHOWN_TAG = /^<(?:key|description|title|label|comment|summary)\b/i;

/** Whether a text of markup is shown, or is a key, and not a value. */
function isForPeople(before: string, tag: string | undefined, { markup }: LiteralSyntax): boolean {
  if (markup === undefined) return false;
  if (tag === undefined) return SHOWN_ATTRIBUTE.test(before);
  if (markup === "data") return SHOWN_TAG.test(tag);
  return !/^<option(?![^>]*\svalue\s*=)/i.test(tag);
}
