import type { ReportedTraffic } from "../../core/panel/contract/trafficState";
import { ChoiceRow } from "../choiceRow";
import { DataTable } from "../dataTable";
import { usePost } from "../post";
import { QuietStatus } from "../quietStatus";
import { useReportMode } from "../reportMode";
import { Sentence } from "../sentence";
import { DayBars } from "./dayBars";
import { ShareCurveChart } from "./shareCurveChart";

/** Shows what the traffic cost, and how much of it could move. */
export function TrafficReport({ state }: { readonly state: ReportedTraffic }) {
  const { lead, source, remarks, days, otherwise, routes, curve } = state;
  return (
    <>
      <div class="verdict">
        <p>
          <Sentence words={lead} />
        </p>
        <QuietStatus words={lead} />
        <p class="note">{source}</p>
      </div>
      <div class="traffic-columns">
        {days && <DayBars chart={days} />}
        <div>
          <h2>{otherwise.heading}</h2>
          <DataTable table={otherwise.table} />
          {otherwise.notes.map((note) => (
            <p key={note} class="note">
              {note}
            </p>
          ))}
        </div>
      </div>
      <DataTable table={routes} />
      <p class="note">
        Every figure is rounded from the exact one, so a column may miss its total by 1.
      </p>
      <div class="traffic-columns what-if">
        <WhatIf state={state} />
        {curve && <ShareCurveChart curve={curve} />}
      </div>
      <ul class="traffic-remarks note">
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </>
  );
}

function WhatIf({ state: { whatIf } }: { readonly state: ReportedTraffic }) {
  const post = usePost();
  const isReport = useReportMode();
  const { heading, targets, target, efforts, effort, tolerances, tolerance } = whatIf;
  const move = (model: string): void => post({ type: "setTrafficTarget", model });
  return (
    <div class="traffic-what-if">
      <h2>{heading}</h2>
      {isReport ? (
        <p>
          <span class="note">Move to</span> {targets.find(({ id }) => id === target)?.label}
        </p>
      ) : (
        <p class="inline-field">
          <label for="traffic-target">Move to</label>
          <select
            id="traffic-target"
            value={target}
            onChange={({ currentTarget }) => move(currentTarget.value)}
          >
            {targets.map(({ id, label }) => (
              <option key={id} value={id} selected={id === target}>
                {label}
              </option>
            ))}
          </select>
        </p>
      )}
      {efforts.length > 0 && effort !== undefined && (
        <ChoiceRow
          name="traffic-effort"
          label="Effort"
          choices={efforts.map((id) => ({ id, label: id }))}
          chosen={effort}
          onChoose={(id) => move(`${target}@${id}`)}
        />
      )}
      <ChoiceRow
        name="traffic-tolerance"
        label="Tolerated loss"
        choices={tolerances}
        chosen={tolerance}
        onChoose={(id) => post({ type: "setTrafficTolerance", tolerance: id })}
      />
    </div>
  );
}
