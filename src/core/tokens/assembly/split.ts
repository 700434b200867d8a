import { asciiPieceStarts } from "./asciiStarts";
import { PIECE_ENDS } from "./layout";
import { pieceEnd } from "./scanner";

/**
 * Splits the text `from`..`end` into pieces, up to the first whose end depends on what follows behind
 * `stop` (see {@link pieceEnd}). Writes where each ends (32 bits) to PIECE_ENDS, and returns where
 * these places end. The byte at `end` is 0xFF.
 */
export function splitPieces(from: usize, end: usize, stop: usize): usize {
  let at = from;
  let out = PIECE_ENDS;
  while (at < end) {
    let ends = isAscii(at) ? asciiPieceStarts(at) & ~1 : 0;
    if (ends == 0) {
      at = pieceEnd(at, stop);
      if (at == 0) break;
      store<u32>(out, at as u32);
      out += 4;
      continue;
    }
    const window = at as u32;
    const outEnd = out + ((popcnt(ends) as usize) << 2);
    // Four at a time, and maybe some too many: a loop whose end is hard to foresee takes longer.
    do {
      store<u32>(out, window + (ctz(ends) as u32));
      ends &= ends - 1;
      store<u32>(out, window + (ctz(ends) as u32), 4);
      ends &= ends - 1;
      store<u32>(out, window + (ctz(ends) as u32), 8);
      ends &= ends - 1;
      store<u32>(out, window + (ctz(ends) as u32), 12);
      ends &= ends - 1;
      out += 16;
    } while (ends != 0);
    out = outEnd;
    at = load<u32>(out - 4) as usize;
  }
  return out;
}

/** Are the 16 bytes from `at` ASCII? Otherwise too little is won by looking at 64. */
function isAscii(at: usize): bool {
  return i8x16.bitmask(v128.load(at)) == 0;
}
