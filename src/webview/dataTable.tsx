import type { Table, TableColumn, TableRow } from "../core/panel/contract/panelState";
import type { RichText } from "../core/panel/contract/richText";
import { useReportMode } from "./reportMode";
import { Sentence } from "./sentence";

/** A table of words and figures: the first column names the row, figures are right-aligned. */
export function DataTable({ table }: { readonly table: Table }) {
  return (
    <table>
      <caption class="hidden-visually">{table.caption}</caption>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th key={column.key} scope="col" class={columnClass(column)}>
              <Sentence words={column.heading} />
            </th>
          ))}
        </tr>
      </thead>
      <TableBody table={table} />
    </table>
  );
}

/** Only the rows, for tables with a separate heading. */
export function TableBody({ table }: { readonly table: Table }) {
  const isReport = useReportMode();
  const rows = isReport ? table.rows.filter(({ cells }) => !isOnlyAction(cells)) : table.rows;
  return (
    <tbody>
      {rows.map((row) => (
        <Row key={row.key} row={row} columns={table.columns} />
      ))}
    </tbody>
  );
}

function Row({
  row,
  columns,
}: {
  readonly row: TableRow;
  readonly columns: readonly TableColumn[];
}) {
  const [name = [], ...figures] = row.cells;
  if (row.kind === "group") {
    return (
      <tr class="group">
        <th colSpan={columns.length} scope="colgroup">
          <Sentence words={name} />
        </th>
      </tr>
    );
  }
  if (row.kind === "note") {
    return (
      <tr class="remark">
        <td colSpan={columns.length}>
          <Sentence words={name} />
        </td>
      </tr>
    );
  }
  return (
    <tr class={row.kind}>
      <th scope="row" class={row.tone === undefined ? undefined : "keyed"}>
        {row.tone !== undefined && <ToneKey tone={row.tone} />}
        <Sentence words={name} />
      </th>
      {figures.map((words, index) => {
        const column = columns[index + 1];
        return (
          <td key={column?.key ?? index} class={column && columnClass(column)}>
            <Sentence words={words} />
          </td>
        );
      })}
    </tr>
  );
}

/** The little square that links a row to its piece of the bar. */
function ToneKey({ tone }: { readonly tone: NonNullable<TableRow["tone"]> }) {
  return (
    <svg class="tone-key" aria-hidden="true">
      <rect class={`tone ${tone}`} x="0.5" y="0.5" width="9" height="9" />
    </svg>
  );
}

/** Buttons of the panel make no sense in a report. */
function isOnlyAction([first = []]: readonly RichText[]): boolean {
  return first.every(
    (span) =>
      typeof span !== "string" && span.kind === "action" && span.action.type !== "openLocation",
  );
}

export function columnClass({ align, optional, wideOnly }: TableColumn): string {
  if (wideOnly) return `${align} wide-only`;
  return optional ? `${align} optional` : align;
}
