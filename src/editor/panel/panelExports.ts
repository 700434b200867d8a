import * as vscode from "vscode";
import { buildPanelState } from "../../core/panel/sections/buildPanelState";
import { exportCsv } from "../../core/panel/export/exportCsv";
import { exportJson } from "../../core/panel/export/exportJson";
import { exportMarkdown } from "../../core/panel/export/exportMarkdown";
import { exportMarkdownSummary } from "../../core/panel/export/exportMarkdownSummary";
import type { PanelAction, ReportFormat } from "../../core/panel/contract/panelAction";
import type { PanelInput } from "../../core/panel/panelInput";
import { saveText } from "../saveText";
import type { PanelController } from "./panelController";
import { panelRoot } from "./panelHtml";

type ExportAction = Extract<PanelAction, { type: "copyMarkdown" | "copyRule" | "saveAs" }>;

/** Copies or saves what the panel shows. */
export async function exportPanel(
  action: ExportAction,
  panel: PanelController,
  extensionUri: vscode.Uri,
): Promise<void> {
  const input = panel.currentInput;
  if (input === undefined) return;
  const state = buildPanelState(input);
  switch (action.type) {
    case "copyMarkdown":
      await vscode.env.clipboard.writeText(exportMarkdownSummary(state));
      void vscode.window.showInformationMessage(vscode.l10n.t("Summary copied as Markdown."));
      return;
    case "copyRule": {
      const rule = state.routing.rules.find(({ format }) => format === action.format);
      if (rule === undefined) return;
      await vscode.env.clipboard.writeText(rule.code);
      void vscode.window.showInformationMessage(vscode.l10n.t("Copied as {0}.", rule.label));
      return;
    }
    case "saveAs": {
      const text = await reportOf(action.format, input, extensionUri);
      await saveText(`${reportName(state.title)}.${action.format}`, text);
    }
  }
}

async function reportOf(
  format: ReportFormat,
  input: PanelInput,
  extensionUri: vscode.Uri,
): Promise<string> {
  switch (format) {
    case "md":
      return exportMarkdown(buildPanelState(input));
    case "csv":
      return exportCsv(input);
    case "json":
      return exportJson(input);
    case "html": {
      const css = vscode.Uri.joinPath(panelRoot(extensionUri), "panel.css");
      const bytes = await vscode.workspace.fs.readFile(css);
      const { renderReport } = await import("#report");
      return renderReport({
        state: buildPanelState(input),
        day: input.today,
        css: new TextDecoder().decode(bytes),
      });
    }
  }
}

/** `Compare: triage.prompty` → `triage-compare`. */
function reportName(title: string): string {
  const name = title.replace(/^Compare:?\s*/, "").replace(/\.[^.]+$/, "");
  return `${name.replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^-|-$/g, "") || "tokenscale"}-compare`;
}
