import * as vscode from "vscode";
import type {
  NamedEstimate,
  PanelInput,
  PanelSubject,
  UnpricedState,
} from "../../core/panel/panelInput";
import type { Moment } from "../../core/panel/contract/panelAction";
import type { MomentInput } from "../../core/panel/moment";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import { buildEstimate } from "../../core/estimate/buildEstimate";
import type { Estimate } from "../../core/estimate/estimate";
import { isOfMany, totalOf } from "../../core/estimate/fileTotal";
import type { UnreadEntries } from "../../core/prompt/prompt";
import type { Pace } from "../../core/estimate/pace";
import { promptOfText } from "../../core/estimate/textEstimate";
import { loadOtherModels } from "../../core/models/otherModels";
import { otherPairs, type OtherPair } from "../../core/models/retirement";
import type { ModelPair } from "../../core/models/resolvePair";
import { toleratedLoss } from "../../core/recommend/recommendInput";
import type { EstimateContext, EstimateContexts } from "../store/estimateContext";
import type { EstimateStore } from "../store/estimateStore";
import { documentUnits } from "../store/documentLines";
import { LARGE_UNITS } from "../store/largeText";
import { isCodeWithoutPrompts, type UriEstimator } from "../store/estimateUri";
import type { ReadyReading } from "../store/reading";
import { timeOfDay } from "../timeOfDay";
import { type AfterMoves, readDocument } from "../store/afterMoves";
import type { PanelChoices } from "./panelChoices";
import { type PanelSubjectRef, uriOf } from "./panelSubject";
import type { WorkspaceRouting } from "./workspaceRouting";

const NONE: PanelSubject = { kind: "none" };

/** A subject with the settings that its figures were computed with. */
interface EstimatedSubject {
  readonly context: EstimateContext;
  readonly subject: PanelSubject;
}

/** Gathers the input of the panel, all from one context, so that no state mixes two. */
export class PanelInputs {
  private others:
    { readonly than: ModelPair; readonly found: Promise<readonly OtherPair[]> } | undefined;

  constructor(
    private readonly store: EstimateStore,
    private readonly contexts: EstimateContexts,
    private readonly estimator: UriEstimator,
    private readonly routing: WorkspaceRouting,
    private readonly afterMoves: AfterMoves,
  ) {}

  /** `isDeleted`: the subject's file is gone from the disk, but its document is still open. */
  async gather(
    subject: PanelSubjectRef,
    choices: PanelChoices,
    isDeleted: boolean,
    pace: Pace,
  ): Promise<PanelInput> {
    const { context, subject: shown } = await this.subjectOf(subject, isDeleted, pace);
    const { settings, userSettings } = context;
    const routing = await this.routing.input(context);
    const moment = this.momentOf(choices.moment.current, subject, shown, context);
    return {
      subject: shown,
      pair: settings.pair,
      today: settings.today,
      currency: currencyOfSettings(userSettings),
      tolerance: toleratedLoss(userSettings.tolerance),
      scale: choices.scale.current,
      ...(userSettings.budgetUsdPerMonth !== undefined && {
        budgetUsdPerMonth: userSettings.budgetUsdPerMonth,
      }),
      ...(moment && { moment }),
      ...(routing && { routing }),
      otherPairs: await this.loadOthers(settings.pair, settings.today),
      settingProblems: settings.pair.problems,
    };
  }

  /** Undefined unless it is one prompt whose models end. */
  private momentOf(
    moment: Moment,
    subject: PanelSubjectRef,
    shown: PanelSubject,
    context: EstimateContext,
  ): MomentInput | undefined {
    if (shown.kind !== "one") return undefined;
    if (moment === "today")
      return this.afterMoves.canMove(shown.estimate, context) ? { shown: "today" } : undefined;
    const move = this.afterMoves.of(shown.estimate, context, this.sourceOf(subject));
    return move && { shown: "after", move };
  }

  /** Undefined if it was not read as a prompt file. */
  private sourceOf(subject: PanelSubjectRef): ReturnType<typeof readDocument> {
    const uri = subject.kind === "selection" ? undefined : uriOf(subject);
    const document = uri && openDocument(uri);
    const reading = uri && this.store.reading(uri);
    return document && reading?.kind === "ready" ? readDocument(reading, document) : undefined;
  }

  private async subjectOf(
    subject: PanelSubjectRef,
    isDeleted: boolean,
    pace: Pace,
  ): Promise<EstimatedSubject> {
    switch (subject.kind) {
      case "none":
        return this.nothing();
      case "files":
        return this.filesSubject(subject.uris, pace);
      case "selection":
        return this.selectionSubject(subject.uri);
      case "document":
        return this.documentSubject(subject.uri, undefined, isDeleted);
      case "request":
        return this.documentSubject(subject.uri, subject.index, isDeleted);
    }
  }

  private async documentSubject(
    uri: vscode.Uri,
    index: number | undefined,
    isDeleted: boolean,
  ): Promise<EstimatedSubject> {
    const document = openDocument(uri);
    if (document === undefined) return this.nothing();
    const name = nameOf(uri);
    const counting = this.countingState(document);
    if (counting !== undefined) return this.unpriced(name, counting);
    const reading = await this.store.whenRead(document);
    if (reading?.kind !== "ready") return this.textSubject(document, document.getText(), false);
    const { context } = reading;
    const { file, estimates } = reading.estimate;
    const unread = unreadState(reading);
    if (unread !== undefined) return this.unpriced(name, unread);
    const estimate = estimates[index ?? 0];
    if (estimate === undefined) {
      return isBlank(document)
        ? this.unpriced(name, { kind: "empty" })
        : { context, subject: NONE };
    }
    if (index === undefined && isOfMany(reading.total)) {
      const subject: PanelSubject = {
        kind: "many",
        name,
        prompts: estimates.map((each, at) => ({
          id: JSON.stringify({ kind: "request", uri: uri.toString(), index: at }),
          name: requestName(document, each),
          estimate: each,
        })),
        total: reading.total,
        leftOut: reading.problems.map(({ message }) => message),
      };
      return { context, subject };
    }
    const subject: PanelSubject = {
      kind: "one",
      name: index === undefined ? name : `${name}, ${requestName(document, estimate)}`,
      formatLabel: file.formatLabel,
      estimate,
      isSelection: false,
      lineOf: (offset) => document.positionAt(offset).line + 1,
      reading: readingState(reading, isDeleted),
    };
    return { context, subject };
  }

  /** Undefined for a file that has been counted, or that is counted too fast to show progress. */
  private countingState(document: vscode.TextDocument): UnpricedState | undefined {
    const reading = this.store.reading(document.uri);
    if (reading?.kind === "counting") return reading;
    if (reading !== undefined || !this.store.isPrompt(document.uri)) return undefined;
    return documentUnits(document) > LARGE_UNITS
      ? { kind: "counting", doneLines: 0, lines: document.lineCount }
      : undefined;
  }

  private async unpriced(name: string, state: UnpricedState): Promise<EstimatedSubject> {
    return { context: await this.contexts.get(), subject: { kind: "unpriced", name, state } };
  }

  private async selectionSubject(uri: vscode.Uri): Promise<EstimatedSubject> {
    const editor = vscode.window.visibleTextEditors.find(
      (candidate) => candidate.document.uri.toString() === uri.toString(),
    );
    const texts = (editor?.selections ?? [])
      .filter((selection) => !selection.isEmpty)
      .map((selection) => editor?.document.getText(selection) ?? "");
    if (editor === undefined || texts.length === 0)
      return this.documentSubject(uri, undefined, false);
    return this.textSubject(editor.document, texts.join("\n"), true);
  }

  private async textSubject(
    document: vscode.TextDocument,
    text: string,
    isSelection: boolean,
  ): Promise<EstimatedSubject> {
    const context = await this.contexts.get();
    const { services, settings } = context;
    const name = nameOf(document.uri);
    const subject: PanelSubject = {
      kind: "one",
      name: isSelection ? vscode.l10n.t("Selection in {0}", name) : name,
      formatLabel: isSelection ? vscode.l10n.t("Selection, as one prompt") : vscode.l10n.t("Text"),
      estimate: buildEstimate(promptOfText(text), services, settings),
      isSelection,
      lineOf: (offset) => document.positionAt(offset).line + 1,
      reading: { kind: "current" },
    };
    return { context, subject };
  }

  private async filesSubject(uris: readonly vscode.Uri[], pace: Pace): Promise<EstimatedSubject> {
    const prompts: NamedEstimate[] = [];
    const leftOut: string[] = [];
    let unread: UnreadEntries | undefined;
    let files = 0;
    const context = await this.contexts.get();
    for (const uri of uris) {
      const result = await this.estimator.estimate(uri, context, pace);
      if (result.kind === "left-out") {
        leftOut.push(result.why);
        files += 1;
        continue;
      }
      const { file, estimates } = result.estimate;
      if (isCodeWithoutPrompts(result.estimate)) continue;
      files += 1;
      if (file.unread) unread = { ...file.unread, count: file.unread.count + (unread?.count ?? 0) };
      const name = vscode.workspace.asRelativePath(uri);
      estimates.forEach((estimate, index) => {
        const isOnly = estimates.length === 1;
        const document = JSON.stringify({ kind: "document", uri: uri.toString(), index: 0 });
        prompts.push({
          id: isOnly ? document : JSON.stringify({ kind: "request", uri: uri.toString(), index }),
          ...(!isOnly && { file: { id: document, name } }),
          name: isOnly ? name : `${name}, ${estimate.prompt.name ?? String(index + 1)}`,
          estimate,
        });
      });
    }
    const total = totalOf(
      prompts.map(({ estimate }) => estimate),
      context.settings.pair,
      unread,
    );
    const subject: PanelSubject = {
      kind: "many",
      name: vscode.l10n.t("{0} files", files),
      prompts,
      total,
      leftOut,
    };
    return { context, subject };
  }

  private async nothing(): Promise<EstimatedSubject> {
    return { context: await this.contexts.get(), subject: NONE };
  }

  /** Computed once per pair: the price list is long. */
  private loadOthers(pair: ModelPair, today: string): Promise<readonly OtherPair[]> {
    if (this.others?.than !== pair) {
      const found = loadOtherModels(new Date(today)).then((models) => otherPairs(models, pair));
      this.others = { than: pair, found };
    }
    return this.others.found;
  }
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split("/").at(-1) ?? uri.path;
}

/** `Line 412, ticket-0412`; `Line 8` for one without a name. */
function requestName(document: vscode.TextDocument, { prompt }: Estimate): string {
  const line = vscode.l10n.t("Line {0}", document.positionAt(prompt.range.start).line + 1);
  return prompt.name === undefined ? line : `${line}, ${prompt.name}`;
}

/** A file that has been broken from the start has only its plain text. */
function unreadState({ problems, staleSince, total }: ReadyReading): UnpricedState | undefined {
  const problem = problems.find(({ code }) => code === "broken-file");
  if (problem === undefined || staleSince !== undefined) return undefined;
  return {
    kind: "not-read",
    problem: problem.message,
    range: problem.range,
    plainTokens: total.left.inputTokens,
  };
}

function isBlank(document: vscode.TextDocument): boolean {
  return document.lineCount === 1 && document.lineAt(0).text === "";
}

function readingState(
  { staleSince, problems }: ReadyReading,
  isDeleted: boolean,
): Extract<PanelSubject, { kind: "one" }>["reading"] {
  if (isDeleted) return { kind: "deleted", since: timeOfDay(staleSince ?? new Date()) };
  const [problem] = problems;
  if (staleSince === undefined || problem === undefined) return { kind: "current" };
  return {
    kind: "broken",
    since: timeOfDay(staleSince),
    problem: problem.message,
    range: problem.range,
  };
}
