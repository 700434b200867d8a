import type {
  BenchmarkFigure,
  KindRow,
  Meter,
  PriceHead,
  RoutingSection,
  ScaleChart,
  StackedBar,
} from "../contract/panelState";
import type { Side } from "../../pair";
import { element, fragment, type Html } from "./html";

/** The panel's drawings as SVG without script: the same shapes and classes as on the page. */

function percent(fraction: number): string {
  return `${fraction * 100}%`;
}

/** SVG counts from the top. */
function down(y: number): string {
  return percent(1 - y);
}

function line(name: string, x1: string, x2: string, y1: string, y2: string): Html {
  return element("line", { class: name, x1, x2, y1, y2 });
}

function barOf(name: string, fraction: number, height: number): Html {
  return element(
    "svg",
    { height, "aria-hidden": "true" },
    element("rect", { class: "track", width: "100%", height }),
    element("rect", { class: `fill ${name}`, width: percent(fraction), height }),
  );
}

export function drawPriceBar(side: Side, { fraction }: PriceHead): Html {
  return fraction === undefined ? fragment() : barOf(side, fraction, 4);
}

export function drawBenchmark(side: Side, { fraction }: BenchmarkFigure): Html {
  return barOf(side, fraction, 8);
}

export function drawMeter({ side, description, fraction, mark }: Meter): Html {
  const used = Math.min(1, Math.max(0, fraction));
  return element(
    "svg",
    { class: "meter", height: 8, role: "img", "aria-label": description },
    element("rect", { class: "track", y: 3, width: "100%", height: 2 }),
    element("rect", { class: `fill ${side ?? "both"}`, width: percent(used), height: 8 }),
    ...(mark === undefined ? [] : [line("axis", percent(mark), percent(mark), "0", "8")]),
  );
}

export function drawStackedBar({ description, segments, range }: StackedBar): Html {
  const whisker = range && { from: percent(range.from), to: percent(range.to) };
  return element(
    "svg",
    { height: 20, role: "img", "aria-label": description },
    ...segments.map(({ tone, start, width }) =>
      element("rect", {
        class: `tone ${tone}`,
        x: percent(start),
        width: percent(width),
        height: 20,
      }),
    ),
    ...(whisker
      ? [
          line("whisker", whisker.from, whisker.to, "10", "10"),
          line("whisker", whisker.from, whisker.from, "6", "14"),
          line("whisker", whisker.to, whisker.to, "6", "14"),
        ]
      : []),
  );
}

/** Beside the first line of the kind's name, in pixels. */
const KIND_MARK_Y = "14";

export function drawKind({ gap, goesTo }: KindRow, axis: RoutingSection["axis"]): Html {
  if (gap === undefined) return fragment();
  const zero = percent(axis.zero);
  const tolerance = percent(axis.tolerance.x);
  const mark =
    goesTo === "right"
      ? element("circle", { class: "fill right", cx: percent(gap.x), cy: KIND_MARK_Y, r: 4 })
      : element(
          "svg",
          { class: "mark", x: percent(gap.x), y: KIND_MARK_Y },
          element("rect", { class: "fill left", x: -3.5, y: -3.5, width: 7, height: 7 }),
        );
  return element(
    "svg",
    { "aria-hidden": "true" },
    line("grid", zero, zero, "0", "100%"),
    line("dash", tolerance, tolerance, "0", "100%"),
    line("whisker", percent(gap.low), percent(gap.high), KIND_MARK_Y, KIND_MARK_Y),
    mark,
  );
}

/** The chart of At scale with its axes; the amounts are in the table beside it. */
export function drawScaleChart({
  description,
  left,
  right,
  blend,
  xTicks,
  yTicks,
}: ScaleChart): Html {
  const x = percent(blend.x);
  return element(
    "svg",
    { class: "scale-chart", height: 168, role: "img", "aria-label": description },
    ...yTicks.map(({ y }) => line("grid", "0", "100%", down(y), down(y))),
    line("axis", "0", "100%", "100%", "100%"),
    ...yTicks.map(({ y, label }) =>
      element("text", { x: -8, y: down(y), dy: 4, "text-anchor": "end" }, label),
    ),
    ...xTicks.map(({ x: at, label }) =>
      element("text", { x: percent(at), y: "100%", dy: 18, "text-anchor": "middle" }, label),
    ),
    line("dash", "0", x, down(left.y), down(left.y)),
    line("dash", x, x, down(left.y), "100%"),
    line("line", "0", "100%", down(left.y), down(right.y)),
    element(
      "svg",
      { class: "mark", x: 0, y: down(left.y) },
      element("rect", { class: "fill left", x: -4.5, y: -4.5, width: 9, height: 9 }),
    ),
    element("circle", { class: "fill right", cx: "100%", cy: down(right.y), r: 5 }),
    element("circle", { class: "ring", cx: x, cy: down(blend.y), r: 5 }),
  );
}
