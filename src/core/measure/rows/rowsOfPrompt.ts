import { formatCount, formatTokens } from "../../format";
import { fillPrompt, variablesWithoutValue } from "../../estimate/fillPrompt";
import type { Prompt } from "../../prompt/prompt";
import type { Assertion } from "../assertion";
import type { DatasetRow } from "../row";
import type { Dataset, RowProblem } from "./dataset";

/** The rows that can be run with a prompt, and what the user should know about the others. */
export interface RunnableRows {
  readonly rows: readonly DatasetRow[];
  readonly problems: readonly RowProblem[];
  /** Rows and lines that can't be run; each has a problem. */
  readonly leftOut: number;
  /** Names that the rows have and the prompt does not use. */
  readonly unusedNames: readonly string[];
}

/** The single value of a row that stands for the only variable of a prompt, whatever its name. */
const INPUT = "input";

/**
 * Rows without a value for every variable of the prompt are left out: a request with `{{name}}` in it
 * would be answered too, and count as a row.
 */
export function rowsOfPrompt(prompt: Prompt, dataset: Dataset): RunnableRows {
  const required = variablesWithoutValue({ ...prompt, valueSets: [] });
  const [only] = required;
  const problems: RowProblem[] = [...dataset.problems];
  const unused = new Set<string>();
  const rows = dataset.rows.flatMap((row) => {
    if (row.prompt !== undefined) return [row];
    for (const name of row.values.keys()) {
      if (!prompt.variables.some((variable) => isWithin(variable.name, name))) unused.add(name);
    }
    const input = row.values.get(INPUT);
    const standsIn = required.length === 1 && only && !row.values.has(only.name);
    const values =
      standsIn && input !== undefined ? new Map([...row.values, [only.name, input]]) : row.values;
    const missing = required.filter(({ name }) => !values.has(name));
    if (missing.length > 0) {
      const names = missing.map(({ name }) => `{{${name}}}`).join(" and ");
      const message = `Row ${row.id} (line ${formatTokens(row.line)}) has no value for ${names}. It is left out.`;
      problems.push({ line: row.line, message });
      return [];
    }
    return [{ ...row, values }];
  });
  if (rows.length > 1 && prompt.variables.length === 0 && rows.every((row) => !row.prompt)) {
    problems.push({
      message: `The prompt has no variable, so all ${formatCount(rows.length, "row")} send the same request.`,
    });
  }
  const leftOut = dataset.unreadRows + dataset.rows.length - rows.length;
  return { rows, problems, leftOut, unusedNames: [...unused] };
}

/** The request of a row: its own, or the prompt with the row's values. */
export function promptOfRow(prompt: Prompt, row: DatasetRow): Prompt {
  if (row.prompt !== undefined) return row.prompt;
  const defaults = prompt.variables.flatMap(({ name, defaultValue }) =>
    defaultValue === undefined ? [] : [[name, defaultValue] as const],
  );
  const values = new Map([...defaults, ...row.values]);
  return fillPrompt({ ...prompt, variables: [], valueSets: [] }, values);
}

/** Whether a value is used: as itself, as the whole that a path leads into, or as a part of it. */
function isWithin(variable: string, name: string): boolean {
  return variable === name || variable.startsWith(`${name}.`) || name.startsWith(`${variable}.`);
}

/** The rows with the assertions of the whole dataset before their own. */
export function withAssertions(
  rows: readonly DatasetRow[],
  assertions: readonly Assertion[],
): readonly DatasetRow[] {
  if (assertions.length === 0) return rows;
  return rows.map((row) => ({ ...row, assertions: [...assertions, ...(row.assertions ?? [])] }));
}
