import { formatCount } from "../../core/format";
import { chooseTarget, type Target } from "../../core/migrate/breaks/target";
import { placesText } from "../../core/migrate/planText";
import { planSummary } from "../../core/migrate/planWords";
import { planFile, safeEdits } from "../../core/migrate/planFile";
import { targetRetirementWords } from "../../core/migrate/retiringTarget";
import { planMarkdown } from "../../core/migrate/planMarkdown";
import { applyEdits } from "../../core/migrate/textEdits";
import { fileKindOf } from "../../core/migrate/scan/fileKinds";
import { placeJson, type PricedPlace } from "../../core/migrate/placeJson";
import { pricePlaces } from "../../core/migrate/pricePlaces";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { type Command, forEachFile } from "../command";
import { Estimator } from "../estimator";
import type { Host } from "../host";
import { readText } from "../input";
import { readWords } from "../options";
import { writeEdited } from "../writeEdited";
import { DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { findProjectFiles } from "../projectFiles";
import { UsageError } from "../usage";
import { bold } from "../terminal";

const OPTIONS = {
  to: { type: "string" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  fix: { type: "boolean" },
  check: { type: "string" },
} as const;

/** `tokenscale migrate`: every place that names a retiring model, and its replacement. */
export const migrate: Command = async (words, host) => {
  const { values, positionals } = readWords(words, OPTIONS);
  if (values.json === true && values.markdown === true)
    throw new UsageError("--json and --markdown exclude each other.");
  const days = readDays(values.check);
  const target = readTarget(values.to, host);
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const estimator = await Estimator.create({ tolerance: config.tolerance }, host);
  const namesModels = (path: string): boolean => fileKindOf(path) !== undefined;
  const files = await findProjectFiles(
    positionals,
    { inFolder: namesModels, byGlob: namesModels },
    host,
  );
  const all: PricedPlace[] = [];
  let edited = 0;
  let editCount = 0;
  const exitCode = await forEachFile(files, host, async (path) => {
    const input = await readText(path, host);
    const plans = planFile(path, input.text, { today: host.today, ...(target && { target }) });
    if (plans.length === 0) return;
    const { prompts } = await estimator.readText(path, input);
    const priced = await pricePlaces(
      { file: path, text: input.text, prompts },
      plans,
      (prompt, pair) => estimator.estimatePrompt(path, prompt, pair),
    );
    all.push(...priced);
    if (values.json === true)
      for (const each of priced) await host.out(`${visibleJson(placeJson(each))}\n`);
    else if (values.markdown !== true) await host.out(fileWords(path, priced, host));
    const edits = values.fix === true ? safeEdits(plans) : [];
    if (edits.length > 0) {
      await writeEdited(path, input.text, applyEdits(input.text, edits), host);
      edited += 1;
      editCount += edits.length;
    }
  });
  if (values.markdown === true) await host.out(planMarkdown(all, host.today));
  host.err(summary(all, { files: files.length, edited, editCount, isFix: values.fix === true }));
  const isDue =
    days !== undefined &&
    all.some(({ plan: { place } }) => place.daysLeft !== undefined && place.daysLeft <= days);
  return isDue && exitCode === 0 ? 1 : exitCode;
};

function readDays(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text))
    throw new UsageError(`--check takes a whole number of days, not "${text}".`);
  return Number(text);
}

function readTarget(name: string | undefined, host: Host): Target | undefined {
  if (name === undefined) return undefined;
  const choice = chooseTarget(name, host.today);
  if (choice.kind === "refused") throw new UsageError(choice.reason);
  const retiring = targetRetirementWords(choice.target.model, host.today);
  if (retiring !== undefined) host.err(`${retiring}\n`);
  return choice.target;
}

function fileWords(path: string, places: readonly PricedPlace[], host: Host): string {
  const lines = placesText(places).map(visibleLine);
  return `${bold(host, visibleLine(path))}\n${lines.join("\n")}\n`;
}

interface Counts {
  readonly files: number;
  readonly edited: number;
  readonly editCount: number;
  readonly isFix: boolean;
}

function summary(places: readonly PricedPlace[], counts: Counts): string {
  const done = counts.isFix
    ? ` ${formatCount(counts.editCount, "edit")} made in ${formatCount(counts.edited, "file")}.`
    : "";
  return `${planSummary(places, counts.files)}${places.length === 0 ? "" : done}\n`;
}
