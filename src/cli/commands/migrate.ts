import { formatCount } from "../../core/format";
import { chooseTarget, type Target } from "../../core/migrate/breaks/target";
import { placesText } from "../../core/migrate/planText";
import { planSummary, totalWords } from "../../core/migrate/planWords";
import { planFile, safeEdits } from "../../core/migrate/planFile";
import { targetRetirementWords } from "../../core/migrate/retiringTarget";
import { type MoveMonth, monthJson, moveMonth } from "../../core/migrate/moveCosts";
import { planCsv } from "../../core/migrate/planCsv";
import { planMarkdown } from "../../core/migrate/planMarkdown";
import { applyEdits } from "../../core/migrate/textEdits";
import {
  findUnknownModels,
  mayNameModel,
  type UnknownModel,
  unknownModelWords,
} from "../../core/migrate/unknownModels";
import { isSearched } from "../../core/migrate/scan/fileKinds";
import { placeJson, type PricedPlace } from "../../core/migrate/placeJson";
import { pricePlaces } from "../../core/migrate/pricePlaces";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { type Command, forEachFile } from "../command";
import { Estimator } from "../estimator";
import { readHead } from "../fileFormat";
import type { Host } from "../host";
import { readText } from "../input";
import { readWhole, readWords } from "../options";
import { writeEdited } from "../writeEdited";
import { DEFAULT_CONFIG, readConfig, requestsPerMonthOf } from "../projectConfig";
import { findProjectFiles } from "../projectFiles";
import { UsageError } from "../usage";
import { bold } from "../terminal";

const OPTIONS = {
  to: { type: "string" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  csv: { type: "boolean" },
  "requests-per-month": { type: "string" },
  fix: { type: "boolean" },
  check: { type: "string" },
} as const;

/** `tokenscale migrate`: every place that names a retiring model, and its replacement. */
export const migrate: Command = async (words, host) => {
  const { values, positionals } = readWords(words, OPTIONS);
  const format = readFormat(values);
  const days = readWhole("check", values.check, "days");
  const requests = readWhole("requests-per-month", values["requests-per-month"], "requests");
  const target = readTarget(values.to, host);
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const monthOf = (places: readonly PricedPlace[]): MoveMonth =>
    moveMonth(places, ({ file }) => requestsPerMonthOf(file, config) ?? requests);
  const { tolerance, azureDeployments } = config;
  const estimator = await Estimator.create({ tolerance, azureDeployments }, host);
  const planOptions = {
    today: host.today,
    ...(target && { target }),
    ...(azureDeployments && { azureDeployments: new Map(Object.entries(azureDeployments)) }),
  };
  const namesModels = (path: string): Promise<boolean> =>
    isSearched(path, () => readHead(path, host));
  const files = await findProjectFiles(
    positionals,
    { inFolder: namesModels, byGlob: namesModels },
    host,
  );
  const all: PricedPlace[] = [];
  /** By name, where it is found first. */
  const unknown = new Map<string, UnknownModel>();
  let edited = 0;
  let editCount = 0;
  const exitCode = await forEachFile(files, host, async (path) => {
    const input = await readText(path, host);
    const plans = planFile(path, input.text, planOptions);
    if (plans.length === 0 && !mayNameModel(input.text)) return;
    const { prompts } = await estimator.readText(path, input);
    for (const each of findUnknownModels(path, input.text, prompts, estimator.settings))
      if (!unknown.has(each.name)) unknown.set(each.name, each);
    if (plans.length === 0) return;
    const priced = await pricePlaces(
      { file: path, text: input.text, prompts },
      plans,
      (prompt, pair) => estimator.estimatePrompt(path, prompt, pair),
    );
    all.push(...priced);
    if (format === "json") await host.out(jsonLines(priced, monthOf(priced)));
    else if (format === "text") await host.out(fileWords(path, priced, host));
    const edits = values.fix === true ? safeEdits(plans) : [];
    if (edits.length > 0) {
      await writeEdited(path, input.text, applyEdits(input.text, edits), host);
      edited += 1;
      editCount += edits.length;
    }
  });
  const month = monthOf(all);
  if (format === "markdown")
    await host.out(planMarkdown({ places: all, today: host.today, month }));
  if (format === "csv") await host.out(planCsv(all, month));
  const total = totalWords(month);
  if (format === "text" && total !== "") await host.out(`${total}\n`);
  for (const each of unknown.values()) host.err(`${visibleLine(unknownModelWords(each))}\n`);
  host.err(summary(all, { files: files.length, edited, editCount, isFix: values.fix === true }));
  const isDue =
    days !== undefined &&
    all.some(({ plan: { place } }) => place.daysLeft !== undefined && place.daysLeft <= days);
  return isDue && exitCode === 0 ? 1 : exitCode;
};

const FORMATS = ["json", "markdown", "csv"] as const;

type Format = (typeof FORMATS)[number] | "text";

function readFormat(values: { readonly [Name in (typeof FORMATS)[number]]?: boolean }): Format {
  const [format = "text", other] = FORMATS.filter((name) => values[name] === true);
  if (other !== undefined) throw new UsageError(`--${format} and --${other} exclude each other.`);
  return format;
}

function jsonLines(places: readonly PricedPlace[], month: MoveMonth): string {
  return places
    .map((place) => `${visibleJson({ ...placeJson(place), ...monthJson(month, place) })}\n`)
    .join("");
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
