import type { MeasureRun } from "../../core/panel/contract/measureState";
import { Buttons } from "../buttons";
import { DataTable } from "../dataTable";
import { Sentence } from "../sentence";

/** How far a run is, what it cost, and what did not go as planned. */
export function RunView({ run }: { readonly run: MeasureRun }) {
  return (
    <>
      <div class="verdict">
        <p>{run.lead}</p>
        <p class="note">{run.note}</p>
        <div class="actions">
          <Buttons buttons={run.actions} />
        </div>
      </div>
      <div class="measure-sides">
        {run.sides.map((side) => (
          <section key={side.side}>
            <h2>
              <Sentence words={side.name} /> <span class="note">{side.count}</span>
            </h2>
            <progress aria-label={`Rows finished: ${side.count}`} max={1} value={side.fraction} />
            <dl class="measure-facts">
              {side.facts.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {run.events && (
        <>
          <h2>Not as planned</h2>
          <DataTable table={run.events} />
        </>
      )}
    </>
  );
}
