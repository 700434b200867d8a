import type { ButtonState } from "../core/panel/contract/panelState";
import { Buttons } from "./buttons";
import { QuietStatus } from "./quietStatus";

/** A page that has nothing to show yet: why, how far it is, and what can be done. */
export function QuietState({
  heading,
  sentence,
  progress,
  actions,
}: {
  readonly heading: string;
  readonly sentence: string;
  /** `value`: 0 … 1; undefined if it is not known. */
  readonly progress?: { readonly label: string; readonly value: number | undefined } | undefined;
  readonly actions: readonly ButtonState[];
}) {
  return (
    <div class="quiet-state">
      <h2>{heading}</h2>
      {progress && <progress aria-label={progress.label} max={1} value={progress.value} />}
      <p>{sentence}</p>
      <div class="actions">
        <Buttons buttons={actions} />
      </div>
      <QuietStatus words={[`${heading}. ${sentence}`]} />
    </div>
  );
}
