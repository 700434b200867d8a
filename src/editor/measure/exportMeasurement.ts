import * as vscode from "vscode";
import { resultJson } from "../../core/measure/engine/resultJson";
import { measurementJunit } from "../../core/measure/export/junit";
import { measurementCsv } from "../../core/measure/export/measurementCsv";
import { measurementHtml } from "../../core/measure/export/measurementHtml";
import { measurementMarkdown } from "../../core/measure/export/measurementMarkdown";
import { headlineOf } from "../../core/measure/results/headline";
import { summarize } from "../../core/measure/results/summary";
import type { MeasureFormat } from "../../core/panel/contract/panelAction";
import type { MeasureInput } from "../../core/panel/measure/measureInput";
import { sideNames } from "../../core/panel/measure/measureTexts";
import { SIDES } from "../../core/pair";
import { saveText } from "../saveText";

/** Saves the results as a file, or copies them as Markdown. */
export async function exportMeasurement(
  format: MeasureFormat,
  { results, file, requestsPerMonth, currency }: MeasureInput,
): Promise<void> {
  if (results === undefined) return;
  const { plan, rows } = results;
  const names = sideNames(plan);
  const headline = headlineOf(summarize(rows), { names, requestsPerMonth, currency });
  const report = { file: plan.file, data: plan.data, names, ...headline, rows };
  const base = `${(file.split("/").at(-1) ?? file).replaceAll(/[^\w.-]+/g, "-")}-measured`;
  switch (format) {
    case "markdown":
      await vscode.env.clipboard.writeText(measurementMarkdown(report));
      void vscode.window.showInformationMessage(vscode.l10n.t("Copied."));
      return;
    case "csv":
      return saveText(`${base}.csv`, measurementCsv(report));
    case "html":
      return saveText(`${base}.html`, measurementHtml(report));
    case "junit":
      return saveText(`${base}.xml`, measurementJunit(report));
    case "json": {
      const all = rows.flatMap((row) => SIDES.flatMap((side) => row[side] ?? []));
      const json = { ...headline, results: all.map(resultJson) };
      return saveText(`${base}.json`, `${JSON.stringify(json, undefined, 2)}\n`);
    }
  }
}
