import { LiveRun } from "../../core/runs/engine/liveRun";
import type { Side } from "../../core/pair";
import type { ComparisonListener } from "../../core/runs/engine/comparisonEvent";
import type { SpendingGate } from "../../core/runs/spending/spendingGate";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import type { SettingsService } from "../settings";
import type { EstimateContexts } from "../store/estimateContext";
import { askForValues } from "./askForValues";
import { planComparison, plannedCosts } from "../../core/runs/engine/planComparison";
import type { PanelPrompt } from "./panelPrompt";
import type { Providers } from "./providers";
import type { RunStores } from "./runStores";

/** Models named where one of the pair is gone. */
const MAX_ALTERNATIVES = 4;

/** What is asked for. */
export interface RunIntent {
  readonly prompt: PanelPrompt;
  /** One or both. */
  readonly sides: readonly Side[];
  readonly runsEach: number;
}

/** Brings a prompt to its run: who answers, its key, the values of its variables, what may be spent. */
export class RunStarter {
  constructor(
    private readonly contexts: EstimateContexts,
    private readonly settings: SettingsService,
    private readonly providers: Providers,
    private readonly stores: RunStores,
    private readonly gate: SpendingGate,
  ) {}

  /**
   * Undefined if the user turned back or the budget does not allow it. `again`: to be called where
   * a key that was missing is there.
   */
  async start(
    wish: RunIntent,
    listener: ComparisonListener,
    again: () => Promise<void>,
  ): Promise<LiveRun | undefined> {
    const { uri, file, request, input, subject } = wish.prompt;
    const provider = await this.providers.open(uri, again);
    if (provider === undefined) return undefined;
    const { host, isBilled, models, runner } = provider;
    const prompt = await askForValues(subject.estimate.prompt);
    if (prompt === undefined) return undefined;
    const { services, settings } = await this.contexts.get();
    const plan = planComparison(
      {
        id: newRunId(),
        prompt,
        file,
        ...(request !== undefined && { request }),
        host,
        runsEach: wish.runsEach,
        sides: wish.sides,
        isBilled,
        currency: input.currency,
        alternatives: (models.length > 0 ? models : otherModels(wish.prompt)).slice(
          0,
          MAX_ALTERNATIVES,
        ),
      },
      services,
      settings,
    );
    const labels = { left: input.pair.left.label, right: input.pair.right.label };
    const spending = {
      planned: plannedCosts(plan, labels),
      runsEach: wish.runsEach,
      currency: input.currency,
    };
    const begin = (): LiveRun =>
      new LiveRun(plan, {
        listener,
        runner,
        clock: SYSTEM_CLOCK,
        counter: services.counter,
        ...(isBilled && { ledger: this.stores.ledger, estimates: this.stores.estimates }),
        mustRecord: this.settings.readNow().budgetUsdPerMonth !== undefined,
        ...(this.settings.readNow().historyEnabled && { history: this.stores.history() }),
      });
    return isBilled ? this.gate.pass(spending, begin) : begin();
  }
}

function otherModels({ input }: PanelPrompt): readonly string[] {
  return input.otherPairs.flatMap(({ left, right }) => [left.id, right.id]);
}

/** Sorts by time and is different for every run. */
function newRunId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
}
