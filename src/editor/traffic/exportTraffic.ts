import * as vscode from "vscode";
import type { TrafficFormat } from "../../core/panel/contract/panelAction";
import type { TrafficState } from "../../core/panel/contract/trafficState";
import { trafficMarkdown } from "../../core/traffic/trafficMarkdown";
import { DIMENSIONS, type TrafficReport } from "../../core/traffic/trafficReport";
import { trafficCsv, trafficJson } from "../../core/traffic/trafficRows";
import { panelRoot } from "../panel/panelHtml";
import { saveText } from "../saveText";

/** Copies the report as Markdown, or saves it. It holds no prompt text. */
export async function exportTraffic(
  format: TrafficFormat,
  report: TrafficReport,
  state: TrafficState,
  extensionUri: vscode.Uri,
): Promise<void> {
  switch (format) {
    case "markdown":
      await vscode.env.clipboard.writeText(trafficMarkdown(report, ["model"]));
      void vscode.window.showInformationMessage(vscode.l10n.t("Copied as Markdown."));
      return;
    case "csv":
      return saveText("traffic.csv", trafficCsv(report, DIMENSIONS));
    case "json": {
      const lines = trafficJson(report, DIMENSIONS).map((row) => `${JSON.stringify(row)}\n`);
      return saveText("traffic.json", lines.join(""));
    }
    case "html": {
      if (state.kind !== "report") return;
      const css = vscode.Uri.joinPath(panelRoot(extensionUri), "panel.css");
      const bytes = await vscode.workspace.fs.readFile(css);
      const { renderTraffic } = await import("#report");
      return saveText(
        "traffic.html",
        renderTraffic({ state, css: new TextDecoder().decode(bytes) }),
      );
    }
  }
}
