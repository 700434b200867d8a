import type { TrendPoint, TrendState } from "../core/panel/contract/trendState";
import { across, down } from "./chartPlaces";
import { DataTable } from "./dataTable";
import { Section } from "./section";
import { Sentence } from "./sentence";

/** Tokens and costs over the last commits, a small line for each; a table says the same in words. */
export function TrendSection({ trend }: { readonly trend: TrendState }) {
  return (
    <Section id="trend" heading="Last commits" section={trend}>
      <ul class="trend" aria-hidden="true">
        {trend.lines.map(({ key, name, first, last, points }) => (
          <li key={key}>
            <span>
              <Sentence words={name} />
            </span>
            <span class="amount">{first}</span>
            <Sparkline tone={key} points={points} />
            <b class="amount">{last}</b>
          </li>
        ))}
      </ul>
      <div class="hidden-visually">
        <DataTable table={trend.table} />
      </div>
    </Section>
  );
}

function Sparkline({
  tone,
  points,
}: {
  readonly tone: string;
  readonly points: readonly TrendPoint[];
}) {
  return (
    <svg class={`sparkline ${tone}`} height="24">
      {points.slice(1).map(({ key, x, y }, index) => (
        <line
          key={key}
          x1={across(points[index]?.x ?? x)}
          y1={down(points[index]?.y ?? y)}
          x2={across(x)}
          y2={down(y)}
        />
      ))}
      {points.map(({ key, x, y, label }) => (
        <circle key={key} cx={across(x)} cy={down(y)} r="2.5">
          <title>{label}</title>
        </circle>
      ))}
    </svg>
  );
}
