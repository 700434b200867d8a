import { formatCount } from "../../core/format";
import { type GateFinding, REPORT_FORMATS } from "../../core/gate/gateReport";
import { gateRules } from "../../core/gate/gateRules";
import { loadOtherModels } from "../../core/models/otherModels";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { version } from "../../../package.json";
import { BaseTree } from "../baseTree";
import { checkFile } from "../checkFile";
import { type Command, forEachFile } from "../command";
import { Estimator } from "../estimator";
import { PAIR_OPTIONS, pairOptions, readWords } from "../options";
import { CONFIG_NAME, DEFAULT_CONFIG, type ProjectConfig, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { UsageError } from "../usage";

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
  const rules = gateRules([config.failOn].flat());
  const asksForModels = rules.unknownModel === true || rules.unpricedModel === true;
  const others = asksForModels ? await loadOtherModels(new Date(host.today)) : undefined;
  const context = {
    estimator: await Estimator.create({ ...config, ...pairOptions(values, config) }, host),
    config,
    rules,
    ...(others && { findOther: others.find }),
    isModelNamed: values.model !== undefined,
    base: limitsGrowth(config)
      ? await BaseTree.open(values.base ?? config.base ?? "HEAD", host)
      : undefined,
    host,
  };
  const files = await new PromptFiles(host, config).find(positionals);
  const checked: string[] = [];
  const all: GateFinding[] = [];
  const exitCode = await forEachFile(files, host, async (path) => {
    const { isPrompt, findings, unread } = await checkFile(path, context);
    if (isPrompt) checked.push(path);
    for (const { line, code, message } of unread) host.err(sentence(path, line, code, message));
    all.push(...findings);
    for (const finding of findings) {
      const { file, line, code, message } = finding;
      if (format === "json") await host.out(`${visibleJson({ file, line, code, message })}\n`);
      if (format === "text") await host.out(sentence(file, line, code, message));
    }
  });
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
