import { useState } from "preact/hooks";
import type {
  MoveFilter,
  MoveGroup,
  MoveRow,
  MoveSort,
  MoveState,
} from "../../core/panel/contract/moveState";
import { columnClass } from "../dataTable";
import { usePost } from "../post";
import { Sentence } from "../sentence";
import { BreakDetails, BreakList } from "./moveBreaks";
import { arrange } from "./arrange";

type Plan = Extract<MoveState, { kind: "plan" }>;

/** Rows that are drawn before a person asks for all. */
const FIRST_ROWS = 200;

/** Every place, grouped by file. */
export function MoveTable({
  state: { groups, columns, total },
  filter,
  sort,
}: {
  readonly state: Plan;
  readonly filter: MoveFilter;
  readonly sort: MoveSort;
}) {
  const [all, setAll] = useState(false);
  const { shown, count } = arrange(groups, { filter, sort, limit: all ? Infinity : FIRST_ROWS });
  return (
    <>
      <table class="plan">
        <caption class="hidden-visually">
          Places that name a retiring model, with what breaks there and what their requests cost
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" class={columnClass(column)}>
                <Sentence words={column.heading} />
              </th>
            ))}
          </tr>
        </thead>
        {shown.map((group) => (
          <Group key={group.key} group={group} columns={columns} />
        ))}
        {total && (
          <tbody>
            <tr class="sum">
              {total.map((words, index) => {
                const column = columns[index];
                return index === 0 ? (
                  <th key="name" scope="row">
                    <Sentence words={words} />
                  </th>
                ) : (
                  <td
                    key={column?.key}
                    class={column && columnClass(column)}
                    data-label={labelOf(column)}
                  >
                    <Sentence words={words} />
                  </td>
                );
              })}
            </tr>
          </tbody>
        )}
      </table>
      {count > FIRST_ROWS && !all && (
        <div class="actions">
          <button type="button" class="second" onClick={() => setAll(true)}>
            Show All {count} Places
          </button>
        </div>
      )}
      <p class="note">
        Every figure is rounded from the exact one, so a column may miss its total by 1.
      </p>
    </>
  );
}

function Group({
  group,
  columns,
}: {
  readonly group: MoveGroup;
  readonly columns: Plan["columns"];
}) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <tbody>
      <tr class="group">
        <th colSpan={columns.length} scope="rowgroup">
          <button
            type="button"
            class="twist"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {group.name}
          </button>{" "}
          <span class="note">
            <Sentence words={group.note} />
          </span>
        </th>
      </tr>
      {isOpen && group.rows.map((row) => <Row key={row.key} row={row} columns={columns} />)}
    </tbody>
  );
}

function Row({ row, columns }: { readonly row: MoveRow; readonly columns: Plan["columns"] }) {
  const post = usePost();
  const { run } = row;
  const [opened, setOpened] = useState<string>();
  const details = row.breaks.find(({ key }) => key === opened);
  const detailsId = `details ${row.key}`.replaceAll(/[^\w-]/g, "-");
  return (
    <>
      <tr class="place-row">
        <th scope="row">
          <div class="place-cell">
            <button
              type="button"
              class="link place"
              aria-label={row.lineLabel}
              onClick={() => post(row.open)}
            >
              {row.line}
            </button>
            <div>
              {row.file !== undefined && <span class="place-file">{row.file}</span>}
              <code>{row.code}</code>
              <span class="place-move">
                <Sentence words={row.move} />
              </span>
              {run && (
                <button
                  type="button"
                  class="link"
                  aria-label={`${run.label}, ${row.lineLabel.charAt(0).toLowerCase()}${row.lineLabel.slice(1)}`}
                  onClick={() => post(run.action)}
                >
                  {run.label}
                </button>
              )}
              {row.remarks.map((words, index) => (
                <span key={index} class="note place-remark">
                  <Sentence words={words} />
                </span>
              ))}
            </div>
          </div>
        </th>
        <td class="start">
          <BreakList
            breaks={row.breaks}
            opened={details?.key}
            detailsId={detailsId}
            onToggle={(key) => setOpened(key === opened ? undefined : key)}
          />
        </td>
        {columns.slice(2, -1).map((column, index) => {
          const cost = row.costs?.[index];
          return (
            <td
              key={column.key}
              class={`${columnClass(column)} cost${cost === undefined ? " unknown" : ""}`}
              data-label={labelOf(column)}
            >
              {cost === undefined ? (
                "–"
              ) : (
                <>
                  <span class={cost.rise === undefined ? undefined : "rise"}>{cost.month}</span>
                  {cost.rise !== undefined && <span class="hidden-visually">, {cost.rise}</span>}
                  {cost.request !== "" && <small>{cost.request}</small>}
                </>
              )}
            </td>
          );
        })}
        <td class="end edits" data-label="Edits">
          <Sentence words={row.edits} />
        </td>
      </tr>
      {details && (
        <tr class="break-row">
          <td colSpan={columns.length} id={detailsId}>
            <BreakDetails found={details} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The heading beside a figure if the table is too narrow for columns. */
function labelOf(column: Plan["columns"][number] | undefined): string {
  const [name] = column?.heading ?? [];
  return typeof name === "string" ? name : "";
}
