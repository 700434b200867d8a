import { useEffect, useRef, useState } from "preact/hooks";
import type { MeasureRow, MeasureRows } from "../../core/panel/contract/measureState";
import type { MeasureFilter } from "../../core/panel/contract/panelAction";
import type { RichText } from "../../core/panel/contract/richText";
import { usePost } from "../post";
import { Sentence } from "../sentence";

/** Every row of the table has this height, so that places can be computed. Also in panel.css. */
const ROW_HEIGHT_PX = 26;
/** Rows that the table shows at a time. */
const VISIBLE_ROWS = 16;
/** Rows that are asked for at a time: several screens, so that scrolling seldom waits. */
const WINDOW_ROWS = 120;

/**
 * A table of any number of rows: only those in view are drawn, and only those near them are asked of the
 * host. Rows that have not come yet are blank.
 */
export function RowTable({
  columns,
  version,
  filter,
  count,
  rows,
  opened,
}: {
  readonly columns: readonly RichText[];
  readonly version: number;
  readonly filter: MeasureFilter;
  readonly count: number;
  readonly rows: MeasureRows | undefined;
  readonly opened: string | undefined;
}) {
  const post = usePost();
  const scroller = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setFirst(0);
  }, [filter]);
  const from = Math.max(0, Math.floor(first / VISIBLE_ROWS) * VISIBLE_ROWS - WINDOW_ROWS / 3);
  const isCurrent = rows?.version === version && rows.filter === filter;
  useEffect(() => {
    post({ type: "readMeasureRows", filter, from, count: WINDOW_ROWS });
  }, [post, version, filter, from]);
  const end = Math.min(count, first + VISIBLE_ROWS + 2);
  const visible = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at);
  const rowAt = (index: number): MeasureRow | undefined =>
    rows?.filter === filter ? rows.rows[index - rows.from] : undefined;
  return (
    <div
      ref={scroller}
      class="measure-rows"
      role="table"
      aria-label="Rows"
      aria-rowcount={count + 1}
      aria-busy={!isCurrent}
      tabIndex={0}
      style={{ height: `${(Math.min(count, VISIBLE_ROWS) + 1) * ROW_HEIGHT_PX + 2}px` }}
      onScroll={({ currentTarget }) =>
        setFirst(Math.floor(currentTarget.scrollTop / ROW_HEIGHT_PX))
      }
    >
      <div class="measure-row heading" role="row" aria-rowindex={1}>
        {columns.map((words, index) => (
          <span key={index} role="columnheader">
            <Sentence words={words} />
          </span>
        ))}
      </div>
      <div role="rowgroup" style={{ height: `${count * ROW_HEIGHT_PX}px`, position: "relative" }}>
        {visible.map((index) => (
          <Row
            key={index}
            index={index}
            row={rowAt(index)}
            columns={columns.length}
            isOpen={rowAt(index)?.rowId === opened}
            onOpen={(rowId) => post({ type: "openMeasureRow", rowId })}
          />
        ))}
      </div>
    </div>
  );
}

function Row({
  index,
  row,
  columns,
  isOpen,
  onOpen,
}: {
  readonly index: number;
  readonly row: MeasureRow | undefined;
  readonly columns: number;
  readonly isOpen: boolean;
  readonly onOpen: (rowId: string) => void;
}) {
  const [name, ...cells] = row?.cells ?? [];
  return (
    <div
      class="measure-row"
      role="row"
      aria-rowindex={index + 2}
      style={{ top: `${index * ROW_HEIGHT_PX}px` }}
    >
      <span role="rowheader">
        {row && name && (
          <button
            type="button"
            class="link"
            aria-expanded={isOpen}
            onClick={() => onOpen(row.rowId)}
          >
            {name.text}
          </button>
        )}
      </span>
      {Array.from({ length: columns - 1 }, (_, at) => (
        <span key={at} role="cell" class={cells[at]?.tone}>
          {cells[at]?.text}
        </span>
      ))}
    </div>
  );
}
