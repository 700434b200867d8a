/** Tokens of one unit of text that a prompt can ask for; rough figures of English prose. */
const TOKENS_PER_UNIT: Readonly<Record<string, number>> = {
  word: 1.35,
  mot: 1.6,
  palabra: 1.6,
  sentence: 25,
  phrase: 28,
  paragraph: 90,
  paragraphe: 100,
  line: 14,
  bullet: 25,
  token: 1,
  page: 600,
  字: 1,
  文字: 1,
};

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
  single: 1,
};

const FIRST_LETTERS = new Set(Object.keys(NUMBER_WORDS).map((word) => word.charAt(0)));

const ASKED =
  /\b(\d{1,5}|one|two|three|four|five|six|seven|eight|ten|single)\+?[ -]?(?:[ -](?:to|or)[ -]\d+ )?(?:short |or more |bullet )?(word|mot|palabra|sentence|phrase|paragraphe|paragraph|line|bullet|token|page)s?\b|(\d{1,5})(文字|字)/iy;

const MAX_ASKED = 20_000;

/** Whether the word may be one of NUMBER_WORDS: by its length and first letter. */
export function mayBeNumberWord(text: string, start: number, end: number): boolean {
  if (end - start < 3 || end - start > 6) return false;
  return FIRST_LETTERS.has(text.charAt(start).toLowerCase());
}

/** Tokens of answer that the text asks for from `start` on in so many words, such as "200 words". */
export function askedLengthTokens(text: string, start: number): number | undefined {
  ASKED.lastIndex = start;
  const match = ASKED.exec(text);
  const number = match?.[1] ?? match?.[3];
  const unit = match?.[2] ?? match?.[4];
  if (number === undefined || unit === undefined) return undefined;
  const count = NUMBER_WORDS[number.toLowerCase()] ?? Number(number);
  const tokens = count * (TOKENS_PER_UNIT[unit.toLowerCase()] ?? 1);
  return Math.min(MAX_ASKED, Math.max(1, tokens));
}
