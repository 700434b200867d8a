import { useEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../core/compare/words";

/** A changed sentence is read out after this much quiet, not at every keystroke. */
const QUIET_MS = 1_500;

/** Reads a sentence out to screen readers once it has changed and stayed so. Draws nothing. */
export function QuietStatus({ words }: { readonly words: Words }) {
  const text = words.map(spoken).join("");
  const first = useRef(text);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (text === first.current) return;
    const timer = setTimeout(() => {
      first.current = text;
      setSaid(text);
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="hidden-visually" role="status">
      {said}
    </p>
  );
}

function spoken(span: Words[number]): string {
  if (typeof span === "string") return span;
  return span.kind === "cite" ? "" : span.text;
}
