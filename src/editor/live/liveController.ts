import * as vscode from "vscode";
import { buildLiveState, textKeyOf } from "../../core/compare/live/buildLiveState";
import { shownComparison, shownStored, type ShownRun } from "../../core/compare/live/shownRun";
import type { LiveAction } from "../../core/compare/panelAction";
import type { PanelInput, PromptSubject } from "../../core/compare/panelInput";
import type { Side } from "../../core/compare/words";
import type { ModelRunner } from "../../core/ports";
import { type AnswerPlace, placeKey } from "../../core/run/answerPlace";
import { Comparison } from "../../core/run/comparison";
import type { ComparisonPlan } from "../../core/run/comparisonPlan";
import { localDay } from "../../core/run/day";
import { summariseEstimates, type EstimateAccuracy } from "../../core/run/estimateRecord";
import { EventBatcher } from "../../core/run/eventBatcher";
import { summariseLedger, type LedgerRow } from "../../core/run/ledgerReport";
import type { RunEvent } from "../../core/run/runEvent";
import { beforeRunSentence, decideSpending } from "../../core/run/spending";
import { exportStoredRun, type StoredRun } from "../../core/run/storedRun";
import { describeVerifiedCount } from "../../core/run/verifiedCount";
import { worstCaseCost } from "../../core/run/worstCase";
import { priceOf } from "../../core/models/priceOf";
import { createOpenAiRunner, DEFAULT_LIMITS } from "../../live/openAiRunner";
import { SYSTEM_CLOCK } from "../../live/systemClock";
import { verifyCount } from "../../live/verifyCount";
import { goTo } from "../commands/placeCommands";
import { UserError } from "../commands/registerCommand";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { PanelController } from "../panel/panelController";
import { uriOf } from "../panel/panelSubject";
import { saveText } from "../saveText";
import type { SettingsService } from "../settings";
import type { EstimateContexts } from "../store/estimateContext";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import type { AnswerDocuments } from "./answerDocuments";
import { askForValues } from "./askForValues";
import { planComparison, plannedCosts } from "./comparisonPlans";
import { createLanguageModelRunner } from "./languageModelRunner";
import type { RunStores } from "./runStores";
import type { ServerConnections } from "./serverConnections";

/** How often figures of a running answer are drawn; its text comes at once. */
const REFRESH_MS = 100;
/** Pieces of text that arrive within this time are sent to the page together. */
const BATCH_MS = 16;
const MOST_RUNS_EACH = 20;
const LANGUAGE_MODELS_HOST = "VS Code";

/** The run of one prompt that the panel shows. */
interface ShownSource {
  readonly run: Comparison | StoredRun;
  shownIndex: number;
}

interface KeptRecords {
  readonly history: readonly StoredRun[];
  readonly ledger: readonly LedgerRow[];
  readonly accuracy: EstimateAccuracy;
  readonly spentThisMonth: bigint;
}

const NO_RECORDS: KeptRecords = {
  history: [],
  ledger: [],
  accuracy: summariseEstimates([]),
  spentThisMonth: 0n,
};

/**
 * The Live section: starts runs of the prompt that the panel shows, passes their answers on as they
 * come, and keeps its figures up to date. A run goes on while the panel shows something else.
 */
export class LiveController implements vscode.Disposable {
  private readonly shown = new Map<string, ShownSource>();
  private readonly batchers = new Map<string, EventBatcher>();
  private readonly sentLength = new Map<string, number>();
  private readonly waiting = new Map<Side, Extract<RunEvent, { kind: "waiting" }>>();
  private readonly disposables: vscode.Disposable[] = [];
  private records = NO_RECORDS;
  private runsEach = { value: "1" } as { readonly value: string; readonly problem?: string };
  private timer: NodeJS.Timeout | undefined;
  private stopAtDisposal: Comparison[] = [];

  constructor(
    private readonly panel: PanelController,
    private readonly contexts: EstimateContexts,
    private readonly settings: SettingsService,
    private readonly connections: ServerConnections,
    private readonly stores: RunStores,
    private readonly documents: AnswerDocuments,
    private readonly log: Log,
  ) {
    const reload = (): void => void this.reload();
    this.disposables.push(
      panel.onDidBecomeReady(() => void this.showAll()),
      panel.onDidChangeSubject(() => void this.showAll()),
      panel.onDidDraw(() => this.post()),
      settings.onDidChange(reload),
    );
  }

  /** Runs the prompt that the panel shows; the command "Run on both" opens the panel first. */
  async run(side?: Side): Promise<void> {
    const subject = this.promptSubject();
    if (subject === undefined)
      throw new UserError(vscode.l10n.t("Nothing to run. Open a prompt file."));
    const file = this.file();
    const running = this.shown.get(file)?.run;
    if (running instanceof Comparison && isRunning(running)) return;
    const prompt = await askForValues(subject.estimate.prompt);
    if (prompt === undefined) return;
    const runner = await this.runner();
    if (runner === undefined) return;
    const { services, settings } = await this.contexts.get();
    const isBilled = this.settings.current.provider === "openai";
    const plan = planComparison(
      {
        id: runId(),
        prompt,
        file,
        host: this.host(),
        runsEach: Number(this.runsEach.value),
        sides: side === undefined ? ["left", "right"] : [side],
        isBilled,
        currency: currencyOfSettings(this.settings.current),
        alternatives: this.alternatives(),
      },
      services,
      settings,
    );
    if (isBilled && !(await this.maySpend(plan))) return;
    const comparison = new Comparison(plan, {
      runner,
      clock: SYSTEM_CLOCK,
      counter: services.counter,
      ...(isBilled && { ledger: this.stores.ledger, estimates: this.stores.estimates }),
      ...(this.settings.current.historyEnabled && { history: this.stores.history() }),
      onEvent: (place, event) => this.handleEvent(plan.id, place, event),
      onAnswer: (place) => this.handleAnswer(plan.id, place),
      onProblem: (error) => this.log.error("Keeping a run", error),
    });
    this.waiting.clear();
    this.shown.set(file, { run: comparison, shownIndex: 0 });
    this.stopAtDisposal.push(comparison);
    this.startTimer();
    this.post();
    await comparison.done;
    this.stopAtDisposal = this.stopAtDisposal.filter((other) => other !== comparison);
    this.stopTimer();
    await this.reload();
  }

  async handle(action: LiveAction): Promise<void> {
    switch (action.type) {
      case "runLive":
        return this.run(action.side);
      case "stopLive":
        return this.current()?.stop(action.side);
      case "retryNow":
        return this.waiting.get(action.side)?.retryNow();
      case "setRunsEach":
        return this.setRunsEach(action.text);
      case "showAnswer":
        return this.showAnswer(action.index);
      case "verifyCount":
        return this.verify(action.side ?? "left");
      case "setApiKey":
        return void (await vscode.commands.executeCommand(COMMANDS.setApiKey));
      case "exportLedger":
        return void (await vscode.commands.executeCommand(COMMANDS.exportLedger));
      case "setMaxTokens":
        return this.goToMaxTokens();
      case "openDiff":
        return this.openDiff();
      case "saveRun":
        return this.saveShownRun();
      case "openRun":
        return this.openRun(action.runId);
      case "exportRun":
        return this.exportRun(action.runId);
      case "deleteRun":
        return this.deleteRun(action.runId);
    }
  }

  /** Asks the server itself how many tokens the prompt has, and says what it answers. */
  async verify(side: Side): Promise<void> {
    const subject = this.promptSubject();
    if (subject === undefined)
      throw new UserError(vscode.l10n.t("Nothing to count. Open a prompt file."));
    const prompt = await askForValues(subject.estimate.prompt);
    if (prompt === undefined) return;
    const connection = await this.connect();
    if (connection === undefined) return;
    const { services, settings } = await this.contexts.get();
    const responses = planComparison(
      {
        id: "count",
        prompt: { ...prompt, endpoint: "responses" },
        file: this.file(),
        host: this.host(),
        runsEach: 1,
        sides: [side],
        isBilled: false,
        currency: currencyOfSettings(this.settings.current),
        alternatives: [],
      },
      services,
      settings,
    ).sides[side];
    if (responses === undefined) return;
    const { request, estimatedInputTokens } = responses;
    const verified = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t("Counting on {0}", this.host()),
      },
      (_progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        return verifyCount(connection, request, controller.signal);
      },
    );
    void vscode.window.showInformationMessage(
      describeVerifiedCount(verified, estimatedInputTokens, this.host()),
    );
  }

  dispose(): void {
    this.stopTimer(true);
    for (const comparison of this.stopAtDisposal) comparison.stop();
    for (const disposable of this.disposables) disposable.dispose();
  }

  /* What is shown */

  private file(): string {
    const uri = uriOf(this.panel.currentSubject);
    return uri === undefined ? "" : vscode.workspace.asRelativePath(uri);
  }

  private promptSubject(): PromptSubject | undefined {
    const subject = this.panel.currentInput?.subject;
    return subject?.kind === "one" ? subject : undefined;
  }

  private current(): Comparison | undefined {
    const run = this.shown.get(this.file())?.run;
    return run instanceof Comparison ? run : undefined;
  }

  private host(): string {
    return this.settings.current.provider === "openai"
      ? this.connections.server().host
      : LANGUAGE_MODELS_HOST;
  }

  private alternatives(): readonly string[] {
    return (this.panel.currentInput?.otherPairs ?? [])
      .flatMap(({ left, right }) => [left.id, right.id])
      .slice(0, 4);
  }

  private async showAll(): Promise<void> {
    this.sentLength.clear();
    await this.reload();
    this.sendTexts();
  }

  /** Reads history, ledger and record afresh. */
  private async reload(): Promise<void> {
    try {
      const today = localDay(new Date());
      const [history, ledger, checks, spentThisMonth] = await Promise.all([
        this.stores.history().runsOf(this.file()),
        this.stores.ledger.readAll(),
        this.stores.estimates.readAll(),
        this.stores.ledger.spentInMonthOf(today),
      ]);
      this.records = {
        history,
        ledger: summariseLedger(ledger.entries),
        accuracy: summariseEstimates(checks),
        spentThisMonth,
      };
    } catch (error) {
      this.log.error("Reading what is kept of runs", error);
    }
    this.post();
  }

  private post(): void {
    const input = this.panel.currentInput;
    if (input === undefined || !this.panel.isOpen) return;
    const source = this.shown.get(this.file());
    this.panel.post({
      type: "live",
      live: buildLiveState({
        pair: input.pair,
        currency: input.currency,
        host: this.hostOrProblem(),
        beforeRun: this.beforeRun(input),
        canRun: this.promptSubject() !== undefined,
        runsEach: this.runsEach,
        ...(source && { run: this.shownRun(source) }),
        shownIndex: source?.shownIndex ?? 0,
        ...this.records,
        today: input.today,
      }),
    });
  }

  private hostOrProblem(): string {
    try {
      return this.host();
    } catch {
      return this.settings.current.baseUrl;
    }
  }

  private shownRun({ run }: ShownSource): ShownRun {
    if (!(run instanceof Comparison)) return shownStored(run);
    const seconds = Object.fromEntries(
      [...this.waiting].map(([side, event]) => [side, event.seconds]),
    );
    return shownComparison(run, SYSTEM_CLOCK.nowMs(), seconds);
  }

  private beforeRun({ subject, today, currency }: PanelInput): string {
    if (subject.kind !== "one") return vscode.l10n.t("Choose one prompt to run it.");
    if (this.settings.current.provider === "vscode") {
      return vscode.l10n.t("VS Code's models answer; nothing is billed by tokens.");
    }
    const { prompt, left, right } = subject.estimate;
    const limit = prompt.maxOutputTokens && { maxOutputTokens: prompt.maxOutputTokens.value };
    const planned = [left, right].map(({ model, snapshot, count }) => ({
      label: model.label,
      atMost: worstCaseCost({
        model,
        price: priceOf(model, snapshot, "standard", today),
        inputTokens: count.inputTokens,
        ...limit,
      }),
    }));
    return beforeRunSentence({ planned, runsEach: Number(this.runsEach.value), currency });
  }

  /* Answers as they come */

  private handleEvent(id: string, place: AnswerPlace, event: RunEvent): void {
    const key = placeKey(place);
    if (event.kind === "waiting") this.waiting.set(place.side, event);
    if (event.kind === "retrying") this.waiting.delete(place.side);
    if (event.kind === "text" || event.kind === "refusal") {
      const batcherKey = `${id}/${key}`;
      let batcher = this.batchers.get(batcherKey);
      if (batcher === undefined) {
        batcher = new EventBatcher(SYSTEM_CLOCK, BATCH_MS, (events) =>
          this.sendPieces(id, place, events),
        );
        this.batchers.set(batcherKey, batcher);
      }
      batcher.add(event);
      return;
    }
    if (event.kind === "first-token" || event.kind === "waiting") this.post();
  }

  private handleAnswer(id: string, place: AnswerPlace): void {
    const batcherKey = `${id}/${placeKey(place)}`;
    this.batchers.get(batcherKey)?.flush();
    this.batchers.delete(batcherKey);
    this.waiting.delete(place.side);
    this.post();
  }

  private sendPieces(id: string, place: AnswerPlace, events: readonly RunEvent[]): void {
    if (this.current()?.plan.id !== id) return;
    const text = events
      .map((event) => (event.kind === "text" || event.kind === "refusal" ? event.text : ""))
      .join("");
    this.sendText(id, place, text);
  }

  private sendText(id: string, place: AnswerPlace, text: string): void {
    const key = textKeyOf(id, place.side, place.index);
    const start = this.sentLength.get(key) ?? 0;
    this.sentLength.set(key, start + text.length);
    this.panel.post({ type: "liveText", key, start, text });
  }

  /** The texts of all answers of the run that is shown, from their beginning. */
  private sendTexts(): void {
    const run = this.shown.get(this.file())?.run;
    if (run === undefined) return;
    const id = run instanceof Comparison ? run.plan.id : run.id;
    for (const side of ["left", "right"] as const) {
      const answers = run instanceof Comparison ? run.progressOf(side) : run.answers;
      for (const place of answers.filter((answer) => answer.side === side)) {
        const answer =
          run instanceof Comparison
            ? run.answerOf(place)
            : run.answers.find((each) => placeKey(each) === placeKey(place));
        this.sentLength.delete(textKeyOf(id, side, place.index));
        this.sendText(id, place, answer?.refusal ?? answer?.text ?? "");
      }
    }
  }

  private startTimer(): void {
    this.timer ??= setInterval(() => this.post(), REFRESH_MS);
  }

  private stopTimer(always = false): void {
    if (!always && this.stopAtDisposal.length > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /* Before a run */

  private async runner(): Promise<ModelRunner | undefined> {
    if (this.settings.current.provider === "vscode") return createLanguageModelRunner(SYSTEM_CLOCK);
    const connection = await this.connect();
    const { answerTimeoutMs, stallTimeoutMs } = this.settings.current;
    return (
      connection &&
      createOpenAiRunner(connection, {
        ...DEFAULT_LIMITS,
        answerMs: answerTimeoutMs,
        silenceMs: stallTimeoutMs,
      })
    );
  }

  /** Undefined where a key is wanted and the user gives none. */
  private async connect() {
    const uri =
      uriOf(this.panel.currentSubject) ?? vscode.Uri.from({ scheme: "untitled", path: "prompt" });
    const connection = await this.connections.connect(uri);
    if (connection.key !== undefined || !connection.server.needsKey) return connection;
    const setKey = vscode.l10n.t("Set OpenAI API Key");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        "No key for {0}. It is kept in VS Code's secret storage and sent there only.",
        connection.server.host,
      ),
      setKey,
    );
    if (chosen !== setKey) return undefined;
    await vscode.commands.executeCommand(COMMANDS.setApiKey);
    const again = await this.connections.connect(uri);
    return again.key === undefined ? undefined : again;
  }

  private async maySpend(plan: ComparisonPlan): Promise<boolean> {
    const input = this.panel.currentInput;
    if (input === undefined) return false;
    const today = localDay(new Date());
    const labels = { left: input.pair.left.label, right: input.pair.right.label };
    const decision = decideSpending({
      planned: plannedCosts(plan, labels),
      runsEach: plan.runsEach,
      today,
      spentThisMonth: await this.stores.ledger.spentInMonthOf(today),
      budgetUsdPerMonth: this.settings.current.budgetUsdPerMonth,
      confirmAboveUsd: this.settings.current.confirmAboveUsd,
      currency: input.currency,
    });
    if (decision.kind === "go") return true;
    if (decision.kind === "block") {
      const change = vscode.l10n.t("Change the Budget");
      const chosen = await vscode.window.showWarningMessage(decision.sentence, change);
      if (chosen === change) {
        await vscode.commands.executeCommand(
          "workbench.action.openSettings",
          "@id:tokenscale.budget.usdPerMonth",
        );
      }
      return false;
    }
    const run = vscode.l10n.t("Run");
    return (
      (await vscode.window.showWarningMessage(decision.sentence, { modal: true }, run)) === run
    );
  }

  private setRunsEach(text: string): void {
    const runs = Number(text.trim());
    this.runsEach =
      Number.isInteger(runs) && runs >= 1 && runs <= MOST_RUNS_EACH
        ? { value: String(runs) }
        : {
            value: this.runsEach.value,
            problem: vscode.l10n.t(
              "1 to {0} runs: {1} is used.",
              MOST_RUNS_EACH,
              this.runsEach.value,
            ),
          };
    this.post();
  }

  /* What is kept */

  private showAnswer(index: number): void {
    const source = this.shown.get(this.file());
    if (source === undefined) return;
    source.shownIndex = index;
    this.post();
    this.sendTexts();
  }

  private stored(id: string): StoredRun | undefined {
    return this.records.history.find((run) => run.id === id);
  }

  private openRun(id: string): void {
    const run = this.stored(id);
    if (run === undefined) return;
    this.shown.set(this.file(), { run, shownIndex: 0 });
    this.post();
    this.sendTexts();
  }

  private async exportRun(id: string): Promise<void> {
    const run = this.stored(id);
    if (run !== undefined)
      await saveText(`run-${run.startedAt.slice(0, 10)}.json`, exportStoredRun(run));
  }

  private async deleteRun(id: string): Promise<void> {
    const run = this.stored(id);
    if (run !== undefined) await this.stores.history().delete(run);
    await this.reload();
  }

  private async saveShownRun(): Promise<void> {
    const run = this.shown.get(this.file())?.run;
    if (run === undefined) return;
    const id = run instanceof Comparison ? run.plan.id : run.id;
    if (this.stored(id) === undefined) {
      throw new UserError(
        vscode.l10n.t("This run is not in the history: keeping runs is switched off."),
      );
    }
    await this.exportRun(id);
  }

  /** Where the prompt limits its output, to be raised. */
  private async goToMaxTokens(): Promise<void> {
    const range = this.promptSubject()?.estimate.prompt.maxOutputTokens?.range;
    const uri = uriOf(this.panel.currentSubject);
    if (uri !== undefined && range !== undefined) await goTo({ uri: uri.toString(), range });
  }

  private async openDiff(): Promise<void> {
    const source = this.shown.get(this.file());
    if (source === undefined) return;
    const { sides, id } = this.shownRun(source);
    const [left, right] = [sides.left, sides.right].map((side) => {
      const text = side?.answers[source.shownIndex]?.text;
      return side && text !== undefined ? { model: side.model, text } : undefined;
    });
    if (left && right) await this.documents.diff(left, right, id);
  }
}

function isRunning(comparison: Comparison): boolean {
  return shownComparison(comparison, SYSTEM_CLOCK.nowMs(), {}).isRunning;
}

/** Sorts by time and is different for every run. */
function runId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
