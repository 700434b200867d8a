import type { SourceRange } from "../../sourceRange";

/** A piece of BAML other than comments and white space. */
export interface BamlToken {
  readonly kind: "word" | "mark" | "text";
  readonly range: SourceRange;
  /** The content of a text without its quotes; otherwise the token. */
  readonly content: SourceRange;
  /** Whether a text is unclosed. */
  readonly isOpen?: true;
}

const TOKEN =
  /\/\/[^\n]*|\s+|(#{1,20})"|"(?:[^"\\]|\\.)*("?)|[\p{L}_\d](?:[\p{L}\d_.]|[/-](?=[\p{L}\d]))*|[^]/guy;

/** Splits BAML into tokens. */
export function bamlTokens(text: string): readonly BamlToken[] {
  const tokens: BamlToken[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const [written, hashes, quote] = match;
    const range = { start: match.index, end: match.index + written.length };
    if (hashes !== undefined) {
      const token = rawText(text, range, hashes);
      tokens.push(token);
      TOKEN.lastIndex = token.range.end;
    } else if (quote !== undefined) {
      const content = { start: range.start + 1, end: range.end - quote.length };
      tokens.push({ kind: "text", range, content, ...(quote === "" && { isOpen: true as const }) });
    } else if (!/^(?:\/\/|\s)/.test(written)) {
      tokens.push({ kind: /^[\p{L}_\d]/u.test(written) ? "word" : "mark", range, content: range });
    }
  }
  return tokens;
}

/** `#"…"#`, with as many `#` at its end as at its beginning. */
function rawText(text: string, opening: SourceRange, hashes: string): BamlToken {
  const start = opening.end;
  const end = text.indexOf(`"${hashes}`, start);
  const content = { start, end: end < 0 ? text.length : end };
  const range = { start: opening.start, end: end < 0 ? text.length : end + 1 + hashes.length };
  return { kind: "text", range, content, ...(end < 0 && { isOpen: true as const }) };
}
