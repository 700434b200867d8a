import { useState } from "preact/hooks";
import type {
  PromptsRow,
  PromptsSection as PromptsSectionState,
} from "../core/panel/contract/panelState";
import type { RichText } from "../core/panel/contract/richText";
import { across } from "./chartPlaces";
import { columnClass } from "./dataTable";
import { usePost } from "./post";
import { useReportMode } from "./reportMode";
import { Section } from "./section";
import { Sentence } from "./sentence";

/** Rows that are drawn until the user asks for all. */
const FIRST_ROWS = 100;

interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** Several prompts in one table that can be sorted by each column, with their totals. */
export function PromptsSection({ section }: { readonly section: PromptsSectionState }) {
  const isReport = useReportMode();
  const [order, setOrder] = useState<Order>(section.sortedBy);
  const [all, setAll] = useState(isReport);
  const sorted = sortRows(section, order);
  const shown = all ? sorted : sorted.slice(0, FIRST_ROWS);
  return (
    <Section id="prompts" heading="Prompts" section={section}>
      <div class="scroll-x">
        <table class="prompts">
          <caption class="hidden-visually">
            Prompts with their tokens and costs. A heading sorts by its column.
          </caption>
          <thead>
            <tr>
              {section.columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  class={columnClass(column)}
                  aria-sort={sortWord(order, column.key)}
                >
                  {isReport ? (
                    <Sentence words={column.heading} />
                  ) : (
                    <button
                      type="button"
                      class="sort"
                      onClick={() => setOrder(nextOrder(order, column.key, column.align))}
                    >
                      <Sentence words={column.heading} />
                    </button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.id}>
                {row.cells.map((words, index) => {
                  const column = section.columns[index];
                  return index === 0 ? (
                    <th key="name" scope="row">
                      <PromptName id={row.id} words={words} />
                    </th>
                  ) : (
                    <td key={column?.key} class={column && columnClass(column)}>
                      <Sentence words={words} />
                      {column?.key === "tokens-left" && <TokenBar bar={row.tokenBar} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr class="sum">
              {section.total.map((words, index) => {
                const column = section.columns[index];
                return index === 0 ? (
                  <th key="name" scope="row">
                    <Sentence words={words} />
                  </th>
                ) : (
                  <td key={column?.key} class={column && columnClass(column)}>
                    <Sentence words={words} />
                  </td>
                );
              })}
            </tr>
          </tfoot>
        </table>
      </div>
      {section.shown !== undefined && <p class="note">{section.shown}</p>}
      {shown.length < sorted.length && (
        <div class="actions">
          <button type="button" class="second" onClick={() => setAll(true)}>
            {section.showAll}
          </button>
        </div>
      )}
    </Section>
  );
}

function TokenBar({ bar: { fraction, tone } }: { readonly bar: PromptsRow["tokenBar"] }) {
  return (
    <svg class="token-bar" height="4" aria-hidden="true">
      <rect class={`fill ${tone}`} x={across(1 - fraction)} width={across(fraction)} height="4" />
    </svg>
  );
}

/** Links to the prompt, except in a report. */
function PromptName({ id, words }: { readonly id: string; readonly words: RichText }) {
  const post = usePost();
  if (useReportMode()) return <Sentence words={words} />;
  return (
    <button type="button" class="link" onClick={() => post({ type: "openPrompt", id })}>
      <Sentence words={words} />
    </button>
  );
}

/** Figures start with the largest, words with A; clicking the same column again reverses the order. */
function nextOrder(order: Order, column: string, align: "start" | "end"): Order {
  return order.column === column
    ? { column, descending: !order.descending }
    : { column, descending: align === "end" };
}

function sortWord(order: Order, column: string): "ascending" | "descending" | "none" {
  if (order.column !== column) return "none";
  return order.descending ? "descending" : "ascending";
}

function sortRows(section: PromptsSectionState, order: Order): readonly PromptsRow[] {
  const at = section.columns.findIndex(({ key }) => key === order.column);
  return section.rows.toSorted((a, b) => compareKeys(a.sortKeys[at], b.sortKeys[at], order));
}

type SortKey = number | string | undefined;

/** An empty text represents an unknown figure: last in either order. */
function compareKeys(a: SortKey, b: SortKey, { descending }: Order): number {
  if (a === b) return 0;
  if (a === "" || a === undefined) return 1;
  if (b === "" || b === undefined) return -1;
  const ascending =
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), "en", { numeric: true });
  return descending ? -ascending : ascending;
}
