import { useEffect, useMemo, useState } from "preact/hooks";
import type { TrafficState } from "../../core/panel/contract/trafficState";
import type { TrafficHostMessage } from "../../protocol/messages";
import { Buttons } from "../buttons";
import type { Host } from "../host";
import { type Post, PostContext } from "../post";
import { QuietStatus } from "../quietStatus";
import { Notices } from "../verdict";
import { TrafficReport } from "./trafficReport";

/** The whole page of a traffic log: a function of the last state that the host posted. */
export function TrafficPage({ host }: { readonly host: Host<TrafficHostMessage, undefined> }) {
  const [state, setState] = useState<TrafficState>();
  useEffect(() => {
    const stop = host.onMessage((message) => setState(message.state));
    host.post({ type: "ready" });
    return stop;
  }, [host]);
  const post = useMemo<Post>(() => (action) => host.post(action), [host]);
  if (state === undefined) return <main aria-busy="true" />;
  return (
    <PostContext.Provider value={post}>
      <header class="bar">
        <h1>{state.title}</h1>
        {state.kind === "report" && (
          <div class="actions move-exports">
            <Buttons buttons={state.exports} />
          </div>
        )}
      </header>
      <main class="move traffic" aria-busy={state.kind === "reading"}>
        <Notices notices={state.notices} />
        <Body state={state} />
      </main>
    </PostContext.Provider>
  );
}

function Body({ state }: { readonly state: TrafficState }) {
  if (state.kind === "report") return <TrafficReport state={state} />;
  return (
    <div class="quiet-state">
      <h2>{state.heading}</h2>
      {state.kind === "reading" && (
        <progress aria-label="Bytes read" max={1} value={state.fraction} />
      )}
      <p>{state.sentence}</p>
      <div class="actions">
        <Buttons buttons={state.actions} />
      </div>
      <QuietStatus words={[`${state.heading}. ${state.sentence}`]} />
    </div>
  );
}
