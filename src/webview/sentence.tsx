import type { TextSpan, RichText } from "../core/panel/contract/richText";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";

/** Words of the state, styled by each piece's meaning. */
export function Sentence({ words }: { readonly words: RichText }) {
  return (
    <>
      {words.map((span, index) =>
        typeof span === "string" ? span : <Piece key={`${span.kind}-${index}`} span={span} />,
      )}
    </>
  );
}

/** The meaning of each word in a badge. */
const BADGE_MEANINGS: Readonly<Partial<Record<string, string>>> = {
  "your measurements": "From your own rows.",
  measured: "Both models scored on the same prompts of this kind.",
  extrapolated: "Like measured kinds, by its text.",
  published: "Averages of others, no scores per prompt.",
  "published opinion": "Guides of others, nothing measured.",
  "no evidence": "Nothing known that tells the two apart here.",
  exact: "As the API bills it.",
  estimate: "May differ from the bill; the range says how far.",
  reported: "Second-hand.",
};

function Piece({ span }: { readonly span: Exclude<TextSpan, string> }) {
  const post = usePost();
  const isReport = useReportMode();
  switch (span.kind) {
    case "strong":
      return <b>{span.text}</b>;
    case "deciding":
      return <span class="deciding">{span.text}</span>;
    case "code":
      return <code>{span.text}</code>;
    case "small":
      return <small>{span.text}</small>;
    case "nowrap":
      return <span class="nowrap">{span.text}</span>;
    case "date":
      return <time dateTime={span.text}>{span.text}</time>;
    case "model":
      return <span class={`model ${span.side}`}>{span.text}</span>;
    case "badge":
      return (
        <span class={`badge ${span.tone}`} title={BADGE_MEANINGS[span.text]}>
          {span.text}
        </span>
      );
    case "action":
      // If it links to a place in a file, its text names a part.
      if (isReport) return span.action.type === "openLocation" ? <>{span.text}</> : null;
      return (
        <button type="button" class="link" onClick={() => post(span.action)}>
          {span.text}
        </button>
      );
    case "cite":
      return (
        <sup>
          {span.sources.map((number) => (
            <a key={number} href={`#source-${number}`} aria-label={`Source ${number}`}>
              {number}
            </a>
          ))}
        </sup>
      );
  }
}
