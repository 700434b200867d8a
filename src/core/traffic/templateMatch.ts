import type { Prompt } from "../prompt/prompt";
import type { LoggedPrompt } from "./trafficRecord";

/** The literal texts of a prompt file's template between its placeholders, in order. Plain data. */
export interface PromptTemplate {
  /** Its path, as it is shown. */
  readonly file: string;
  readonly pieces: readonly string[];
}

/** As many characters in a row are looked for; a template without such a piece is too short to be told. */
const ANCHOR = 16;

/** The template of a prompt; undefined if it says too little of its own. */
export function templateOf(
  file: string,
  { instructions, messages }: Prompt,
): PromptTemplate | undefined {
  const parts = [
    ...(instructions ? [instructions] : []),
    ...messages.flatMap((message) => (message.role === "assistant" ? [] : message.parts)),
  ];
  const pieces: string[] = [];
  for (const part of parts) {
    if (part.kind !== "text") continue;
    let from = 0;
    for (const { start, end } of part.placeholders) {
      pieces.push(part.text.slice(from, start));
      from = Math.max(from, end);
    }
    pieces.push(part.text.slice(from));
  }
  const literal = pieces.map(plain).filter((piece) => piece !== "");
  return literal.some((piece) => piece.length >= ANCHOR) ? { file, pieces: literal } : undefined;
}

interface Anchored {
  readonly template: PromptTemplate;
  readonly anchor: string;
  readonly length: number;
}

/**
 * Finds the template that a request was made from: one whose pieces all stand in its text, in order. Of
 * several the one with the longest pieces. The time does not grow with the number of templates.
 */
export function createTemplateMatcher(
  templates: readonly PromptTemplate[],
): (prompt: LoggedPrompt) => string | undefined {
  const byHash = new Map<number, Anchored[]>();
  for (const template of templates) {
    const longest = template.pieces.reduce((a, b) => (b.length > a.length ? b : a), "");
    if (longest.length < ANCHOR) continue;
    const anchor = longest.slice(0, ANCHOR);
    const length = template.pieces.reduce((sum, piece) => sum + piece.length, 0);
    const key = rollingStart(anchor);
    byHash.set(key, [...(byHash.get(key) ?? []), { template, anchor, length }]);
  }
  if (byHash.size === 0) return () => undefined;
  return ({ messages }) => {
    const text = plain(
      messages.flatMap(({ role, text: own }) => (role === "assistant" ? [] : [own])).join("\n"),
    );
    let best: Anchored | undefined;
    forEachWindow(text, (hash, at) => {
      for (const candidate of byHash.get(hash) ?? []) {
        const isBetter = best === undefined || candidate.length > best.length;
        if (isBetter && text.startsWith(candidate.anchor, at) && holds(text, candidate.template)) {
          best = candidate;
        }
      }
    });
    return best?.template.file;
  };
}

function holds(text: string, { pieces }: PromptTemplate): boolean {
  let from = 0;
  for (const piece of pieces) {
    const found = text.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return true;
}

/** Logs keep texts with other line ends and indents than files: all white space is one space. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

const BASE = 257;
const LEADING = powerOfBase(ANCHOR - 1);

function powerOfBase(exponent: number): number {
  let power = 1;
  for (let step = 0; step < exponent; step += 1) power = Math.imul(power, BASE);
  return power;
}

function rollingStart(text: string): number {
  let hash = 0;
  for (let at = 0; at < ANCHOR; at += 1) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The hash of each run of {@link ANCHOR} characters, in constant time for each (Rabin and Karp). */
function forEachWindow(text: string, look: (hash: number, at: number) => void): void {
  if (text.length < ANCHOR) return;
  let hash = rollingStart(text);
  look(hash, 0);
  for (let at = ANCHOR; at < text.length; at += 1) {
    const left = Math.imul(text.charCodeAt(at - ANCHOR), LEADING);
    hash = (Math.imul(hash - left, BASE) + text.charCodeAt(at)) | 0;
    look(hash, at - ANCHOR + 1);
  }
}
