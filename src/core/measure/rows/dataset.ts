import { formatTokens } from "../../format";
import type { Prompt } from "../../prompt/prompt";
import type { Assertion } from "../assertion";
import type { DatasetRow } from "../row";

/** The rows of a dataset, and what is wrong with the others. */
export interface Dataset {
  readonly rows: readonly DatasetRow[];
  readonly problems: readonly RowProblem[];
  /** Lines, records or items that are no row: they are left out, and each has a problem. */
  readonly unreadRows: number;
  /** Files that the dataset names, as written: pass their texts and read it again. */
  readonly references: readonly string[];
}

export interface RowProblem {
  /** From 1, as in `DatasetRow.line`; undefined for the dataset as a whole. */
  readonly line?: number;
  /** A sentence that says what is wrong, and what is done about it. */
  readonly message: string;
}

/** A row before it has an id of its own. */
export interface ReadRow {
  readonly id?: string;
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
  readonly prompt?: Prompt;
  readonly expected?: string;
  readonly assertions?: readonly Assertion[];
}

/** Collects what the readers find, and gives every row an id of its own. */
export class RowCollector {
  private readonly rows: DatasetRow[] = [];
  private readonly problems: RowProblem[] = [];
  private readonly ids = new Set<string>();
  private readonly files = new Set<string>();
  private unread = 0;

  add({ id: written, ...row }: ReadRow): void {
    const id = written ?? String(this.rows.length + 1);
    const own = this.ids.has(id) ? this.freeId(`${id}, line ${formatTokens(row.line)}`) : id;
    this.ids.add(own);
    this.rows.push({ id: own, ...row });
    if (own === id || written === undefined) return;
    this.note(row.line, `The id ${id} occurs twice: this row is named "${own}".`);
  }

  /** `what` is a clause: `is not JSON: colon expected`. */
  leaveOut(line: number, unit: "Line" | "Item", what: string): void {
    this.unread += 1;
    this.note(line, `${unit} ${formatTokens(line)} ${what}. It is left out.`);
  }

  note(line: number | undefined, message: string): void {
    this.problems.push({ ...(line !== undefined && { line }), message });
  }

  addReference(path: string): void {
    this.files.add(path);
  }

  dataset(): Dataset {
    const { rows, problems, unread: unreadRows, files } = this;
    return { rows, problems, unreadRows, references: [...files] };
  }

  private freeId(wanted: string): string {
    let id = wanted;
    for (let number = 2; this.ids.has(id); number += 1) id = `${wanted} (${number})`;
    return id;
  }
}
