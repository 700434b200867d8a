import type { ChartPoint, ScaleChart as ScaleChartState } from "../core/panel/contract/panelState";
import { across, down } from "./chartPlaces";

/** Height of the drawing in pixels; its width is the available width. */
const HEIGHT = 168;

/**
 * A month's cost against the share that goes to the right model: the two ends, the blend between them
 * and its saving. Drawn without a viewBox, so that text keeps its size and only positions stretch.
 */
export function ScaleChart({ chart }: { readonly chart: ScaleChartState }) {
  const { left, right, blend } = chart;
  return (
    <figure>
      <figcaption class="note">{chart.caption}</figcaption>
      <svg class="scale-chart" height={HEIGHT} role="img" aria-label={chart.description}>
        <g class="grid">
          {chart.yTicks.map(({ y, label }) => (
            <line key={label} x1="0" x2="100%" y1={down(y)} y2={down(y)} />
          ))}
        </g>
        <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
        <Ticks chart={chart} />
        <g class="dash">
          <line x1="0" x2={across(blend.x)} y1={down(left.y)} y2={down(left.y)} />
          <line x1={across(blend.x)} x2={across(blend.x)} y1={down(left.y)} y2="100%" />
        </g>
        <line class="line" x1="0" x2="100%" y1={down(left.y)} y2={down(right.y)} />
        <svg class="mark" x="0" y={down(left.y)}>
          <rect class="fill left" x="-4.5" y="-4.5" width="9" height="9" />
        </svg>
        <circle class="fill right" cx="100%" cy={down(right.y)} r="5" />
        <circle class="ring" cx={across(blend.x)} cy={down(blend.y)} r="5" />
        <Labels chart={chart} />
      </svg>
    </figure>
  );
}

/** Ticks closer than this to the blend's are left out, as a share of the width. */
const TICK_ROOM = 0.09;

function Ticks({ chart }: { readonly chart: ScaleChartState }) {
  return (
    <>
      <g text-anchor="end">
        {chart.yTicks.map(({ y, label }) => (
          <text key={label} x="-8" y={down(y)} dy="4">
            {label}
          </text>
        ))}
      </g>
      <g text-anchor="middle">
        {chart.xTicks
          .filter(({ x }) => Math.abs(x - chart.blend.x) > TICK_ROOM)
          .map(({ x, label }) => (
            <text key={label} x={across(x)} y="100%" dy="18">
              {label}
            </text>
          ))}
        <text class="amount" x={across(chart.blend.x)} y="100%" dy="18">
          {chart.share}
        </text>
      </g>
    </>
  );
}

/** From this share on, the blend's labels are on the left of it. */
const FLIP_AT = 0.6;
/** Closer than this to an end, only the end's label is shown. */
const NEAR_END = 0.08;
/** Labels of the left end and of the blend need this much between them, as a share of the width. */
const LABEL_ROOM = 0.3;
/** `… saved` needs this many pixels between the dashed line and the blend. */
const SAVED_ROOM = 48;

/** Each figure next to its point, on the free side of the line. */
function Labels({ chart }: { readonly chart: ScaleChartState }) {
  const { left, right, blend, saved, rises } = chart;
  const showsBlend = blend.x > NEAR_END && blend.x < 1 - NEAR_END;
  const flipped = blend.x > FLIP_AT;
  const anchor = flipped ? "end" : "start";
  const dx = flipped ? -10 : 10;
  const isBelow = flipped !== rises;
  return (
    <>
      {(blend.x > LABEL_ROOM || (!showsBlend && (!rises || blend.x === 0))) && (
        <Label point={left} dx={10} dy={rises ? 20 : -8} anchor="start" />
      )}
      {showsBlend && <Label point={blend} dx={dx} dy={isBelow ? 20 : -8} anchor={anchor} />}
      {showsBlend && saved && (left.y - blend.y) * HEIGHT > SAVED_ROOM && (
        <text
          x={across(blend.x)}
          y={down(left.y + (blend.y - left.y) * 0.4)}
          dx={dx}
          text-anchor={anchor}
        >
          <tspan class="amount">{saved.amount}</tspan> {saved.label}
        </text>
      )}
      <text x="100%" y={down(right.y)} dx="12" dy="-10">
        {right.label}
      </text>
      <text class="amount" x="100%" y={down(right.y)} dx="12" dy="4">
        {right.amount}
      </text>
    </>
  );
}

function Label({
  point,
  dx,
  dy,
  anchor,
}: {
  readonly point: ChartPoint;
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "end";
}) {
  return (
    <text x={across(point.x)} y={down(point.y)} dx={dx} dy={dy} text-anchor={anchor}>
      <tspan class="amount">{point.amount}</tspan> {point.label}
    </text>
  );
}
