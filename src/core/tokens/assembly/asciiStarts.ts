/*
 * Finds piece starts in ASCII, 64 bytes at a time. A set of positions is a 64-bit number (bit 0 is the
 * first position), and the rules of the pattern (scanner.ts) become operations on such sets. So no
 * branch depends on the text; those branches are what makes searching for one piece after another slow.
 * Nearly all pieces of code and of English are found here.
 */

const WINDOW_BYTES: usize = 64;

/** The positions right after those of a set. */
function after(places: u64): u64 {
  return places << 1;
}

/** The positions right before those of a set. */
function before(places: u64): u64 {
  return places >> 1;
}

/** The first position of each run in `runs`. */
function firsts(runs: u64): u64 {
  return runs & ~after(runs);
}

/** All positions before the first of a set, or every position if the set is empty. */
function beforeFirst(places: u64): u64 {
  return (places & -places) - 1;
}

/** The sixteen positions of `bytes`, as a part of a set. */
function placesOf(bytes: v128): u64 {
  return i8x16.bitmask(bytes) as u64;
}

/** Which bytes are between `first` and `last`? */
function between(bytes: v128, first: u8, last: u8): v128 {
  return i8x16.le_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(last - first));
}

/**
 * The positions in the 64 bytes from `from` (the start of a piece) at which pieces start, as far as
 * these bytes show: none is missing up to the last one. Position 0 is always included.
 */
export function asciiPieceStarts(from: usize): u64 {
  let letters: u64 = 0;
  let inLowerCase: u64 = 0;
  let digits: u64 = 0;
  let newlines: u64 = 0;
  let spaces: u64 = 0;
  let whitespace: u64 = 0;
  let slashes: u64 = 0;
  let apostrophes: u64 = 0;
  let notAscii: u64 = 0;
  for (let at = from + WINDOW_BYTES - 16; at >= from; at -= 16) {
    const bytes = v128.load(at);
    const space = i8x16.eq(bytes, i8x16.splat(0x20));
    const newline = v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d)));
    // The bit by which the letters of both cases differ, moved to the top of each byte.
    const caseBit = i16x8.shl(bytes, 2);
    letters = (letters << 16) | placesOf(between(v128.or(bytes, i8x16.splat(0x20)), 0x61, 0x7a));
    inLowerCase = (inLowerCase << 16) | placesOf(caseBit);
    digits = (digits << 16) | placesOf(between(bytes, 0x30, 0x39));
    newlines = (newlines << 16) | placesOf(newline);
    spaces = (spaces << 16) | placesOf(space);
    whitespace = (whitespace << 16) | placesOf(v128.or(between(bytes, 0x09, 0x0d), space));
    slashes = (slashes << 16) | placesOf(i8x16.eq(bytes, i8x16.splat(0x2f)));
    apostrophes = (apostrophes << 16) | placesOf(i8x16.eq(bytes, i8x16.splat(0x27)));
    notAscii = (notAscii << 16) | placesOf(bytes);
  }
  const lowers = letters & inLowerCase;
  const uppers = letters & ~inLowerCase;
  const blanks = whitespace & ~newlines;
  const symbols = ~(letters | digits | whitespace);
  const ascii = beforeFirst(notAscii);

  // ` ?[^\s\p{L}\p{N}]+` and, from the first newline on, `[\r\n/]*`. To find where that ends, 1 is added
  // at its start: the carry clears all positions of the run from there on. (A position to which another
  // 1 is added is set again, and the carry continues.)
  const tailStarts = newlines & after(symbols);
  const tailRuns = newlines | slashes;
  const tails = (tailRuns & ~(tailRuns + tailStarts)) | tailStarts;
  const symbolRuns = symbols & ~tails;
  const symbolStarts = symbolRuns & ~after(symbolRuns | spaces);

  // Upper-case letters, then lower-case ones, preceded by a blank or a piece's first symbol.
  const letterStarts = letters & ~after(blanks | symbolStarts | uppers) & ~(lowers & after(lowers));

  // `\p{N}{1,3}`: every third digit of a run starts a piece.
  let digitStarts = firsts(digits);
  const pairs = digits & after(digits);
  const threes = pairs & after(pairs);
  for (let next = digitStarts; next != 0; next = (next << 3) & threes) digitStarts |= next;

  // Whitespace is one piece up to the last newline of its run. The last of the blanks after that belongs
  // to the next piece. To tell, we must know whether a newline or the text's end follows.
  const newlineStarts = newlines & ~after(newlines | blanks | symbols);
  const followed: u64 = u64.MAX_VALUE >> clz((~blanks & ascii) | 1);
  const lastBlanks = blanks & followed & ~before(whitespace);
  const blankStarts = firsts(blanks);
  const afterNewline = blankStarts & after(newlines & ~tails);
  let indents = afterNewline & followed;
  // Those before another newline belong to the piece before them; again a carry finds where they end.
  for (let ends = (blanks + indents) & newlines; ends != 0; ends &= ends - 1) {
    indents &= ~((1 as u64) << (63 - clz(indents & beforeFirst(ends))));
  }

  const starts =
    symbolStarts |
    letterStarts |
    digitStarts |
    newlineStarts |
    lastBlanks |
    (blankStarts & ~afterNewline) |
    indents;
  // A contraction may begin at an apostrophe between letters.
  const contractions = apostrophes & after(letters) & ~before(~letters & ascii);
  return (starts & ascii & beforeFirst(contractions)) | 1;
}
