import { type PicoUsd, picoUsdOf } from "../money";
import { divideToEven } from "../ratio";
import { fileKindOf } from "./scan/fileKinds";
import type { PricedPlace } from "./placeJson";
import { placesByFile } from "./planTotals";

/** What requests cost before the move, after it, and after it if no effort is set. */
export interface MoveCosts {
  readonly now?: PicoUsd;
  readonly after?: PicoUsd;
  readonly atDefault?: PicoUsd;
}

/** What one request of a place costs, on average if there are several; undefined without figures. */
export function requestCosts({ figures }: PricedPlace): MoveCosts | undefined {
  if (figures === undefined) return undefined;
  const { requests, before, after, afterAtDefault = after } = figures;
  return mapCosts({ now: before.usd, after: after.usd, atDefault: afterAtDefault.usd }, (usd) =>
    divideToEven(picoUsdOf(usd), BigInt(requests)),
  );
}

/** What all calls of a place cost in a month in which each call is made `requestsPerMonth` times. */
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
    [...placesByFile(places.filter(isLineWithRequest))].map(([file, own]) => [file, own.length]),
  );
  return (place) => {
    const { figures } = place;
    if (figures === undefined) return undefined;
    const { requests, before, after, afterAtDefault = after } = figures;
    const shares = BigInt(requests * (isLineWithRequest(place) ? (lines.get(place.file) ?? 1) : 1));
    return mapCosts({ now: before.usd, after: after.usd, atDefault: afterAtDefault.usd }, (usd) =>
      divideToEven(picoUsdOf(usd) * BigInt(Math.round(requestsPerMonth)), shares),
    );
  };
}

/** The sums of several; what any of them has no price for is left out. */
export function sumOfCosts(all: readonly MoveCosts[]): MoveCosts {
  const sumOf = (key: keyof MoveCosts): PicoUsd | undefined =>
    all.reduce<PicoUsd | undefined>((sum, { [key]: amount }) => {
      return sum === undefined || amount === undefined ? undefined : sum + amount;
    }, 0n);
  const [now, after, atDefault] = [sumOf("now"), sumOf("after"), sumOf("atDefault")];
  return {
    ...(now !== undefined && { now }),
    ...(after !== undefined && { after }),
    ...(atDefault !== undefined && { atDefault }),
  };
}

function isLineWithRequest({ file, figures }: PricedPlace): boolean {
  return figures !== undefined && fileKindOf(file)?.name === "JSON lines";
}

function mapCosts(
  usd: Readonly<Record<keyof MoveCosts, number | undefined>>,
  amountOf: (usd: number) => PicoUsd,
): MoveCosts {
  return {
    ...(usd.now !== undefined && { now: amountOf(usd.now) }),
    ...(usd.after !== undefined && { after: amountOf(usd.after) }),
    ...(usd.atDefault !== undefined && { atDefault: amountOf(usd.atDefault) }),
  };
}
