import { useLayoutEffect, useState } from "preact/hooks";
import type { AnswerText, LiveTexts } from "./liveTexts";

/** The text of an answer; the component draws itself again as it grows. */
export function useAnswerText(texts: LiveTexts, key: string): AnswerText {
  const [, setAnswer] = useState<AnswerText>();
  // Not after the next frame, as effects are run: a text that comes whole by then would not be drawn.
  useLayoutEffect(() => texts.subscribe(key, () => setAnswer(texts.get(key))), [texts, key]);
  return texts.get(key);
}
