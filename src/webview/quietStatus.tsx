import { useEffect, useRef, useState } from "preact/hooks";
import type { RichText } from "../core/panel/contract/richText";
import { useReportMode } from "./reportMode";

/** A changed sentence is announced after this much quiet, not at every keystroke. */
const QUIET_MS = 1_500;

/**
 * Announces a sentence to screen readers once it has changed and stayed unchanged. Draws nothing.
 * `within`: the id of an element that must have the focus, so that only actions there are answered.
 */
export function QuietStatus({
  words,
  within,
}: {
  readonly words: RichText;
  readonly within?: string;
}) {
  const text = words.map(spoken).join("");
  const last = useRef(text);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (text === last.current) return;
    // What was said is of another text: it must not stay to be read.
    setSaid("");
    const timer = setTimeout(() => {
      last.current = text;
      if (within === undefined || holdsFocus(within)) setSaid(text);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text, within]);
  if (useReportMode()) return null;
  return (
    <p class="hidden-visually" role="status">
      {said}
    </p>
  );
}

function holdsFocus(id: string): boolean {
  return document.getElementById(id)?.contains(document.activeElement) === true;
}

function spoken(span: RichText[number]): string {
  if (typeof span === "string") return span;
  return span.kind === "cite" ? "" : span.text;
}
