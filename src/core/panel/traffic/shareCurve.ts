import type { Currency } from "../../currency";
import { formatColumn, formatDecimals, formatUsd, formatWholePercent } from "../../format";
import { isLossTolerated } from "../../recommend/knownLoss";
import type { TrafficMoves } from "../../traffic/trafficMoves";
import type { TrafficReport } from "../../traffic/trafficReport";
import { routeWords } from "../../traffic/trafficWords";
import type { ShareCurve } from "../contract/trafficState";
import { fractionOf, moneyScale } from "./chartScale";

/** Cost against the share of the left model's requests that moves; undefined if no loss is known. */
export function shareCurve(
  { pair, tolerated }: TrafficReport,
  { curve, movedRequests, leftRequests }: TrafficMoves,
  currency: Currency,
): ShareCurve | undefined {
  const today = curve[0];
  if (curve.length < 2 || today === undefined || leftRequests === 0) return undefined;
  const { top, ticks } = moneyScale(today.cost);
  const labels = formatColumn(ticks, { currency });
  const right = pair.right.shortLabel;
  const lossOf = (row: (typeof curve)[number]["row"]): number => row?.loss?.expected ?? 0;
  return {
    heading: `Cost against the share moved to ${right}`,
    unit: currency.code,
    description: curve
      .map(
        ({ share, cost, loss }) =>
          `${formatWholePercent(share, 1)} moved: ${formatUsd(cost, currency)}, expected loss ${formatDecimals(loss, 3)}`,
      )
      .join("; "),
    points: curve.map(({ share, cost, loss, row }, index) => ({
      key: row === undefined ? "today" : `${row.route}\t${row.kind}`,
      x: share,
      y: fractionOf(cost, top),
      title: `${row === undefined ? "Today" : `${routeWords(row)} too`}: ${formatUsd(cost, currency)}, expected loss ${formatDecimals(loss, 3)}`,
      isOver: !isLossTolerated(lossOf(row), tolerated),
      ...(index === 0 && { label: `${formatUsd(cost, currency)} today` }),
      ...(index === curve.length - 1 && {
        label: `${formatUsd(cost, currency)}, loss ${formatDecimals(loss, 3)}`,
      }),
    })),
    within: {
      x: movedRequests / leftRequests,
      label: `within your ${formatDecimals(tolerated, 2)}`,
    },
    xTicks: [0, 0.25, 0.5, 0.75, 1].map((x) => ({ x, label: formatWholePercent(x, 1) })),
    yTicks: ticks.map((tick, index) => ({ y: fractionOf(tick, top), label: labels[index] ?? "" })),
    xName: `Share of ${pair.left.label} requests, smallest loss per dollar first`,
  };
}
