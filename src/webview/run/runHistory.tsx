import type { LiveHistory, LiveLedger } from "../../core/panel/contract/liveState";
import { Buttons } from "../buttons";
import { DataTable } from "../dataTable";
import { Sentence } from "../sentence";

/** The kept runs of this prompt, and the spending. */
export function RunHistory({
  history,
  baselines,
  ledger,
}: {
  readonly history: LiveHistory;
  readonly baselines: LiveHistory | undefined;
  readonly ledger: LiveLedger;
}) {
  return (
    <div class="columns history-columns">
      <div>
        <KeptRuns heading="History" item="Run" kept={history} />
        {baselines && <KeptRuns heading="Baselines" item="Baseline" kept={baselines} />}
      </div>
      <div>
        <h3>Ledger</h3>
        <p class="note">{ledger.lead}</p>
        {ledger.table && <DataTable table={ledger.table} />}
        <div class="actions">
          <Buttons buttons={ledger.actions} />
        </div>
      </div>
    </div>
  );
}

function KeptRuns({
  heading,
  item,
  kept,
}: {
  readonly heading: string;
  readonly item: string;
  readonly kept: LiveHistory;
}) {
  return (
    <>
      <h3>{heading}</h3>
      <p class="note">{kept.lead}</p>
      {kept.runs.length > 0 && (
        <ul class="history">
          {kept.runs.map((run) => (
            <li key={run.id}>
              <p>
                <time>{run.when}</time> <Sentence words={run.words} />
              </p>
              <div class="actions" role="group" aria-label={`${item} of ${run.when}`}>
                <Buttons buttons={run.actions} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <Buttons buttons={kept.actions} />
      </div>
    </>
  );
}
