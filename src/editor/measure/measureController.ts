import * as vscode from "vscode";
import { loadAnswerChecker } from "../../core/measure/assertions/checkAnswer";
import {
  answersOfRun,
  type EarlierRun,
  headOf,
  isLeftOf,
  settle,
  unjudgedRows,
  withoutFailed,
} from "../../core/measure/engine/earlierRun";
import { batchCommand } from "../../core/measure/batch/batchCommand";
import { checkRowsBy } from "../../core/measure/engine/finishedRow";
import {
  measuredCosts,
  type MeasurePlan,
  planMeasurement,
} from "../../core/measure/engine/measurePlan";
import {
  isWhole,
  type MeasureEnd,
  type MeasureEvent,
  Measurement,
} from "../../core/measure/engine/measurement";
import type { MeasureSettings } from "../../core/measure/engine/sideRun";
import { outcomesOfRows } from "../../core/measure/results/outcomeBook";
import type { RowResult } from "../../core/measure/rowResult";
import type { MeasureTab } from "../../core/panel/contract/measureState";
import type { BlindLetter } from "../../core/panel/contract/panelAction";
import { buildMeasureState } from "../../core/panel/measure/buildMeasureState";
import type { MeasureData, MeasureHold, MeasureInput } from "../../core/panel/measure/measureInput";
import { blindState, winnerOf } from "../../core/panel/measure/measureBlind";
import { prepareFacts } from "../../core/panel/measure/measureFacts";
import { measureRowDetails } from "../../core/panel/measure/measureResults";
import { localDay, monthName } from "../../core/day";
import { picoUsdOf } from "../../core/money";
import { nameAtEffort } from "../../core/models/modelAtEffort";
import { type Pair, type Side, SIDES } from "../../core/pair";
import type { Prompt } from "../../core/prompt/prompt";
import type { Recommendation } from "../../core/recommend/recommendation";
import type { Provider } from "../../core/runs/provider";
import type { SpendingGate } from "../../core/runs/spending/spendingGate";
import type { KeptRun, MeasureRuns } from "../../node/measureRuns";
import type { OpenedRun } from "../../node/runFolder";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { MEASURE_LIMITS } from "../../openai/openAiRunner";
import { nothingOpen, showError, UserError } from "../errors";
import { requireMachine } from "../host";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import { requestAt } from "../commands/runCommands";
import type { Providers } from "../live/providers";
import type { RunStores } from "../live/runStores";
import type { PanelChoices } from "../panel/panelChoices";
import { registerCommand } from "../registerCommand";
import type { Settings, SettingsService } from "../settings";
import type { EstimateContexts } from "../store/estimateContext";
import type { EstimateStore } from "../store/estimateStore";
import type { OwnOutcomes } from "../store/ownOutcomes";
import { slicedPace } from "../store/slicedPace";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import { placeOf } from "../surfaces/surfaceCommands";
import { saveText } from "../saveText";
import { readBaselines, saveBaseline } from "./baselineFiles";
import { exportMeasurement } from "./exportMeasurement";
import { JudgeChoices } from "./judgeChoices";
import { MeasurePage, type MeasurePageAction } from "./measurePage";
import { type ReadData, readData } from "./measureSubject";
import { ShownResults } from "./shownResults";

/** How often a run is drawn while it goes on. */
const DRAW_MS = 250;

/** Up to so many rows the results are drawn while the run goes on; more of them would hold up typing. */
const MAX_LIVE_ROWS = 2_000;

/** Problems of the run; the newest are shown. */
const MAX_TROUBLES = 100;

/** The subject of the page over a reload of the window. */
const LAST_SUBJECT = "tokenscale.measure.last";
/** The data that was chosen for a prompt, by the prompt's address. */
const CHOSEN_DATA = "tokenscale.measure.data";

/** The rows that a resumed run asks for: those it did not get to, or also those without an answer. */
type ResumedRows = "unfinished" | "unanswered";

interface Subject {
  readonly uri: vscode.Uri;
  /** Of a file with several requests. */
  readonly index: number | undefined;
  readonly file: string;
  readonly prompt: Prompt;
}

interface CurrentRun {
  readonly plan: MeasurePlan;
  readonly measurement: Measurement;
  readonly opened: OpenedRun;
  readonly shown: ShownResults;
  readonly holds: MeasureHold[];
  readonly troubles: RowResult[];
  /** When everything is written and the folder is free again. */
  readonly ended: Promise<MeasureEnd>;
  end: MeasureEnd | undefined;
}

/** Measures a prompt on the rows of a dataset: its page, and the run behind it. */
export class MeasureController implements vscode.Disposable {
  private readonly memory: vscode.Memento;
  private readonly page: MeasurePage;
  private readonly judges: JudgeChoices;
  private readonly disposables: vscode.Disposable;
  private subject: Subject | undefined;
  private dataUri: vscode.Uri | undefined;
  private read: ReadData | undefined;
  private data: MeasureData = { kind: "none" };
  private kept: KeptRun | undefined;
  private run: CurrentRun | undefined;
  /** Of the run, or of an earlier one. */
  private shown: ShownResults | undefined;
  private baselines: MeasureInput["baselines"] = [];
  private tab: MeasureTab = "setup";
  private turn = 0;
  private version = 0;
  private drawn = 0;
  private drawnLearned: string | undefined;
  private drawing: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly contexts: EstimateContexts,
    private readonly outcomes: OwnOutcomes,
    private readonly store: EstimateStore,
    private readonly choices: PanelChoices,
    private readonly settings: SettingsService,
    private readonly providers: Providers,
    private readonly stores: RunStores,
    private readonly gate: SpendingGate,
    private readonly log: Log,
  ) {
    this.memory = context.workspaceState;
    this.judges = new JudgeChoices(this.memory);
    this.page = new MeasurePage(context.extensionUri);
    this.disposables = vscode.Disposable.from(
      this.page,
      this.page.onDidBecomeReady(() => this.attempt(this.drawFirst())),
      this.page.onDidAct((action) => this.attempt(this.handle(action))),
      this.contexts.onDidChange(() => this.attempt(this.planAgain())),
      this.store.onDidChange((uri) => this.followReading(uri)),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.attempt(this.followSaved(uri))),
      registerCommand(COMMANDS.measure, log, (place) => this.open(place)),
    );
  }

  /** Ends the requests in flight; resolves when what is finished is written. */
  async close(): Promise<void> {
    const { run } = this;
    if (run === undefined || run.end !== undefined) return;
    run.measurement.cancel();
    await run.ended;
  }

  private get runs(): MeasureRuns {
    const storage = this.context.storageUri ?? this.context.globalStorageUri;
    return requireMachine().measureRuns(vscode.Uri.joinPath(storage, "measure").fsPath);
  }

  dispose(): void {
    clearTimeout(this.drawing);
    void this.close();
    this.disposables.dispose();
  }

  private async handle(action: MeasurePageAction): Promise<void> {
    switch (action.type) {
      case "choosePair":
        return vscode.commands.executeCommand(COMMANDS.choosePair);
      case "chooseMeasureData":
        return this.chooseData();
      case "chooseMeasureJudge":
        return this.chooseJudge();
      case "openMeasureFile":
        return this.openFile(action.file);
      case "startMeasure":
        return this.start(action.rows);
      case "resumeMeasure":
        return this.resume("unfinished");
      case "retryMeasure":
        return this.resume("unanswered");
      case "pauseMeasure":
        this.run?.measurement.pause();
        return this.draw();
      case "continueMeasure":
        this.run?.measurement.resume();
        return this.draw();
      case "cancelMeasure":
        return this.run?.measurement.cancel();
      case "readMeasureRows": {
        const rows = this.shown?.index.read(action.filter, action.from, action.count);
        if (rows) this.page.answer({ type: "measureRows", rows });
        return;
      }
      case "openMeasureRow":
        return this.openRow(action.rowId);
      case "exportMeasure":
        return exportMeasurement(action.format, await this.input());
      case "readBlindRow":
        this.showBlind(undefined);
        return;
      case "voteBlind":
        return this.vote(action.rowId, action.vote);
      case "closeBlind":
        return this.learn();
      case "saveMeasureBaseline":
        return this.saveBaseline(action.side);
      case "exportOutcomes":
        return saveText("outcomes.jsonl", await this.outcomes.text());
      case "resetOutcomes":
        return this.resetOutcomes();
      case "openBatchCommand":
        return this.openBatchCommand();
    }
  }

  /** Of a lens, of the explorer, or of the active editor. */
  private async open(argument: unknown): Promise<void> {
    requireMachine();
    const place = placeOf(argument);
    const editor = vscode.window.activeTextEditor;
    const uri =
      place !== undefined
        ? vscode.Uri.parse(place.uri, true)
        : argument instanceof vscode.Uri
          ? argument
          : editor?.document.uri;
    if (uri === undefined) throw nothingOpen();
    if (uri.scheme !== "file") {
      throw new UserError(
        vscode.l10n.t("Measuring needs a prompt that is a file on disk: the results go beside it."),
      );
    }
    const offset = place?.range?.start ?? editor?.document.offsetAt(editor.selection.active);
    const request = await requestAt(uri, offset, this.store);
    if (request === undefined) return;
    const index = request.kind === "request" ? request.index : undefined;
    this.page.show();
    await this.show(uri, index);
  }

  /** A page that came back after a reload of the window shows what it showed. */
  private async drawFirst(): Promise<void> {
    if (this.subject !== undefined) return this.draw();
    const last = this.memory.get<{ readonly uri: string; readonly index?: number }>(LAST_SUBJECT);
    if (last !== undefined) await this.show(vscode.Uri.parse(last.uri, true), last.index);
  }

  private async show(uri: vscode.Uri, index: number | undefined): Promise<void> {
    const isOther = uri.toString() !== this.subject?.uri.toString() || index !== this.subject.index;
    if (isOther && this.run !== undefined && this.run.end === undefined) {
      throw new UserError(
        vscode.l10n.t("{0} is being measured. Cancel that run first.", this.subject?.file ?? ""),
      );
    }
    const prompt = await this.promptIn(uri, index);
    if (prompt === undefined) throw nothingOpen();
    const file = vscode.workspace.asRelativePath(uri);
    this.subject = { uri, index, file, prompt };
    if (isOther) {
      this.run = undefined;
      this.shown = undefined;
      this.tab = "setup";
    }
    await this.memory.update(LAST_SUBJECT, {
      uri: uri.toString(),
      ...(index !== undefined && { index }),
    });
    const chosen = this.memory.get<Readonly<Record<string, string>>>(CHOSEN_DATA, {});
    const data = new Map(Object.entries(chosen)).get(uri.toString());
    this.dataUri = data === undefined ? undefined : vscode.Uri.parse(data, true);
    await this.readAgain();
  }

  private async promptIn(uri: vscode.Uri, index = 0): Promise<Prompt | undefined> {
    const document = await vscode.workspace.openTextDocument(uri);
    const reading = await this.store.whenRead(document);
    return reading?.kind === "ready" ? reading.estimate.estimates[index]?.prompt : undefined;
  }

  private async chooseData(): Promise<void> {
    if (this.subject === undefined) return;
    const [picked] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t("Rows to measure {0} on", this.subject.file),
        openLabel: vscode.l10n.t("Measure on These Rows"),
        defaultUri: this.dataUri ?? vscode.Uri.joinPath(this.subject.uri, ".."),
        filters: {
          [vscode.l10n.t("Datasets")]: ["jsonl", "ndjson", "csv", "tsv", "json", "yaml", "yml"],
          [vscode.l10n.t("All files")]: ["*"],
        },
      })) ?? [];
    if (picked === undefined) return;
    const chosen = this.memory.get<Readonly<Record<string, string>>>(CHOSEN_DATA, {});
    await this.memory.update(CHOSEN_DATA, {
      ...chosen,
      [this.subject.uri.toString()]: picked.toString(),
    });
    this.dataUri = picked;
    await this.readAgain();
  }

  private async chooseJudge(): Promise<void> {
    if (this.subject === undefined) return;
    const { today } = (await this.contexts.get()).settings;
    if (await this.judges.choose(this.subject.uri, today)) await this.planAgain();
  }

  /** Reads the rows, then counts and prices them. A newer reading ends an older one. */
  private async readAgain(): Promise<void> {
    const { subject, dataUri } = this;
    const turn = ++this.turn;
    this.read = undefined;
    this.kept = undefined;
    if (subject === undefined || dataUri === undefined) {
      this.data = { kind: "none" };
      return this.draw();
    }
    const file = vscode.workspace.asRelativePath(dataUri);
    this.data = { kind: "reading", file };
    await this.draw();
    try {
      const read = await readData(subject.prompt, subject.uri, dataUri);
      if (turn !== this.turn) return;
      this.read = read;
    } catch (error) {
      if (turn !== this.turn) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.data = { kind: "failed", file, reason: vscode.l10n.t("Can't be read: {0}.", reason) };
      return this.draw();
    }
    await this.planAgain();
  }

  private async planAgain(): Promise<void> {
    const { subject, read, dataUri } = this;
    if (subject === undefined || read === undefined || dataUri === undefined) return;
    const turn = ++this.turn;
    const { rows, asserts, assertsUri, assertProblems } = read;
    const data = {
      kind: "read" as const,
      file: vscode.workspace.asRelativePath(dataUri),
      rows,
      asserts,
      ...(assertsUri && { assertsFile: vscode.workspace.asRelativePath(assertsUri) }),
      assertProblems,
    };
    this.data = data;
    await this.draw();
    const plan = await this.plan(subject, read, dataUri);
    if (turn !== this.turn) return;
    const kept = await this.runs.newest(headOf(plan, ""));
    const shown = kept && (await this.resultsOfKept(plan, kept));
    const baselines = await readBaselines(subject.uri);
    if (turn !== this.turn) return;
    this.kept = kept;
    if (this.run === undefined) this.shown = shown;
    this.baselines = baselines;
    this.data = { ...data, plan };
    await this.draw();
  }

  private async plan(
    { uri, file, prompt }: Subject,
    { toRun }: ReadData,
    dataUri: vscode.Uri,
    limit = toRun.length,
  ): Promise<MeasurePlan> {
    const { services, settings } = await this.contexts.get();
    const isBilled = this.providers.isServer;
    const plan = await planMeasurement(
      {
        id: newRunId(),
        file,
        data: vscode.workspace.asRelativePath(dataUri),
        host: this.providers.host,
        prompt,
        rows: toRun.slice(0, limit),
        measured: SIDES,
        isBilled,
        asksLogProbabilities: true,
      },
      services,
      settings,
      slicedPace({ aborted: false }),
    );
    const context = { counter: services.counter, today: settings.today, isBilled };
    return this.judges.withJudge(plan, uri, context);
  }

  private async start(rows?: number): Promise<void> {
    const { subject, read, dataUri } = this;
    if (subject === undefined || read === undefined || dataUri === undefined) return;
    const plan = await this.plan(subject, read, dataUri, rows);
    const folder = this.runs.folderOf(plan.id);
    await this.begin(plan, folder, undefined, () => this.start(rows));
  }

  private async resume(which: ResumedRows): Promise<void> {
    const { subject, read, dataUri } = this;
    if (subject === undefined || read === undefined || dataUri === undefined) return;
    const limit = this.run?.plan.rows.length;
    const plan = await this.plan(subject, read, dataUri, limit);
    const folder = this.run?.shown.folder ?? (await this.runs.newest(headOf(plan, "")))?.folder;
    if (folder !== undefined) {
      await this.begin(plan, folder, which, () => this.resume(which));
    }
  }

  private async begin(
    plan: MeasurePlan,
    folder: string,
    resumed: ResumedRows | undefined,
    again: () => Promise<void>,
  ): Promise<void> {
    const { subject } = this;
    if (subject === undefined || (this.run !== undefined && this.run.end === undefined)) return;
    const provider = await this.providers.open(subject.uri, again, MEASURE_LIMITS);
    if (provider === undefined) return;
    const head = headOf(plan, SYSTEM_CLOCK.date().toISOString());
    const opening = await requireMachine().openRun(folder, head, resumed !== undefined);
    if (opening.kind === "refused") throw new UserError(opening.reason);
    const opened =
      resumed === "unanswered" ? { ...opening, earlier: withoutFailed(opening.earlier) } : opening;
    try {
      const { ledger } = this.stores;
      if (provider.isBilled) await settle(ledger, opened.earlier.unsettled);
      const own = { ...plan, id: opened.earlier.head.id };
      const isLeft = isLeftOf(own, opened.earlier);
      const { userSettings } = await this.contexts.get();
      const spending = {
        planned: measuredCosts(own, isLeft),
        runsEach: 1,
        currency: currencyOfSettings(userSettings),
      };
      const build = await this.preparedRun(own, opened, provider, folder);
      const run = provider.isBilled ? await this.gate.pass(spending, build) : build();
      if (run === undefined) await opened.close();
    } catch (error) {
      await opened.close();
      throw error;
    }
    this.tab = this.run?.end === undefined && this.run?.opened === opened ? "run" : this.tab;
    await this.draw();
  }

  /** Returns what begins the run: the gate does so once the budget allows it. */
  private async preparedRun(
    plan: MeasurePlan,
    opened: OpenedRun,
    { runner, isBilled }: Provider,
    folder: string,
  ): Promise<() => Measurement> {
    const { services, engine } = await this.contexts.get();
    const checker = await loadAnswerChecker(engine);
    const shown = await this.showable(plan, folder, opened.earlier);
    const { budgetUsdPerMonth } = this.settings.readNow();
    return () => {
      const measurement = new Measurement(
        plan,
        opened.earlier,
        settingsOf(this.settings.current),
        {
          runner,
          clock: SYSTEM_CLOCK,
          random: Math.random,
          countTokens: (text) => services.counter.count(text),
          check: checkRowsBy(checker, plan),
          log: opened.log,
          ...(isBilled && { ledger: this.stores.ledger }),
          mustRecord: isBilled && budgetUsdPerMonth !== undefined,
          listener: (event) => this.take(event),
        },
        crypto.randomUUID().slice(0, 8),
      );
      const run: CurrentRun = {
        plan,
        measurement,
        opened,
        shown,
        holds: [],
        troubles: [],
        ended: measurement.done.then(async (end) => {
          await opened.close();
          return end;
        }),
        end: undefined,
      };
      this.run = run;
      this.shown = shown;
      this.attempt(this.followToEnd(run));
      return measurement;
    };
  }

  private async followToEnd(run: CurrentRun): Promise<void> {
    const end = await run.ended;
    run.end = end;
    if (this.run === run && isWhole(end)) this.tab = "results";
    await this.planAgain();
    if (this.run === run) await this.learn();
  }

  private async resultsOfKept(
    plan: MeasurePlan,
    { folder, earlier }: KeptRun,
  ): Promise<ShownResults | undefined> {
    if (this.shown?.folder === folder) return this.shown;
    if (earlier.results.size === 0) return undefined;
    return this.showable({ ...plan, id: earlier.head.id }, folder, earlier);
  }

  private async showable(
    plan: MeasurePlan,
    folder: string,
    earlier: EarlierRun,
  ): Promise<ShownResults> {
    const models = await this.modelNames();
    return ShownResults.open(plan, models, folder, earlier, () => (this.version += 1));
  }

  /** With their efforts. */
  private async modelNames(): Promise<Pair<string>> {
    const { left, right } = (await this.contexts.get()).settings.pair;
    return { left: nameAtEffort(left), right: nameAtEffort(right) };
  }

  /** Records what the results show: from then on the recommendation rests on it, too. */
  private async learn(): Promise<void> {
    const { subject, shown } = this;
    if (subject === undefined || shown === undefined) return;
    const results = shown.read();
    const outcomes = outcomesOfRows(results.rows, results);
    if (outcomes === undefined) return;
    const { evidence } = this.recommendation() ?? {};
    await this.outcomes.record({
      ...outcomes,
      file: subject.file,
      ...(evidence?.isRecognized && { kind: evidence.kind.id }),
      models: shown.models,
      run: shown.plan.id,
      recordedAt: SYSTEM_CLOCK.date().toISOString(),
    });
  }

  private recommendation(): Recommendation | undefined {
    const { subject } = this;
    const reading = subject && this.store.reading(subject.uri);
    if (reading?.kind !== "ready") return undefined;
    return reading.estimate.estimates[subject?.index ?? 0]?.recommendation;
  }

  /** The reason that rests on rows of one's own. */
  private learned(): string | undefined {
    const { evidence, reasons } = this.recommendation() ?? {};
    return evidence?.own && reasons?.find(({ code }) => code === "quality")?.text;
  }

  private followReading(uri: vscode.Uri): void {
    const isSubject = uri.toString() === this.subject?.uri.toString();
    if (isSubject && this.learned() !== this.drawnLearned) this.attempt(this.draw());
  }

  private async resetOutcomes(): Promise<void> {
    const reset = vscode.l10n.t("Reset");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Forget what your own rows showed in this workspace?"),
      {
        modal: true,
        detail: vscode.l10n.t(
          "Recommendations then rest on published and measured scores alone. The results of your runs stay.",
        ),
      },
      reset,
    );
    if (chosen === reset) await this.outcomes.clear();
  }

  /** The user reads the line and sends it. */
  private async openBatchCommand(): Promise<void> {
    const { subject, dataUri } = this;
    if (subject === undefined || dataUri === undefined) return;
    const call = {
      file: subject.uri.fsPath,
      data: dataUri.fsPath,
      models: await this.modelNames(),
      ...(subject.index !== undefined && { request: subject.index + 1 }),
    };
    const terminal = vscode.window.createTerminal(vscode.l10n.t("Measure by Batch"));
    terminal.show();
    terminal.sendText(batchCommand(call, requireMachine().isWindows), false);
  }

  private showBlind(voted: string | undefined): void {
    const results = this.shown?.read();
    if (results) this.page.answer({ type: "measureBlind", blind: blindState(results, voted) });
  }

  private async vote(rowId: string, vote: BlindLetter): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    await shown.vote(rowId, winnerOf(shown.plan, rowId, vote));
    this.showBlind(rowId);
    await this.draw();
  }

  private async saveBaseline(side: Side): Promise<void> {
    const { subject, shown } = this;
    if (subject === undefined || shown === undefined) return;
    await saveBaseline(shown.run, side, subject.uri);
    this.baselines = await readBaselines(subject.uri);
    await this.draw();
  }

  private take(event: MeasureEvent): void {
    const { run } = this;
    if (event.kind === "problem") return this.log.error("Measuring", event.error);
    if (run === undefined) return;
    if (event.kind === "held") run.holds.unshift(event.hold);
    else if (event.kind === "judge-held") run.holds.unshift({ side: "judge", ...event.wait });
    else if (event.kind === "judgment") run.shown.addJudgment(event.judgment);
    else if (event.kind === "result") {
      const { result } = event;
      run.shown.add(result);
      if (result.fault || result.tries > 1) run.troubles.unshift(result);
    }
    run.holds.length = Math.min(run.holds.length, MAX_TROUBLES);
    run.troubles.length = Math.min(run.troubles.length, MAX_TROUBLES);
    this.drawing ??= setTimeout(() => this.attempt(this.draw()), DRAW_MS);
  }

  private async draw(): Promise<void> {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    if (!this.page.isPageReady || this.subject === undefined) return;
    const drawn = ++this.drawn;
    const input = await this.input();
    if (input.results) await prepareFacts(input.results.rows, slicedPace({ aborted: false }));
    // A later drawing is of a newer state.
    if (drawn === this.drawn) this.page.draw(buildMeasureState(input));
  }

  private async input(): Promise<MeasureInput> {
    const { subject, run } = this;
    if (subject === undefined) throw nothingOpen();
    const { settings, userSettings } = await this.contexts.get();
    const { left, right } = settings.pair;
    const { budgetUsdPerMonth } = userSettings;
    const today = localDay(SYSTEM_CLOCK.date());
    const unfinished = this.kept && unfinishedOf(this.kept);
    const results = this.results();
    const learned = this.learned();
    this.drawnLearned = learned;
    return {
      tab: this.tab,
      file: subject.file,
      prompt: subject.prompt,
      names: { left, right },
      currency: currencyOfSettings(userSettings),
      data: this.data,
      settings: settingsOf(userSettings),
      ...(budgetUsdPerMonth !== undefined && {
        budget: {
          month: monthName(today),
          spent: await this.stores.ledger.spentInMonthOf(today),
          limit: picoUsdOf(budgetUsdPerMonth),
        },
      }),
      requestsPerMonth: this.choices.scale.current.requestsPerMonth,
      batchFromRows: userSettings.batchFromRows,
      ...(unfinished && { unfinished }),
      ...(run && {
        run: {
          plan: run.plan,
          progress: run.measurement.progress(),
          holds: run.holds,
          troubles: run.troubles,
          ...(run.end && { end: run.end }),
        },
      }),
      ...(results && { results }),
      baselines: this.baselines,
      ...(learned !== undefined && { learned }),
    };
  }

  private results(): MeasureInput["results"] {
    const { run, shown } = this;
    if (shown === undefined || shown.size === 0) return undefined;
    const isLive = run !== undefined && run.end === undefined;
    return isLive && shown.plan.rows.length > MAX_LIVE_ROWS ? undefined : shown.read();
  }

  private async openRow(rowId: string): Promise<void> {
    const input = await this.input();
    const row = input.results && measureRowDetails(input.results, rowId, input);
    if (row) this.page.answer({ type: "measureRow", row });
  }

  private async openFile(which: "prompt" | "data" | "asserts" | "results"): Promise<void> {
    const uris = {
      prompt: this.subject?.uri,
      data: this.dataUri,
      asserts: this.read?.assertsUri,
      results: this.shown && vscode.Uri.file(this.shown.folder),
    };
    const uri = uris[which];
    if (uri !== undefined) await vscode.commands.executeCommand("vscode.open", uri);
  }

  /** The prompt, its rows or its assertions were saved: the figures are old. */
  private async followSaved(uri: vscode.Uri): Promise<void> {
    const saved = uri.toString();
    const { subject } = this;
    if (subject === undefined || (this.run !== undefined && this.run.end === undefined)) return;
    const watched = [subject.uri, this.dataUri, this.read?.assertsUri];
    if (!watched.some((each) => each?.toString() === saved)) return;
    const prompt = await this.promptIn(subject.uri, subject.index);
    if (prompt !== undefined) this.subject = { ...subject, prompt };
    await this.readAgain();
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      void showError("Measure", this.log, error);
    });
  }
}

function settingsOf(settings: Settings): MeasureSettings {
  const { measureRequestsPerMinute, measureTokensPerMinute } = settings;
  return {
    concurrency: settings.measureConcurrency,
    ...(measureRequestsPerMinute !== undefined && { requestsPerMinute: measureRequestsPerMinute }),
    ...(measureTokensPerMinute !== undefined && { tokensPerMinute: measureTokensPerMinute }),
  };
}

function unfinishedOf({ earlier }: KeptRun): MeasureInput["unfinished"] {
  const { head, results } = earlier;
  const rows = answersOfRun(head);
  const unjudged = unjudgedRows(earlier);
  const isDone = results.size >= rows && unjudged === 0;
  if (results.size === 0 || isDone) return undefined;
  return { startedOn: head.startedAt.slice(0, 10), finished: results.size, rows, unjudged };
}

/** Sorts by time; a folder's name. */
function newRunId(): string {
  const time = SYSTEM_CLOCK.date().toISOString().slice(0, 19).replaceAll(":", "-");
  return `${time}-${crypto.randomUUID().slice(0, 4)}`;
}
