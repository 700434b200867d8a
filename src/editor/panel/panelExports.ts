import type { PanelAction } from "../../core/compare/panelAction";
import type { PanelController } from "./panelController";

/** Copies or saves what the panel shows. */
export async function exportPanel(
  _action: Extract<PanelAction, { type: "copyMarkdown" | "copyRule" | "saveAs" }>,
  _panel: PanelController,
): Promise<void> {}
