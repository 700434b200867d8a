import { USD } from "../../core/cost/currency";
import { findDiagnostics } from "../../core/estimate/diagnostics";
import { varsFileName } from "../../core/estimate/readInSurroundings";
import { formatCount } from "../../core/format";
import type { Command } from "../commandLine";
import { Estimator, readText } from "../estimator";
import { readWords } from "../options";
import { budgetOf, CONFIG_NAME, findPromptFiles, readConfig } from "../projectConfig";
import { exists } from "../files";

/** What breaks a build: budgets, and requests that no model of the pair can take. */
const BREAKING: ReadonlySet<string> = new Set([
  "over-budget-usd",
  "over-budget-tokens",
  "over-context",
  "over-output-limit",
]);

/** `tokenscale check`: exit code 1 where a prompt breaks a budget. */
export const check: Command = async (words, terminal) => {
  const { positionals } = readWords(words, {});
  const folder = process.cwd();
  const config = await readConfig(folder);
  const { left, right, tolerance } = config;
  const estimator = await Estimator.create({ left, right, tolerance });
  const files = await filesToCheck(folder, config, positionals);
  let broken = 0;
  for (const file of files) {
    const text = await readText(file);
    const estimate = await estimator.estimateText(file, text);
    const budget = budgetOf(file, config);
    const findings = findDiagnostics(estimate, {
      ...estimator.settings,
      budgetUsdPerRequest: budget?.usdPerRequest,
      budgetInputTokens: budget?.inputTokens,
      currency: USD,
      isStale: false,
      varsFileName: varsFileName(file),
    }).filter(({ code }) => BREAKING.has(code));
    for (const { range, code, message } of findings) {
      const line = text.slice(0, range.start).split("\n").length;
      terminal.out(`${file}:${line}: ${message} [${code}]\n`);
    }
    broken += findings.length;
  }
  terminal.err(
    `${formatCount(files.length, "prompt file")} checked, ${formatCount(broken, "finding")}.\n`,
  );
  return broken > 0 ? 1 : 0;
};

/** Named files are checked whatever they are called; globs choose among the project's prompt files. */
async function filesToCheck(
  folder: string,
  config: Parameters<typeof findPromptFiles>[1],
  globs: readonly string[],
): Promise<readonly string[]> {
  const named: string[] = [];
  const patterns: string[] = [];
  for (const glob of globs) {
    if (await exists(glob)) named.push(glob);
    else patterns.push(glob);
  }
  if (named.length > 0 && patterns.length === 0) return named;
  const found = await findPromptFiles(folder, config, patterns);
  return [...new Set([...named, ...found])].filter((file) => !file.endsWith(CONFIG_NAME));
}
