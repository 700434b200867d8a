import { useEffect, useRef } from "preact/hooks";
import type { MeasureRowDetails } from "../../core/panel/contract/measureState";
import type { ModelName } from "../../core/panel/contract/panelState";
import type { Pair } from "../../core/pair";
import { WordDiff } from "../run/wordDiff";
import { Sentence } from "../sentence";
import { RowInput } from "./rowInput";

/** One row: its input, both answers with their differences, and what was checked. */
export function RowDetails({
  details,
  names,
}: {
  readonly details: MeasureRowDetails;
  readonly names: Pair<ModelName>;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), [details.rowId]);
  return (
    <section class="measure-details" aria-label={`Row ${details.rowId}`}>
      <h2 ref={heading}>Row {details.rowId}</h2>
      <RowInput input={details.input} />
      <div class="measure-sides">
        {details.sides.map((side) => (
          <article key={side.side}>
            <h3>
              <Sentence words={side.name} /> <span class="note">{side.figures}</span>
            </h3>
            <p class="measure-text">{side.text}</p>
            <ul class="measure-checks">
              {side.checks.map((check, index) => (
                <li key={index} class={check.tone}>
                  {check.text}
                </li>
              ))}
            </ul>
          </article>
        ))}
      </div>
      {details.diff && <WordDiff diff={details.diff} pair={names} />}
    </section>
  );
}
