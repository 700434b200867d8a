import type { LiveRunsShell } from "../../core/runs/engine/liveRuns";
import type { SpendingGate } from "../../core/runs/spending/spendingGate";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import type { SettingsService } from "../settings";
import type { EstimateContexts } from "../store/estimateContext";
import { slicedPace } from "../store/slicedPace";
import { askForValues } from "./askForValues";
import type { PanelPrompt } from "./panelPrompt";
import type { Providers } from "./providers";
import type { RunStores } from "./runStores";

/** The services of this window that runs need. */
interface RunsShellServices {
  readonly contexts: EstimateContexts;
  readonly settings: SettingsService;
  readonly providers: Providers;
  readonly stores: RunStores;
  readonly gate: SpendingGate;
}

/** The services of this window, for its runs. */
export function createRunsShell({
  contexts,
  settings,
  providers,
  stores,
  gate,
}: RunsShellServices): LiveRunsShell<PanelPrompt> {
  return {
    clock: SYSTEM_CLOCK,
    gate,
    stores,
    openProvider: ({ uri }, again) => providers.open(uri, again),
    fill: askForValues,
    estimating: () => contexts.get(),
    recording: () => {
      const { historyEnabled, budgetUsdPerMonth } = settings.readNow();
      return { keepsHistory: historyEnabled, hasBudget: budgetUsdPerMonth !== undefined };
    },
    newRunId: () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`,
    pace: slicedPace,
  };
}
