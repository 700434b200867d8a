import { useEffect, useRef } from "preact/hooks";
import type { MeasureBlind } from "../../core/panel/contract/measureState";
import type { BlindLetter } from "../../core/panel/contract/panelAction";
import { usePost } from "../post";
import { RowInput } from "./rowInput";

const VOTES: readonly {
  readonly vote: BlindLetter;
  readonly label: string;
  readonly key: string;
}[] = [
  { vote: "A", label: "A Is Better", key: "a" },
  { vote: "tie", label: "Tie", key: "t" },
  { vote: "B", label: "B Is Better", key: "b" },
];

/** Two answers without the names of their models, which are told after the vote. */
export function BlindView({
  blind: { progress, row, revealed },
  onClose,
}: {
  readonly blind: MeasureBlind;
  readonly onClose: () => void;
}) {
  const post = usePost();
  const section = useRef<HTMLElement>(null);
  // The keys work from the first row on, and a screen reader begins at its heading.
  useEffect(() => section.current?.focus(), [row?.rowId]);
  const next = (): void => post({ type: "readBlindRow" });
  const close = (): void => {
    post({ type: "closeBlind" });
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    const vote = VOTES.find((each) => each.key === key)?.vote;
    if (key === "escape") close();
    else if (key === "n" && revealed !== undefined) next();
    else if (vote !== undefined && row !== undefined && revealed === undefined)
      post({ type: "voteBlind", rowId: row.rowId, vote });
    else return;
    event.preventDefault();
  };
  return (
    <section
      ref={section}
      class="measure-details"
      aria-label="Blind vote"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <h2>Blind vote</h2>
      <p class="note">{progress}</p>
      {row === undefined ? (
        <p>Every row that differs has your vote.</p>
      ) : (
        <>
          <RowInput input={row.input} />
          <div class="measure-sides">
            {(["A", "B"] as const).map((letter) => (
              <article key={letter}>
                <h3>{letter}</h3>
                <p class="measure-text">{row.answers[letter]}</p>
              </article>
            ))}
          </div>
        </>
      )}
      <p aria-live="polite">{revealed}</p>
      <div class="actions">
        {row !== undefined &&
          revealed === undefined &&
          VOTES.map(({ vote, label, key }) => (
            <button
              key={vote}
              type="button"
              class="second"
              aria-keyshortcuts={key}
              onClick={() => post({ type: "voteBlind", rowId: row.rowId, vote })}
            >
              {label} <kbd aria-hidden="true">{key.toUpperCase()}</kbd>
            </button>
          ))}
        {revealed !== undefined && (
          <button type="button" aria-keyshortcuts="n" onClick={next}>
            Next Row <kbd aria-hidden="true">N</kbd>
          </button>
        )}
        <button type="button" class="second" aria-keyshortcuts="Escape" onClick={close}>
          Close
        </button>
      </div>
    </section>
  );
}
