import { usd } from "../estimate/estimateJson";
import { type PicoUsd, picoUsdOf, sumIfKnown } from "../money";
import { divideToEven } from "../ratio";
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
  return figures && costsOf(figures, (sum) => divideToEven(sum, BigInt(figures.requests)));
}

/** Whether a place has a model to move to that takes the same requests; others are not in the totals. */
export function hasTarget({ plan: { target, place } }: PricedPlace): boolean {
  return target !== undefined && !place.model.isFineTuned;
}

/** Whether its requests cost something else after the move: not if it is on its target already. */
function isMoving(place: PricedPlace): boolean {
  return hasTarget(place) && !place.plan.isOnTarget;
}

/** A month of all the calls with figures, a target, and a known volume. */
export interface MoveMonth {
  readonly calls: readonly PricedPlace[];
  /** How many requests they make. */
  readonly callCount: number;
  /** How often each request of a place is made. */
  readonly requestsOf: (place: PricedPlace) => number | undefined;
  /** Undefined if the place is not one of the calls. */
  readonly costsOf: (place: PricedPlace) => MoveCosts | undefined;
  readonly total: MoveCosts;
}

/** A month in which every request of every place is made as often as `requestsOf` says. */
export function moveMonth(
  places: readonly PricedPlace[],
  requestsOf: MoveMonth["requestsOf"],
): MoveMonth {
  const calls = places.filter(
    (place) => isMoving(place) && place.figures !== undefined && requestsOf(place) !== undefined,
  );
  const costs = new Map(
    calls.flatMap((place) => {
      const requests = BigInt(Math.round(requestsOf(place) ?? 0));
      return place.figures
        ? [[place, costsOf(place.figures, (sum) => sum * requests)] as const]
        : [];
    }),
  );
  return {
    calls,
    callCount: calls.reduce((sum, { figures }) => sum + (figures?.requests ?? 0), 0),
    requestsOf,
    costsOf: (place) => costs.get(place),
    total: sumOfCosts([...costs.values()]),
  };
}

/** The JSON of a place's month (docs/cli.md); without a member if the place is not one of the calls. */
export function monthJson({ requestsOf, costsOf }: MoveMonth, place: PricedPlace) {
  const costs = costsOf(place);
  if (costs === undefined) return {};
  const { now, after, atDefault } = costs;
  return {
    month: {
      requests: requestsOf(place),
      ...(now !== undefined && { usd: usd(now) }),
      ...(after !== undefined && { usdAfter: usd(after) }),
      ...(atDefault !== undefined && { usdAtDefault: usd(atDefault) }),
    },
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

function costsOf(
  { before, after, afterAtDefault = after }: PlaceFigures,
  amountOf: (allRequests: PicoUsd) => PicoUsd,
): MoveCosts {
  const amount = (sumUsd: number | undefined): PicoUsd | undefined =>
    sumUsd === undefined ? undefined : amountOf(picoUsdOf(sumUsd));
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
