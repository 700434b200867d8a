import { visibleLine } from "../core/visibleText";
import { HIDDEN, hideSecrets } from "./secretRedactor";

/** The maximum length of a server's message that is shown. */
const MAX_CHARACTERS = 300;

/** The pattern of OpenAI's keys, including those whose middle the server has masked. */
const KEY_SHAPE = /\b(?:sk|sess|pk)-[\w*.-]{4,}/g;

/**
 * A text from a server or a library, made safe to show and log: on one line, truncated, and without
 * `secrets`, without anything that looks like a key and without what follows `Bearer`. Undefined if
 * nothing is left.
 */
export function scrub(text: string, secrets: readonly string[]): string | undefined {
  let clean = hideSecrets(text, secrets)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(KEY_SHAPE, HIDDEN)
    .replace(/\bBearer\s+\S+/gi, `Bearer ${HIDDEN}`);
  clean = visibleLine(clean);
  if (clean.length > MAX_CHARACTERS) clean = `${clean.slice(0, MAX_CHARACTERS - 1)}…`;
  return clean === "" ? undefined : clean;
}
