import type { MoveFilter, MoveGroup, MoveRow, MoveSort } from "../../core/panel/contract/moveState";

/** The filter and the order that a person chose. */
interface Arrangement {
  readonly filter: MoveFilter;
  readonly sort: MoveSort;
  /** Rows, over all groups. */
  readonly limit: number;
}

/** The groups with their rows that a filter lets through, in order. Shared groups stay at the end. */
export function arrange(
  groups: readonly MoveGroup[],
  { filter, sort, limit }: Arrangement,
): { readonly shown: readonly MoveGroup[]; readonly count: number } {
  const matching = groups
    .map((group) => ({
      ...group,
      rows: sortRows(
        group.rows.filter(({ filters }) => filters.includes(filter)),
        sort,
      ),
    }))
    .filter(({ rows }) => rows.length > 0);
  const sorted = [
    ...matching.filter(({ isFile }) => isFile).toSorted((a, b) => compareGroups(a, b, sort)),
    ...matching.filter(({ isFile }) => !isFile),
  ];
  let left = limit;
  const shown = sorted.flatMap((group) => {
    const rows = group.rows.slice(0, left);
    left -= rows.length;
    return rows.length === 0 ? [] : [{ ...group, rows }];
  });
  return { shown, count: matching.reduce((sum, { rows }) => sum + rows.length, 0) };
}

function compareGroups(a: MoveGroup, b: MoveGroup, sort: MoveSort): number {
  const byWeight = sort === "file" ? 0 : weightOf(b.rows, sort) - weightOf(a.rows, sort);
  return byWeight || a.name.localeCompare(b.name, "en", { numeric: true });
}

/** The savings of a file add up; its risk is that of its worst place. */
function weightOf(rows: readonly MoveRow[], sort: Exclude<MoveSort, "file">): number {
  const weights = rows.map((row) => row.weights[sort]);
  return sort === "saving"
    ? weights.reduce((sum, weight) => sum + weight, 0)
    : Math.max(...weights);
}

/** Rows that weigh the same stay in the order of their files. */
function sortRows(rows: readonly MoveRow[], sort: MoveSort): readonly MoveRow[] {
  return sort === "file" ? rows : rows.toSorted((a, b) => b.weights[sort] - a.weights[sort]);
}
