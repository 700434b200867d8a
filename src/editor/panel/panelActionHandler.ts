import * as vscode from "vscode";
import { outputTokensOf } from "../../core/panel/sections/parseOutputTokens";
import type { LiveAction, MoveAction, PanelAction } from "../../core/panel/contract/panelAction";
import { goTo } from "../surfaces/goTo";
import { COMMANDS } from "../ids";
import type { SettingsService } from "../settings";
import type { PanelController } from "./panelController";
import { exportPanel } from "./panelExports";
import { uriOf } from "./panelSubject";

/** Carries out the actions of the panel's Live section. */
interface LiveActions {
  handle(action: LiveAction): Promise<void>;
}

/** Carries out what is asked of the move off retiring models, on whichever page. */
export interface MoveActions {
  handle(action: MoveAction): Promise<void>;
}

/** Carries out the actions that the panel requests. */
export async function handlePanelAction(
  action: PanelAction,
  panel: PanelController,
  live: LiveActions,
  moves: MoveActions,
  settings: SettingsService,
  extensionUri: vscode.Uri,
): Promise<void> {
  switch (action.type) {
    case "setTolerance":
      return settings.update("recommend.tolerance", action.tolerance);
    case "setOutputTokens":
      return settings.update("output.expectedTokens", outputTokensOf(action.text) ?? null);
    case "openLocation": {
      const uri = uriOf(panel.currentSubject);
      return uri && goTo({ uri: uri.toString(), range: action.range });
    }
    case "openSample":
    case "openLog":
    case "choosePair":
      await vscode.commands.executeCommand(COMMANDS[action.type]);
      return;
    case "openSetting":
      await vscode.commands.executeCommand(
        "workbench.action.openSettings",
        `@id:${action.setting}`,
      );
      return;
    case "copyMarkdown":
    case "copyRule":
    case "saveAs":
      return exportPanel(action, panel, extensionUri);
    case "setScale":
    case "setMoment":
    case "openPrompt":
      return; // Done by the panel's controller.
    case "planMove":
    case "stopPlan":
    case "applyMove":
    case "exportMove":
    case "openMovePlace":
    case "runMovePlace":
    case "setMoveVolume":
    case "chooseMoveTarget":
      return moves.handle(action);
    case "chooseMeasureData":
    case "chooseMeasureJudge":
    case "openMeasureFile":
    case "startMeasure":
    case "resumeMeasure":
    case "pauseMeasure":
    case "continueMeasure":
    case "cancelMeasure":
    case "readMeasureRows":
    case "openMeasureRow":
    case "exportMeasure":
    case "retryMeasure":
    case "readBlindRow":
    case "voteBlind":
    case "closeBlind":
    case "saveMeasureBaseline":
    case "exportOutcomes":
    case "resetOutcomes":
    case "openBatchCommand":
    case "chooseTrafficLog":
    case "stopTraffic":
    case "exportTraffic":
    case "setTrafficTarget":
    case "setTrafficTolerance":
    case "openTrafficFile":
      return; // Of another page.
    default:
      return live.handle(action);
  }
}
