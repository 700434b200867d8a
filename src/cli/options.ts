import { parseArgs, type ParseArgsConfig } from "node:util";
import type { PromptFormat } from "../core/prompt/prompt";
import { PROMPT_FORMATS } from "../core/prompt/promptFormats";
import type { Tolerance } from "../core/recommend/recommendInput";
import { UsageError } from "./usage";

type OptionsConfig = NonNullable<ParseArgsConfig["options"]>;

/** Options that every command with an estimate has. */
export const ESTIMATE_OPTIONS = {
  json: { type: "boolean" },
  "per-line": { type: "boolean" },
  format: { type: "string" },
  vars: { type: "string" },
  "output-tokens": { type: "string" },
  left: { type: "string" },
  right: { type: "string" },
  tolerance: { type: "string" },
} as const satisfies OptionsConfig;

/** The words of a call as options and file names; says what is wrong with them. */
export function readWords<Options extends OptionsConfig>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // parseArgs explains itself in its first sentence; what follows is advice on "--".
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split(". ", 1)[0] ?? message);
  }
}

/** A prompt format by its name in the JSON; undefined where none is given. */
export function readFormat(name: string | undefined): PromptFormat | undefined {
  if (name === undefined) return undefined;
  const format = PROMPT_FORMATS.find((candidate) => candidate === name);
  if (format === undefined) {
    throw new UsageError(`--format ${name} is none of ${PROMPT_FORMATS.join(", ")}.`);
  }
  return format;
}

/** A whole number of tokens. */
export function readTokens(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const tokens = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(tokens) || tokens < 0) {
    throw new UsageError(`--${option} takes a whole number of tokens, not "${text}".`);
  }
  return tokens;
}

const NAMED_TOLERANCES = ["cautious", "balanced", "thrifty"] as const;

export function readTolerance(text: string | undefined): Tolerance {
  if (text === undefined) return "balanced";
  const named = NAMED_TOLERANCES.find((name) => name === text);
  if (named !== undefined) return named;
  const loss = Number(text);
  if (text.trim() === "" || !(loss >= 0 && loss <= 1)) {
    throw new UsageError(
      `--tolerance takes cautious, balanced, thrifty or a number from 0 to 1, not "${text}".`,
    );
  }
  return loss;
}
