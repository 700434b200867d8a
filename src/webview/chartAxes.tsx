import { across, down } from "./chartPlaces";

interface YTick {
  readonly y: number;
  readonly label: string;
}

/** The labels to the left of a chart. */
export function YTicks({ ticks }: { readonly ticks: readonly YTick[] }) {
  return (
    <g text-anchor="end">
      {ticks.map(({ y, label }) => (
        <text key={label} x="-8" y={down(y)} dy="4">
          {label}
        </text>
      ))}
    </g>
  );
}

/** A chart's horizontal lines, its axis, and the labels to the left. */
export function YAxis({ ticks }: { readonly ticks: readonly YTick[] }) {
  return (
    <>
      <g class="grid">
        {ticks.map(({ y, label }) => (
          <line key={label} x1="0" x2="100%" y1={down(y)} y2={down(y)} />
        ))}
      </g>
      <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      <YTicks ticks={ticks} />
    </>
  );
}

/** The labels below a chart. */
export function XTicks({
  ticks,
}: {
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}) {
  return (
    <g text-anchor="middle">
      {ticks.map(({ x, label }) => (
        <text key={x} x={across(x)} y="100%" dy="18">
          {label}
        </text>
      ))}
    </g>
  );
}
