/**
 * How long a server asks to wait: `Retry-After` as seconds or as a date (RFC 9110, 10.2.3), or
 * OpenAI's `retry-after-ms`. Whole seconds, rounded up. Undefined if there is no valid value.
 */
export function retryAfterSeconds(headers: Headers, now: Date): number | undefined {
  const milliseconds = numberOf(headers.get("retry-after-ms"));
  if (milliseconds !== undefined) return Math.ceil(milliseconds / 1000);
  const text = headers.get("retry-after");
  const seconds = numberOf(text);
  if (seconds !== undefined) return Math.ceil(seconds);
  // `Date.parse` accepts a bare number as a year.
  const date = text?.endsWith("GMT") ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}

function numberOf(text: string | null): number | undefined {
  return text !== null && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}
