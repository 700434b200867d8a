import type {
  Fact,
  KindRow,
  ModelName,
  ModelsSection,
  PanelSection,
  PanelState,
  PriceHead,
  PromptSection,
  PromptsSection,
  RoutingSection,
  ScaleSection,
  StackedBar,
} from "../contract/panelState";
import type { Pair, Side } from "../../pair";
import { element, fragment, type Html, type HtmlChild } from "./html";
import {
  drawBenchmark,
  drawKind,
  drawMeter,
  drawPriceBar,
  drawScaleChart,
  drawStackedBar,
} from "./reportDrawings";
import { REPORT_CSS } from "./reportTheme";
import { dataTable, list, modelSpan, rowCells, sentence, tableHead } from "./reportWords";

/**
 * The panel as one HTML file that needs nothing else: no script, no request, colors of its own.
 * `panelCss` is the page's stylesheet, so that the report looks like the panel. All words are
 * escaped, and a policy in the file forbids everything but its styles.
 */
export function exportHtml(state: PanelState, panelCss: string): string {
  const page = element(
    "html",
    { lang: "en" },
    element(
      "head",
      {},
      element("meta", { charset: "utf-8" }),
      element("meta", {
        "http-equiv": "Content-Security-Policy",
        content: "default-src 'none'; style-src 'unsafe-inline'",
      }),
      element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      element("title", {}, state.title),
      styleOf(panelCss + REPORT_CSS),
    ),
    element(
      "body",
      {},
      element("main", {}, element("h1", {}, state.title), ...sectionsOf(state)),
      sourcesOf(state),
    ),
  );
  return `<!doctype html>\n${page.html}\n`;
}

/** Styles are ours, not the user's; the end tag is guarded all the same. */
function styleOf(css: string): Html {
  return { html: `<style>${css.replaceAll("</", "<\\/")}</style>` };
}

function sectionsOf(state: PanelState): readonly Html[] {
  const { verdict, notices } = state;
  return [
    ...notices.map(({ tone, words }) =>
      element("div", { class: `notice ${tone}` }, element("p", {}, sentence(words))),
    ),
    element(
      "div",
      { class: "verdict" },
      element("p", {}, sentence(verdict.sentence)),
      list(verdict.grounds),
    ),
    ...(state.kind === "one" ? [promptSection(state.prompt, state.pair)] : []),
    ...(state.kind === "many" ? [promptsSection(state.prompts)] : []),
    ...(state.kind === "none" ? [] : [scaleSection(state.scale)]),
    modelsSection(state.models),
    routingSection(state.routing),
  ];
}

function section(heading: string, { note, lead }: PanelSection, ...children: HtmlChild[]): Html {
  return element(
    "section",
    {},
    element(
      "header",
      {},
      element("h2", {}, heading),
      element("p", { class: "note" }, sentence(note)),
    ),
    element("div", {}, element("p", { class: "lead" }, sentence(lead)), ...children),
  );
}

function columns(name: string, ...children: HtmlChild[]): Html {
  return element("div", { class: `columns ${name}` }, ...children);
}

function promptSection(prompt: PromptSection, pair: Pair<ModelName>): Html {
  const { costs, reasons } = prompt;
  const wide = costs.table.columns.length > 4 ? " wide" : "";
  return section(
    "This prompt",
    prompt,
    ...prompt.bars.map(stackedBar),
    columns(
      "prompt-columns",
      element(
        "div",
        {},
        element(
          "div",
          { class: `prices${wide}` },
          element(
            "p",
            { class: "note" },
            ...costs.unitNote.map((line) => element("span", {}, line)),
          ),
          price("left", pair.left, costs.prices.left),
          price("right", pair.right, costs.prices.right),
        ),
        dataTable(costs.table, `by-part${wide}`),
        ...(reasons
          ? [
              element(
                "div",
                { class: "reasons" },
                element("h3", {}, reasons.heading),
                list(reasons.items),
              ),
            ]
          : []),
      ),
      element("dl", { class: "facts" }, ...prompt.facts.map(factItem)),
    ),
  );
}

function stackedBar(bar: StackedBar): Html {
  const labels = bar.segments.map(({ label: { text, detail = "" } }) => `${text} ${detail}`.trim());
  const name =
    bar.side === undefined || bar.name === undefined
      ? []
      : [element("p", { class: "note" }, modelSpan(bar.side, bar.name))];
  return element(
    "div",
    { class: "stacked-bar" },
    ...name,
    drawStackedBar(bar),
    element("p", { class: "note" }, labels.join(" · ")),
  );
}

function price(side: Side, { label }: ModelName, head: PriceHead): Html {
  return element(
    "div",
    { class: "price" },
    element("h3", {}, modelSpan(side, label)),
    element("p", { class: "amount" }, head.price),
    ...(head.range === undefined ? [] : [element("p", { class: "note" }, head.range)]),
    element("div", { class: "price-bar" }, drawPriceBar(side, head)),
  );
}

function factItem({ term, words, meters, note }: Fact): Html {
  return element(
    "div",
    {},
    element("dt", {}, term),
    element(
      "dd",
      {},
      sentence(words),
      ...meters.map(drawMeter),
      ...(note ? [element("p", { class: "note" }, sentence(note))] : []),
    ),
  );
}

function promptsSection(prompts: PromptsSection): Html {
  return section(
    "Prompts",
    prompts,
    element(
      "table",
      { class: "prompts" },
      tableHead(prompts.columns),
      element(
        "tbody",
        {},
        ...prompts.rows.map(({ cells }) => element("tr", {}, ...rowCells(cells, prompts.columns))),
      ),
      element(
        "tfoot",
        {},
        element("tr", { class: "sum" }, ...rowCells(prompts.total, prompts.columns)),
      ),
    ),
    ...(prompts.shown === undefined ? [] : [element("p", { class: "note" }, prompts.shown)]),
  );
}

function scaleSection(scale: ScaleSection): Html {
  const tier = scale.tiers.find(({ id }) => id === scale.tier)?.label ?? scale.tier;
  const numbers: readonly (readonly [string, string])[] = [
    ...Object.values(scale.fields).map(({ label, value }) => [label, value] as const),
    ["Service tier", tier],
  ];
  return section(
    "At scale",
    scale,
    columns(
      "scale-columns",
      element(
        "dl",
        { class: "numbers" },
        ...numbers.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
      ),
      element(
        "div",
        {},
        dataTable(scale.table),
        ...scale.remarks.map((remark) => element("p", { class: "note" }, remark)),
        ...(scale.chart
          ? [
              element(
                "figure",
                {},
                element("figcaption", { class: "note" }, scale.chart.caption),
                drawScaleChart(scale.chart),
              ),
            ]
          : []),
      ),
    ),
  );
}

function modelsSection(models: ModelsSection): Html {
  const remarks = [models.value, models.benchmarkRemark].flatMap((words) => (words ? [words] : []));
  const benchmarks = models.benchmarks.map(({ name, left, right }) =>
    element(
      "li",
      {},
      element("h4", {}, sentence(name)),
      ...(["left", "right"] as const).flatMap((side) => {
        const figure = side === "left" ? left : right;
        return figure
          ? [element("p", {}, drawBenchmark(side, figure), element("span", {}, figure.value))]
          : [];
      }),
    ),
  );
  return section(
    "Models",
    models,
    columns(
      "models-columns",
      dataTable(models.facts),
      element(
        "div",
        {},
        ...(benchmarks.length > 0
          ? [
              element("h3", {}, "Benchmarks"),
              element("p", { class: "note" }, sentence(models.benchmarkNote)),
              element("ul", { class: "benchmarks" }, ...benchmarks),
            ]
          : []),
        ...remarks.map((words) => element("p", { class: "note" }, sentence(words))),
        element("h3", {}, "Life and handling"),
        dataTable(models.life),
      ),
    ),
  );
}

const KIND_HEADINGS: readonly (readonly [string, string])[] = [
  ["Kind of task", ""],
  ["Gap, drawn", "start plot"],
  ["Gap ± se", "end"],
  ["Prompts", "end"],
  ["Goes to", "start"],
];

function routingSection(routing: RoutingSection): Html {
  const row = (kind: KindRow): Html =>
    element(
      "tr",
      { class: kind.current ? "sum" : undefined },
      element("th", { scope: "row" }, sentence(kind.name)),
      element("td", { class: "plot" }, kind.gap ? drawKind(kind, routing.axis) : fragment()),
      element("td", { class: "end" }, kind.gap?.text ?? "–"),
      element("td", { class: "end" }, kind.prompts),
      element("td", { class: "start" }, sentence(kind.goes)),
    );
  const measured = routing.kinds.filter(({ gap }) => gap !== undefined);
  const unmeasured = routing.kinds.filter(({ gap }) => gap === undefined);
  const heading = element(
    "tr",
    { class: "group" },
    element(
      "th",
      { scope: "colgroup", colspan: KIND_HEADINGS.length },
      sentence(routing.unmeasured),
    ),
  );
  const [rule] = routing.rules;
  return section(
    "Routing",
    routing,
    ...(routing.workspace
      ? [element("p", { class: "workspace" }, sentence(routing.workspace))]
      : []),
    columns(
      "routing-columns",
      element(
        "table",
        { class: "kinds" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...KIND_HEADINGS.map(([heading, name]) =>
              element("th", { scope: "col", class: name }, heading),
            ),
          ),
        ),
        element(
          "tbody",
          {},
          ...measured.map(row),
          unmeasured.length > 0 ? heading : fragment(),
          ...unmeasured.map(row),
        ),
      ),
      rule ? element("pre", {}, element("code", {}, rule.code)) : fragment(),
    ),
  );
}

function sourcesOf({ sources }: PanelState): Html {
  return element(
    "footer",
    {},
    element("h2", {}, "Sources"),
    element(
      "ol",
      { class: "note" },
      ...sources.map(({ number, words }) =>
        element("li", { id: `source-${number}`, value: number }, sentence(words)),
      ),
    ),
  );
}
