import type { Estimate } from "../core/estimate/estimate";
import { MAX_LISTED, problemJson, type RequestsJson } from "../core/estimate/estimateJson";
import { formatCount, formatTokens } from "../core/format";
import type { ModelPair } from "../core/models/resolvePair";
import { JSONL_LABELS, type JsonlFormat, withOthersCounted } from "../core/prompt/formats/jsonl";
import type { PromptProblem, UnreadEntries } from "../core/prompt/prompt";
import { visibleJson, visibleLine } from "../core/visibleText";
import { type Command, forEachFile } from "./command";
import { Estimator, NOT_UTF8 } from "./estimator";
import type { Host } from "./host";
import { readText } from "./input";
import { lineNumbers } from "../core/lineNumbers";
import { ESTIMATE_OPTIONS, estimatorOptions, lineFormat, readWords } from "./options";
import { DEFAULT_CONFIG, readConfig } from "./projectConfig";
import { jsonlFormatOf, readLinesOf, readRequestLines } from "./requestLines";
import { bold, dim } from "./terminal";
import { UsageError } from "./usage";

/** How a command shows its estimates. */
interface Presentation {
  /** The members of a request's JSON. */
  readonly requestJson: (estimate: Estimate) => object;
  /** The members of a file's JSON. */
  readonly requestsJson: () => RequestsJson;
  /** The text for the requests of a file, if it has any. */
  readonly requestsWords: (
    estimates: readonly Estimate[],
    pair: ModelPair,
    unread?: UnreadEntries,
  ) => string;
  /** The text for the requests of a JSONL, of which there may be any number. */
  readonly linesWords: (pair: ModelPair) => LinesWords;
}

/** Takes requests one by one and keeps none of them. */
interface LinesWords {
  /** The text for this request, if any. */
  readonly add: (estimate: Estimate, name: string) => string;
  /** Notes an unreadable line. */
  readonly addUnread: () => void;
  /** The text for all requests. */
  readonly end: () => string;
}

/** How many unreadable lines are reported individually. */
const MAX_PROBLEMS = 20;

/** A command that estimates the files that it is given, each as a whole or line by line. */
export function promptCommand(presentation: Presentation): Command {
  return async (words, host) => {
    const { values, positionals } = readWords(words, ESTIMATE_OPTIONS);
    if (positionals.length === 0) throw new UsageError("A file is needed.");
    const options = estimatorOptions(values, (await readConfig(host)) ?? DEFAULT_CONFIG);
    const isPerLine = values["per-line"] === true;
    const format = isPerLine ? lineFormat(options) : undefined;
    const call = { presentation, estimator: await Estimator.create(options, host), host };
    return forEachFile(positionals, host, async (path) => {
      if (isPerLine) {
        return values.json
          ? writeLinesJson(path, format, call)
          : writeLinesWords(path, format, call);
      }
      const jsonl = await jsonlFormatOf(path, host, options.format);
      if (values.json) {
        return jsonl === undefined ? writeFileJson(path, call) : writeJsonlJson(path, jsonl, call);
      }
      return jsonl === undefined ? writeFileWords(path, call) : writeLinesWords(path, jsonl, call);
    });
  };
}

interface Call {
  readonly presentation: Presentation;
  readonly estimator: Estimator;
  readonly host: Host;
}

async function writeFileJson(path: string, { presentation, estimator, host }: Call): Promise<void> {
  const input = await readText(path, host);
  const { file, estimates } = await estimator.estimateText(path, input);
  const lineOf = lineNumbers(input.text);
  const requests = presentation.requestsJson();
  for (const estimate of estimates) requests.add(estimate);
  const json = {
    file: path,
    format: file.format,
    ...requests.json(file.unread),
    problems: file.problems.map((problem) => problemJson(problem, lineOf(problem.range.start))),
  };
  await host.out(`${visibleJson(json)}\n`);
}

/** The JSON of a whole JSONL, with the memory of what it lists. */
async function writeJsonlJson(
  path: string,
  format: JsonlFormat,
  { presentation, estimator, host }: Call,
): Promise<void> {
  const requests = presentation.requestsJson();
  const problems: PromptProblem[] = [];
  const lineOfProblem: number[] = [];
  let unread = 0;
  let read = 0;
  let isUtf8 = true;
  for await (const line of readLinesOf(path, format, host)) {
    isUtf8 &&= line.isUtf8;
    if (line.prompt !== undefined) {
      read += 1;
      requests.add(await estimator.estimatePrompt(path, line.prompt));
    }
    if (line.problem === undefined) continue;
    unread += 1;
    if (problems.length >= MAX_LISTED) continue;
    problems.push(line.problem);
    lineOfProblem.push(line.lineNumber);
  }
  const json = {
    file: path,
    format,
    ...requests.json(unread === 0 ? undefined : { unit: "line", count: unread }),
    ...(unread > MAX_LISTED && { problemCount: unread }),
    problems: [
      ...(isUtf8 ? [] : [problemJson(NOT_UTF8, 1)]),
      ...withOthersCounted(problems, read).map((problem, index) =>
        problemJson(problem, lineOfProblem[index] ?? 1),
      ),
    ],
  };
  await host.out(`${visibleJson(json)}\n`);
}

async function writeFileWords(
  path: string,
  { presentation, estimator, host }: Call,
): Promise<void> {
  const { file, estimates } = await estimator.estimateText(path, await readText(path, host));
  const lines = [
    heading(path, file.formatLabel, host),
    ...file.problems.map(({ message }) => visibleLine(message)),
    estimates.length === 0
      ? "No request."
      : presentation.requestsWords(estimates, estimator.settings.pair, file.unread),
  ];
  await host.out(`${lines.join("\n")}\n\n`);
}

async function writeLinesJson(
  path: string,
  fileFormat: JsonlFormat | undefined,
  { presentation, estimator, host }: Call,
): Promise<void> {
  const lines = readRequestLines(path, fileFormat, host);
  for await (const { lineNumber, id, format, prompt, problem } of lines) {
    const json = {
      file: path,
      line: lineNumber,
      ...(id && { [id.key]: id.value }),
      format,
      ...(prompt && presentation.requestJson(await estimator.estimatePrompt(path, prompt))),
      problems: problem ? [problemJson(problem, lineNumber)] : [],
    };
    await host.out(`${visibleJson(json)}\n`);
  }
}

async function writeLinesWords(
  path: string,
  format: JsonlFormat | undefined,
  { presentation, estimator, host }: Call,
): Promise<void> {
  const words = presentation.linesWords(estimator.settings.pair);
  let problems = 0;
  await host.out(`${heading(path, format ? JSONL_LABELS[format] : "JSONL", host)}\n`);
  for await (const { lineNumber, id, prompt, problem } of readRequestLines(path, format, host)) {
    if (problem) {
      problems += 1;
      words.addUnread();
    }
    if (problem && problems <= MAX_PROBLEMS) {
      host.err(`${visibleLine(`${path}: ${problem.message}`)}\n`);
    }
    if (prompt === undefined) continue;
    const name = id === undefined ? formatTokens(lineNumber) : String(id.value);
    await host.out(words.add(await estimator.estimatePrompt(path, prompt), name));
  }
  if (problems > MAX_PROBLEMS) {
    const rest = formatCount(problems - MAX_PROBLEMS, "more line");
    host.err(`${visibleLine(path)}: ${rest} can't be read.\n`);
  }
  await host.out(`${words.end()}\n\n`);
}

function heading(path: string, formatLabel: string, host: Host): string {
  return `${bold(host, visibleLine(path))} ${dim(host, formatLabel)}`;
}
