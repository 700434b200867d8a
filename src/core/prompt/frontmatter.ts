import type { JsonNode } from "../json/jsonNode";
import { parseYaml } from "../json/parseYaml";
import { formatTokens } from "../format";
import type { SourceRange } from "../sourceRange";
import type { PromptProblem } from "./prompt";
import { withoutByteOrderMark } from "./promptFormat";

interface FrontmatterRules {
  /** Prompty also accepts `+++`. */
  readonly fences: readonly ("---" | "+++")[];
  /** Whether lines of `#` comments may come before it, as dotprompt allows. */
  readonly mayFollowComments?: boolean;
  /** Whether a line can only be part of the body: helps to locate a missing fence. */
  readonly isOfBody?: (line: string) => boolean;
}

/** A file split into frontmatter and body. */
export interface FrontmatterFile {
  /** The YAML tree; undefined if there is no frontmatter, or it is empty. */
  readonly root: JsonNode | undefined;
  readonly body: SourceRange;
  readonly problems: readonly PromptProblem[];
}

/** Splits off the YAML frontmatter of a file and reads it. Without one, the body is the whole file. */
export function readFrontmatter(text: string, rules: FrontmatterRules): FrontmatterFile {
  const whole = withoutByteOrderMark(text);
  const opening = findOpening(text, whole.start, rules);
  if (opening === undefined) return { root: undefined, body: whole, problems: [] };
  const closing = findClosing(text, opening.next, rules.fences);
  if (closing === undefined) {
    return { root: undefined, body: whole, problems: [notClosed(text, opening, rules)] };
  }
  const { root, problems } = parseYaml(text.slice(opening.next, closing.start), opening.next);
  const body = { start: closing.next, end: text.length };
  const [problem] = problems;
  if (problem !== undefined) {
    return {
      root,
      body,
      problems: [broken(`The frontmatter is not YAML: ${problem.message}.`, problem.range)],
    };
  }
  if (root !== undefined && root.kind !== "object" && root.kind !== "null") {
    return {
      root: undefined,
      body,
      problems: [broken("The frontmatter holds no keys.", root.range)],
    };
  }
  return { root, body, problems: [] };
}

interface Line {
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  /** The start of the next line. */
  readonly next: number;
}

function lineAt(text: string, start: number): Line {
  const feed = text.indexOf("\n", start);
  if (feed < 0) return { start, end: text.length, next: text.length };
  const end = feed > start && text[feed - 1] === "\r" ? feed - 1 : feed;
  return { start, end, next: feed + 1 };
}

function* linesFrom(text: string, start: number): Generator<Line> {
  for (let at = start; at < text.length;) {
    const line = lineAt(text, at);
    yield line;
    at = line.next;
  }
}

function findOpening(text: string, start: number, rules: FrontmatterRules): Line | undefined {
  for (const line of linesFrom(text, start)) {
    const written = text.slice(line.start, Math.min(line.end, line.start + 1_000)).trim();
    if (rules.fences.some((fence) => fence === written)) return line;
    if (written !== "" && !(rules.mayFollowComments && written.startsWith("#"))) return undefined;
  }
  return undefined;
}

function findClosing(text: string, start: number, fences: readonly string[]): Line | undefined {
  for (const line of linesFrom(text, start)) {
    if (line.end - line.start < 100) {
      const written = text.slice(line.start, line.end).trimEnd();
      if (fences.includes(written)) return line;
    }
  }
  return undefined;
}

/** The missing fence belongs after the last line that looks like YAML. */
function notClosed(text: string, opening: Line, rules: FrontmatterRules): PromptProblem {
  let last = opening;
  for (const line of linesFrom(text, opening.next)) {
    const written = text.slice(line.start, Math.min(line.end, line.start + 1_000));
    if (written.trim() === "") continue;
    if (rules.isOfBody?.(written) || !READS_LIKE_YAML.test(written)) break;
    last = line;
  }
  const fence = text.slice(opening.start, opening.end).trim();
  const lineNumber = countLines(text, last.start);
  const lineEnd = text.startsWith("\r\n", opening.end) ? "\r\n" : "\n";
  return {
    ...broken(
      `The frontmatter is not closed. Add ${fence} after line ${formatTokens(lineNumber)}.`,
      last,
    ),
    insertion: { offset: last.end, text: lineEnd + fence, title: `Insert ${fence}` },
  };
}

const READS_LIKE_YAML = /^(?:[ \t]|#|- |-$|[\w."'$-]+[ \t]*:(?:[ \t]|$))/;

function broken(message: string, { start, end }: SourceRange): PromptProblem {
  return { code: "broken-file", message, range: { start, end } };
}

/** The number, from 1, of the line at `offset`. */
function countLines(text: string, offset: number): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    lines += 1;
  }
  return lines;
}
