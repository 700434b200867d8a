import type { MeasureBaseline } from "../../core/panel/contract/measureState";
import { Buttons } from "../buttons";
import { DataTable } from "../dataTable";

/** Answers that were saved earlier: how the run does against them, and where they are. */
export function BaselineView({ baseline }: { readonly baseline: MeasureBaseline }) {
  const { comparisons, saved, note, actions } = baseline;
  return (
    <>
      <div class="verdict">
        {comparisons.map(({ key, lead, detail }) => (
          <div key={key}>
            <p>{lead}</p>
            {detail !== "" && <p class="ground">{detail}</p>}
          </div>
        ))}
        {comparisons.length === 0 && <p>No saved answers of another model to compare with.</p>}
        <div class="actions">
          <Buttons buttons={actions} />
        </div>
      </div>
      {saved && (
        <>
          <h2>Baselines of this prompt</h2>
          <DataTable table={saved} />
        </>
      )}
      <p class="note">{note}</p>
    </>
  );
}
