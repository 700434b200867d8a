import type * as vscode from "vscode";
import { createApi } from "./api/createApi";
import type { TokenscaleApi } from "./api/tokenscaleApi";
import { localDay } from "./core/day";
import { type Host, setHost } from "./editor/host";
import { createWebHost } from "./editor/web/webHost";
import { registerLanguageModelTools } from "./editor/agents/languageModelTools";
import { registerMcpServer } from "./editor/agents/mcpServer";
import { registerClassifyCommand } from "./editor/commands/classifyCommand";
import { registerCompareCommand } from "./editor/commands/compareCommand";
import { registerImageSizeCommand } from "./editor/commands/imageSizeCommand";
import { registerOutputCommand } from "./editor/commands/outputCommand";
import { registerPairCommand } from "./editor/commands/pairCommand";
import { registerPlaceCommands } from "./editor/commands/placeCommands";
import { registerCommand } from "./editor/registerCommand";
import { showError } from "./editor/errors";
import { registerSampleCommand } from "./editor/commands/sampleCommand";
import { registerRunCommands } from "./editor/commands/runCommands";
import { registerVarsCommand } from "./editor/commands/varsCommand";
import { COMMANDS } from "./editor/ids";
import { AnswerDocuments } from "./editor/live/answerDocuments";
import { registerKeyCommands } from "./editor/live/keyCommands";
import { LiveController } from "./editor/live/liveController";
import { Providers } from "./editor/live/providers";
import { RunStores } from "./editor/live/runStores";
import { createSpendingGate } from "./editor/live/spendingGate";
import { secretsOf, ServerConnections } from "./editor/live/serverConnections";
import { registerLanguageFeatures } from "./editor/language/languageFeatures";
import { Log } from "./editor/log";
import { handlePanelAction } from "./editor/panel/panelActionHandler";
import { PanelController } from "./editor/panel/panelController";
import { TrendController } from "./editor/panel/trendController";
import { PanelInputs } from "./editor/panel/panelInputs";
import { PanelChoices } from "./editor/panel/panelChoices";
import { WorkspaceRouting } from "./editor/panel/workspaceRouting";
import { MeasureController } from "./editor/measure/measureController";
import { MoveController } from "./editor/migrate/moveController";
import { MoveProblems } from "./editor/migrate/moveProblems";
import { PromptIndex } from "./editor/prompts/promptIndex";
import { registerPromptCommands } from "./editor/prompts/promptCommands";
import { PromptsView } from "./editor/prompts/promptsView";
import { SettingsService } from "./editor/settings";
import { AfterMoves } from "./editor/store/afterMoves";
import { EstimateContexts } from "./editor/store/estimateContext";
import { EstimateStore } from "./editor/store/estimateStore";
import { UriEstimator } from "./editor/store/estimateUri";
import { HeadTexts } from "./editor/store/headTexts";
import { ImageSizes } from "./editor/store/imageSizes";
import { OwnOutcomes } from "./editor/store/ownOutcomes";
import { PromptDocuments } from "./editor/store/promptDocuments";
import { SelectionEstimates } from "./editor/store/selectionEstimates";
import { slicedPace } from "./editor/store/slicedPace";
import { TokenService } from "./editor/store/tokenService";
import { PromptLenses } from "./editor/surfaces/codeLensProvider";
import { registerContextKeys } from "./editor/surfaces/contextKeys";
import { DiagnosticsView } from "./editor/surfaces/diagnosticsView";
import { registerHoverProvider } from "./editor/surfaces/hoverProvider";
import { ImageInlays } from "./editor/surfaces/inlayProvider";
import { registerQuickFixes } from "./editor/surfaces/quickFixes";
import { TrafficController } from "./editor/traffic/trafficController";
import { StatusBar } from "./editor/surfaces/statusBar";
import { TokenDecorations } from "./editor/surfaces/tokenDecorations";

/** Objects that our own tests in the extension host use, too. */
export interface TestHooks {
  readonly store: EstimateStore;
  readonly statusBar: StatusBar;
  readonly index: PromptIndex;
}

let endRuns: (() => Promise<void>) | undefined;

/** Stops live runs when the window closes: VS Code waits until received answers are written. */
export async function deactivate(): Promise<void> {
  await endRuns?.();
}

/** The entry point in a browser. In Node it is that of desktop.ts. */
export function activate(context: vscode.ExtensionContext): TokenscaleApi & TestHooks {
  return activateOn(createWebHost(context.extensionUri), context);
}

/**
 * Builds each service once and registers each surface. Nothing is counted until a prompt is open.
 * @returns the interface for other extensions (docs/api.md).
 */
export function activateOn(
  host: Host,
  context: vscode.ExtensionContext,
): TokenscaleApi & TestHooks {
  setHost(host);
  const { extensionUri, workspaceState, subscriptions } = context;
  const own = <Disposable extends vscode.Disposable>(disposable: Disposable): Disposable => {
    subscriptions.push(disposable);
    return disposable;
  };

  const log = own(new Log());
  const settings = own(new SettingsService());
  const tokens = new TokenService(extensionUri);
  const outcomes = own(new OwnOutcomes(context));
  const contexts = own(new EstimateContexts(settings, tokens, outcomes, log));
  const imageSizes = own(new ImageSizes(workspaceState));
  const headTexts = own(new HeadTexts());
  const services = { contexts, imageSizes, headTexts, log };
  const documents = new PromptDocuments(settings, log);
  const store = own(new EstimateStore(documents, services));
  const selections = new SelectionEstimates(store, contexts);
  const estimator = new UriEstimator(store, imageSizes);

  const afterMoves = new AfterMoves();
  const statusBar = own(new StatusBar(store, selections, settings, log));
  own(new PromptLenses(store, settings));
  own(new ImageInlays(store, settings));
  own(new DiagnosticsView(store, extensionUri));
  own(registerHoverProvider(store, settings, afterMoves));
  own(registerQuickFixes());
  own(registerContextKeys(store));
  own(registerLanguageFeatures(store));
  own(new TokenDecorations(contexts, log));

  const routing = own(new WorkspaceRouting(documents, store, estimator, log));
  const inputs = new PanelInputs(store, contexts, estimator, routing, afterMoves);
  const choices = own(new PanelChoices(workspaceState));
  const panel = own(
    new PanelController(extensionUri, choices, store, contexts, routing, inputs, log),
  );
  own(new TrendController(panel, store, headTexts, imageSizes, log));
  const moves = own(new MoveController(extensionUri, contexts, choices, settings, log));
  own(new TrafficController(extensionUri, contexts, documents, log));
  const secrets = secretsOf(context.secrets);
  const connections = new ServerConnections(settings, secrets);
  const providers = new Providers(settings, connections, context.globalState, log);
  const stores = new RunStores(context, settings);
  const gate = createSpendingGate(stores, settings);
  const answers = own(new AnswerDocuments());
  const live = own(
    new LiveController(panel, contexts, settings, providers, stores, gate, answers, log),
  );
  const measure = own(
    new MeasureController(
      context,
      contexts,
      outcomes,
      store,
      choices,
      settings,
      providers,
      stores,
      gate,
      log,
    ),
  );
  endRuns = async () => {
    await Promise.all([live.close(), measure.close()]);
  };
  own(
    panel.onDidAct((action) => {
      handlePanelAction(action, panel, live, moves, settings, extensionUri).catch(
        (error: unknown) => {
          void showError("Panel", log, error);
        },
      );
    }),
  );
  own(registerCompareCommand(panel, documents, log));
  own(registerRunCommands(panel, live, store, stores, log));
  own(registerClassifyCommand(panel, { contexts, providers, stores, gate, log }));
  own(registerKeyCommands(connections, secrets, log));
  const index = own(new PromptIndex({ documents, store, estimator, contexts, headTexts, log }));
  const promptsView = own(new PromptsView(index, contexts, choices, workspaceState, log));
  own(registerPromptCommands(promptsView, index, store, log));
  own(new MoveProblems(settings, extensionUri));
  own(registerSampleCommand(context.globalStorageUri, log));
  own(registerPairCommand(settings, contexts, log));
  own(registerOutputCommand(settings, log));
  own(registerVarsCommand(store, log));
  own(registerImageSizeCommand(store, imageSizes, log));
  own(registerPlaceCommands(store, log));
  own(registerCommand(COMMANDS.openLog, log, () => log.show()));

  const api = createApi({
    engine: () => tokens.engine(),
    recommender: () => tokens.recommender(),
    today: () => localDay(new Date()),
    pace: () => slicedPace({ aborted: false }),
  });
  own(registerLanguageModelTools(api));
  if (host.machine) own(registerMcpServer(extensionUri, host.machine.execPath));
  return { ...api, store, statusBar, index };
}
