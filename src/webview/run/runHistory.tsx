import type { LiveHistory, LiveLedger } from "../../core/panel/contract/liveState";
import { Buttons } from "../buttons";
import { DataTable } from "../dataTable";
import { Sentence } from "../sentence";

/** The runs of this prompt that were kept, and what was spent. */
export function RunHistory({
  history,
  ledger,
}: {
  readonly history: LiveHistory;
  readonly ledger: LiveLedger;
}) {
  return (
    <div class="columns history-columns">
      <div>
        <h3>History</h3>
        <p class="note">{history.lead}</p>
        {history.runs.length > 0 && (
          <ul class="history">
            {history.runs.map((run) => (
              <li key={run.id}>
                <p>
                  <time>{run.when}</time> <Sentence words={run.words} />
                </p>
                <div class="actions" role="group" aria-label={`Run of ${run.when}`}>
                  <Buttons buttons={run.actions} />
                </div>
              </li>
            ))}
          </ul>
        )}
        <div class="actions">
          <Buttons buttons={history.actions} />
        </div>
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
