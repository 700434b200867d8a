import type { PromptRow } from "./promptRow";

export const GROUPINGS = ["folder", "kind", "model"] as const;
export const SORTINGS = ["path", "tokens", "cost", "saving", "change"] as const;
export const FILTERS = ["all", "to-switch", "changed", "problems"] as const;

/** How the rows are shown; kept for the workspace. */
export interface Arrangement {
  readonly groupBy: (typeof GROUPINGS)[number];
  readonly sortBy: (typeof SORTINGS)[number];
  readonly filter: (typeof FILTERS)[number];
}

export const DEFAULT_ARRANGEMENT: Arrangement = {
  groupBy: "folder",
  sortBy: "path",
  filter: "all",
};

/** Rows under one heading. */
export interface RowGroup {
  /** Unique among the groups. */
  readonly id: string;
  readonly label: string;
  readonly isContext: boolean;
  readonly rows: readonly PromptRow[];
}

/** The arrangement that was kept, as far as it is valid. */
export function readArrangement(kept: unknown): Arrangement {
  const record = typeof kept === "object" && kept !== null ? kept : {};
  const read = <Choice>(
    key: keyof Arrangement,
    choices: readonly Choice[],
    usual: Choice,
  ): Choice =>
    choices.find((choice) => choice === (record as Readonly<Record<string, unknown>>)[key]) ??
    usual;
  const { groupBy, sortBy, filter } = DEFAULT_ARRANGEMENT;
  return {
    groupBy: read("groupBy", GROUPINGS, groupBy),
    sortBy: read("sortBy", SORTINGS, sortBy),
    filter: read("filter", FILTERS, filter),
  };
}

/** The rows that pass the filter, in groups: context files last, in a group of their own. */
export function arrangeRows(
  rows: readonly PromptRow[],
  { groupBy, sortBy, filter }: Arrangement,
): readonly RowGroup[] {
  const groups = new Map<string, { label: string; isContext: boolean; rows: PromptRow[] }>();
  for (const row of rows) {
    if (!passes(row, filter)) continue;
    const label = row.isContext ? "Context" : labelOf(row, groupBy);
    const id = `${row.isContext ? "context" : groupBy} ${label}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { label, isContext: row.isContext, rows: [row] });
    else group.rows.push(row);
  }
  const compare = COMPARISONS[sortBy];
  return [...groups]
    .map(([id, { label, isContext, rows: own }]) => ({
      id,
      label,
      isContext,
      rows: own.sort(compare),
    }))
    .sort(
      (a, b) =>
        Number(a.isContext) - Number(b.isContext) ||
        (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
    );
}

function passes(row: PromptRow, filter: Arrangement["filter"]): boolean {
  switch (filter) {
    case "all":
      return true;
    case "to-switch":
      return row.saving !== undefined;
    case "changed":
      return row.changedTokens !== undefined;
    case "problems":
      return row.problem !== undefined || row.overContextTokens > 0;
  }
}

function labelOf({ path, kind, models }: PromptRow, groupBy: Arrangement["groupBy"]): string {
  switch (groupBy) {
    case "folder":
      return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "Workspace folder";
    case "kind":
      return kind?.label ?? "Kind of task not recognized";
    case "model": {
      const [only, ...others] = models;
      if (only === undefined) return "No model named";
      return others.length === 0 ? only : "Several models";
    }
  }
}

type Comparison = (a: PromptRow, b: PromptRow) => number;

const byPath: Comparison = (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** Largest first, equal ones by path. */
function descending<Value extends number | bigint>(of: (row: PromptRow) => Value): Comparison {
  return (a, b) => {
    const [left, right] = [of(a), of(b)];
    return left > right ? -1 : left < right ? 1 : byPath(a, b);
  };
}

const COMPARISONS: Readonly<Record<Arrangement["sortBy"], Comparison>> = {
  path: byPath,
  tokens: descending(({ tokens }) => tokens),
  cost: descending(({ costs }) => costs.left ?? -1n),
  saving: descending(({ saving }) => saving ?? -1n),
  change: descending(({ changedTokens }) => Math.abs(changedTokens ?? 0)),
};
