import * as vscode from "vscode";
import type { TrafficAction } from "../../core/panel/contract/panelAction";
import type { TrafficState } from "../../core/panel/contract/trafficState";
import type { TrafficHostMessage } from "../../protocol/messages";
import { TRAFFIC_VIEW_TYPE } from "../ids";
import { PagePanel } from "../panel/pagePanel";

/** The page of a traffic log in its tab. */
export class TrafficPage extends PagePanel<TrafficAction> {
  constructor(extensionUri: vscode.Uri) {
    super(extensionUri, TRAFFIC_VIEW_TYPE, "traffic", vscode.l10n.t("Traffic"));
  }

  draw(state: TrafficState): void {
    this.post({ type: "traffic", state } satisfies TrafficHostMessage, state.title);
  }
}
