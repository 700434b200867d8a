import { formatCount } from "../format";
import { costWords, moveWords, retirementWords } from "./planWords";
import type { PricedPlace } from "./placeJson";
import { variableOfDefault } from "./variableDefault";

/**
 * The places of one file as lines for a terminal. Places that differ in nothing but their line, as in a
 * JSONL, are one: `1–39 (39 places)`.
 */
export function placesText(places: readonly PricedPlace[]): readonly string[] {
  return groupAlike(places).flatMap((group) => groupLines(group));
}

/** Neighbors among the places of one file that differ in nothing but their line, together. */
export function groupAlike(places: readonly PricedPlace[]): readonly (readonly PricedPlace[])[] {
  const groups: PricedPlace[][] = [];
  let lastDetails: string | undefined;
  for (const place of places) {
    const details = detailsOf(place);
    const last = groups.at(-1);
    if (last && details === lastDetails) last.push(place);
    else groups.push([place]);
    lastDetails = details;
  }
  return groups;
}

function groupLines(group: readonly PricedPlace[]): readonly string[] {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const lines =
    group.length === 1
      ? `${first.line}`
      : `${first.line}–${last.line} (${formatCount(group.length, "place")})`;
  const cost = group.length === 1 && first.figures ? costWords(first.figures) : "";
  const { place } = first.plan;
  const variable = variableOfDefault(place);
  return [
    `  ${lines}: ${moveWords(first.plan)}. ${retirementWords(place)}`,
    ...(variable === undefined
      ? []
      : [`      ${variable} is set elsewhere; its default is ${place.name}.`]),
    ...(cost === "" ? [] : [`      ${cost}`]),
    ...detailsOf(first).split("\n").slice(1),
  ];
}

/** Everything about a place except its line and its cost. */
function detailsOf({ plan, breaks }: PricedPlace): string {
  const { edits } = plan;
  const safe = edits.map(({ label }) => label).filter((label) => label !== "");
  const open = breaks.filter(({ isSafe }) => !isSafe);
  return [
    moveWords(plan),
    ...safe.map((label) => `      safe: ${label}`),
    ...open.map(({ message, fix }) => `      your call: ${message} ${fix}`),
  ].join("\n");
}
