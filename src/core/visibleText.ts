/**
 * Characters that show nothing but can reorder text, hide in it or steer a terminal: controls,
 * bidirectional marks, zero-width and tag characters, and halves of surrogate pairs.
 */
const INVISIBLE = String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`;

/** A variation selector after an emoji and a joiner between two emoji are part of their spelling. */
const EMOJI = String.raw`(?<=\p{Emoji})\uFE0F|(?<=[\p{Emoji}\uFE0F])\u200D(?=\p{Extended_Pictographic})`;

/** Scripts whose spelling needs the joiner and the non-joiner. */
const JOINING_SCRIPTS = [
  "Arabic",
  "Bengali",
  "Devanagari",
  "Gujarati",
  "Gurmukhi",
  "Kannada",
  "Khmer",
  "Malayalam",
  "Mongolian",
  "Myanmar",
  "Oriya",
  "Sinhala",
  "Syriac",
  "Tamil",
  "Telugu",
];
const JOINING = `[${JOINING_SCRIPTS.map((script) => `\\p{Script=${script}}`).join("")}]`;
const JOINER = String.raw`(?<=${JOINING})[\u200C\u200D](?=${JOINING})`;

const PIECES = new RegExp(`${EMOJI}|${JOINER}|(${INVISIBLE})`, "gu");
const NEEDS_WORK = new RegExp(INVISIBLE, "u");

/**
 * Text for a single line, with every invisible character written out: `‹U+202E›`. Use it for all text
 * from files, settings and servers before a terminal, Markdown or a message shows it.
 */
export function visibleLine(text: string): string {
  return NEEDS_WORK.test(text)
    ? text.replace(PIECES, (found, invisible: string | undefined) =>
        invisible === undefined ? found : `‹${codePointName(invisible)}›`,
      )
    : text;
}

/** Like `visibleLine`, but line breaks and tabs stay. */
export function visibleText(text: string): string {
  return text
    .split(/(\r?\n|\t)/)
    .map((piece, index) => (index % 2 === 0 ? visibleLine(piece) : piece))
    .join("");
}

/** JSON with invisible characters as `\u202e`: the same value, and nothing that steers a terminal. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(new RegExp(INVISIBLE, "gu"), (found) =>
    Array.from({ length: found.length }, (_, index) => jsonEscape(found.charCodeAt(index))).join(
      "",
    ),
  );
}

function jsonEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

function codePointName(character: string): string {
  const hex = character.codePointAt(0)?.toString(16).toUpperCase() ?? "";
  return `U+${hex.padStart(4, "0")}`;
}
