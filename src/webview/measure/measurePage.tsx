import { useEffect, useRef, useState } from "preact/hooks";
import type {
  MeasureBlind,
  MeasureRowDetails,
  MeasureRows,
  MeasureState,
  MeasureTab,
} from "../../core/panel/contract/measureState";
import { PageFrame, useMessages } from "../pageFrame";
import { BaselineView } from "./baselineView";
import { BlindView } from "./blindView";
import type { MeasureHost } from "./measureHost";
import { ResultsView } from "./resultsView";
import { RunView } from "./runView";
import { SetupView } from "./setupView";
import { tabId, Tabs } from "../tabs";

const TABS: readonly { readonly id: MeasureTab; readonly label: string }[] = [
  { id: "setup", label: "Setup" },
  { id: "run", label: "Run" },
  { id: "results", label: "Results" },
  { id: "baseline", label: "Baseline" },
];

/** The whole page of a measurement: a function of the last state that the host posted. */
export function MeasurePage({ host }: { readonly host: MeasureHost }) {
  const [state, setState] = useState<MeasureState>();
  const [rows, setRows] = useState<MeasureRows>();
  const [details, setDetails] = useState<MeasureRowDetails>();
  const [blind, setBlind] = useState<MeasureBlind>();
  const [tab, setTab] = useState<MeasureTab>("setup");
  useMessages(host, (message) => {
    switch (message.type) {
      case "measure":
        return setState(message.state);
      case "measureRows":
        return setRows(message.rows);
      case "measureRow":
        return setDetails(message.row);
      case "measureBlind":
        return setBlind(message.blind);
    }
  });
  // Rows of another prompt have nothing to do with this one's.
  const title = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (title.current !== undefined && title.current !== state?.title) {
      setDetails(undefined);
      setBlind(undefined);
    }
    title.current = state?.title;
  }, [state?.title]);
  // What just happened decides; after that, the user does.
  useEffect(() => {
    if (state !== undefined) setTab(state.tab);
  }, [state?.tab]);
  if (state === undefined) return <main aria-busy="true" />;
  const has = {
    setup: true,
    run: state.run !== undefined,
    results: state.results !== undefined,
    baseline: state.baseline !== undefined,
  };
  const shown = has[tab] ? tab : "setup";
  return (
    <PageFrame
      host={host}
      title={state.title}
      bar={
        <Tabs
          label="Parts of the measurement"
          tabs={TABS.map((each) => ({ ...each, disabled: !has[each.id] }))}
          chosen={shown}
          panelId={() => "measure-panel"}
          onChoose={setTab}
        />
      }
      kind="measure"
      notices={state.notices}
    >
      <div id="measure-panel" role="tabpanel" aria-labelledby={tabId(shown)}>
        {shown === "setup" && <SetupView setup={state.setup} />}
        {shown === "run" && state.run && <RunView run={state.run} />}
        {shown === "results" && state.results && (
          <ResultsView results={state.results} rows={rows} details={details} host={host}>
            {blind && <BlindView blind={blind} onClose={() => setBlind(undefined)} />}
          </ResultsView>
        )}
        {shown === "baseline" && state.baseline && <BaselineView baseline={state.baseline} />}
      </div>
    </PageFrame>
  );
}
