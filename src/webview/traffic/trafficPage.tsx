import type { TrafficState } from "../../core/panel/contract/trafficState";
import type { TrafficHostMessage } from "../../protocol/messages";
import { Buttons } from "../buttons";
import type { Host } from "../host";
import { PageFrame, useLastState } from "../pageFrame";
import { QuietState } from "../quietState";
import { TrafficReport } from "./trafficReport";

/** The whole page of a traffic log: a function of the last state that the host posted. */
export function TrafficPage({ host }: { readonly host: Host<TrafficHostMessage, undefined> }) {
  const state = useLastState(host);
  if (state === undefined) return <main aria-busy="true" />;
  const exports = state.kind === "report" && (
    <div class="actions move-exports">
      <Buttons buttons={state.exports} />
    </div>
  );
  return (
    <PageFrame
      host={host}
      title={state.title}
      bar={exports}
      kind="move traffic"
      isBusy={state.kind === "reading"}
      notices={state.notices}
    >
      <Body state={state} />
    </PageFrame>
  );
}

function Body({ state }: { readonly state: TrafficState }) {
  if (state.kind === "report") return <TrafficReport state={state} />;
  const progress =
    state.kind === "reading" ? { label: "Bytes read", value: state.fraction } : undefined;
  return <QuietState {...state} progress={progress} />;
}
