import * as vscode from "vscode";
import type { DisplayedRuns } from "../../core/runs/engine/displayedRuns";
import { LiveRuns, type RunsEvent } from "../../core/runs/engine/liveRuns";
import { type MoveView, viewMove } from "../../core/panel/live/liveMove";
import { LivePage } from "../../core/panel/live/livePage";
import type { ReasoningEffort } from "../../core/models/model";
import { effortNamed } from "../../core/models/modelAtEffort";
import type { LiveAction } from "../../core/panel/contract/panelAction";
import { localDay } from "../../core/day";
import type { Side } from "../../core/pair";
import type { AnswerKey } from "../../core/runs/answerKey";
import { baselineOf } from "../../core/runs/records/baselines";
import { type Move, moveFrom } from "../../core/runs/move";
import { answerEndLine } from "../../core/runs/engine/comparisonEvent";
import type { RunEvent } from "../../core/runs/runEvent";
import type { SpendingGate } from "../../core/runs/spending/spendingGate";
import { whyUnread } from "../../core/prompt/unreadPrompt";
import { exportName, exportStoredRun, type StoredRun } from "../../core/runs/records/storedRun";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { goTo } from "../surfaces/goTo";
import { UserError } from "../errors";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { PanelController } from "../panel/panelController";
import type { SettingsService } from "../settings";
import type { EstimateContexts } from "../store/estimateContext";
import type { AnswerDocuments } from "./answerDocuments";
import { verifyCounts } from "./countVerifier";
import { type PanelPrompt, promptInPanel } from "./panelPrompt";
import type { Providers } from "./providers";
import { saveText } from "../saveText";
import { NO_RECORDS, readRecords } from "../../core/runs/records/keptRecords";
import { RunStatus } from "./runStatus";
import { createRunsShell } from "./runsShell";
import { chooseBaseline, isDeletionWanted } from "./baselineDialogs";
import type { RunStores } from "./runStores";

/** How often the figures of a running answer are drawn; its text is sent immediately. */
const REFRESH_MS = 100;
/** Changes within this time are drawn together, so that the page has time to draw texts. */
const COALESCE_MS = 30;
const MAX_RUNS_EACH = 20;

/** The Live section: carries out its actions and keeps it up to date. */
export class LiveController implements vscode.Disposable {
  private readonly page: LivePage;
  private readonly runs: LiveRuns<PanelPrompt>;
  private readonly status: RunStatus;
  private readonly disposables: vscode.Disposable[];
  /** From the panel's last drawing, so that the section never mixes two prompts. */
  private prompt: PanelPrompt | undefined;
  private records = NO_RECORDS;
  /** The name of the prompt whose history the records have. */
  private promptOfRecords: string | undefined;
  private hasWarnedUnrecorded = false;
  private reading = 0;
  private move: MoveView | undefined;
  private moveEffort: ReasoningEffort | undefined;
  private runsEach = 1;
  private runsEachProblem: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private drawing: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: PanelController,
    private readonly contexts: EstimateContexts,
    private readonly settings: SettingsService,
    private readonly providers: Providers,
    private readonly stores: RunStores,
    gate: SpendingGate,
    private readonly documents: AnswerDocuments,
    private readonly log: Log,
  ) {
    this.page = new LivePage(panel, SYSTEM_CLOCK);
    const shell = createRunsShell({ contexts, settings, providers, stores, gate });
    this.runs = new LiveRuns(shell, (event) => this.handleRuns(event));
    this.status = new RunStatus(() => this.runs.active);
    this.disposables = [
      this.status,
      panel.onDidBecomeReady(() => {
        this.page.forgetAll();
        this.draw();
      }),
      panel.onDidDraw(() => this.follow()),
      settings.onDidChange(() => this.draw()),
    ];
  }

  /** Brings the section into view. */
  reveal(): void {
    this.page.reveal();
  }

  /** Shows the Live section of a running prompt: the panel's own, or the last one started. */
  async showRunning(): Promise<void> {
    const prompt = this.board?.isRunning() ? this.prompt : this.runs.newestPrompt;
    if (prompt === undefined) return;
    this.panel.show(prompt.shown);
    await this.panel.whenShown();
    this.reveal();
  }

  /** Runs the prompt that the panel shows, on one model or on both. */
  async run(side?: Side): Promise<void> {
    const { runsEach } = this;
    await this.runs.start({ prompt: this.promptToSend(), ...(side && { side }), runsEach });
  }

  /** Runs the prompt on the old and the new model of its move, or on one of them. */
  async runMove(side?: Side): Promise<void> {
    const { runsEach } = this;
    const { prompt, move } = await this.moveToRun();
    await this.runs.start({ prompt, ...(side && { side }), runsEach, move });
  }

  /** Asks the server how many tokens the prompt has, on one model or on both. */
  async verify(side?: Side): Promise<void> {
    await verifyCounts(this.promptToSend(), side, this.providers, this.contexts);
  }

  /** Saves the old model's answers that are shown; if there are none, it is run first. */
  async saveBaseline(): Promise<void> {
    const { prompt, move } = await this.moveToRun();
    const { oldSnapshot } = move;
    const shown = this.board?.toStored();
    const given = shown?.isBaseline ? undefined : shown && baselineOf(shown, oldSnapshot);
    const baseline = given ?? (await this.runForBaseline(prompt, move));
    if (baseline === undefined) return;
    await this.stores.baselines.save(baseline);
    await this.readRecords();
    void vscode.window.showInformationMessage(
      vscode.l10n.t("Baseline of {0} saved. It needs no key and no live model.", oldSnapshot),
    );
  }

  /** Runs the new model next to the newest baseline, or the one that the user picks. */
  async compareBaseline(): Promise<void> {
    const { name } = this.promptToSend();
    const { runs } = await this.stores.baselines.readBaselinesOf(name);
    if (runs.length === 0)
      throw new UserError(vscode.l10n.t("This prompt has no baseline. Save one first."));
    await this.compareWith(runs.length === 1 ? runs[0] : await chooseBaseline(runs));
  }

  async handle(action: LiveAction): Promise<void> {
    switch (action.type) {
      case "runLive":
        return this.run(action.side);
      case "runMove":
        return this.runMove(action.side);
      case "setMoveEffort":
        return this.setMoveEffort(action.effort);
      case "saveBaseline":
        return this.saveBaseline();
      case "openBaseline":
        return this.open(this.baseline(action.runId));
      case "compareBaseline":
        return this.compareWith(this.baseline(action.runId));
      case "exportBaseline":
        return this.save(this.baseline(action.runId));
      case "deleteBaseline":
        return this.deleteBaseline(this.baseline(action.runId));
      case "stopLive":
        return this.board?.stop(action.side);
      case "retryNow":
        return this.board?.retryNow(action.side);
      case "setRunsEach":
        return this.setRunsEach(action.text);
      case "showAnswer":
        this.board?.choose(action.index);
        return this.draw();
      case "verifyCount":
        return this.verify(action.side);
      case "setApiKey":
      case "exportLedger":
        await vscode.commands.executeCommand(COMMANDS[action.type]);
        return;
      case "setMaxTokens":
        return this.goToMaxTokens();
      case "openDiff":
        return this.openDiff();
      case "saveRun":
        return this.save(this.board?.toStored());
      case "openRun":
        return this.open(await this.stored(action.runId));
      case "exportRun":
        return this.save(await this.stored(action.runId));
      case "deleteRun":
        return this.delete(await this.stored(action.runId));
      case "deleteRuns":
        return this.deleteMany();
    }
  }

  /** The only listener to the runs: it logs events and updates the page. */
  private handleRuns(event: RunsEvent): void {
    switch (event.kind) {
      case "answer-event":
        return this.takeAnswerEvent(event.plan.id, event.place, event.event);
      case "answer-ended":
        this.log.info(answerEndLine(event));
        this.page.endText(event.plan.id, event.place);
        return this.drawSoon();
      case "problem":
        this.log.error("Keeping a run", event.error);
        if (this.hasWarnedUnrecorded) return;
        this.hasWarnedUnrecorded = true;
        void warnUnrecorded();
        return;
      case "not-compared":
        return this.log.error("Comparing answers", event.error);
      case "begun":
        this.draw(); // Which texts are sent depends on what is drawn.
        return this.followRunning();
      case "written":
        void this.readRecords();
        this.drawSoon();
        return this.followRunning();
      case "compared":
        return this.drawSoon();
    }
  }

  private followRunning(): void {
    this.status.follow();
    if (this.runs.isAnyRunning) {
      this.timer ??= setInterval(() => this.drawIfRunning(), REFRESH_MS);
    } else {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }

  /** Stops all runs; resolves when received answers are written. */
  close(): Promise<void> {
    return this.runs.close();
  }

  dispose(): void {
    clearInterval(this.timer);
    clearTimeout(this.drawing);
    void this.close();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private takeAnswerEvent(runId: string, place: AnswerKey, event: RunEvent): void {
    if (event.kind === "text" || event.kind === "refusal") {
      this.page.addText(runId, place, event);
    } else if (event.kind === "first-token" && !this.page.showsText(runId, place)) {
      queueMicrotask(() => this.draw()); // Including anything received by then.
    } else if (event.kind === "first-token" || event.kind === "waiting") {
      this.drawSoon();
    }
  }

  private get board(): DisplayedRuns | undefined {
    return this.prompt && this.runs.boardOf(this.prompt.name);
  }

  private promptToSend(): PanelPrompt {
    const prompt = this.promptToRun();
    const reason = whyUnread(prompt.subject.estimate.prompt);
    if (reason !== undefined) {
      throw new UserError(
        vscode.l10n.t("Nothing to send: {0}. Add the file and run again.", reason),
      );
    }
    return prompt;
  }

  private async moveToRun(): Promise<{ readonly prompt: PanelPrompt; readonly move: Move }> {
    const prompt = this.promptToSend();
    const view = await this.readMove(prompt);
    if (view.kind === "refused") throw new UserError(view.reason);
    return { prompt, move: view.move };
  }

  private promptToRun(): PanelPrompt {
    if (this.prompt === undefined) {
      throw new UserError(vscode.l10n.t("Nothing to run. Open a prompt file."));
    }
    return this.prompt;
  }

  /** Called when the panel has drawn another prompt, or the same one with other figures. */
  private follow(): void {
    const before = this.prompt?.name;
    this.prompt = promptInPanel(this.panel);
    if (this.prompt !== undefined && this.prompt.name !== before) {
      // The panel may show the same prompt again: a click on a run must still find it.
      if (this.prompt.name !== this.promptOfRecords) {
        this.records = { ...this.records, history: [], baselines: [] };
      }
      this.runsEachProblem = undefined;
      this.move = undefined;
      this.moveEffort = undefined;
      void this.readRecords();
    }
    if (this.prompt !== undefined) void this.followMove(this.prompt);
    this.draw();
  }

  private async followMove(prompt: PanelPrompt): Promise<void> {
    const move = await this.readMove(prompt);
    if (prompt !== this.prompt) return;
    this.move = move;
    this.drawSoon();
  }

  private async readMove({ prompt }: PanelPrompt): Promise<MoveView> {
    const { services, settings } = await this.contexts.get();
    const intent = { effort: this.moveEffort, isBilled: this.providers.isServer };
    return viewMove(prompt, intent, services, settings);
  }

  private async setMoveEffort(effort: string): Promise<void> {
    if (this.prompt === undefined || this.move?.kind !== "move") return;
    this.moveEffort = effortNamed(this.move.target, effort);
    await this.followMove(this.prompt);
  }

  private async readRecords(): Promise<void> {
    const { prompt } = this;
    if (prompt === undefined) return;
    const turn = ++this.reading;
    try {
      const records = await readRecords(this.stores, prompt.name, localDay(new Date()));
      if (turn !== this.reading) return;
      this.records = records;
      this.promptOfRecords = prompt.name;
      this.drawSoon();
    } catch (error) {
      this.log.error("Reading what is kept of runs", error);
    }
  }

  private drawSoon(): void {
    this.drawing ??= setTimeout(() => this.draw(), COALESCE_MS);
  }

  private draw(): void {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    const { board, prompt, runsEach, runsEachProblem } = this;
    if (prompt === undefined || board === undefined || !this.panel.isOpen) return;
    this.page.draw({
      prompt,
      ...(this.move && { move: this.move }),
      board,
      host: this.providers.host,
      isBilled: this.providers.isServer,
      runsEach,
      rest: {
        ...this.records,
        history: this.records.history.filter(({ id }) => !this.runs.isRunning(id)),
        runsEach: {
          value: String(runsEach),
          ...(runsEachProblem !== undefined && { problem: runsEachProblem }),
        },
        budgetUsdPerMonth: this.settings.current.budgetUsdPerMonth,
      },
    });
  }

  private drawIfRunning(): void {
    if (this.board?.isRunning()) this.draw();
  }

  private setRunsEach(text: string): void {
    const runs = Number(text.trim());
    const isUsable = Number.isInteger(runs) && runs >= 1 && runs <= MAX_RUNS_EACH;
    if (isUsable) this.runsEach = runs;
    this.runsEachProblem = isUsable
      ? undefined
      : vscode.l10n.t("1 to {0} runs: {1} is used.", MAX_RUNS_EACH, this.runsEach);
    this.draw();
  }

  /** Shows the prompt's output limit, so that the user can raise it. */
  private async goToMaxTokens(): Promise<void> {
    const { uri, subject } = this.promptToRun();
    const range = subject.estimate.prompt.maxOutputTokens?.range;
    if (range !== undefined) await goTo({ uri: uri.toString(), range });
  }

  private async openDiff(): Promise<void> {
    const { board } = this;
    const sides = board?.sides(SYSTEM_CLOCK.nowMs());
    if (board === undefined || sides === undefined) return;
    const index = board.indexOf(sides);
    const [left, right] = [sides.left, sides.right].map((side) => {
      const answer = side?.answers[index];
      return side && answer && { model: side.model, text: answer.text, runId: side.runId };
    });
    if (left && right) await this.documents.diff(left, right);
  }

  private baseline(id: string): StoredRun | undefined {
    return this.records.baselines.find((run) => run.id === id);
  }

  /** Undefined if the user turned back. */
  private async runForBaseline(prompt: PanelPrompt, move: Move): Promise<StoredRun | undefined> {
    const run = await this.runs.start({ prompt, side: "left", runsEach: this.runsEach, move });
    if (run === undefined) return undefined;
    await run.done;
    const baseline = baselineOf(run.toStored(), move.oldSnapshot);
    if (baseline === undefined)
      throw new UserError(vscode.l10n.t("No baseline saved: the run brought no whole answer."));
    return baseline;
  }

  private async compareWith(baseline: StoredRun | undefined): Promise<void> {
    const old = baseline?.models.left;
    if (baseline === undefined || old === undefined || this.board?.isRunning()) return;
    const { runsEach } = this;
    const prompt = this.promptToSend();
    const { settings } = await this.contexts.get();
    const choice = moveFrom(old, prompt.prompt, settings, this.moveEffort);
    if (choice.kind === "refused") throw new UserError(choice.reason);
    this.open(baseline);
    await this.runs.start({ prompt, side: "right", runsEach, move: choice.move });
  }

  private async deleteBaseline(baseline: StoredRun | undefined): Promise<void> {
    if (baseline === undefined || !(await isDeletionWanted(baseline))) return;
    await this.stores.baselines.delete(baseline);
    this.board?.forget(baseline.id);
    await this.readRecords();
  }

  /** The page may list a run whose record is being read again. */
  private async stored(id: string): Promise<StoredRun | undefined> {
    const isAsked = (run: StoredRun): boolean => run.id === id;
    const known = this.records.history.find(isAsked);
    if (known !== undefined || this.prompt === undefined) return known;
    const { runs } = await this.stores.history().readRunsOf(this.prompt.name);
    return runs.find(isAsked);
  }

  private open(run: StoredRun | undefined): void {
    const { board } = this;
    if (run === undefined || board === undefined || board.isRunning()) return;
    board.showStored(run);
    this.draw();
    void this.runs.measureSimilarity(board);
  }

  private async save(run: StoredRun | undefined): Promise<void> {
    if (run !== undefined) await saveText(exportName(run), exportStoredRun(run));
  }

  private async delete(run: StoredRun | undefined): Promise<void> {
    if (run === undefined) return;
    await this.stores.history().delete(run);
    this.board?.forget(run.id);
    await this.readRecords();
  }

  private async deleteMany(): Promise<void> {
    const { name } = this.promptToRun();
    const ofThis = vscode.l10n.t("Of This Prompt");
    const ofAll = vscode.l10n.t("Of All Prompts");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Delete the runs that this workspace keeps?"),
      { modal: true },
      ofThis,
      ofAll,
    );
    if (chosen === undefined) return;
    await this.stores.history().deleteAll(chosen === ofThis ? name : undefined);
    for (const { id } of this.records.history) this.board?.forget(id);
    await this.readRecords();
  }
}

/** Once per window: the user decides whether runs continue without being recorded. */
async function warnUnrecorded(): Promise<void> {
  const openLog = vscode.l10n.t("Open Log");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      "A run could not be recorded on disk, so spending and history are incomplete. Free some disk space; set a monthly budget to stop runs that can't be recorded.",
    ),
    openLog,
  );
  if (chosen === openLog) await vscode.commands.executeCommand(COMMANDS.openLog);
}
