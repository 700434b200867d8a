import type {
  IndexScatter as IndexScatterState,
  ScatterPoint,
} from "../core/panel/contract/panelState";
import { YAxis } from "./chartAxes";
import { across, down } from "./chartPlaces";
import { DataTable } from "./dataTable";
import { Sentence } from "./sentence";

/** Height of the drawing in pixels; its width is the available width. */
const HEIGHT = 240;

/** From this share of the width on, a label is on the left of its point. */
const FLIP_AT = 0.6;

/**
 * Every model is a point, with the pair's highlighted and named; the others are named on hover. For
 * screen readers the drawing is a single image, and they read the table instead.
 */
export function IndexScatter({ scatter }: { readonly scatter: IndexScatterState }) {
  const { heading, note, description, xTicks, yTicks, points, table } = scatter;
  return (
    <figure>
      <h3>{heading}</h3>
      <figcaption class="note">
        <Sentence words={note} />
      </figcaption>
      <svg class="index-scatter" height={HEIGHT} role="img" aria-label={description}>
        <YAxis ticks={yTicks} />
        <g class="x-ticks" text-anchor="middle">
          {xTicks.map(({ x, label }) => (
            <text key={label} x={across(x)} y="100%" dy="18">
              {label}
            </text>
          ))}
        </g>
        {points.map((point) => (
          <Point key={point.key} point={point} />
        ))}
      </svg>
      <div class="hidden-visually">
        <DataTable table={table} />
      </div>
    </figure>
  );
}

function Point({ point: { x, y, label, title, side } }: { readonly point: ScatterPoint }) {
  if (side === undefined) {
    return (
      <circle class="other" cx={across(x)} cy={down(y)} r="4">
        <title>{title}</title>
      </circle>
    );
  }
  const flipped = x > FLIP_AT;
  return (
    <g>
      <title>{title}</title>
      {side === "left" ? (
        <svg class="mark" x={across(x)} y={down(y)}>
          <rect class="fill left" x="-5" y="-5" width="10" height="10" />
        </svg>
      ) : (
        <circle class="fill right" cx={across(x)} cy={down(y)} r="6" />
      )}
      <text
        class="amount"
        x={across(x)}
        y={down(y)}
        dx={flipped ? -10 : 10}
        dy="-8"
        text-anchor={flipped ? "end" : "start"}
      >
        {label}
      </text>
    </g>
  );
}
