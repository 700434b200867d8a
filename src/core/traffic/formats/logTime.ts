/** Milliseconds since 1970 of a log's time: ISO 8601 (UTC if no zone is named), or a count of seconds, ms, µs or ns. */
export function logTime(value: string | number | undefined): number | undefined {
  if (typeof value === "number") return timeOfCount(value);
  if (value === undefined || value === "") return undefined;
  if (/^\d{9,20}$/.test(value)) return timeOfCount(Number(value));
  const fast = utcTime(value);
  if (fast !== undefined) return fast;
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC)$/i.test(value);
  const parsed = Date.parse(hasZone ? value.replace(" ", "T") : `${value.replace(" ", "T")}Z`);
  return Number.isFinite(parsed) ? parsed : undefined;
}

const NANOSECONDS = 1e17;
const MICROSECONDS = 1e14;
const MILLISECONDS = 1e11;

function timeOfCount(count: number): number | undefined {
  if (!Number.isFinite(count) || count <= 0) return undefined;
  if (count >= NANOSECONDS) return Math.floor(count / 1e6);
  if (count >= MICROSECONDS) return Math.floor(count / 1e3);
  return count >= MILLISECONDS ? Math.floor(count) : Math.floor(count * 1e3);
}

const ZERO = 48;
const DAY_MS = 86_400_000;

/** `2026-10-01T09:20:46.84Z`, or with a space and without the zone: what most logs write, read without a `Date`. */
function utcTime(text: string): number | undefined {
  const { length } = text;
  if (length < 19 || text[4] !== "-" || text[7] !== "-" || text[13] !== ":" || text[16] !== ":") {
    return undefined;
  }
  const separator = text[10];
  if (separator !== "T" && separator !== " ") return undefined;
  let end = length;
  if (text[end - 1] === "Z") end -= 1;
  let fractionMs = 0;
  if (end > 19) {
    if (text[19] !== "." || end === 20) return undefined;
    for (let at = 20, unit = 100; at < end; at += 1, unit /= 10) {
      const digit = text.charCodeAt(at) - ZERO;
      if (digit < 0 || digit > 9) return undefined;
      if (at < 23) fractionMs += digit * unit;
    }
  }
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const [month, day] = [twoDigits(text, 5), twoDigits(text, 8)];
  const [hour, minute, second] = [twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)];
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1970;
  if (
    !isDate ||
    !(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60)
  ) {
    return undefined;
  }
  return (
    daysSince1970(year, month, day) * DAY_MS +
    ((hour * 60 + minute) * 60 + second) * 1_000 +
    fractionMs
  );
}

/** NaN if one of both is not a digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** Howard Hinnant's days_from_civil, for years from 1970. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
