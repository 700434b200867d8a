/** The class of a UTF-16 unit for the tokenizer in this folder. */
export const CharacterClass = { space: 1, letter: 2, digit: 3, symbol: 4, ideograph: 5 } as const;

/** Classes found so far by code unit; 0 is "not looked at yet". */
const known = new Uint8Array(0x10000);

/**
 * The class of one UTF-16 unit. Scripts that write without spaces (Han, kana, hangul, Thai …) are
 * `ideograph`; halves of surrogate pairs are symbols.
 */
export function classOf(unit: number): number {
  const found = known[unit] ?? 0;
  if (found !== 0) return found;
  const computed = classify(String.fromCharCode(unit));
  known[unit] = computed;
  return computed;
}

const lower = new Uint16Array(0x10000);

/** The small letter of a UTF-16 unit, or the unit itself. */
export function lowerOf(unit: number): number {
  const known = lower[unit]!;
  if (known !== 0) return known;
  return (lower[unit] = String.fromCharCode(unit).toLowerCase().charCodeAt(0));
}

function classify(character: string): number {
  if (/\s/u.test(character)) return CharacterClass.space;
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|ー/u.test(
      character,
    )
  )
    return CharacterClass.ideograph;
  if (/[\p{L}\p{M}]/u.test(character)) return CharacterClass.letter;
  if (/\p{Nd}/u.test(character)) return CharacterClass.digit;
  return CharacterClass.symbol;
}
