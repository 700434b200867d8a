/*
 * Where pieces start in ASCII, for 64 bytes at once. A set of places is a 64-bit number, bit 0 the
 * first place, and what the pattern (scanner.ts) says becomes operations on such sets. So no branch
 * depends on the text, which is what takes the time where one piece is looked for after the other.
 * Nearly all pieces of code and of English are found here.
 */

const WINDOW_BYTES: usize = 64;

/** The places behind those of a set. */
function behind(places: u64): u64 {
  return places << 1;
}

/** The places before those of a set. */
function before(places: u64): u64 {
  return places >> 1;
}

/** Of each run of places of `runs`, the first. */
function firsts(runs: u64): u64 {
  return runs & ~behind(runs);
}

/** All places before the first of a set; every place, where it is empty. */
function beforeFirst(places: u64): u64 {
  return (places & -places) - 1;
}

/** The sixteen places of `bytes`, as a part of a set. */
function placesOf(bytes: v128): u64 {
  return i8x16.bitmask(bytes) as u64;
}

/** Which bytes lie from `first` to `last`? */
function between(bytes: v128, first: u8, last: u8): v128 {
  return i8x16.le_u(i8x16.sub(bytes, i8x16.splat(first)), i8x16.splat(last - first));
}

/**
 * The places of the 64 bytes from `from`, itself the start of a piece, at which pieces start, as far
 * as these bytes tell: up to the last of them none is left out. Place 0 is always one.
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

  // ` ?[^\s\p{L}\p{N}]+` and, from the first newline on, `[\r\n/]*`. To find how far that goes, 1 is
  // added where it starts: the carry clears all places of the run from there on. (A place where
  // another 1 is added is set again, and the carry goes on.)
  const tailStarts = newlines & behind(symbols);
  const tailRuns = newlines | slashes;
  const tails = (tailRuns & ~(tailRuns + tailStarts)) | tailStarts;
  const symbolRuns = symbols & ~tails;
  const symbolStarts = symbolRuns & ~behind(symbolRuns | spaces);

  // Upper-case letters, then lower-case ones, and a blank or a piece's first symbol before them.
  const letterStarts =
    letters & ~behind(blanks | symbolStarts | uppers) & ~(lowers & behind(lowers));

  // `\p{N}{1,3}`: every third digit of a run starts a piece.
  let digitStarts = firsts(digits);
  const pairs = digits & behind(digits);
  const threes = pairs & behind(pairs);
  for (let next = digitStarts; next != 0; next = (next << 3) & threes) digitStarts |= next;

  // Whitespace is one piece up to the last newline of its run. Of the blanks behind that, the last is
  // left to what follows. Whether a newline follows, or the text's end, has to be known for both.
  const newlineStarts = newlines & ~behind(newlines | blanks | symbols);
  const followed: u64 = u64.MAX_VALUE >> clz((~blanks & ascii) | 1);
  const lastBlanks = blanks & followed & ~before(whitespace);
  const blankStarts = firsts(blanks);
  const afterNewline = blankStarts & behind(newlines & ~tails);
  let indents = afterNewline & followed;
  // Those before another newline go on the piece before them; again a carry finds where they end.
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
  const contractions = apostrophes & behind(letters) & ~before(~letters & ascii);
  return (starts & ascii & beforeFirst(contractions)) | 1;
}
