import type {
  QualityChart as QualityChartState,
  QualityPoint,
  ToleranceChoice,
} from "../core/panel/contract/panelState";
import { YAxis } from "./chartAxes";
import { across, down } from "./chartPlaces";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";

/** Height of the drawing in pixels; its width is the available width. */
const HEIGHT = 184;
/** From this share of the width on, a label is on the left of its point. */
const FLIP_AT = 0.5;
/** Up to this share of the width, a label is not centered over its point: it would leave the drawing. */
const EDGE = 0.3;
/** Below this share of the height, a label is above its point. */
const LOW = 0.2;
/** Half the width of the end of an interval, in pixels. */
const CAP = 4;
/** Half the width of a column over which nothing is known, as a share of the width. */
const COLUMN = 0.016;

/** Cost against expected score: both models with their intervals, and the band of the tolerance. */
export function QualityChart({ chart }: { readonly chart: QualityChartState }) {
  const { heading, description, yName, xName, note, xTicks, yTicks, band, points, line } = chart;
  return (
    <figure class="quality">
      <figcaption>
        <b>{heading}</b>
        {chart.tolerance && <Tolerance tolerance={chart.tolerance} />}
      </figcaption>
      <p class="note y-name">{yName}</p>
      <svg class="quality-chart" height={HEIGHT} role="img" aria-label={description}>
        {band && (
          <g>
            <title>{`Scores ${band.label}`}</title>
            <rect
              class="band"
              width="100%"
              y={down(band.to)}
              height={across(band.to - band.from)}
            />
            <line class="dash" x1="0" x2="100%" y1={down(band.from)} y2={down(band.from)} />
          </g>
        )}
        <YAxis ticks={yTicks} />
        <g class="x-ticks" text-anchor="middle">
          {xTicks.map(({ x, label }) => (
            <text key={label} x={across(x)} y="100%" dy="17">
              {label}
            </text>
          ))}
        </g>
        {band && (
          // In the middle: the models are at the sides.
          <text x="50%" y={down(band.from)} dy="-6" text-anchor="middle">
            {band.label}
          </text>
        )}
        {line?.slice(1).map(({ x, y }, index) => {
          const from = line[index] ?? { x, y };
          return (
            <line
              key={index}
              class="line"
              x1={across(from.x)}
              x2={across(x)}
              y1={down(from.y)}
              y2={down(y)}
            />
          );
        })}
        {points.map((point) => (
          <Point key={point.key} point={point} />
        ))}
      </svg>
      <p class="note x-name">{xName}</p>
      <p class="note">{note}</p>
    </figure>
  );
}

function Point({ point }: { readonly point: QualityPoint }) {
  const { x, y, mark, label, detail, title, interval, isUnknown, isLabelAbove } = point;
  const flipped = x > FLIP_AT;
  const side =
    isLabelAbove && x > EDGE && x < 1 - EDGE
      ? ({ dx: 0, "text-anchor": "middle" } as const)
      : ({ dx: flipped ? -12 : 12, "text-anchor": flipped ? "end" : "start" } as const);
  const top = isLabelAbove || y < LOW ? -16 : 0;
  return (
    <g>
      <title>{title}</title>
      {interval && !isUnknown && <Interval x={x} interval={interval} mark={mark} />}
      {interval && isUnknown && (
        <rect
          class={`unknown ${mark}`}
          x={across(Math.max(0, x - COLUMN))}
          width={across(2 * COLUMN)}
          y={down(interval.high)}
          height={across(interval.high - interval.low)}
        />
      )}
      <Mark point={point} />
      <text class="amount" x={across(x)} y={down(y)} dy={top} {...side}>
        {label}
      </text>
      <text x={across(x)} y={down(y)} dy={top + 14} {...side}>
        {detail}
      </text>
    </g>
  );
}

function Mark({ point: { x, y, mark } }: { readonly point: QualityPoint }) {
  if (mark === "left") {
    return (
      <svg class="mark" x={across(x)} y={down(y)}>
        <rect class="fill left" x="-5" y="-5" width="10" height="10" />
      </svg>
    );
  }
  if (mark === "right" || mark === "split") {
    return (
      <circle
        class={mark === "split" ? "ring" : "fill right"}
        cx={across(x)}
        cy={down(y)}
        r="5.5"
      />
    );
  }
  return (
    <svg class="mark" x={across(x)} y={down(y)}>
      <path class={`fill ${mark}`} d="M0 -6.8 6.8 0 0 6.8 -6.8 0Z" />
    </svg>
  );
}

function Interval({
  x,
  interval: { low, high },
  mark,
}: {
  readonly x: number;
  readonly interval: NonNullable<QualityPoint["interval"]>;
  readonly mark: QualityPoint["mark"];
}) {
  return (
    <g class={`interval ${mark}`}>
      <line x1={across(x)} x2={across(x)} y1={down(low)} y2={down(high)} />
      {[low, high].map((end) => (
        <svg key={end} class="mark" x={across(x)} y={down(end)}>
          <line x1={-CAP} x2={CAP} />
        </svg>
      ))}
    </g>
  );
}

function Tolerance({ tolerance }: { readonly tolerance: ToleranceChoice }) {
  const post = usePost();
  if (useReportMode()) return null;
  return (
    <label class="note">
      Tolerance{" "}
      <select
        value={tolerance.value}
        onChange={(event) =>
          post({ type: "setTolerance", tolerance: Number(event.currentTarget.value) })
        }
      >
        {tolerance.choices.map(({ tolerance: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
