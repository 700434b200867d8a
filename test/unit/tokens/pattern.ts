import { createRequire } from "node:module";

const { pat_str: pattern } = createRequire(import.meta.url)(
  "tiktoken/encoders/o200k_base.json",
) as {
  readonly pat_str: string;
};

/** The o200k_base pattern in JavaScript, which has to spell out contractions without regard to case. */
const piece = new RegExp(
  pattern.replaceAll(
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)",
    "(?:'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])",
  ),
  "uy",
);

/** The ends of the pieces of `text` according to the pattern itself. */
export function pieceEnds(text: string): readonly number[] {
  const ends: number[] = [];
  piece.lastIndex = 0;
  while (piece.test(text)) ends.push(piece.lastIndex);
  return ends;
}
