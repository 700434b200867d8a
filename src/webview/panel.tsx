import { useEffect, useState } from "preact/hooks";
import type { PanelState } from "../core/compare/panelState";
import type { Host } from "./host";
import { Sentence } from "./sentence";

/** The whole page: a function of the last state that the host posted. */
export function Panel({ host }: { readonly host: Host }) {
  const [state, setState] = useState<PanelState>();
  useEffect(() => {
    const stop = host.onMessage((message) => {
      if (message.type === "state") setState(message.state);
    });
    host.post({ type: "ready" });
    return stop;
  }, [host]);
  if (state === undefined) return <main aria-busy="true" />;
  return (
    <main>
      <h1>{state.title}</h1>
      <p>
        <Sentence words={state.verdict.sentence} />
      </p>
    </main>
  );
}
