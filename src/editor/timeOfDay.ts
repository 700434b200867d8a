/** `14:32`, in the user's time zone. */
export function timeOfDay(date: Date): string {
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}
