import type { ShareCurve } from "../../core/panel/contract/trafficState";
import { XTicks, YTicks } from "../chartAxes";
import { across, down } from "../chartPlaces";

/** Height of the drawing in pixels; its width is the available width. */
const HEIGHT = 212;

/** Cost against the share moved, from today to all whose loss is known. */
export function ShareCurveChart({ curve }: { readonly curve: ShareCurve }) {
  const { heading, unit, description, points, within, xTicks, yTicks, xName } = curve;
  const last = points.length - 1;
  return (
    <figure class="share-curve">
      <figcaption>
        <h2>{heading}</h2>
      </figcaption>
      <p class="note">{unit}</p>
      <svg class="traffic-chart" height={HEIGHT} role="img" aria-label={description}>
        <rect class="within" width={across(within.x)} height="100%" />
        <g class="grid">
          {yTicks.map(({ y, label }) => (
            <line key={label} x1="0" x2="100%" y1={down(y)} y2={down(y)} />
          ))}
        </g>
        <g class="dash">
          <line x1={across(within.x)} x2={across(within.x)} y1="0" y2="100%" />
        </g>
        {points.slice(1).map((point, index) => {
          const before = points[index];
          return before === undefined ? null : (
            <line
              key={point.key}
              class={point.isOver ? "line over" : "line"}
              x1={across(before.x)}
              y1={down(before.y)}
              x2={across(point.x)}
              y2={down(point.y)}
            />
          );
        })}
        {points.map(({ key, x, y, title, label }, index) => (
          <g key={key}>
            <circle class="ring" cx={across(x)} cy={down(y)} r="4">
              <title>{title}</title>
            </circle>
            {label !== undefined && (
              <text
                class="amount"
                x={across(x)}
                y={down(y)}
                dx={index === last ? -10 : 10}
                dy="-8"
                text-anchor={index === last ? "end" : "start"}
              >
                {label}
              </text>
            )}
          </g>
        ))}
        <text x={across(within.x)} y="100%" dx="-8" dy="-8" text-anchor="end">
          {within.x > 0.2 ? within.label : ""}
        </text>
        <YTicks ticks={yTicks} />
        <XTicks ticks={xTicks} />
      </svg>
      <p class="note">{xName}</p>
    </figure>
  );
}
