import * as vscode from "vscode";
import type { Assertion } from "../../core/measure/assertion";
import {
  type RunnableRows,
  rowsOfPrompt,
  withAssertions,
} from "../../core/measure/rows/rowsOfPrompt";
import type { DatasetRow } from "../../core/measure/row";
import type { Prompt } from "../../core/prompt/prompt";
import { requireMachine } from "../host";

/** The rows of a dataset with their assertions, as they are run with a prompt. */
export interface ReadData {
  readonly rows: RunnableRows;
  readonly toRun: readonly DatasetRow[];
  readonly asserts: readonly string[];
  readonly assertsUri?: vscode.Uri;
  readonly assertProblems: readonly string[];
}

/** Rejects if the dataset can't be read. */
export async function readData(
  prompt: Prompt,
  promptUri: vscode.Uri,
  dataUri: vscode.Uri,
): Promise<ReadData> {
  const [dataset, beside] = await Promise.all([
    requireMachine().readDataset(dataUri.fsPath),
    requireMachine().assertionsBeside(promptUri.fsPath),
  ]);
  const rows = rowsOfPrompt(prompt, dataset);
  return {
    rows,
    toRun: withAssertions(rows.rows, beside?.assertions ?? []),
    asserts: (beside?.assertions ?? []).map(assertionLine),
    ...(beside && { assertsUri: vscode.Uri.file(beside.file) }),
    assertProblems: beside?.problems ?? [],
  };
}

/** `not-contains "sorry"`, with the weight if it is another one than 1. */
function assertionLine({ type, isNegated, value, weight, metric, unsupported }: Assertion): string {
  const shown = value === undefined ? "" : ` ${JSON.stringify(value).slice(0, 80)}`;
  const parts = [
    `${isNegated ? "not-" : ""}${type}${shown}`,
    metric === undefined ? "" : `metric ${metric}`,
    weight === 1 ? "" : `weight ${weight}`,
    unsupported === undefined
      ? ""
      : `not supported (${unsupported}): reported in every row, never counted as passed`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
