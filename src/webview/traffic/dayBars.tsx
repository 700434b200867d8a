import type { DayChart } from "../../core/panel/contract/trafficState";
import { Sentence } from "../sentence";
import { XTicks, YTicks } from "../chartAxes";
import { across, down } from "../chartPlaces";

/** Height of the drawing in pixels; its width is the available width. */
const HEIGHT = 168;
/** The part of a day's width that its bar takes. */
const BAR_SHARE = 0.7;

/** Cost per day, stacked by model. Drawn without a viewBox, so that text keeps its size. */
export function DayBars({ chart }: { readonly chart: DayChart }) {
  const { heading, unit, description, legend, bars, xTicks, yTicks, mean } = chart;
  const width = 1 / bars.length;
  return (
    <figure class="day-chart">
      <figcaption>
        <h2>{heading}</h2>
        <span class="note">
          {legend.map((words, index) => (
            <span key={index} class="legend">
              <Sentence words={words} />
            </span>
          ))}
        </span>
      </figcaption>
      <p class="note">{unit}</p>
      <svg class="traffic-chart" height={HEIGHT} role="img" aria-label={description}>
        <g class="grid">
          {yTicks.map(({ y, label }) => (
            <line key={label} x1="0" x2="100%" y1={down(y)} y2={down(y)} />
          ))}
        </g>
        {bars.map(({ key, title, parts }, index) => (
          <g key={key}>
            <title>{title}</title>
            {parts.map(({ tone, from, to }) => (
              <rect
                key={tone}
                class={`fill ${tone}`}
                x={across((index + (1 - BAR_SHARE) / 2) * width)}
                width={across(width * BAR_SHARE)}
                y={down(to)}
                height={across(to - from)}
              />
            ))}
          </g>
        ))}
        <g class="dash">
          <line x1="0" x2="100%" y1={down(mean.y)} y2={down(mean.y)} />
        </g>
        <YTicks ticks={yTicks} />
        <XTicks ticks={xTicks} />
      </svg>
      <p class="note">{mean.words}</p>
    </figure>
  );
}
