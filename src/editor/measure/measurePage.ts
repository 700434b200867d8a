import * as vscode from "vscode";
import type { MeasureState } from "../../core/panel/contract/measureState";
import type { MeasureAction, PanelAction } from "../../core/panel/contract/panelAction";
import type { MeasureHostMessage } from "../../protocol/messages";
import { MEASURE_VIEW_TYPE } from "../ids";
import { PagePanel } from "../panel/pagePanel";

export type MeasurePageAction = MeasureAction | Extract<PanelAction, { type: "choosePair" }>;

/** The page of a measurement in its tab. */
export class MeasurePage extends PagePanel<MeasurePageAction> {
  constructor(extensionUri: vscode.Uri) {
    super(extensionUri, MEASURE_VIEW_TYPE, "measure", vscode.l10n.t("Measure"));
  }

  draw(state: MeasureState): void {
    this.post({ type: "measure", state } satisfies MeasureHostMessage, state.title);
  }

  /** Rows of the table, or one of them opened: what the page asked for. */
  answer(message: Exclude<MeasureHostMessage, { readonly type: "measure" }>): void {
    this.post(message);
  }
}
