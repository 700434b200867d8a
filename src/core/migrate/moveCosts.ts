import { groupBy } from "../groupBy";
import { type PicoUsd, picoUsdOf, sumIfKnown } from "../money";
import { divideToEven } from "../ratio";
import { fileKindOf } from "./scan/fileKinds";
import type { PlaceFigures } from "./placeFigures";
import type { PricedPlace } from "./placeJson";

/** The cost of requests before the move, after it, and after it if no effort is set. */
export interface MoveCosts {
  readonly now?: PicoUsd;
  readonly after?: PicoUsd;
  readonly atDefault?: PicoUsd;
}

/** The cost of one request of a place, on average if there are several; undefined without figures. */
export function requestCosts({ figures }: PricedPlace): MoveCosts | undefined {
  return figures && costsOf(figures, (usd) => divideToEven(usd, BigInt(figures.requests)));
}

/** The cost of all calls of a place in a month in which each call is made `requestsPerMonth` times. */
export type MonthlyCosts = (place: PricedPlace) => MoveCosts | undefined;

/**
 * Each place is one call of a program, except the lines of a JSONL: they are the requests of one call
 * and share its requests.
 */
export function monthlyCosts(
  places: readonly PricedPlace[],
  requestsPerMonth: number,
): MonthlyCosts {
  const lines = new Map(
    [...groupBy(places.filter(isLineWithRequest), ({ file }) => file)].map(([file, own]) => [
      file,
      own.length,
    ]),
  );
  return (place) => {
    const { figures } = place;
    if (figures === undefined) return undefined;
    const shares = figures.requests * (isLineWithRequest(place) ? (lines.get(place.file) ?? 1) : 1);
    const requests = BigInt(Math.round(requestsPerMonth));
    return costsOf(figures, (usd) => divideToEven(usd * requests, BigInt(shares)));
  };
}

/** The sums of several; what any of them has no price for is left out. */
export function sumOfCosts(all: readonly MoveCosts[]): MoveCosts {
  return knownCosts({
    now: sumIfKnown(all.map(({ now }) => now)),
    after: sumIfKnown(all.map(({ after }) => after)),
    atDefault: sumIfKnown(all.map(({ atDefault }) => atDefault)),
  });
}

function isLineWithRequest({ file, figures }: PricedPlace): boolean {
  return figures !== undefined && fileKindOf(file)?.name === "JSON lines";
}

function costsOf(
  { before, after, afterAtDefault = after }: PlaceFigures,
  amountOf: (allRequests: PicoUsd) => PicoUsd,
): MoveCosts {
  const amount = (usd: number | undefined): PicoUsd | undefined =>
    usd === undefined ? undefined : amountOf(picoUsdOf(usd));
  return knownCosts({
    now: amount(before.usd),
    after: amount(after.usd),
    atDefault: amount(afterAtDefault.usd),
  });
}

function knownCosts({
  now,
  after,
  atDefault,
}: Readonly<Record<keyof MoveCosts, PicoUsd | undefined>>): MoveCosts {
  return {
    ...(now !== undefined && { now }),
    ...(after !== undefined && { after }),
    ...(atDefault !== undefined && { atDefault }),
  };
}
