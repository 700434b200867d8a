import type {
  ChartPoint,
  VolumeChart as VolumeChartState,
} from "../core/panel/contract/panelState";
import type { Side } from "../core/pair";
import { YAxis } from "./chartAxes";
import { across, down } from "./chartPlaces";

/** Height of the drawing in pixels; its width is the available width. */
const HEIGHT = 168;
/** From this share of the width on, labels are on the left of their points. */
const FLIP_AT = 0.6;

/** A month's cost on each model over its volume, with the budget as a line across. */
export function VolumeChart({ chart }: { readonly chart: VolumeChartState }) {
  const { caption, description, xTicks, yTicks, lines, left, right, budget } = chart;
  return (
    <figure>
      <figcaption class="note">{caption}</figcaption>
      <svg class="volume-chart" height={HEIGHT} role="img" aria-label={description}>
        <YAxis ticks={yTicks} />
        <g class="x-ticks">
          {xTicks.map(({ x, label }) => (
            <text
              key={label}
              x={across(x)}
              y="100%"
              dy="18"
              text-anchor={x === 1 ? "end" : "middle"}
            >
              {label}
            </text>
          ))}
        </g>
        {lines.map(({ side, from, to }) => (
          <line
            key={side}
            class={`interval ${side}`}
            x1="0"
            x2="100%"
            y1={down(from)}
            y2={down(to)}
          />
        ))}
        {budget && (
          <g>
            <line class="budget" x1="0" x2="100%" y1={down(budget.y)} y2={down(budget.y)} />
            <text x="100%" y={down(budget.y)} dy="-6" text-anchor="end">
              {budget.label}
            </text>
          </g>
        )}
        <g class="dash">
          <line x1={across(left.x)} x2={across(left.x)} y1="0" y2="100%" />
        </g>
        <Point side="left" point={left} isAbove={left.y >= right.y} />
        <Point side="right" point={right} isAbove={right.y > left.y} />
      </svg>
    </figure>
  );
}

function Point({
  side,
  point: { x, y, amount, label },
  isAbove,
}: {
  readonly side: Side;
  readonly point: ChartPoint;
  readonly isAbove: boolean;
}) {
  // Both lines rise to the right: there is room on the left above a line and on the right below it.
  const isLeft = isAbove ? x > 1 - FLIP_AT : x > FLIP_AT;
  return (
    <g>
      <title>{`${label}: ${amount} a month`}</title>
      {side === "left" ? (
        <svg class="mark" x={across(x)} y={down(y)}>
          <rect class="fill left" x="-5" y="-5" width="10" height="10" />
        </svg>
      ) : (
        <circle class="fill right" cx={across(x)} cy={down(y)} r="5.5" />
      )}
      <text
        x={across(x)}
        y={down(y)}
        dx={isLeft ? -10 : 10}
        dy={isAbove ? -8 : 18}
        text-anchor={isLeft ? "end" : "start"}
      >
        <tspan class="amount">{amount}</tspan> {label}
      </text>
    </g>
  );
}
