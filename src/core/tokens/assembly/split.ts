import { asciiPieceStarts } from "./asciiStarts";
import { PIECE_ENDS } from "./layout";
import { pieceEnd } from "./scanner";

/**
 * Splits the text `from`..`end` into pieces, up to the first whose end depends on text after `stop`
 * (see {@link pieceEnd}). Writes the end of each (32 bits) to PIECE_ENDS, and returns the end of that
 * list. The byte at `end` is 0xFF.
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
    // Four at a time, possibly some too many: a loop whose end is hard to predict takes longer.
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

/** Are the 16 bytes from `at` ASCII? If not, looking at 64 would gain too little. */
function isAscii(at: usize): bool {
  return i8x16.bitmask(v128.load(at)) == 0;
}
