import type { Prompt } from "../prompt/prompt";
import type { Assertion } from "./assertion";

/** One input of a dataset. */
export interface DatasetRow {
  /** The row's own id (`custom_id`, `id`), or else its number from 1. Different for every row. */
  readonly id: string;
  /** The line where it begins in the file, or its place in the list. From 1. */
  readonly line: number;
  /** Texts for the template's variables. */
  readonly values: ReadonlyMap<string, string>;
  /** A whole request, which takes the place of the filled template. */
  readonly prompt?: Prompt;
  /** The expected answer, if the row names one. */
  readonly expected?: string;
  /** The row's own, in addition to those of the dataset. */
  readonly assertions?: readonly Assertion[];
}
