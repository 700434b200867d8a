import { parseArgs, type ParseArgsConfig } from "node:util";
import type { JsonlFormat } from "../core/prompt/formats/jsonl";
import type { PromptFormat } from "../core/prompt/prompt";
import { PROMPT_FORMATS } from "../core/prompt/formats/promptFormats";
import { NAMED_TOLERANCES, type Tolerance } from "../core/recommend/recommendInput";
import type { EstimatorOptions } from "./estimator";
import type { ProjectConfig } from "./projectConfig";
import { UsageError } from "./usage";

type OptionsConfig = NonNullable<ParseArgsConfig["options"]>;

/** Options that name the pair of models. */
export const PAIR_OPTIONS = {
  left: { type: "string" },
  right: { type: "string" },
  model: { type: "string" },
} as const satisfies OptionsConfig;

/** Options of the commands that take individual prompt files. */
export const ESTIMATE_OPTIONS = {
  ...PAIR_OPTIONS,
  json: { type: "boolean" },
  "per-line": { type: "boolean" },
  format: { type: "string" },
  vars: { type: "string" },
  "output-tokens": { type: "string" },
  outcomes: { type: "string" },
  tolerance: { type: "string" },
} as const satisfies OptionsConfig;

/** Parses a call's words into options and file names; reports errors in them. */
export function readWords<Options extends OptionsConfig>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The first sentence of parseArgs's message explains the error; the rest is advice on "--".
    const message = error instanceof Error ? error.message : String(error);
    const [sentence = message] = message.split(/\.\s/, 1);
    throw new UsageError(sentence.endsWith(".") ? sentence : `${sentence}.`);
  }
}

type EstimateValues = ReturnType<typeof readWords<typeof ESTIMATE_OPTIONS>>["values"];

/** The estimator's settings by `ESTIMATE_OPTIONS`, with the project's settings as defaults. */
export function estimatorOptions(values: EstimateValues, config: ProjectConfig): EstimatorOptions {
  return {
    ...pairOptions(values, config),
    tolerance: readTolerance(values.tolerance) ?? config.tolerance,
    outputTokens: readWhole("output-tokens", values["output-tokens"], "tokens"),
    format: readFormat(values.format),
    vars: values.vars,
    outcomes: values.outcomes,
    azureDeployments: config.azureDeployments,
  };
}

type PairValues = ReturnType<typeof readWords<typeof PAIR_OPTIONS>>["values"];

/** The pair that a call names, with the project's settings as defaults. */
export function pairOptions(
  { left, right, model }: PairValues,
  config: Pick<ProjectConfig, "left" | "right">,
): Pick<EstimatorOptions, "left" | "right" | "model"> {
  if (model !== undefined && left !== undefined) {
    throw new UsageError("--model and --left both name the first model of the pair.");
  }
  return { left: left ?? config.left, right: right ?? config.right, model };
}

/** The format of a JSONL's lines; undefined if it is detected line by line. */
export function lineFormat({ format, vars }: EstimatorOptions): JsonlFormat | undefined {
  if (vars !== undefined) {
    throw new UsageError("--vars fills templates: the lines of a JSONL are sent as they are.");
  }
  if (format === undefined || format === "batch-jsonl" || format === "fine-tuning-jsonl") {
    return format;
  }
  throw new UsageError(`--per-line reads the lines of a JSONL, not ${format}.`);
}

function readFormat(name: string | undefined): PromptFormat | undefined {
  if (name === undefined) return undefined;
  const format = PROMPT_FORMATS.find((candidate) => candidate === name);
  if (format === undefined) {
    throw new UsageError(`--format ${name} is none of ${PROMPT_FORMATS.join(", ")}.`);
  }
  return format;
}

/** A whole number of `unit`. */
export function readWhole(
  option: string,
  text: string | undefined,
  unit: string,
): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
    throw new UsageError(`--${option} takes a whole number of ${unit}, not "${text}".`);
  }
  return number;
}

/** A name, or a score from 0 to 1. */
export function readTolerance(text: string | undefined): Tolerance | undefined {
  if (text === undefined) return undefined;
  const names = Object.keys(NAMED_TOLERANCES) as (keyof typeof NAMED_TOLERANCES)[];
  const named = names.find((name) => name === text);
  if (named !== undefined) return named;
  const loss = Number(text);
  if (text.trim() === "" || !(loss >= 0 && loss <= 1)) {
    throw new UsageError(
      `--tolerance takes ${names.join(", ")} or a number from 0 to 1, not "${text}".`,
    );
  }
  return loss;
}
