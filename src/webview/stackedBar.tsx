import type { BarSegment, StackedBar as StackedBarState } from "../core/panel/contract/panelState";

/** The space that a label needs, in pixels. */
const MIN_LABEL_PIXELS = 52;

/** The tokens of a request in one bar: its input by part, then the expected output with its range. */
export function StackedBar({ bar }: { readonly bar: StackedBarState }) {
  return (
    <div class={bar.limit ? "stacked-bar over" : "stacked-bar"}>
      {bar.side !== undefined && (
        <p class="note">
          <span class={`model ${bar.side}`}>{bar.name}</span>
        </p>
      )}
      <svg height="20" role="img" aria-label={bar.description}>
        {bar.segments.map((segment) => (
          <rect
            key={segment.key}
            class={`tone ${segment.tone}`}
            x={percent(segment.start)}
            width={percent(segment.width)}
            height="20"
          >
            <title>{[segment.label.text, segment.label.detail].filter(Boolean).join(" ")}</title>
          </rect>
        ))}
        {bar.limit && <Limit limit={bar.limit} />}
        {bar.range && (
          <g class="whisker">
            <line x1={percent(bar.range.from)} x2={percent(bar.range.to)} y1="10" y2="10" />
            <line x1={percent(bar.range.from)} x2={percent(bar.range.from)} y1="6" y2="14" />
            <line x1={percent(bar.range.to)} x2={percent(bar.range.to)} y1="6" y2="14" />
          </g>
        )}
      </svg>
      <div class="bar-labels note" aria-hidden="true">
        {bar.segments.map((segment) => (
          <BarLabel key={segment.key} segment={segment} />
        ))}
      </div>
    </div>
  );
}

/** Where the context window ends, and what is beyond it. */
function Limit({ limit }: { readonly limit: NonNullable<StackedBarState["limit"]> }) {
  const isRight = limit.at > 0.5;
  return (
    <g class="limit">
      <title>{limit.label}</title>
      <rect x={percent(limit.at)} width={percent(1 - limit.at)} y="-3" height="3" />
      <line x1={percent(limit.at)} x2={percent(limit.at)} y1="-8" y2="24" />
      <text
        x={percent(limit.at)}
        y="-10"
        dx={isRight ? 2 : -2}
        text-anchor={isRight ? "end" : "start"}
      >
        {limit.label}
      </text>
    </g>
  );
}

/** Hidden if its piece is too narrow: the table below names every part. */
function BarLabel({ segment }: { readonly segment: BarSegment }) {
  const width = percent(segment.label.reach);
  return (
    <span
      style={{
        left: percent(segment.start),
        maxWidth: `clamp(0px, calc((${width} - ${MIN_LABEL_PIXELS}px) * 9999), calc(${width} - 8px))`,
      }}
    >
      <span>{segment.label.text}</span>
      {segment.label.detail !== undefined && <span>{segment.label.detail}</span>}
    </span>
  );
}

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}
