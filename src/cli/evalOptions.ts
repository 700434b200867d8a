import type { Side } from "../core/pair";
import type { MeasureSettings } from "../core/measure/engine/sideRun";
import { PAIR_OPTIONS, readWords } from "./options";
import { UsageError } from "./usage";

const EVAL_OPTIONS = {
  left: PAIR_OPTIONS.left,
  right: PAIR_OPTIONS.right,
  data: { type: "string" },
  request: { type: "string" },
  asserts: { type: "string" },
  judge: { type: "string" },
  "judge-pairs": { type: "boolean" },
  "show-judge-prompt": { type: "boolean" },
  concurrency: { type: "string" },
  rpm: { type: "string" },
  tpm: { type: "string" },
  cascade: { type: "string" },
  limit: { type: "string" },
  out: { type: "string" },
  resume: { type: "boolean" },
  "retry-failed": { type: "boolean" },
  "base-url": { type: "string" },
  junit: { type: "string" },
  outcomes: { type: "string" },
  baseline: { type: "string" },
  "save-baseline": { type: "string" },
  "fail-under": { type: "string" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
} as const;

/** A call of `tokenscale eval`. */
export interface EvalOptions {
  readonly file: string;
  readonly data: string;
  /** The name or the number of the request in the file. */
  readonly request: string | undefined;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly asserts: string | undefined;
  /** The model that judges: `MODEL` or `MODEL@EFFORT`. */
  readonly judge: string | undefined;
  /** Whether it also compares the answers of both models. */
  readonly comparesPairs: boolean;
  readonly showsJudgePrompt: boolean;
  /** The side that a cascade asks first. */
  readonly cascade: Side | undefined;
  readonly settings: MeasureSettings;
  readonly limit: number | undefined;
  readonly out: string | undefined;
  readonly resumes: boolean;
  /** Whether rows that ended without an answer are asked again. */
  readonly retriesFailed: boolean;
  readonly baseUrl: string | undefined;
  readonly junit: string | undefined;
  /** The file of one's own outcomes: what this measurement shows is added. */
  readonly outcomes: string | undefined;
  /** Saved answers to compare with. */
  readonly baseline: string | undefined;
  /** The side whose answers are saved. */
  readonly savedSide: Side | undefined;
  /** From 0 to 1. */
  readonly failUnder: number | undefined;
  readonly isDryRun: boolean;
  readonly output: "words" | "json" | "markdown";
}

/** Requests at a time on each model. */
const DEFAULT_CONCURRENCY = 8;

export function readEvalOptions(words: readonly string[]): EvalOptions {
  const { values, positionals } = readWords(words, EVAL_OPTIONS);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UsageError("One prompt file is needed.");
  if (values.data === undefined) throw new UsageError("--data is needed: a file of rows.");
  if (values.json && values.markdown) {
    throw new UsageError("--json and --markdown exclude each other.");
  }
  if (values["judge-pairs"] && values.judge === undefined) {
    throw new UsageError("--judge-pairs needs --judge: the model that judges.");
  }
  const requestsPerMinute = readCount("rpm", values.rpm);
  const tokensPerMinute = readCount("tpm", values.tpm);
  return {
    file,
    data: values.data,
    request: values.request,
    left: values.left,
    right: values.right,
    asserts: values.asserts,
    judge: values.judge,
    comparesPairs: values["judge-pairs"] === true,
    showsJudgePrompt: values["show-judge-prompt"] === true,
    cascade: readSide("cascade", values.cascade),
    settings: {
      concurrency: readCount("concurrency", values.concurrency) ?? DEFAULT_CONCURRENCY,
      ...(requestsPerMinute !== undefined && { requestsPerMinute }),
      ...(tokensPerMinute !== undefined && { tokensPerMinute }),
    },
    limit: readCount("limit", values.limit),
    out: values.out,
    resumes: values.resume === true || values["retry-failed"] === true,
    retriesFailed: values["retry-failed"] === true,
    baseUrl: values["base-url"],
    junit: values.junit,
    outcomes: values.outcomes,
    baseline: values.baseline,
    savedSide: readSide("save-baseline", values["save-baseline"]),
    failUnder: readShare(values["fail-under"]),
    isDryRun: values["dry-run"] === true,
    output: values.json ? "json" : values.markdown ? "markdown" : "words",
  };
}

export function readCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new UsageError(`--${option} takes a whole number from 1, not "${text}".`);
  }
  return Number(text);
}

function readSide(option: string, text: string | undefined): Side | undefined {
  if (text === undefined || text === "left" || text === "right") return text;
  throw new UsageError(`--${option} takes left or right, not "${text}".`);
}

/** `0.95` or `95%`. */
export function readShare(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number = "", percent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = Number(number) / (percent === "%" ? 100 : 1);
  if (number === "" || share > 1) {
    throw new UsageError(`--fail-under takes a share from 0 to 1 or a percentage, not "${text}".`);
  }
  return share;
}
