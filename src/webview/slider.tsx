import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { throttle } from "./throttle";

/** A dragged thumb posts at most every other frame. */
const DRAG_INTERVAL_MS = 33;

/**
 * A slider with positions 0 … 1. While it is held it follows the pointer; when it is released, the
 * host's state takes over.
 */
export function Slider({
  label,
  valueText,
  position,
  step,
  split = false,
  onPosition,
}: {
  readonly label: string;
  readonly valueText: string;
  readonly position: number;
  readonly step: number;
  /** Drawn as the two models' shares. */
  readonly split?: boolean;
  readonly onPosition: (position: number) => void;
}) {
  const [draft, setDraft] = useState<number>();
  const held = useRef(false);
  const latest = useRef(onPosition);
  useEffect(() => {
    latest.current = onPosition;
  });
  const post = useMemo(
    () => throttle((value: number) => latest.current(value), DRAG_INTERVAL_MS),
    [],
  );
  useEffect(() => {
    if (!held.current) setDraft(undefined);
  }, [position]);
  const shown = draft ?? position;
  return (
    <span class={split ? "slider split" : "slider"} style={{ "--v": String(shown) }}>
      <input
        type="range"
        min="0"
        max="1"
        step={step}
        aria-label={label}
        aria-valuetext={valueText}
        value={shown}
        onInput={(event) => {
          held.current = true;
          setDraft(event.currentTarget.valueAsNumber);
          post(event.currentTarget.valueAsNumber);
        }}
        onChange={() => {
          held.current = false;
          post.flush();
        }}
      />
    </span>
  );
}
