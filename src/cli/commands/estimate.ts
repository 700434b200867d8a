import type { Estimate, ModelEstimate } from "../../core/estimate/estimate";
import { FileTotalBuilder, type FileTotal, totalOf } from "../../core/estimate/fileTotal";
import { formatShare, formatTokens, formatUsd, formatRange } from "../../core/format";
import type { Command } from "../commandLine";
import { estimateJson, fileJson } from "../../core/estimate/estimateJson";
import { Estimator, readText } from "../estimator";
import { readLines, readRequestLine } from "../lines";
import { ESTIMATE_OPTIONS, readFormat, readTokens, readTolerance, readWords } from "../options";
import { bold, dim, table, type Terminal } from "../terminal";
import { UsageError } from "../usage";

/** `tokenscale estimate`: what prompt files are billed on both models. */
export const estimate: Command = async (words, terminal) => {
  const { values, positionals } = readWords(words, ESTIMATE_OPTIONS);
  if (positionals.length === 0) throw new UsageError("estimate needs a file.");
  const estimator = await Estimator.create({
    left: values.left,
    right: values.right,
    tolerance: readTolerance(values.tolerance),
    outputTokens: readTokens("output-tokens", values["output-tokens"]),
    format: readFormat(values.format),
    vars: values.vars,
  });
  const isJson = values.json === true;
  for (const path of positionals) {
    if (values["per-line"]) await estimateLines(path, estimator, isJson, terminal);
    else await estimateOne(path, estimator, isJson, terminal);
  }
  return 0;
};

async function estimateOne(
  path: string,
  estimator: Estimator,
  isJson: boolean,
  terminal: Terminal,
): Promise<void> {
  const text = await readText(path);
  const result = await estimator.estimateText(path, text);
  if (isJson) {
    terminal.out(`${JSON.stringify(fileJson(path, result, text))}\n`);
    return;
  }
  const { file, estimates } = result;
  terminal.out(`${bold(terminal, path)} ${dim(terminal, file.formatLabel)}\n`);
  for (const { message } of file.problems) terminal.out(`  ${message}\n`);
  const [only] = estimates;
  if (only !== undefined && estimates.length === 1) terminal.out(`${requestWords(only)}\n\n`);
  else terminal.out(`${totalWords(totalOf(estimates, estimator.settings.pair))}\n\n`);
}

/** One line at a time: only the sums are kept. */
async function estimateLines(
  path: string,
  estimator: Estimator,
  isJson: boolean,
  terminal: Terminal,
): Promise<void> {
  const total = new FileTotalBuilder(estimator.settings.pair);
  for await (const text of readLines(path)) {
    const line = readRequestLine(text);
    if (line === undefined) continue;
    const { lineNumber: number, id, prompt, problem } = line;
    const head = { file: path, line: number, ...(id && { [id.key]: id.value }) };
    if (prompt === undefined) {
      const { code, message } = problem ?? { code: "broken-line", message: "Not a request." };
      if (isJson) terminal.out(`${JSON.stringify({ ...head, problems: [{ code, message }] })}\n`);
      else terminal.err(`${path}: ${message}\n`);
      continue;
    }
    const result = estimator.estimatePrompt(prompt);
    if (isJson) {
      const figures = { ...head, ...estimateJson(result), problems: [] };
      terminal.out(`${JSON.stringify(figures)}\n`);
    } else total.add(result);
  }
  if (!isJson) terminal.out(`${bold(terminal, path)}\n${totalWords(total.total())}\n\n`);
}

/** A request in four rows and a sentence. */
function requestWords(result: Estimate): string {
  const { left, right, output, recommendation } = result;
  const { expectedTokens, minTokens, maxTokens, origin } = output;
  const side = ({ model, count, cost, contextShare }: ModelEstimate): string[] => [
    model.label,
    `${count.basis.isLowerBound ? "≥ " : ""}${formatTokens(count.inputTokens)}`,
    cost ? formatUsd(cost.input) : "no price",
    cost?.output === undefined ? "no price" : formatUsd(cost.output),
    cost?.total === undefined ? "no price" : formatUsd(cost.total),
    contextShare === undefined ? "–" : formatShare(contextShare, 1),
  ];
  const rows = table([
    ["", "input tokens", "input", "output", "a request", "of context"],
    side(left),
    side(right),
  ]);
  const { basis } = left.count;
  const basisWords = [basis.kind, ...basis.reasons].join(": ");
  const chosen = [left, right].find(({ model }) => model.id === recommendation.modelId);
  const advice = chosen ? `${chosen.model.label} · ${recommendation.level}` : "no recommendation";
  const reasons = recommendation.reasons.map(({ text }) => `\n  - ${text}`).join("");
  return `${rows}\n${basisWords}; expected output ${formatRange(expectedTokens, minTokens, maxTokens)}, ${origin}\n${advice}${reasons}`;
}

function totalWords({ requests, left, right, split }: FileTotal): string {
  const cost = (amount: bigint | undefined): string =>
    amount === undefined ? "no price" : formatUsd(amount);
  return table([
    ["", "requests", "input tokens", "cost"],
    [
      `all ${left.model.label}`,
      formatTokens(requests),
      formatTokens(left.inputTokens),
      cost(left.total),
    ],
    [
      `all ${right.model.label}`,
      formatTokens(requests),
      formatTokens(right.inputTokens),
      cost(right.total),
    ],
    [
      "as recommended",
      `${formatTokens(left.routedRequests)} + ${formatTokens(right.routedRequests)}`,
      "",
      cost(split),
    ],
  ]);
}
