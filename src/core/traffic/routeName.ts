import { textHash } from "../runs/textHash";

/** Placeholder for the parts of a route that differ from one request to the next. */
const ID_PART = ":id";

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const LONG_HEX = /\b(?=[0-9a-f]*\d)[0-9a-f]{12,}\b/gi;
const NUMBER = /(?<![A-Za-z.])\d{2,}(?![A-Za-z.])|(?<=\/)\d+(?=\/|$)/g;
const MAX_CHARACTERS = 200;

/** `/orders/81724/summary` is the route `/orders/:id/summary`, so that routes with ids in them are one. */
export function routeName(route: string): string {
  const bare =
    route
      .trim()
      .replace(/^(?:https?:\/\/[^/?#]+)(?=\/)/, "")
      .split(/[?#]/, 1)[0] ?? "";
  const named = /\d/.test(bare)
    ? bare.replaceAll(UUID, ID_PART).replaceAll(LONG_HEX, ID_PART).replaceAll(NUMBER, ID_PART)
    : bare;
  return named.slice(0, MAX_CHARACTERS);
}

/** Stands for a route without naming it: the same in every report. */
export function hashedRoute(route: string): string {
  return `route-${textHash(route).slice(0, 10)}`;
}
