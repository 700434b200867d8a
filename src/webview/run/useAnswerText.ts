import { useEffect, useState } from "preact/hooks";
import type { AnswerText, LiveTexts } from "./liveTexts";

/** The text of an answer; the component draws itself again as it grows. */
export function useAnswerText(texts: LiveTexts, key: string): AnswerText {
  const [, setAnswer] = useState<AnswerText>();
  useEffect(() => texts.subscribe(key, () => setAnswer(texts.get(key))), [texts, key]);
  return texts.get(key);
}
