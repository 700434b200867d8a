import { useLayoutEffect, useState } from "preact/hooks";
import type { AnswerText, LiveTexts } from "./liveTexts";

/** The text of an answer; the component renders again as it grows. */
export function useAnswerText(texts: LiveTexts, key: string): AnswerText {
  const [, setAnswer] = useState<AnswerText>();
  // An effect would run after the next frame: a text that is complete by then would not be drawn.
  useLayoutEffect(() => texts.subscribe(key, () => setAnswer(texts.get(key))), [texts, key]);
  return texts.get(key);
}
