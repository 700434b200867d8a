import { escapeRegExp } from "../../escapeRegExp";

/** Commands whose words are for people, unless they write them into a file or a pipe. */
const SPEAKING = /^\s*["']?(?:@?echo|@?printf|rem|Write-(?:Host|Output)|git|logger|say)\b/i;

/** Whether a line of a script says something to people. */
export function isSpeech(line: string): boolean {
  return SPEAKING.test(line);
}

/** The text of a help, printed as it is. */
const PRINTED_DOCUMENT = /^[ \t]*cat[ \t]*<<-?[ \t]*(["']?)(\w+)\1[ \t]*\n[^]*?^[ \t]*\2[ \t]*$/gm;

/** The same text with what is only printed replaced by spaces. */
export function withoutSpeech(text: string): string {
  return linesOf(text.replaceAll(PRINTED_DOCUMENT, blank))
    .map(({ text: line }) => {
      const isPrinted = isSpeech(line) && !/[|>]/.test(line.replaceAll(QUOTED, ""));
      return isPrinted ? blank(line) : line;
    })
    .join("");
}

const QUOTED = /"(?:[^"\\]|\\.)*"|'[^']*'/g;

function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, " ");
}

/** The same text with comments replaced by spaces, so that offsets stay. A mark with a space is a pair. */
export function withoutComments(text: string, comments: readonly string[]): string {
  const pairs = comments.filter((mark) => /\S \S/.test(mark));
  const marks = comments.filter((mark) => !pairs.includes(mark));
  const rest = pairs.reduce((left, pair) => {
    const [start = "", end = ""] = pair.split(" ");
    return left.replaceAll(
      new RegExp(`${escapeRegExp(start)}[^]*?${escapeRegExp(end)}`, "g"),
      blank,
    );
  }, text);
  return linesOf(rest)
    .map(({ text: line }) => blankComment(line, marks))
    .join("");
}

function blankComment(line: string, comments: readonly string[]): string {
  let quote = "";
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote !== "") {
      if (char === "\\" && quote === '"') at += 1;
      else if (char === quote) quote = "";
      continue;
    }
    const isFree = at === 0 || /\s/.test(line.charAt(at - 1));
    if (isFree && comments.some((mark) => line.startsWith(mark, at)))
      return line.slice(0, at) + blank(line.slice(at));
    if ((char === '"' || char === "'") && !/\w/.test(line.charAt(at - 1))) quote = char;
  }
  return line;
}

interface Line {
  readonly text: string;
  readonly start: number;
}

/** Lines with their ends. */
export function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/[^\n]*\n|[^\n]+$/g)].map(({ 0: line, index }) => ({
    text: line,
    start: index,
  }));
}
