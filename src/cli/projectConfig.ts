import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { detectFormat, isGeneralFormat } from "../core/prompt/promptFormats";
import { exists, findFiles } from "./files";
import { InputError } from "./usage";
import picomatch from "picomatch";

export const CONFIG_NAME = ".tokenscale.json";

const budgetSchema = v.strictObject({
  /** Globs; every prompt file where it is left out. */
  files: v.optional(v.array(v.string())),
  usdPerRequest: v.optional(v.pipe(v.number(), v.minValue(0))),
  inputTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

const configSchema = v.strictObject({
  /** Globs of prompt files beside those that are known by name; `!` takes out. */
  promptFiles: v.optional(v.array(v.string()), ["**/prompts/**/*.{md,txt}"]),
  left: v.optional(v.string()),
  right: v.optional(v.string()),
  tolerance: v.optional(v.union([v.picklist(["cautious", "balanced", "thrifty"]), v.number()])),
  budgets: v.optional(v.array(budgetSchema), []),
});

export type ProjectConfig = v.InferOutput<typeof configSchema>;
export type Budget = v.InferOutput<typeof budgetSchema>;

/** `.tokenscale.json` of a folder, with defaults where it has nothing; says what is wrong with it. */
export async function readConfig(folder: string): Promise<ProjectConfig> {
  const path = join(folder, CONFIG_NAME);
  if (!(await exists(path))) return v.parse(configSchema, {});
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new InputError(`${CONFIG_NAME} is not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(configSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InputError(`${CONFIG_NAME}, ${v.getDotPath(issue) ?? "top level"}: ${issue.message}`);
}

/** The budget of a file: the last entry that is about it, so that exceptions stand below. */
export function budgetOf(path: string, { budgets }: ProjectConfig): Budget | undefined {
  return budgets.findLast(
    ({ files }) => files === undefined || picomatch.isMatch(path, files, { dot: true }),
  );
}

/** The prompt files of a folder, as paths relative to it; `globs` narrows them down. */
export async function findPromptFiles(
  folder: string,
  { promptFiles }: ProjectConfig,
  globs: readonly string[],
): Promise<string[]> {
  const candidates = await findFiles(folder, globs.length > 0 ? globs : ["**"]);
  const isNamed = promptFileTest(promptFiles);
  return candidates.filter(isNamed);
}

/** Whether a path is a prompt's, by its name or the project's globs. */
export function promptFileTest(promptFiles: readonly string[]): (path: string) => boolean {
  const takenIn = promptFiles.filter((glob) => !glob.startsWith("!"));
  const takenOut = promptFiles.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1));
  const isTakenIn = picomatch(takenIn, { dot: true });
  const isTakenOut = picomatch(takenOut, { dot: true });
  return (path) => {
    if (isTakenOut(path)) return false;
    const format = detectFormat({ path, text: "" });
    return (format !== undefined && !isGeneralFormat(format)) || isTakenIn(path);
  };
}
