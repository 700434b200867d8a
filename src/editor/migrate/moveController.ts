import * as vscode from "vscode";
import { planSummary } from "../../core/migrate/planWords";
import type { MoveAction } from "../../core/panel/contract/panelAction";
import { buildMoveState } from "../../core/panel/move/buildMoveState";
import { placeKey, type MoveReading } from "../../core/panel/move/moveInput";
import { applyScaleChange } from "../../core/panel/scaleChoice";
import { showError } from "../errors";
import { COMMANDS, CONTEXT_KEYS, MOVE_VIEW } from "../ids";
import type { Log } from "../log";
import type { MoveActions } from "../panel/panelActionHandler";
import type { PanelChoices } from "../panel/panelChoices";
import { registerCommand } from "../registerCommand";
import type { SettingsService } from "../settings";
import type { EstimateContexts } from "../store/estimateContext";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import { goTo } from "../surfaces/goTo";
import type { PlaceArgument } from "../surfaces/surfaceCommands";
import { applySafeEdits } from "./applyMoves";
import { chooseMoveTarget } from "./chooseTarget";
import { chooseExport, exportPlan } from "./exportPlan";
import { MovePage } from "./movePage";
import type { WorkspacePlace } from "./movePlan";
import { MovePlans } from "./movePlans";
import { moveTargetOf, planOptionsOf } from "../store/planOptions";
import { MoveTree } from "./moveTree";

/** The plan of the move off retiring models: its page, its tree, and what can be asked of both. */
export class MoveController implements MoveActions, vscode.Disposable {
  private readonly plans: MovePlans;
  private readonly page: MovePage;
  private readonly tree = new MoveTree();
  private readonly view: vscode.TreeView<unknown>;
  private readonly disposables: vscode.Disposable;

  constructor(
    extensionUri: vscode.Uri,
    private readonly contexts: EstimateContexts,
    private readonly choices: PanelChoices,
    private readonly settings: SettingsService,
    private readonly log: Log,
  ) {
    this.plans = new MovePlans(contexts);
    this.page = new MovePage(extensionUri);
    this.view = vscode.window.createTreeView(MOVE_VIEW, { treeDataProvider: this.tree });
    this.disposables = vscode.Disposable.from(
      this.view,
      this.page,
      this.plans,
      this.plans.onDidChange(() => this.attempt(this.showPlan())),
      this.choices.scale.onDidChange(() => this.attempt(this.drawPage())),
      this.contexts.onDidChange(() => this.attempt(this.planAgain())),
      this.page.onDidBecomeReady(() => this.attempt(this.drawFirst())),
      this.page.onDidAct((action) => this.attempt(this.handle(action))),
      registerCommand(COMMANDS.planMove, log, () => this.handle({ type: "planMove" })),
      registerCommand(COMMANDS.applyMove, log, () => this.handle({ type: "applyMove" })),
      registerCommand(COMMANDS.exportMove, log, async () =>
        chooseExport(await this.plans.latest(), this.requestsPerMonth),
      ),
    );
  }

  async handle(action: MoveAction): Promise<void> {
    switch (action.type) {
      case "planMove":
        return this.plan();
      case "stopPlan":
        return this.plans.stop();
      case "applyMove":
        return this.apply();
      case "exportMove":
        return exportPlan(await this.plans.latest(), action.format, this.requestsPerMonth);
      case "openMovePlace":
        return this.openPlace(action);
      case "runMovePlace":
        return this.runPlace(action.key);
      case "setMoveVolume":
        return this.setVolume(action.text);
      case "chooseMoveTarget":
        return chooseMoveTarget(this.settings, (await this.contexts.get()).settings.today);
    }
  }

  private get requestsPerMonth(): number {
    return this.choices.scale.current.requestsPerMonth;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async plan(): Promise<void> {
    const reading = this.plans.read();
    await vscode.commands.executeCommand("setContext", CONTEXT_KEYS.hasMovePlan, true);
    this.page.show();
    await reading;
  }

  /** A page that came back after a reload of the window has no plan yet. */
  private async drawFirst(): Promise<void> {
    await this.drawPage();
    if (this.plans.current.kind === "none") await this.plans.read();
  }

  /** Prices and dates are other ones with other settings. */
  private async planAgain(): Promise<void> {
    if (this.plans.current.kind === "read") await this.plans.read();
  }

  private async apply(): Promise<void> {
    const plan = await this.plans.latest();
    const { settings, userSettings } = await this.contexts.get();
    const options = planOptionsOf(userSettings, settings.today);
    if (await applySafeEdits(plan, options)) await this.plans.read();
  }

  private async openPlace({
    key,
    range,
  }: Extract<MoveAction, { type: "openMovePlace" }>): Promise<void> {
    const place = await this.placeOf(key);
    if (place) await goTo({ uri: place.uri.toString(), range });
  }

  /** Runs the prompt of a place before and after the move. */
  private async runPlace(key: string): Promise<void> {
    const place = await this.placeOf(key);
    if (place === undefined) return;
    const argument: PlaceArgument = { uri: place.uri.toString(), range: place.plan.place.range };
    await vscode.commands.executeCommand(COMMANDS.runMove, argument);
  }

  private async placeOf(key: string): Promise<WorkspacePlace | undefined> {
    const { places } = await this.plans.latest();
    return places.find((each) => placeKey(each) === key);
  }

  private async setVolume(text: string): Promise<void> {
    const change = { field: "requestsPerMonth", text } as const;
    const size = { inputTokens: 0, outputTokens: 0 };
    await this.choices.scale.set(applyScaleChange(this.choices.scale.current, change, size));
  }

  private async showPlan(): Promise<void> {
    const { current } = this.plans;
    if (current.kind === "read") {
      const { plan } = current;
      this.tree.show(plan);
      this.view.message = planSummary(plan.places, plan.readFiles);
      await vscode.commands.executeCommand("setContext", CONTEXT_KEYS.hasMovePlan, true);
    }
    await this.drawPage();
  }

  private async drawPage(): Promise<void> {
    if (!this.page.isPageReady) return;
    const { settings, userSettings } = await this.contexts.get();
    const { requestsPerMonth, problems } = this.choices.scale.current;
    this.page.draw(
      buildMoveState({
        workspace: vscode.workspace.name ?? "",
        today: settings.today,
        currency: currencyOfSettings(userSettings),
        requestsPerMonth,
        ...(problems.requestsPerMonth !== undefined && {
          volumeProblem: problems.requestsPerMonth,
        }),
        ...moveTargetOf(userSettings, settings.today),
        reading: this.reading(),
      }),
    );
  }

  private reading(): MoveReading {
    const { current } = this.plans;
    switch (current.kind) {
      case "none":
        return { kind: "reading", readFiles: 0, places: 0 };
      case "reading":
      case "failed":
        return current;
      case "read":
        return { kind: "read", ...current.plan };
    }
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      void showError("Move plan", this.log, error);
    });
  }
}
