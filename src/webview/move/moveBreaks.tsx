import type { MoveBreak } from "../../core/panel/contract/moveState";
import { Buttons } from "../buttons";

/** The breaks of a place, each as a button that opens its details, with the effect of the safe edit. */
export function BreakList({
  breaks,
  opened,
  detailsId,
  onToggle,
}: {
  readonly breaks: readonly MoveBreak[];
  readonly opened: string | undefined;
  readonly detailsId: string;
  readonly onToggle: (key: string) => void;
}) {
  if (breaks.length === 0) {
    return (
      <span class="severity">
        <SeverityMark severity="fine" />
        nothing breaks
      </span>
    );
  }
  return (
    <ul class="breaks">
      {breaks.map(({ key, severity, severityLabel, title, effect, needsJudgment }) => (
        <li key={key}>
          <span class="severity">
            <SeverityMark severity={severity} />
            <span class="hidden-visually">{severityLabel}: </span>
            <button
              type="button"
              class="link plain"
              aria-expanded={key === opened}
              aria-controls={key === opened ? detailsId : undefined}
              onClick={() => onToggle(key)}
            >
              {title}
            </button>
          </span>{" "}
          {effect !== undefined && <span class="note">{effect}</span>}
          {needsJudgment && <span class="badge warning">your call</span>}
        </li>
      ))}
    </ul>
  );
}

/** The details of a break: what is refused or changes, on which models, and what to do. */
export function BreakDetails({ found }: { readonly found: MoveBreak }) {
  return (
    <div class={`break-details ${found.severity}`}>
      <p>
        <b>{found.message}</b>
      </p>
      {found.apiError !== undefined && (
        <p>
          The API’s error (400): <code>{found.apiError}</code>
        </p>
      )}
      <p>{found.fix}</p>
      <div class="actions">
        <Buttons buttons={[found.open]} />
      </div>
    </div>
  );
}

/** A cross for what is refused, a triangle for a silent change, a circle for a note, a tick for nothing. */
function SeverityMark({ severity }: { readonly severity: MoveBreak["severity"] | "fine" }) {
  return (
    <svg class={`severity-mark ${severity}`} viewBox="0 0 12 12" aria-hidden="true">
      {MARKS[severity]}
    </svg>
  );
}

const MARKS = {
  refused: <path d="M2 2l8 8M10 2l-8 8" />,
  silent: <path d="M6 1 11.3 10.6H.7Z" />,
  note: <circle cx="6" cy="6" r="4.4" />,
  fine: <path d="M2 6.4 5 9.2 10.2 3" />,
};
