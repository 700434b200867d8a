import { USD } from "../../core/cost/currency";
import { type Diagnostic, findDiagnostics } from "../../core/estimate/diagnostics";
import { varsFileName } from "../../core/estimate/readInSurroundings";
import { formatCount } from "../../core/format";
import { type Command, forEachFile } from "../commandLine";
import { Estimator } from "../estimator";
import { readText } from "../input";
import { lineNumbers } from "../lineNumbers";
import { readWords } from "../options";
import { budgetOf, CONFIG_NAME, DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { printable } from "../terminal";

/** `tokenscale check`: exit code 1 where a prompt breaks a budget. */
export const check: Command = async (words, host) => {
  const { values, positionals } = readWords(words, { json: { type: "boolean" } });
  const projectConfig = await readConfig(host);
  const config = projectConfig ?? DEFAULT_CONFIG;
  const estimator = await Estimator.create(config, host);
  const files = await new PromptFiles(host, config).find(positionals);
  let checked = 0;
  let broken = 0;
  const exitCode = await forEachFile(files, host, async (path) => {
    const input = await readText(path, host);
    const result = await estimator.estimateText(path, input);
    if (result.estimates.length === 0 && result.file.problems.length === 0) return;
    checked += 1;
    const budget = budgetOf(path, config);
    const findings = findDiagnostics(result, {
      ...estimator.settings,
      budgetUsdPerRequest: budget?.usdPerRequest,
      budgetInputTokens: budget?.inputTokens,
      currency: USD,
      isStale: false,
      varsFileName: varsFileName(path),
    });
    const lineOf = lineNumbers(input.text);
    for (const finding of findings) {
      const { code, message } = finding;
      const line = lineOf(finding.range.start);
      const words = `${printable(path)}:${line}: ${printable(message)} [${code}]\n`;
      if (breaks(finding)) {
        broken += 1;
        await host.out(
          values.json ? `${JSON.stringify({ file: path, line, code, message })}\n` : words,
        );
      } else if (isUnread(finding)) host.err(words);
    }
  });
  const budgets = projectConfig ? "" : ` There is no ${CONFIG_NAME} here: no budgets.`;
  host.err(
    `${formatCount(checked, "prompt file")} checked, ${formatCount(broken, "finding")}.${budgets}\n`,
  );
  return broken > 0 ? 1 : exitCode;
};

/** A broken budget, or a request that no model of the pair can take. */
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

/** What can't be read can't be checked: it is named and breaks nothing. */
function isUnread({ code }: Diagnostic): boolean {
  return code === "broken-file" || code === "broken-line";
}
