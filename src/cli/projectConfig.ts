import { stat } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { compileGlob } from "../core/glob";
import { globTest } from "./globs";
import type { Host } from "./host";
import { readText } from "./input";
import { InputError } from "./usage";

export const CONFIG_NAME = ".tokenscale.json";

const limits = {
  /** The input and expected output of a request, on the model that it runs on. */
  usdPerRequest: v.optional(v.pipe(v.number(), v.minValue(0))),
  inputTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
};

/** A glob comes with the repository, so one whose matching could take unbounded time is refused. */
const globSchema = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const compiled = compileGlob(dataset.value.replace(/^!/, ""));
    if (compiled.kind === "refused") {
      addIssue({ message: `the glob "${dataset.value}" can't be used: ${compiled.reason}` });
    }
  }),
);

const configSchema = v.strictObject({
  /** Globs of prompt files in addition to those known by name or content; `!` excludes files. */
  promptFiles: v.optional(v.array(globSchema), ["**/prompts/**/*.{md,txt}"]),
  left: v.optional(v.string()),
  right: v.optional(v.string()),
  tolerance: v.optional(
    v.union([
      v.picklist(["cautious", "balanced", "thrifty"]),
      v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    ]),
  ),
  /** For every prompt file. */
  budget: v.optional(v.strictObject(limits)),
  /** For the files that the globs name, instead of `budget`. */
  budgets: v.optional(v.array(v.strictObject({ files: v.array(globSchema), ...limits })), []),
});

export type ProjectConfig = v.InferOutput<typeof configSchema>;
type Budget = NonNullable<ProjectConfig["budget"]>;

/** The `.tokenscale.json` of the working folder; undefined if there is none. Reports errors in it. */
export async function readConfig(host: Host): Promise<ProjectConfig | undefined> {
  const isThere = await stat(join(host.folder, CONFIG_NAME)).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const { text } = await readText(CONFIG_NAME, host);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new InputError(`${CONFIG_NAME} is not JSON: ${(error as Error).message}.`);
  }
  const result = v.safeParse(configSchema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? "top level";
  const fact = issue.expected === "never" ? "there is no such setting" : issue.message;
  throw new InputError(`${CONFIG_NAME}: ${place}: ${fact}.`);
}

/** The configuration without a `.tokenscale.json`. */
export const DEFAULT_CONFIG: ProjectConfig = v.parse(configSchema, {});

/** The budget of a file, by its path from the working folder: that of the last matching entry. */
export function budgetOf(path: string, { budget, budgets }: ProjectConfig): Budget | undefined {
  return budgets.findLast(({ files }) => globTest(files, CONFIG_NAME)(path)) ?? budget;
}
