import { firstIndex } from "../../binarySearch";
import { member, stringValue } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import type { SourceRange } from "../../sourceRange";
import { buildPrompt, locateNumber, message } from "../buildPrompt";
import { MappedText } from "../mappedText";
import type { Caveat, Message, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readSettings } from "../settings";
import { syntaxProblems } from "../syntaxProblems";
import { type Expression, isBlank, textPart } from "../expression";
import { scanHandlebars } from "../templates/handlebars";
import { unreadInputs } from "../unreadInputs";
import { readVendorModel } from "../vendorModel";

const OPEN = "<system>";
const CLOSE = "</system>";

/** A line of YAML, a blank one or a comment. */
const PREAMBLE_LINE = /^(?:[\w-]+:.*|#.*|[ \t-].*|)$/;

/**
 * Continue's prompt files (continuedev/continue, core/promptFiles): an optional YAML preamble that a
 * line of `---` ends, then a system message in `<system>` and a user message in Handlebars.
 */
export const continuePromptFormat: FormatReader = {
  format: "continue-prompt",
  claims: (path, head) =>
    path.endsWith(".prompt") &&
    !head.includes("{{role") &&
    (startsWithSystem(head) || hasBarePreamble(head)),
  read: readContinuePrompt,
};

function startsWithSystem(head: string): boolean {
  return head.slice(splitPreamble(head).body.start).trimStart().startsWith(OPEN);
}

/** Dotprompt's frontmatter begins with a fence, too. */
function hasBarePreamble(head: string): boolean {
  const { preamble } = splitPreamble(head);
  return preamble !== undefined && !/^\uFEFF?\s*(?:#.*\s+)*---/.test(head);
}

interface Split {
  readonly preamble: SourceRange | undefined;
  readonly body: SourceRange;
}

/** Everything before the first line of `---` is the preamble if it looks like YAML. */
function splitPreamble(text: string): Split {
  const { start, end } = withoutByteOrderMark(text);
  const fence = /^---[ \t]*(?:\r?\n|$)/gm;
  fence.lastIndex = start;
  let first = fence.exec(text);
  const isFenced = first?.index === start;
  if (isFenced) first = fence.exec(text);
  const from = isFenced ? text.indexOf("\n", start) + 1 : start;
  if (first === null) return { preamble: undefined, body: { start, end } };
  const lines = text.slice(from, first.index).split(/\r?\n/);
  if (!lines.every((line) => PREAMBLE_LINE.test(line))) {
    return { preamble: undefined, body: { start, end } };
  }
  return {
    preamble: { start: from, end: first.index },
    body: { start: first.index + first[0].length, end },
  };
}

function readContinuePrompt({ text }: PromptSource): Reading {
  const label = "Continue prompt";
  const { preamble, body } = splitPreamble(text);
  const parsed = parseYaml(text.slice(preamble?.start ?? 0, preamble?.end ?? 0), preamble?.start);
  const content = MappedText.verbatim(text, body);
  const problems = [...syntaxProblems("YAML", parsed), ...unclosedSystem(content)];
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const { root } = parsed;
  const maxOutputTokens = locateNumber(member(root, "maxTokens"));
  const name = stringValue(member(root, "name"));
  const named = readVendorModel(text, member(root, "model"));
  const prompt = buildPrompt({
    ...(name !== undefined && { name }),
    range: { start: 0, end: text.length },
    ...(named.model && { model: named.model }),
    messages: readMessages(content),
    caveats: fetchedCaveats(content.text),
    ...(maxOutputTokens && { maxOutputTokens }),
    settings: readSettings(root),
  });
  return { label, prompts: [prompt], problems: named.problems, references: [] };
}

function unclosedSystem(content: MappedText): PromptProblem[] {
  const start = content.text.indexOf(OPEN);
  if (start < 0 || content.text.includes(CLOSE, start)) return [];
  return [
    {
      code: "broken-file",
      message: "The <system> block is not closed. Add </system> after it.",
      range: content.rangeOf(start, start + OPEN.length),
    },
  ];
}

/** Only the system block and the text after it are sent. */
function readMessages(content: MappedText): Message[] {
  const open = content.text.indexOf(OPEN);
  const close = open < 0 ? -1 : content.text.indexOf(CLOSE, open);
  if (close < 0) return messageOf("user", content);
  return [
    ...messageOf("system", content.slice(open + OPEN.length, close)),
    ...messageOf("user", content.slice(close + CLOSE.length)),
  ];
}

function messageOf(role: "system" | "user", piece: MappedText): Message[] {
  if (isBlank(piece.text, scanBody)) return [];
  const content = piece.trim(/\s/);
  return [message(role, [textPart(content, scanBody(content.text))], content.range)];
}

function fetchedCaveats(text: string): Caveat[] {
  const fetched = scanBody(text).filter(({ start }) => text[start] === "@");
  return unreadInputs(text, fetched);
}

/** Handlebars, and content that Continue fetches: `@diff`, `@src/main.ts`. */
function scanBody(text: string): readonly Expression[] {
  const inTags = scanHandlebars(text);
  const fetched = Array.from(text.matchAll(/(?<!\S)@[\w./-]*\w/g), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isFree = ({ start }: Expression): boolean => {
    const before = lastBegunBy(inTags, start);
    return before === undefined || before.end <= start;
  };
  return [...inTags, ...fetched.filter(isFree)].toSorted((a, b) => a.start - b.start);
}

/** The last expression that begins at or before `at`; they are in order. */
function lastBegunBy(expressions: readonly Expression[], at: number): Expression | undefined {
  const next = firstIndex(expressions.length, (index) => (expressions[index]?.start ?? 0) > at);
  return expressions[next - 1];
}
