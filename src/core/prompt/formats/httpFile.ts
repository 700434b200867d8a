import type { SourceRange } from "../../sourceRange";
import { buildPrompt } from "../buildPrompt";
import { deploymentOf, isCountedUrl, readEmbeddedRequest } from "../embeddedRequest";
import { MappedText } from "../mappedText";
import type { FileReference, Prompt, PromptProblem, ValueSet } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { scanDoubleBraces } from "../templates/doubleBraces";

/** Requests in the files of REST Client and JetBrains' HTTP client: those to the counted APIs. */
export const httpFileFormat: FormatReader = {
  format: "http-file",
  isNamed: (path) => /\.(?:http|rest)$/.test(path),
  read: (source) => new HttpFileReader(source).read(),
};

const LABEL = "HTTP file";

/** The body of a request; only its range if it is in a file that is unavailable. */
interface Body {
  readonly text?: MappedText;
  readonly range: SourceRange;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

class HttpFileReader {
  private readonly references: FileReference[] = [];
  private readonly variables: ReadonlyMap<string, string>;

  constructor(private readonly source: PromptSource) {
    this.variables = new Map(
      Array.from(source.text.matchAll(/^@([\w.-]+)[ \t]*=[ \t]*(.*?)[ \t]*\r?$/gm), (match) => {
        return [match[1] ?? "", match[2] ?? ""] as const;
      }),
    );
  }

  read(): Reading {
    const { text } = this.source;
    const prompts = splitRequests(linesOf(text)).flatMap((lines) => this.readRequest(lines));
    const problems = prompts.length > 0 || text.trim() === "" ? [] : [noRequest(text)];
    return { label: LABEL, prompts, problems, references: this.references };
  }

  private readRequest(lines: readonly Line[]): Prompt[] {
    const begin = lines.findIndex(({ text }) => text.trim() !== "" && !isRemark(text));
    const first = lines[begin];
    const last = lines.at(-1);
    if (first === undefined || last === undefined) return [];
    const blank = lines.findIndex(({ text }, index) => index > begin && text.trim() === "");
    const head = lines.slice(begin, blank < 0 ? undefined : blank);
    const url = this.fill(urlOf(head));
    if (blank < 0 || !isCountedUrl(url)) return [];
    const body = this.readBody(lines.slice(blank + 1));
    if (body === undefined) return [];
    const prompt = body.text
      ? readEmbeddedRequest(body.text, scanDoubleBraces)
      : buildPrompt({ range: body.range, messages: [] });
    const range = { start: first.start, end: Math.max(first.end, body.range.end) };
    const deployment = deploymentOf(url);
    return [
      {
        ...(deployment !== undefined && {
          model: { value: deployment, range: { start: first.start, end: first.end } },
        }),
        ...prompt,
        name: nameOf(lines) ?? url.replace(/[?#].*$/, ""),
        range,
        valueSets: this.valuesOf(prompt),
      },
    ];
  }

  /** The lines up to a script that handles the response, or the file that `<` names. */
  private readBody(lines: readonly Line[]): Body | undefined {
    const script = lines.findIndex(({ text }) => /^(?:> |>>|<>|HTTP\/)/.test(text));
    const body = script < 0 ? lines : lines.slice(0, script);
    const first = body.find(({ text }) => text.trim() !== "");
    if (first === undefined) return undefined;
    const [, path] = /^<@?(?:[\w-]+)?[ \t]+(\S.*?)[ \t]*\r?$/.exec(first.text) ?? [];
    if (path !== undefined) return this.readFile(path, first);
    const end = body.at(-1)?.end ?? first.end;
    const written = { start: first.start, end };
    const text = MappedText.verbatim(this.source.text, written).trim(/\s/);
    return { text, range: text.range };
  }

  private readFile(path: string, { start, end }: SourceRange): Body {
    const range = { start, end };
    this.references.push({ path, holds: "the body", range });
    const content = this.source.files?.get(path);
    return content === undefined ? { range } : { text: MappedText.standIn(content, range), range };
  }

  /** The text with the values of the file's own variables. */
  private fill(text: string): string {
    return text.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (written, name: string) => {
      return this.variables.get(name)?.slice(0, 1_000) ?? written;
    });
  }

  private valuesOf({ variables }: Prompt): ValueSet[] {
    const values = new Map(
      variables.flatMap(({ name }) => {
        const value = this.variables.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
    return values.size === 0 ? [] : [{ label: "file variables", values }];
  }
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let { start } = withoutByteOrderMark(text); start < text.length;) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    lines.push({ text: text.slice(start, end), start, end });
    start = end + 1;
  }
  return lines;
}

function splitRequests(lines: readonly Line[]): readonly (readonly Line[])[] {
  const starts = lines.flatMap(({ text }, index) => (text.startsWith("###") ? [index] : []));
  return [0, ...starts].map((start, index) => lines.slice(start, starts[index]));
}

/** Comments, file variables and one-line scripts come before a request. */
function isRemark(line: string): boolean {
  return /^[ \t]*(?:#|\/\/|@[\w.-]+[ \t]*=)/.test(line);
}

/** The URL may continue in indented lines. */
function urlOf([first, ...further]: readonly Line[]): string {
  const line = first?.text.trim() ?? "";
  if (/^(?:GET|HEAD|DELETE|OPTIONS)\s/i.test(line)) return "";
  const end = further.findIndex(({ text }) => !/^[ \t]+[/?&]/.test(text));
  const rest = further.slice(0, end < 0 ? undefined : end).map(({ text }) => text.trim());
  return [line.replace(/^[A-Z]+[ \t]+/i, ""), ...rest].join("").replace(/[ \t]+HTTP\/[\d.]+$/, "");
}

/** `# @name ask`, or the text after the characters that separate requests. */
function nameOf(lines: readonly Line[]): string | undefined {
  for (const { text } of lines) {
    const name = /^[ \t]*(?:#|\/\/)+[ \t]*@name[ \t=]+([\w.-]+)/.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  const title = /^###+[ \t]+(\S.*?)[ \t]*\r?$/.exec(lines[0]?.text ?? "")?.[1];
  return title;
}

function noRequest(text: string): PromptProblem {
  const message = "No request to chat completions or responses.";
  return { code: "not-a-prompt", message, range: withoutByteOrderMark(text) };
}
