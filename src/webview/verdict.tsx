import type {
  Notice,
  Verdict as VerdictState,
  VerdictCard,
  VerdictPicture,
} from "../core/panel/contract/panelState";
import { Buttons } from "./buttons";
import { CostBars } from "./costBars";
import { DataTable } from "./dataTable";
import { QualityChart } from "./qualityChart";
import { useReportMode } from "./reportMode";
import { Sentence } from "./sentence";

/** The recommendation: the cards, then the sentence that says why beside its picture. */
export function Verdict({ verdict }: { readonly verdict: VerdictState }) {
  const isReport = useReportMode();
  const { cards, sentence, grounds, actions, picture } = verdict;
  return (
    <div class="verdict">
      {cards.length > 0 && <Cards cards={cards} />}
      <div class={picture ? "verdict-body columns" : "verdict-body"}>
        <div>
          {sentence.length > 0 && (
            <p class="verdict-sentence">
              <Sentence words={sentence} />
            </p>
          )}
          {grounds.length > 0 && (
            <ul class="grounds" aria-label="What this rests on">
              {grounds.map((words, index) => (
                <li key={index}>
                  <Sentence words={words} />
                </li>
              ))}
            </ul>
          )}
          {actions.length > 0 && !isReport && (
            <div class="actions">
              <Buttons buttons={actions} />
            </div>
          )}
        </div>
        {picture && <Picture picture={picture} />}
      </div>
    </div>
  );
}

function Cards({ cards }: { readonly cards: readonly VerdictCard[] }) {
  return (
    <dl class={cards.some(({ isStale }) => isStale) ? "cards stale" : "cards"}>
      {cards.map(({ key, heading, value, accent, bars, note, basis }) => (
        <div key={key} class={accent === undefined ? "card" : `card accent ${accent}`}>
          <dt>{heading}</dt>
          <dd>
            {value.length > 0 && (
              <p class="amount">
                <Sentence words={value} />
              </p>
            )}
            {bars.length > 0 && <CostBars bars={bars} />}
            {note && (
              <p class="note">
                <Sentence words={note} />
              </p>
            )}
            {basis && (
              <p class="note basis">
                <Sentence words={basis} />
              </p>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Picture({ picture }: { readonly picture: VerdictPicture }) {
  if (picture.kind === "chart") return <QualityChart chart={picture.chart} />;
  return (
    <figure>
      <figcaption>
        <b>{picture.heading}</b>
      </figcaption>
      <DataTable table={picture.table} />
      <p class="note">{picture.note}</p>
    </figure>
  );
}

/** Anything unusual: a broken file, a deleted one, a setting that can't be applied. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  return (
    <div role="status" aria-label="Notices">
      {notices.map((notice) => (
        <div key={notice.key} class={`notice ${notice.tone}`}>
          <p>
            <Sentence words={notice.words} />
          </p>
          <Buttons buttons={notice.actions} />
        </div>
      ))}
    </div>
  );
}
