import type { ChartPoint, ScaleChart as ScaleChartState } from "../core/compare/panelState";

/** Past this share of the width a label stands left of its point, so that it is never cut off. */
const FLIP_AT = 0.6;

/**
 * A month's cost over the share that goes to the right model: the two ends, the blend between them
 * and what it saves. Drawn without a viewBox, so that text keeps its size and only places stretch.
 */
export function ScaleChart({ chart }: { readonly chart: ScaleChartState }) {
  const { left, right, blend, saved } = chart;
  return (
    <figure>
      <figcaption class="note">{chart.caption}</figcaption>
      <svg class="scale-chart" height="176" role="img" aria-label={chart.description}>
        <g class="grid">
          {chart.yTicks.map(({ y, label }) => (
            <line key={label} x1="0" x2="100%" y1={down(y)} y2={down(y)} />
          ))}
        </g>
        <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
        <g text-anchor="end">
          {chart.yTicks.map(({ y, label }) => (
            <text key={label} x="-8" y={down(y)} dy="4">
              {label}
            </text>
          ))}
        </g>
        <g text-anchor="middle">
          {chart.xTicks.map(({ x, label }) => (
            <text key={label} x={across(x)} y="100%" dy="18">
              {label}
            </text>
          ))}
        </g>
        <g class="dash">
          <line x1={across(left.x)} x2={across(blend.x)} y1={down(left.y)} y2={down(left.y)} />
          <line x1={across(blend.x)} x2={across(blend.x)} y1={down(left.y)} y2="100%" />
        </g>
        <line
          class="line"
          x1={across(left.x)}
          y1={down(left.y)}
          x2={across(right.x)}
          y2={down(right.y)}
        />
        <svg class="mark" x={across(left.x)} y={down(left.y)}>
          <rect class="fill left" x="-4.5" y="-4.5" width="9" height="9" />
        </svg>
        <circle class="fill right" cx={across(right.x)} cy={down(right.y)} r="5" />
        <circle class="ring" cx={across(blend.x)} cy={down(blend.y)} r="5" />
        <PointLabel point={left} dx={8} dy={-9} />
        <PointLabel point={right} dx={0} dy={right.y > left.y ? -9 : 22} anchor="end" />
        <BlendLabels blend={blend} left={left} saved={saved} />
      </svg>
    </figure>
  );
}

function BlendLabels({
  blend,
  left,
  saved,
}: {
  readonly blend: ChartPoint;
  readonly left: ChartPoint;
  readonly saved: ScaleChartState["saved"];
}) {
  const flipped = blend.x > FLIP_AT;
  const anchor = flipped ? "end" : "start";
  const dx = flipped ? -10 : 10;
  return (
    <>
      <PointLabel point={blend} dx={dx} dy={flipped ? 18 : -8} anchor={anchor} />
      {saved && (
        <text
          x={across(blend.x)}
          y={down(left.y + (blend.y - left.y) * 0.4)}
          dx={dx}
          dy="4"
          text-anchor={anchor}
        >
          <tspan class="amount">{saved.amount}</tspan> {saved.label}
        </text>
      )}
    </>
  );
}

function PointLabel({
  point,
  dx,
  dy,
  anchor = "start",
}: {
  readonly point: ChartPoint;
  readonly dx: number;
  readonly dy: number;
  readonly anchor?: "start" | "end";
}) {
  return (
    <text x={across(point.x)} y={down(point.y)} dx={dx} dy={dy} text-anchor={anchor}>
      <tspan class="amount">{point.amount}</tspan> {point.label}
    </text>
  );
}

function across(x: number): string {
  return `${x * 100}%`;
}

/** SVG counts from the top. */
function down(y: number): string {
  return `${(1 - y) * 100}%`;
}
