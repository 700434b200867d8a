import { USD } from "../../core/currency";
import type { Diagnostic } from "../../core/estimate/diagnostic";
import { findDiagnostics } from "../../core/estimate/diagnostics";
import type { FileEstimate } from "../../core/estimate/estimate";
import { varsFileName } from "../../core/estimate/readWithDependencies";
import { formatCount } from "../../core/format";
import { JSONL_LABELS } from "../../core/prompt/formats/jsonl";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { type Command, forEachFile } from "../command";
import { Estimator } from "../estimator";
import type { Host } from "../host";
import { readText } from "../input";
import { lineNumbers } from "../../core/lineNumbers";
import { PAIR_OPTIONS, pairOptions, readWords } from "../options";
import { budgetOf, CONFIG_NAME, DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { jsonlFormatOf, readRequestLines } from "../requestLines";

/** `tokenscale check`: exit code 1 if a prompt breaks a budget. */
export const check: Command = async (words, host) => {
  const { values, positionals } = readWords(words, { ...PAIR_OPTIONS, json: { type: "boolean" } });
  const projectConfig = await readConfig(host);
  const config = projectConfig ?? DEFAULT_CONFIG;
  const estimator = await Estimator.create({ ...config, ...pairOptions(values, config) }, host);
  const files = await new PromptFiles(host, config).find(positionals);
  let checked = 0;
  let broken = 0;
  const exitCode = await forEachFile(files, host, async (path) => {
    const budget = budgetOf(path, config);
    const settings = {
      ...estimator.settings,
      ...(values.model !== undefined && { runsOn: "left" as const }),
      budgetUsdPerRequest: budget?.usdPerRequest,
      budgetInputTokens: budget?.inputTokens,
      currency: USD,
      isStale: false,
      varsFileName: varsFileName(path),
    };
    let isPrompt = false;
    for await (const { result, lineOf } of partsOf(path, estimator, host)) {
      isPrompt ||= result.estimates.length > 0 || result.file.problems.length > 0;
      for (const finding of findDiagnostics(result, settings)) {
        const { code, message } = finding;
        const line = lineOf(finding.range.start);
        const sentence = `${visibleLine(path)}:${line}: ${visibleLine(message)} [${code}]\n`;
        if (breaks(finding)) {
          broken += 1;
          const json = `${visibleJson({ file: path, line, code, message })}\n`;
          await host.out(values.json ? json : sentence);
        } else if (isUnread(finding)) host.err(sentence);
      }
    }
    if (isPrompt) checked += 1;
  });
  const budgets = projectConfig ? "" : ` There is no ${CONFIG_NAME} here: no budgets.`;
  host.err(
    `${formatCount(checked, "prompt file")} checked, ${formatCount(broken, "finding")}.${budgets}\n`,
  );
  return broken > 0 ? 1 : exitCode;
};

/** The unit of a check: a file, or one line of a JSONL of any size. */
interface Part {
  readonly result: FileEstimate;
  readonly lineOf: (offset: number) => number;
}

async function* partsOf(path: string, estimator: Estimator, host: Host): AsyncGenerator<Part> {
  const format = await jsonlFormatOf(path, host);
  if (format === undefined) {
    const input = await readText(path, host);
    yield {
      result: await estimator.estimateText(path, input),
      lineOf: lineNumbers(input.text),
    };
    return;
  }
  for await (const { prompt, problem, lineNumber } of readRequestLines(path, format, host)) {
    const file = {
      format,
      formatLabel: JSONL_LABELS[format],
      prompts: prompt ? [prompt] : [],
      problems: problem ? [problem] : [],
      references: [],
    };
    const estimates = prompt ? [await estimator.estimatePrompt(path, prompt)] : [];
    yield { result: { file, estimates }, lineOf: () => lineNumber };
  }
}

/** An exceeded budget, or a request that no model of the pair can take. */
function breaks({ code, severity }: Diagnostic): boolean {
  switch (code) {
    case "over-budget-usd":
    case "over-budget-tokens":
      return true;
    case "over-context":
    case "over-output-limit":
      return severity === "error";
    default:
      return false;
  }
}

/** Unreadable content can't be checked: it is reported but doesn't fail the check. */
function isUnread({ code }: Diagnostic): boolean {
  return code === "broken-file" || code === "broken-line";
}
