import { visibleLine } from "../core/visibleText";
import { HIDDEN, hideSecrets } from "./secretRedactor";

/** Length of a server's message that is shown. */
const MAX_CHARACTERS = 300;

/** What OpenAI's keys look like, also where the server has masked their middle itself. */
const KEY_SHAPE = /\b(?:sk|sess|pk)-[\w*.-]{4,}/g;

/**
 * A text of a server or a library as it may be shown and logged: on one line, cut to a length, and
 * without `secrets`, without what looks like a key and without what follows `Bearer`. Undefined
 * if nothing is left.
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
