import * as vscode from "vscode";
import { type Side, SIDES } from "../../core/pair";
import type { Currency } from "../../core/currency";
import type { PicoUsd } from "../../core/money";
import { modelOnPrompt } from "../../core/estimate/buildEstimate";
import type { Estimate } from "../../core/estimate/estimate";
import { formatUsd } from "../../core/format";
import { classificationPrompt, parseClassification } from "../../core/recommend/classification";
import { LIGHT_MODEL_ID } from "../../core/recommend/pair";
import type { Recommendation } from "../../core/recommend/recommendation";
import { trainedWeights } from "../../core/recommend/trainedWeights";
import { Comparison } from "../../core/runs/engine/comparison";
import type { ComparisonPlan } from "../../core/runs/comparisonPlan";
import { describeEnd } from "../../core/runs/records/answerEnd";
import type { Provider } from "../../core/runs/provider";
import type { PlannedCost } from "../../core/runs/spending/spending";
import type { SpendingGate } from "../../core/runs/spending/spendingGate";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { UserError } from "../errors";
import type { Log } from "../log";
import type { EstimateContext, EstimateContexts } from "../store/estimateContext";
import { planComparison, plannedCosts } from "../../core/runs/engine/planComparison";
import type { PanelPrompt } from "./panelPrompt";
import type { Providers } from "./providers";
import type { RunStores } from "./runStores";

/** The services of the extension that a classification needs. */
export interface ClassifierServices {
  readonly contexts: EstimateContexts;
  readonly providers: Providers;
  readonly stores: RunStores;
  readonly gate: SpendingGate;
  readonly log: Log;
}

/**
 * Model-based routing: one cheap call in which GPT-4o mini names the kind of task. The fixed request
 * and its cost are shown before it is sent; its answer is shown next to the offline one.
 */
export async function classifyKind(
  prompt: PanelPrompt,
  services: ClassifierServices,
): Promise<void> {
  const call = await planCall(prompt, services);
  if (call === undefined || !(await isWanted(call))) return;
  const answer = await ask(call, services);
  if (answer === undefined) return;
  const kind = parseClassification(answer.text, trainedWeights);
  if (kind === undefined) {
    throw new UserError(vscode.l10n.t("GPT-4o mini named no kind that is known here."));
  }
  tellKind(kind, answer.cost, prompt, await services.contexts.get());
}

/** The request before it is sent. */
interface PlannedCall {
  readonly plan: ComparisonPlan;
  readonly side: Side;
  readonly provider: Provider;
  readonly planned: readonly PlannedCost[];
  readonly currency: Currency;
  /** The request without the prompt itself. */
  readonly instructions: string;
}

/** Undefined if a required key is missing; once it is given, everything starts over. */
async function planCall(
  panelPrompt: PanelPrompt,
  classifier: ClassifierServices,
): Promise<PlannedCall | undefined> {
  const { contexts, providers } = classifier;
  const { uri, file, subject, input } = panelPrompt;
  const { pair, currency } = input;
  const side = SIDES.find((each) => pair[each].id === LIGHT_MODEL_ID);
  if (side === undefined) {
    throw new UserError(
      vscode.l10n.t("GPT-4o mini is not in the pair: choose it to let it name the kind of task."),
    );
  }
  const provider = await providers.open(uri, () => classifyKind(panelPrompt, classifier));
  if (provider === undefined) return undefined;
  const { host, isBilled } = provider;
  const { services, settings } = await contexts.get();
  const prompt = classificationPrompt(subject.estimate.prompt, trainedWeights);
  const id = `kind-${Date.now().toString(36)}`;
  const call = { id, prompt, file, host, runsEach: 1, isBilled, currency, alternatives: [] };
  const plan = planComparison({ ...call, sides: [side] }, services, settings);
  const planned = plannedCosts(plan);
  return { plan, side, provider, planned, currency, instructions: instructionsOf(prompt) };
}

/** Says what the call costs and asks; all that is sent is one more click away. */
async function isWanted(call: PlannedCall, detail?: string): Promise<boolean> {
  const { planned, currency, instructions } = call;
  const atMost = planned[0]?.atMost;
  const cost =
    atMost === undefined ? "" : vscode.l10n.t(" {0} at most.", formatUsd(atMost, currency));
  const askIt = vscode.l10n.t("Ask");
  const show = vscode.l10n.t("Show What Is Sent");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("One request asks GPT-4o mini which kind of task this is.{0}", cost),
    {
      modal: true,
      detail: detail ?? vscode.l10n.t("It sends the prompt after fixed instructions."),
    },
    ...(detail === undefined ? [askIt, show] : [askIt]),
  );
  return chosen === show ? isWanted(call, instructions) : chosen === askIt;
}

/**
 * Sends the request and waits for its answer; throws a `UserError` if it fails. Undefined if the
 * budget does not allow it.
 */
async function ask(
  { plan, side, provider, planned, currency }: PlannedCall,
  { contexts, stores, gate, log }: ClassifierServices,
): Promise<{ readonly text: string; readonly cost?: PicoUsd } | undefined> {
  const { services } = await contexts.get();
  const begin = (): Comparison =>
    new Comparison(plan, {
      runner: provider.runner,
      clock: SYSTEM_CLOCK,
      counter: services.counter,
      ...(provider.isBilled && { ledger: stores.ledger }),
      listener: (event) => {
        if (event.kind === "problem") log.error("Asking for the kind of task", event.error);
      },
    });
  const spending = { planned, runsEach: 1, currency };
  const call = provider.isBilled ? await gate.pass(spending, begin) : begin();
  if (call === undefined) return undefined;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t("Asking GPT-4o mini"),
    },
    (_progress, token) => {
      token.onCancellationRequested(() => call.stop());
      return call.done;
    },
  );
  const [progress] = call.progressOf(side);
  const model = plan.sides[side]?.request.model ?? "";
  const [problem] = progress?.end ? describeEnd(progress.end, { host: plan.host, model }) : [];
  if (problem !== undefined) throw new UserError(`${problem.title}. ${problem.sentence}`);
  const text = call.answerOf({ side, index: 0 })?.text ?? "";
  return { text, ...(progress?.cost !== undefined && { cost: progress.cost }) };
}

/** Shows the consequences of the kind, next to the offline result. */
function tellKind(
  classifiedKind: string,
  cost: PicoUsd | undefined,
  { subject: { estimate }, input: { currency } }: PanelPrompt,
  { services, settings: { today, tolerance } }: EstimateContext,
): void {
  const named = services.recommender.recommend({
    prompt: estimate.prompt,
    left: modelOnPrompt(estimate.left, today),
    right: modelOnPrompt(estimate.right, today),
    output: estimate.output,
    tolerance,
    classifiedKind,
  });
  const spent =
    cost === undefined ? "" : vscode.l10n.t(" Asking cost {0}.", formatUsd(cost, currency));
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      "GPT-4o mini calls it {0}. Offline: {1}.{2}",
      adviceWords(named, estimate),
      adviceWords(estimate.recommendation, estimate),
      spent,
    ),
  );
}

function instructionsOf({ messages }: ReturnType<typeof classificationPrompt>): string {
  const [system] = messages.flatMap(({ parts }) => parts);
  return system?.kind === "text" ? system.text : "";
}

/** `Law: GPT-4o, measured gap 0.24`. */
function adviceWords(
  { modelId, evidence, level }: Recommendation,
  { left, right }: Estimate,
): string {
  const model = [left.model, right.model].find(({ id }) => id === modelId);
  const advice = model?.label ?? vscode.l10n.t("no model");
  return `${evidence?.kind.label ?? vscode.l10n.t("no kind")}: ${advice}, ${level}`;
}
