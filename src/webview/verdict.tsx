import type { Notice, Verdict as VerdictState } from "../core/panel/contract/panelState";
import { Buttons } from "./buttons";
import { useReportMode } from "./reportMode";
import { Sentence } from "./sentence";

/** The answer in one sentence, with its basis below. */
export function Verdict({ verdict }: { readonly verdict: VerdictState }) {
  const isReport = useReportMode();
  return (
    <div class="verdict">
      <p>
        <Sentence words={verdict.sentence} />
      </p>
      {verdict.grounds.length > 0 && (
        <ul aria-label="What this rests on">
          {verdict.grounds.map((words, index) => (
            <li key={index}>
              <Sentence words={words} />
            </li>
          ))}
        </ul>
      )}
      {verdict.actions.length > 0 && !isReport && (
        <div class="actions">
          <Buttons buttons={verdict.actions} />
        </div>
      )}
    </div>
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
