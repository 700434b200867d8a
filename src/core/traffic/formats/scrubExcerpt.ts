import { visibleLine } from "../../visibleText";

const MAX_CHARACTERS = 80;
const HIDDEN = "•••";

/** Keys of OpenAI, Anthropic, GitHub, AWS, Google and Slack, tokens of JWT, and what a header or a member announces. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|sess|pk|rk)-[\w*.-]{4,}/g, HIDDEN],
  [/\b(?:gh[pousr]_|github_pat_)\w+/g, HIDDEN],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{8,}/g, HIDDEN],
  [/\bAIza[\w-]{10,}/g, HIDDEN],
  [/\bxox[abposr]-[\w-]+/g, HIDDEN],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, HIDDEN],
  [/\b(Bearer|Basic)\s+\S+/gi, `$1 ${HIDDEN}`],
  [
    /((?:api[-_]?key|authorization|password|passwd|secret|token)["']?\s*[:=]\s*["']?)[^"',}\s]{4,}/gi,
    `$1${HIDDEN}`,
  ],
];

/** The beginning of a line that can't be read, on one line and without anything that looks like a secret. */
export function scrubExcerpt(text: string): string {
  // Cut after the search, so that a secret at the end is not spared for its missing rest.
  const head = text
    .slice(0, MAX_CHARACTERS * 8)
    .replaceAll(/\s+/g, " ")
    .trim();
  const clean = SECRETS.reduce((rest, [secret, shown]) => rest.replace(secret, shown), head);
  const visible = visibleLine(clean);
  return visible.length > MAX_CHARACTERS ? `${visible.slice(0, MAX_CHARACTERS - 1)}…` : visible;
}
