import * as vscode from "vscode";
import type { MoveAction } from "../../core/panel/contract/panelAction";
import type { MoveState } from "../../core/panel/contract/moveState";
import type { MoveHostMessage } from "../../protocol/messages";
import { MOVE_VIEW_TYPE } from "../ids";
import { PagePanel } from "../panel/pagePanel";

/** The page of the move plan in its tab. */
export class MovePage extends PagePanel<MoveAction> {
  constructor(extensionUri: vscode.Uri) {
    super(extensionUri, MOVE_VIEW_TYPE, "move", vscode.l10n.t("Move Plan"));
  }

  draw(state: MoveState): void {
    this.post({ type: "move", state } satisfies MoveHostMessage, state.title);
  }
}
