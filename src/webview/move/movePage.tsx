import type { MoveState } from "../../core/panel/contract/moveState";
import { Buttons } from "../buttons";
import { PageFrame, useLastState } from "../pageFrame";
import { QuietState } from "../quietState";
import { Sentence } from "../sentence";
import type { MoveHost } from "./moveHost";
import { PlanView } from "./planView";

/** The whole page of the move plan: a function of the last state that the host posted. */
export function MovePage({ host }: { readonly host: MoveHost }) {
  const state = useLastState(host);
  if (state === undefined) return <main aria-busy="true" />;
  const exports = state.kind === "plan" && (
    <div class="actions move-exports">
      <Buttons buttons={state.exports} />
    </div>
  );
  return (
    <PageFrame
      host={host}
      title={state.title}
      bar={exports}
      kind="move"
      isBusy={state.kind === "reading"}
      notices={state.notices}
    >
      <Body state={state} host={host} />
    </PageFrame>
  );
}

function Body({ state, host }: { readonly state: MoveState; readonly host: MoveHost }) {
  switch (state.kind) {
    case "reading":
      return <QuietState {...state} progress={{ label: "Files read", value: state.fraction }} />;
    case "empty":
      return (
        <div class="quiet-state">
          <h2>{state.heading}</h2>
          {state.sentences.map((words, index) => (
            <p key={index} class={index === 0 ? undefined : "note"}>
              <Sentence words={words} />
            </p>
          ))}
          <div class="actions">
            <Buttons buttons={state.actions} />
          </div>
        </div>
      );
    case "plan":
      return <PlanView state={state} host={host} />;
  }
}
