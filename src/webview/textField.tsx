import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { throttle } from "./throttle";

/** The time between two posts while the user types. */
const TYPING_INTERVAL_MS = 120;

/**
 * A field for a number that the host reads and writes back in its own form. While it has the focus
 * it keeps what the person types, whatever state arrives; on leaving it shows the host's reading, which
 * is valid, and below it what was wrong with the text.
 */
export function TextField({
  id,
  label,
  value,
  placeholder,
  problem,
  describedBy,
  postWhen = "typing",
  onText,
}: {
  readonly id: string;
  /** For fields without a visible label. */
  readonly label?: string | undefined;
  readonly value: string;
  /** Shown while the field is empty: what counts then. */
  readonly placeholder?: string | undefined;
  readonly problem?: string | undefined;
  readonly describedBy?: string | undefined;
  /** Whether the text is posted while the user types or afterward, if it is expensive to process. */
  readonly postWhen?: "typing" | "done";
  readonly onText: (text: string) => void;
}) {
  const [draft, setDraft] = useState<string>();
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  const post = useMemo(
    () => throttle((text: string) => latest.current(text), TYPING_INTERVAL_MS),
    [],
  );
  const finish = (): void => {
    if (postWhen === "done" && draft !== undefined && draft !== value) post(draft);
    post.flush();
    setDraft(undefined);
  };
  const problemId = `${id}-problem`;
  const descriptions = [problem === undefined ? undefined : problemId, describedBy].filter(
    (part) => part !== undefined,
  );
  return (
    <>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        aria-label={label}
        aria-invalid={problem !== undefined && draft !== undefined}
        aria-describedby={descriptions.length > 0 ? descriptions.join(" ") : undefined}
        placeholder={placeholder}
        value={draft ?? value}
        onFocus={() => setDraft(value)}
        onInput={(event) => {
          setDraft(event.currentTarget.value);
          if (postWhen === "typing") post(event.currentTarget.value);
        }}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          finish();
        }}
      />
      {problem !== undefined && (
        <small id={problemId} class="problem" role="alert">
          {problem}
        </small>
      )}
    </>
  );
}
