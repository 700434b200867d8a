import { formatDaysLeft } from "../format";
import { findModel, type ModelLookup } from "../models/findModel";
import { type Retirement, retirementOf, successorOf } from "../models/retirement";
import type { Located } from "../prompt/prompt";
import type { Diagnostic, DiagnosticSettings, QuickFix } from "./diagnostic";
import type { Estimate } from "./estimate";

/** Problems with the model that a file names: unknown, retiring or retired. */
export function diagnoseModelName(
  { prompt, left }: Estimate,
  settings: DiagnosticSettings,
): readonly Diagnostic[] {
  const name = prompt.model;
  if (name === undefined || isTemplate(name.value)) return [];
  const lookup = findModel(name.value, settings);
  if (lookup.kind === "unknown") return [unknownModel(name, lookup, left.model.label)];
  const retirement = retirementOf(lookup.model, lookup.snapshot, settings.today);
  if (retirement === undefined) return [];
  if (retirement.daysLeft > 0) return [retiring(name, retirement)];
  return [retired(name, retirement, successorOf(lookup.model, lookup.snapshot, settings.today))];
}

/** `${env:MODEL}` or `{{model}}` becomes a name only at run time. */
function isTemplate(name: string): boolean {
  return /\$\{|\{\{/.test(name);
}

const CHOOSE_PAIR: QuickFix = {
  kind: "action",
  title: "Choose another pair",
  action: { type: "choosePair" },
};

const PLAN_MOVE: QuickFix = {
  kind: "action",
  title: "Plan the move off retiring models",
  action: { type: "planMove" },
};

function replaceBy(id: string, { range }: Located<string>): QuickFix {
  return { kind: "edit", title: `Replace with ${id}`, range, newText: id };
}

function unknownModel(
  name: Located<string>,
  { nearest }: Extract<ModelLookup, { kind: "unknown" }>,
  countedAs: string,
): Diagnostic {
  return {
    code: "unknown-model",
    severity: "information",
    message: `${name.value} is not in the catalog: counted as ${countedAs}, no price.`,
    range: name.range,
    fixes: [
      ...(nearest === undefined ? [] : [replaceBy(nearest, name)]),
      {
        kind: "action",
        title: "Add a custom model",
        action: { type: "openSetting", setting: "models.custom" },
      },
    ],
  };
}

function retiring(name: Located<string>, { date, daysLeft, confidence }: Retirement): Diagnostic {
  const retires = confidence === "reported" ? "is reported to retire" : "retires";
  return {
    code: "retiring-snapshot",
    severity: "information",
    message: `${name.value} ${retires} on ${date}, ${formatDaysLeft(daysLeft)}. Compare another pair in time.`,
    range: name.range,
    fixes: [PLAN_MOVE, CHOOSE_PAIR],
  };
}

function retired(
  name: Located<string>,
  { date, confidence }: Retirement,
  successor: string | undefined,
): Diagnostic {
  const isReported = confidence === "reported" ? "is reported shut down" : "is shut down";
  const advice = successor === undefined ? "Choose another pair." : `Use ${successor}.`;
  return {
    code: "retired-snapshot",
    severity: "warning",
    message: `${name.value} ${isReported} since ${date}. ${advice}`,
    range: name.range,
    fixes: [successor === undefined ? CHOOSE_PAIR : replaceBy(successor, name)],
  };
}
