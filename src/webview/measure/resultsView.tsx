import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type {
  MeasureResults,
  MeasureRowDetails,
  MeasureRows,
} from "../../core/panel/contract/measureState";
import type { MeasureFilter } from "../../core/panel/contract/panelAction";
import { FilterChips } from "../filterChips";
import { Buttons } from "../buttons";
import { DataTable } from "../dataTable";
import type { MeasureHost } from "./measureHost";
import { QualityView } from "./qualityView";
import { RowDetails } from "./rowDetails";
import { RowTable } from "./rowTable";

/** The sentence on top, the figures behind it, and every row. */
export function ResultsView({
  results,
  rows,
  details,
  host,
  children,
}: {
  readonly results: MeasureResults;
  readonly rows: MeasureRows | undefined;
  readonly details: MeasureRowDetails | undefined;
  readonly host: MeasureHost;
  /** Below the figures. */
  readonly children: ComponentChildren;
}) {
  const [filter, setFilter] = useState<MeasureFilter>(() => host.recall()?.filter ?? "differs");
  useEffect(() => host.remember({ version: 1, filter }), [host, filter]);
  const chosen = results.filters.find(({ id, count }) => id === filter && count > 0);
  const shown = chosen?.id ?? "all";
  const count = results.filters.find(({ id }) => id === shown)?.count ?? 0;
  return (
    <>
      <div class="verdict">
        <p>{results.lead}</p>
        {results.detail !== "" && <p class="ground">{results.detail}</p>}
        <div class="actions">
          <Buttons buttons={results.actions} />
        </div>
      </div>
      <DataTable table={results.models} />
      {results.quality && <QualityView quality={results.quality} />}
      {results.remarks.map((remark) => (
        <p key={remark} class="note">
          {remark}
        </p>
      ))}
      {results.learned && (
        <div class="measure-aside">
          <p>{results.learned.sentence}</p>
          <Buttons buttons={results.learned.actions} />
        </div>
      )}
      {results.blind && (
        <div class="measure-aside">
          <p>
            {results.blind.votes ?? "Which answers are better, without knowing whose they are?"}
          </p>
          <Buttons buttons={[results.blind.action]} />
        </div>
      )}
      {children}
      <FilterChips
        label="Rows shown"
        filters={results.filters}
        chosen={shown}
        onChoose={setFilter}
      />
      <RowTable
        columns={results.rowColumns}
        version={results.version}
        filter={shown}
        count={count}
        rows={rows}
        opened={details?.rowId}
      />
      {details && <RowDetails details={details} names={results.names} />}
    </>
  );
}
