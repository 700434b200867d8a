import { Component } from "preact";

/** Text is split into pieces of about this many UTF-16 units, at line ends if possible. */
const PIECE_LENGTH = 4_000;

/** An answer as received. Only the last piece changes while it grows. */
export function RawText({ text }: { readonly text: string }) {
  return (
    <div class="raw">
      {pieces(text).map((piece, index) => (
        <Piece key={index} text={piece} />
      ))}
    </div>
  );
}

class Piece extends Component<{ readonly text: string }> {
  override shouldComponentUpdate(next: { readonly text: string }): boolean {
    return next.text !== this.props.text;
  }

  override render() {
    return <div>{this.props.text}</div>;
  }
}

/** Each piece ends at a line end if it contains one; a longer line is split. */
function pieces(text: string): readonly string[] {
  const result: string[] = [];
  let start = 0;
  while (text.length - start > 2 * PIECE_LENGTH) {
    const lineEnd = text.indexOf("\n", start + PIECE_LENGTH);
    const end =
      lineEnd === -1 || lineEnd > start + 2 * PIECE_LENGTH ? start + PIECE_LENGTH : lineEnd;
    result.push(text.slice(start, end));
    start = text[end] === "\n" ? end + 1 : end;
  }
  result.push(text.slice(start));
  return result;
}
