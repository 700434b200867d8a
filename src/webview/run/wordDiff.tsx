import type { AnswerDiff, LiveState } from "../../core/panel/contract/liveState";
import type { ModelName } from "../../core/panel/contract/panelState";
import type { Pair } from "../../core/pair";
import { Buttons } from "../buttons";
import { Sentence } from "../sentence";

/** The differences between the two answers, word by word. */
export function WordDiff({
  diff,
  pair,
  actions = [],
}: {
  readonly diff: AnswerDiff;
  readonly pair: Pair<ModelName>;
  readonly actions?: LiveState["diffActions"];
}) {
  return (
    <div>
      <h3>{diff.heading}</h3>
      <p class="note diff-key">
        <Sentence words={diff.counts} />
        {diff.parts.length > 0 && (
          <>
            {" "}
            (<del>{pair.left.shortLabel}</del>, <ins>{pair.right.shortLabel}</ins>)
          </>
        )}
      </p>
      {diff.parts.length > 0 && (
        <p class="diff" tabIndex={0} role="group" aria-label="Word diff">
          {diff.parts.map((part, index) => {
            switch (part.kind) {
              case "left":
                return <del key={index}>{part.text}</del>;
              case "right":
                return <ins key={index}>{part.text}</ins>;
              case "both":
                return <span key={index}>{part.text}</span>;
            }
          })}
        </p>
      )}
      {actions.length > 0 && (
        <div class="actions">
          <Buttons buttons={actions} />
        </div>
      )}
    </div>
  );
}
