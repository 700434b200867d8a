/** Rows as CSV (RFC 4180) that no spreadsheet takes for formulas. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(writeCell).join(",")}\r\n`).join("");
}

/** Characters that spreadsheets drop before reading a cell: spaces, controls, invisible ones. */
const SKIPPED = String.raw`[\s\p{Cc}\p{Default_Ignorable_Code_Point}]`;

/** The characters that begin a formula, and the wide and small forms that some programs fold into them. */
const FORMULA_SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫]";

const FORMULA = new RegExp(`^(?:${SKIPPED}|[;|])*${FORMULA_SIGN}`, "u");

/** A tab or a carriage return at the start hides a formula from some checks (OWASP, "CSV Injection"). */
const HIDDEN_START = /^[\t\r]/;

/**
 * A formula inside the text. Where the locale separates cells by `;` or a tab, the quotes around a
 * cell that is not the first one are plain characters, so the text is split at these and at line ends.
 */
const INNER_FORMULA = new RegExp(
  `(?<=[;|\\t\\r\\n\\u2028\\u2029]${SKIPPED}*)(?=${FORMULA_SIGN})`,
  "gu",
);

/** A cell for a spreadsheet: an apostrophe before every formula, quotes around what needs them. */
function writeCell(text: string): string {
  const inner = text.replace(INNER_FORMULA, "'");
  const safe = FORMULA.test(text) || HIDDEN_START.test(text) ? `'${inner}` : inner;
  return /[",;|\t\r\n\u2028\u2029]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
