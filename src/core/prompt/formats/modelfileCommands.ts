import type { SourceRange } from "../../sourceRange";

/** One instruction of a Modelfile. */
export interface ModelfileCommand {
  /** In lower case: `from`, `system`. */
  readonly name: string;
  /** The name of a PARAMETER, the role of a MESSAGE. */
  readonly argument?: string;
  /** The value of the instruction, without quotes. */
  readonly value: SourceRange;
  readonly range: SourceRange;
}

interface ModelfileProblem {
  /** A sentence without a period. */
  readonly message: string;
  readonly range: SourceRange;
}

interface ParsedModelfile {
  readonly commands: readonly ModelfileCommand[];
  /** Where Ollama would stop reading. */
  readonly problem: ModelfileProblem | undefined;
}

const COMMANDS: ReadonlySet<string> = new Set([
  "from",
  "adapter",
  "draft",
  "license",
  "message",
  "parameter",
  "parser",
  "renderer",
  "requires",
  "system",
  "template",
]);

const ROLES: ReadonlySet<string> = new Set(["system", "user", "assistant"]);

/**
 * Reads a Modelfile (ollama/ollama, parser/parser.go) up to the first error. A value ends with its
 * line, or with the closing quotes, `"""` or `"`, at the end of a line.
 */
export function parseModelfile(text: string, { start, end }: SourceRange): ParsedModelfile {
  const commands: ModelfileCommand[] = [];
  const next = /[ \t\r\n]*(?:#[^\r\n]*|([A-Za-z]+)(?=[ \t])|([^\s#][^\r\n]*))/y;
  for (let at = start; at < end;) {
    next.lastIndex = at;
    const match = next.exec(text);
    if (match === null) break;
    const [, written, other] = match;
    const name = written?.toLowerCase();
    at = next.lastIndex;
    if (written === undefined && other === undefined) continue;
    const from = at - (written ?? other ?? "").length;
    if (name === undefined || !COMMANDS.has(name)) {
      const line = { start: from, end: lineEnd(text, from) };
      const word = /^\S{1,40}/.exec(written ?? other ?? "")?.[0] ?? "";
      return { commands, problem: { message: `${word} is not an instruction`, range: line } };
    }
    const read = readCommand(text, name, from, at);
    if (read.problem !== undefined) return { commands, problem: read.problem };
    commands.push(read.command);
    at = read.command.range.end;
  }
  return { commands, problem: undefined };
}

type ReadCommand =
  | { readonly command: ModelfileCommand; readonly problem?: undefined }
  | { readonly problem: ModelfileProblem };

function readCommand(text: string, name: string, start: number, nameEnd: number): ReadCommand {
  const takesArgument = name === "parameter" || name === "message";
  const argument = takesArgument ? /[ \t]*([^\s]*)/y : /()/y;
  argument.lastIndex = nameEnd;
  const word = argument.exec(text)?.[1] ?? "";
  const from = skipBlanks(text, takesArgument ? argument.lastIndex : nameEnd);
  if (name === "message" && !ROLES.has(word)) {
    const range = { start, end: lineEnd(text, start) };
    return { problem: { message: `${word || "Nothing"} is not a role of a MESSAGE`, range } };
  }
  const quote = text.startsWith('"""', from) ? '"""' : text[from] === '"' ? '"' : "";
  const value = quote === "" ? unquoted(text, from) : quoted(text, from, quote);
  if (value === undefined) {
    const range = { start: from, end: from + quote.length };
    return {
      problem: { message: `The text after ${name.toUpperCase()} has no closing ${quote}`, range },
    };
  }
  const range = { start, end: value.end + quote.length };
  return { command: { name, ...(takesArgument && { argument: word }), value, range } };
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

function lineEnd(text: string, start: number): number {
  const end = /\r|\n|$/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}

function unquoted(text: string, start: number): SourceRange {
  let end = lineEnd(text, start);
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

/** Up to the first closing quotes that are the last thing in their line. */
function quoted(text: string, start: number, quote: string): SourceRange | undefined {
  const from = start + quote.length;
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    const rest = skipBlanks(text, at + quote.length);
    if (rest >= text.length || text[rest] === "\n" || text[rest] === "\r") {
      return { start: from, end: at };
    }
  }
  return undefined;
}
