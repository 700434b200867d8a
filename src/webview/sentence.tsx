import type { Span, Words } from "../core/compare/words";

export function Sentence({ words }: { readonly words: Words }) {
  return <>{words.map((span) => (typeof span === "string" ? span : spanText(span)))}</>;
}

function spanText(span: Exclude<Span, string>): string {
  return span.kind === "cite" ? "" : span.text;
}
