const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** The ISO date of today's day in the user's time zone, for a `Date` of now: `2026-11-20`. */
export function localDay(date: Date): string {
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** The month of an ISO date: `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** The name of the month of an ISO date or month: `November`. */
export function monthName(day: string): string {
  return MONTHS[Number(day.slice(5, 7)) - 1] ?? day;
}

/** The ISO date of the first day of the month after that of an ISO date. */
export function nextMonth(day: string): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return month === 12 ? `${year + 1}-01-01` : `${year}-${twoDigits(month + 1)}-01`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
