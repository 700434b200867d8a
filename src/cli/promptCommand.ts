import type { Estimate } from "../core/estimate/estimate";
import { problemJson } from "../core/estimate/estimateJson";
import { formatTokens } from "../core/format";
import {
  type JsonlFormat,
  type JsonlLine,
  type LineToRead,
  readJsonlLine,
} from "../core/prompt/formats/jsonl";
import type { ModelPair } from "../core/models/resolvePair";
import { type Command, forEachFile } from "./commandLine";
import { Estimator } from "./estimator";
import type { Host } from "./host";
import { readLines, readText } from "./input";
import { lineNumbers } from "./lineNumbers";
import { ESTIMATE_OPTIONS, estimatorOptions, lineFormat, readWords } from "./options";
import { DEFAULT_CONFIG, readConfig } from "./projectConfig";
import { bold, dim, printable } from "./terminal";
import { InputError, UsageError } from "./usage";

/** How a command shows what was estimated. */
export interface Presentation {
  /** The members that a request's JSON has. */
  readonly requestJson: (estimate: Estimate) => object;
  /** The members that a file's JSON has. */
  readonly requestsJson: (estimates: readonly Estimate[]) => object;
  /** What people read of the requests of a file that has some. */
  readonly requestsWords: (estimates: readonly Estimate[], pair: ModelPair) => string;
  /** What they read of the requests of a JSONL, which may be any number. */
  readonly linesWords: (pair: ModelPair) => LinesWords;
}

/** Takes requests one by one and keeps none of them. */
export interface LinesWords {
  /** What is written of this one, if anything. */
  readonly add: (estimate: Estimate, name: string) => string;
  /** What is written of all. */
  readonly end: () => string;
}

/** A command that estimates the files that it is given, each as a whole or line by line. */
export function promptCommand(presentation: Presentation): Command {
  return async (words, host) => {
    const { values, positionals } = readWords(words, ESTIMATE_OPTIONS);
    if (positionals.length === 0) throw new UsageError("A file is needed.");
    const options = estimatorOptions(values, (await readConfig(host)) ?? DEFAULT_CONFIG);
    const isPerLine = values["per-line"] === true;
    const format = isPerLine ? lineFormat(options) : undefined;
    const call = { presentation, estimator: await Estimator.create(options, host), format, host };
    const writeFile = values.json ? writeFileJson : writeFileWords;
    const writeLines = values.json ? writeLinesJson : writeLinesWords;
    return forEachFile(positionals, host, (path) =>
      isPerLine ? writeLines(path, call) : writeFile(path, call),
    );
  };
}

interface Call {
  readonly presentation: Presentation;
  readonly estimator: Estimator;
  /** Of lines; without one each is read as what its members say. */
  readonly format: JsonlFormat | undefined;
  readonly host: Host;
}

async function writeFileJson(path: string, { presentation, estimator, host }: Call): Promise<void> {
  const input = await readText(path, host);
  const { file, estimates } = await estimator.estimateText(path, input);
  const lineOf = lineNumbers(input.text);
  const json = {
    file: path,
    format: file.format,
    ...presentation.requestsJson(estimates),
    problems: file.problems.map((problem) => problemJson(problem, lineOf(problem.range.start))),
  };
  await host.out(`${JSON.stringify(json)}\n`);
}

async function writeFileWords(path: string, call: Call): Promise<void> {
  const { presentation, estimator, host } = call;
  const { file, estimates } = await estimator.estimateText(path, await readText(path, host));
  const lines = [
    `${bold(host, printable(path))} ${dim(host, file.formatLabel)}`,
    ...file.problems.map(({ message }) => printable(message)),
    estimates.length === 0
      ? "No request."
      : presentation.requestsWords(estimates, estimator.settings.pair),
  ];
  await host.out(`${lines.join("\n")}\n\n`);
}

async function writeLinesJson(path: string, call: Call): Promise<void> {
  const { presentation, estimator, host } = call;
  for await (const { lineNumber, id, format, prompt, problem } of requestLines(path, call)) {
    const json = {
      file: path,
      line: lineNumber,
      ...(id && { [id.key]: id.value }),
      format,
      ...(prompt && presentation.requestJson(await estimator.estimatePrompt(path, prompt))),
      problems: problem ? [problemJson(problem, lineNumber)] : [],
    };
    await host.out(`${JSON.stringify(json)}\n`);
  }
}

async function writeLinesWords(path: string, call: Call): Promise<void> {
  const { presentation, estimator, host } = call;
  const words = presentation.linesWords(estimator.settings.pair);
  await host.out(`${bold(host, printable(path))}\n`);
  for await (const { lineNumber, id, prompt, problem } of requestLines(path, call)) {
    if (problem) host.err(`${printable(`${path}: ${problem.message}`)}\n`);
    if (prompt === undefined) continue;
    const name = id === undefined ? formatTokens(lineNumber) : String(id.value);
    await host.out(words.add(await estimator.estimatePrompt(path, prompt), name));
  }
  await host.out(`${words.end()}\n\n`);
}

type RequestLine = JsonlLine & Pick<LineToRead, "lineNumber">;

/** The lines that are not blank. Throws an `InputError` where there are some and none is a request. */
async function* requestLines(path: string, { format, host }: Call): AsyncGenerator<RequestLine> {
  let requests = 0;
  let others = 0;
  for await (const read of readLines(path, host)) {
    const line = readJsonlLine(read, format);
    if (line.prompt !== undefined) requests += 1;
    else if (line.problem !== undefined) others += 1;
    else continue;
    yield { ...line, lineNumber: read.lineNumber };
  }
  if (requests === 0 && others > 0) throw new InputError(`${path}: no line is a request.`);
}
