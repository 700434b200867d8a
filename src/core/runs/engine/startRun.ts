import type { Currency } from "../../currency";
import type { EstimateServices, EstimateSettings } from "../../estimate/buildEstimate";
import type { Side } from "../../pair";
import type { Clock } from "../../ports";
import type { Prompt } from "../../prompt/prompt";
import type { Provider } from "../provider";
import type { Move } from "../move";
import type { RecordStores } from "../records/keptRecords";
import type { SpendingGate } from "../spending/spendingGate";
import type { ComparisonListener } from "./comparisonEvent";
import { LiveRun } from "./liveRun";
import { promptHash } from "../records/promptHash";
import { planComparison, planMove, plannedCosts } from "./planComparison";

/** How many models to suggest if one of the pair is gone. */
const MAX_ALTERNATIVES = 4;

/** A prompt that can be run, with its name in the history. */
export interface RunnablePrompt {
  /** Made of file and request; the history uses it as a key. */
  readonly name: string;
  /** As the workspace names it. */
  readonly file: string;
  /** Set if the file has several, or for a selection in it. */
  readonly request?: string;
  readonly prompt: Prompt;
  readonly currency: Currency;
  /** Ids of models that can be compared if one of the pair is gone. */
  readonly alternatives: readonly string[];
}

/** The requested run. */
interface RunIntent<Runnable extends RunnablePrompt> {
  readonly prompt: Runnable;
  /** One or both. */
  readonly sides: readonly Side[];
  readonly runsEach: number;
  /** To be run before and after this move, in place of the pair. */
  readonly move?: Move;
}

/** Everything that a run needs from the editor. */
export interface RunShell<Runnable extends RunnablePrompt> {
  readonly clock: Clock;
  readonly gate: SpendingGate;
  readonly stores: RecordStores;
  /** Undefined if the user cancels, or is asked for a key: then `again` is called once it is there. */
  openProvider(prompt: Runnable, again: () => Promise<void>): Promise<Provider | undefined>;
  /** The prompt with a value for each variable. Undefined if the user cancels. */
  fill(prompt: Prompt): Promise<Prompt | undefined>;
  estimating(): Promise<{
    readonly services: EstimateServices;
    readonly settings: EstimateSettings;
  }>;
  recording(): { readonly keepsHistory: boolean; readonly hasBudget: boolean };
  /** Different for every run; sorts by time. */
  newRunId(): string;
}

/**
 * Prepares and starts the run of a prompt: the provider, the values of its variables, the spending
 * limit. Undefined if the user cancels or the budget does not allow it. `again` is called once a
 * missing key is there.
 */
export async function startRun<Runnable extends RunnablePrompt>(
  { prompt: asked, sides, runsEach, move }: RunIntent<Runnable>,
  shell: RunShell<Runnable>,
  listener: ComparisonListener,
  again: () => Promise<void>,
): Promise<LiveRun | undefined> {
  const provider = await shell.openProvider(asked, again);
  if (provider === undefined) return undefined;
  const prompt = await shell.fill(asked.prompt);
  if (prompt === undefined) return undefined;
  const { services, settings } = await shell.estimating();
  const { host, isBilled, models, runner } = provider;
  const { file, request, currency, alternatives } = asked;
  const planRequest = {
    id: shell.newRunId(),
    prompt,
    file,
    ...(request !== undefined && { request }),
    promptHash: promptHash(asked.prompt),
    host,
    runsEach,
    sides,
    isBilled,
    currency,
    alternatives: (models.length > 0 ? models : alternatives).slice(0, MAX_ALTERNATIVES),
  };
  const plan = move
    ? planMove(planRequest, move, services, settings)
    : planComparison(planRequest, services, settings);
  const { stores, clock, gate } = shell;
  const begin = (): LiveRun => {
    const { keepsHistory, hasBudget } = shell.recording();
    return new LiveRun(plan, {
      listener,
      runner,
      clock,
      counter: services.counter,
      ...(isBilled && { ledger: stores.ledger, estimates: stores.estimates }),
      mustRecord: hasBudget,
      ...(keepsHistory && { history: stores.history() }),
    });
  };
  return isBilled ? gate.pass({ planned: plannedCosts(plan), runsEach, currency }, begin) : begin();
}
