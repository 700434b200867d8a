import type { SourceNote } from "../core/panel/contract/panelState";
import { Sentence } from "./sentence";

/** The sources of the figures, to which the superscripts link. */
export function Sources({ sources }: { readonly sources: readonly SourceNote[] }) {
  if (sources.length === 0) return null;
  return (
    <footer aria-labelledby="sources-heading">
      <h2 id="sources-heading">Sources</h2>
      <ol class="note">
        {sources.map(({ number, words }) => (
          <li key={number} id={`source-${number}`} value={number} tabIndex={-1}>
            <Sentence words={words} />
          </li>
        ))}
      </ol>
    </footer>
  );
}
