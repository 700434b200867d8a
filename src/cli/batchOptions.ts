import { readCount, readShare } from "./evalOptions";
import type { MeasureCall } from "./measureInput";
import { PAIR_OPTIONS, readWords } from "./options";
import { UsageError } from "./usage";

/** A call of `tokenscale batch`. */
export type BatchOptions =
  | {
      readonly action: "submit";
      readonly call: MeasureCall;
      readonly out: string | undefined;
      readonly resumes: boolean;
      readonly isDryRun: boolean;
      readonly baseUrl: string | undefined;
    }
  | {
      readonly action: "status" | "fetch" | "cancel";
      readonly folder: string;
      readonly baseUrl: string | undefined;
      readonly junit: string | undefined;
      /** From 0 to 1. */
      readonly failUnder: number | undefined;
      readonly output: "words" | "json" | "markdown";
    };

const SUBMIT_OPTIONS = {
  left: PAIR_OPTIONS.left,
  right: PAIR_OPTIONS.right,
  data: { type: "string" },
  request: { type: "string" },
  asserts: { type: "string" },
  limit: { type: "string" },
  out: { type: "string" },
  resume: { type: "boolean" },
  "base-url": { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

const FOLDER_OPTIONS = {
  "base-url": { type: "string" },
  junit: { type: "string" },
  "fail-under": { type: "string" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
} as const;

export function readBatchOptions([action, ...words]: readonly string[]): BatchOptions {
  switch (action) {
    case "submit":
      return readSubmit(words);
    case "status":
    case "fetch":
    case "cancel":
      return readFolderCall(action, words);
    default:
      throw new UsageError("batch takes submit, status, fetch or cancel.");
  }
}

function readSubmit(words: readonly string[]): BatchOptions {
  const { values, positionals } = readWords(words, SUBMIT_OPTIONS);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError("One prompt file is needed.");
  const { data, left, right, request, asserts } = values;
  if (data === undefined) throw new UsageError("--data is needed: a file of rows.");
  const limit = readCount("limit", values.limit);
  return {
    action: "submit",
    call: { file, data, left, right, request, asserts, limit },
    out: values.out,
    resumes: values.resume === true,
    isDryRun: values["dry-run"] === true,
    baseUrl: values["base-url"],
  };
}

function readFolderCall(
  action: "status" | "fetch" | "cancel",
  words: readonly string[],
): BatchOptions {
  const { values, positionals } = readWords(words, FOLDER_OPTIONS);
  const [folder, ...others] = positionals;
  if (folder === undefined || others.length > 0) {
    throw new UsageError(`batch ${action} takes the folder that submit named.`);
  }
  if (values.json && values.markdown) {
    throw new UsageError("--json and --markdown exclude each other.");
  }
  return {
    action,
    folder,
    baseUrl: values["base-url"],
    junit: values.junit,
    failUnder: readShare(values["fail-under"]),
    output: values.json ? "json" : values.markdown ? "markdown" : "words",
  };
}
