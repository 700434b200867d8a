import { findModel, type ModelLookup } from "../models/findModel";
import type { Located } from "../prompt/prompt";
import type { Diagnostic, DiagnosticSettings, QuickFix } from "./diagnostic";
import type { Estimate } from "./estimate";

/** Whether the model that a file names is unknown. */
export function diagnoseModelName(
  { prompt, left }: Estimate,
  settings: DiagnosticSettings,
): readonly Diagnostic[] {
  const name = prompt.model;
  if (name === undefined || isTemplate(name.value)) return [];
  const lookup = findModel(name.value, settings);
  return lookup.kind === "unknown" ? [unknownModel(name, lookup, left.model.label)] : [];
}

/** `${env:MODEL}` or `{{model}}` becomes a name only at run time. */
function isTemplate(name: string): boolean {
  return /\$\{|\{\{/.test(name);
}

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
