import { codeSpan, escapeMarkdown } from "../../surfaces/segments";
import type {
  Fact,
  KindRow,
  ModelsSection,
  PanelSection,
  PanelState,
  PromptSection,
  PromptsSection,
  RoutingSection,
  ScaleSection,
  Table,
  TableColumn,
  Verdict,
  VerdictCard,
} from "../contract/panelState";
import type { TextSpan, RichText } from "../contract/richText";

/** The panel as Markdown (GitHub's), with the same words and figures. */
export function exportMarkdown(state: PanelState): string {
  const { verdict, notices, sources } = state;
  const blocks: readonly string[] = [
    `# ${escapeMarkdown(state.title)}`,
    ...notices.map(({ words }) => `> ${inline(words)}`),
    ...verdictBlocks(verdict),
    ...(state.kind === "one" ? promptBlocks(state.prompt) : []),
    ...(state.kind === "many" ? promptsBlocks(state.prompts) : []),
    ...(state.kind === "none" ? [] : scaleBlocks(state.scale)),
    ...modelsBlocks(state.models),
    ...routingBlocks(state.routing),
    "## Sources",
    sources.map(({ number, words }) => `${number}. ${inline(words)}`).join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function verdictBlocks({ cards, sentence, grounds }: Verdict): readonly string[] {
  return [cards.map(cardLine).join("\n"), inline(sentence), list(grounds)];
}

/** `- **Confidence**: 98% · that the loss stays within 0.05 · measured 2,015 prompts of this kind` */
export function cardLine({ heading, value, bars, note, basis }: VerdictCard): string {
  const amounts = bars.map(({ name, amount }) => `${inline(name)} ${escapeMarkdown(amount)}`);
  const figures = [inline(value), amounts.join(", "), inline(note ?? []), inline(basis ?? [])];
  const line = figures.filter((words) => words !== "").join(" · ");
  return `- **${escapeMarkdown(heading)}**: ${line}`;
}

function sectionHead(heading: string, { note, lead }: PanelSection): readonly string[] {
  return [`## ${heading}`, `**${inline(lead).replaceAll("**", "")}** ${inline(note)}`];
}

function promptBlocks(section: PromptSection): readonly string[] {
  const { costs, facts, reasons } = section;
  const { left, right } = costs.prices;
  const range = (text: string | undefined): string => (text === undefined ? "" : ` (${text})`);
  return [
    ...sectionHead("This prompt", section),
    `${costs.unitNote.join(" ")}: ■ ${left.price}${range(left.range)}, ● ${right.price}${range(right.range)}`,
    table(costs.table),
    facts.map(factLine).join("\n"),
    ...(reasons ? [`**${escapeMarkdown(reasons.heading)}**`, list(reasons.items)] : []),
  ];
}

function factLine({ term, words, note }: Fact): string {
  const remark = note === undefined ? "" : ` ${inline(note)}`;
  return `- **${term}**: ${inline(words)}${remark}`;
}

function promptsBlocks(section: PromptsSection): readonly string[] {
  const rows = [...section.rows.map(({ cells }) => cells), section.total];
  return [
    ...sectionHead("Prompts", section),
    gridTable(section.columns, rows),
    ...(section.shown === undefined ? [] : [section.shown]),
  ];
}

function scaleBlocks(section: ScaleSection): readonly string[] {
  const numbers = Object.values(section.fields).map(({ label, value }) => `${label}: ${value}`);
  const tier = section.tiers.find(({ id }) => id === section.tier)?.label ?? section.tier;
  return [
    ...sectionHead("At scale", section),
    [...numbers, `Service tier: ${tier}`].map((text) => `- ${escapeMarkdown(text)}`).join("\n"),
    table(section.table),
    ...section.remarks.map(escapeMarkdown),
    ...(section.chart ? [escapeMarkdown(section.chart.caption)] : []),
  ];
}

function modelsBlocks(section: ModelsSection): readonly string[] {
  const benchmarks = section.benchmarks.map(({ name, left, right }): readonly RichText[] => [
    name,
    [left?.value ?? "–"],
    [right?.value ?? "–"],
  ]);
  return [
    ...sectionHead("Models", section),
    table(section.facts),
    ...(benchmarks.length > 0
      ? [
          "### Benchmarks",
          inline(section.benchmarkNote),
          gridTable(section.facts.columns.with(0, BENCHMARK_COLUMN), benchmarks),
        ]
      : []),
    ...(section.value ? [inline(section.value)] : []),
    ...(section.benchmarkRemark ? [inline(section.benchmarkRemark)] : []),
    "### Life and handling",
    table(section.life),
  ];
}

const BENCHMARK_COLUMN: TableColumn = { key: "name", heading: ["Benchmark"], align: "start" };

const KIND_COLUMNS: readonly TableColumn[] = [
  { key: "kind", heading: ["Kind of task"], align: "start" },
  { key: "gap", heading: ["Gap ± se"], align: "end" },
  { key: "prompts", heading: ["Prompts"], align: "end" },
  { key: "goes", heading: ["Goes to"], align: "start" },
];

function routingBlocks(section: RoutingSection): readonly string[] {
  const row = ({ name, gap, prompts, goes }: KindRow): readonly RichText[] => [
    name,
    gap === undefined ? section.unmeasured : [gap.text],
    [prompts],
    goes,
  ];
  return [
    ...sectionHead("Routing", section),
    ...(section.workspace ? [inline(section.workspace)] : []),
    ...(section.kinds.length > 0 ? [gridTable(KIND_COLUMNS, section.kinds.map(row))] : []),
  ];
}

/** Rows over all columns are in the first one. */
export function table({ columns, rows }: Table): string {
  return gridTable(
    columns,
    rows
      .filter(({ cells }) => !isOnlyAction(cells))
      .map(({ kind, cells }) => {
        const isTotal = kind === "sum" || kind === "group";
        return isTotal
          ? cells.map((words): RichText => [{ kind: "strong", text: plain(words) }])
          : cells;
      }),
  );
}

/** Buttons of the panel make no sense in a text. */
function isOnlyAction([first = []]: readonly RichText[]): boolean {
  return first.every(
    (span) =>
      typeof span !== "string" && span.kind === "action" && span.action.type !== "openLocation",
  );
}

function gridTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly RichText[])[],
): string {
  const line = (cells: readonly RichText[]): string =>
    `| ${columns.map((_, index) => inline(cells[index] ?? []) || " ").join(" | ")} |`;
  return [
    line(columns.map(({ heading }) => heading)),
    `|${columns.map(({ align }) => (align === "end" ? "--:" : ":--")).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
}

function list(items: readonly RichText[]): string {
  return items.map((words) => `- ${inline(words)}`).join("\n");
}

export function inline(words: RichText): string {
  return words.map(spanMarkdown).join("").replace(/ {2,}/g, " ").trim();
}

const SHAPES = {
  left: "■",
  right: "●",
  successor: "◆",
  "successor-reasoning": "◇",
} as const;

function spanMarkdown(span: TextSpan): string {
  if (typeof span === "string") return escapeMarkdown(span);
  switch (span.kind) {
    case "strong":
    case "deciding":
      return span.text === "" ? "" : `**${escapeMarkdown(span.text)}**`;
    case "code":
      return codeSpan(span.text);
    case "badge":
      return `${codeSpan(span.text)} `;
    case "model":
      return `${SHAPES[span.side]} ${escapeMarkdown(span.text)}`;
    case "cite":
      return ` <sup>${span.sources.join(" ")}</sup>`;
    case "small":
      return `*${escapeMarkdown(span.text)}*`;
    case "action":
      return span.action.type === "openLocation" ? escapeMarkdown(span.text) : "";
    case "nowrap":
    case "date":
      return escapeMarkdown(span.text);
  }
}

/** Without emphasis, for a cell that becomes bold as a whole. */
function plain(words: RichText): string {
  return words
    .map((span) => {
      if (typeof span === "string") return span;
      if (span.kind === "cite") return "";
      return span.kind === "model" ? `${SHAPES[span.side]} ${span.text}` : span.text;
    })
    .join("");
}
