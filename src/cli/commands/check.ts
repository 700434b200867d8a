import { formatCount } from "../../core/format";
import { type GateFinding, REPORT_FORMATS } from "../../core/gate/gateReport";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { version } from "../../../package.json";
import { checkFiles } from "../checkFiles";
import { type Command, reportInput } from "../command";
import { PAIR_OPTIONS, pairOptions, readWords } from "../options";
import { CONFIG_NAME, DEFAULT_CONFIG, type ProjectConfig, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { type ExitCode, InputError, UsageError } from "../usage";

const FORMATS = ["text", "json", ...REPORT_FORMATS.keys()];

/** `tokenscale check`: exit code 1 if a prompt breaks a budget or a rule. */
export const check: Command = async (words, host) => {
  const { values, positionals } = readWords(words, {
    ...PAIR_OPTIONS,
    json: { type: "boolean" },
    format: { type: "string" },
    base: { type: "string" },
  });
  const format = readFormat(values.format, values.json === true);
  const projectConfig = await readConfig(host);
  const config = projectConfig ?? DEFAULT_CONFIG;
  const task = {
    config,
    options: {
      ...pairOptions(values, config),
      tolerance: config.tolerance,
      azureDeployments: config.azureDeployments,
    },
    base: limitsGrowth(config) ? (values.base ?? config.base ?? "HEAD") : undefined,
    today: host.today,
  };
  const paths = await new PromptFiles(host, config).find(positionals);
  const checked: string[] = [];
  const all: GateFinding[] = [];
  let exitCode: ExitCode = 0;
  for await (const outcome of checkFiles(paths, task, host)) {
    if ("unusable" in outcome) {
      reportInput(new InputError(outcome.unusable), host);
      exitCode = 2;
      continue;
    }
    const { path, isPrompt, findings, unread } = outcome;
    if (isPrompt) checked.push(path);
    for (const { line, code, message } of unread) host.err(sentence(path, line, code, message));
    all.push(...findings);
    for (const finding of findings) {
      const { file, line, code, message } = finding;
      if (format === "json") await host.out(`${visibleJson({ file, line, code, message })}\n`);
      if (format === "text") await host.out(sentence(file, line, code, message));
    }
  }
  const report = REPORT_FORMATS.get(format);
  if (report) await host.out(report({ findings: all, files: checked, version }));
  const budgets = projectConfig ? "" : ` There is no ${CONFIG_NAME} here: no budgets.`;
  host.err(
    `${formatCount(checked.length, "prompt file")} checked, ${formatCount(all.length, "finding")}.${budgets}\n`,
  );
  return all.length > 0 ? 1 : exitCode;
};

function readFormat(name: string | undefined, isJson: boolean): string {
  if (isJson && name !== undefined && name !== "json")
    throw new UsageError("--json and --format exclude each other.");
  if (isJson) return "json";
  if (name === undefined || FORMATS.includes(name)) return name ?? "text";
  throw new UsageError(`--format ${name} is none of ${FORMATS.join(", ")}.`);
}

function limitsGrowth({ budget, budgets }: ProjectConfig): boolean {
  return [budget, ...budgets].some((limits) => limits?.maxIncrease !== undefined);
}

function sentence(file: string, line: number, code: string, message: string): string {
  return `${visibleLine(file)}:${line}: ${visibleLine(message)} [${code}]\n`;
}
