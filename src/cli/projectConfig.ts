import { stat } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { compileGlob } from "../core/glob";
import { FAIL_REASONS, RETIRING } from "../core/gate/gateRules";
import type { JsonNode } from "../core/json/jsonNode";
import { parseJson } from "../core/json/parseJson";
import { lineNumbers } from "../core/lineNumbers";
import { globTest } from "./globs";
import type { Host } from "./host";
import { readText } from "./input";
import { InputError } from "./usage";

export const CONFIG_NAME = ".tokenscale.json";

const amount = (message: string) => v.optional(v.pipe(v.number(message), v.minValue(0, message)));
const whole = (message: string) =>
  v.pipe(v.number(message), v.integer(message), v.minValue(0, message));

const TOKENS = "a whole number of tokens, 0 or more, is allowed";
const INCREASE = 'a whole number of tokens, 0 or more, or a percentage such as "10%" is allowed';
const REASON = `a list of ${FAIL_REASONS.map((reason) => `"${reason}"`).join(", ")} is allowed`;

/** Valibot takes a list for an object. */
const object = v.custom<object>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "an object is allowed",
);

const limits = {
  /** The input and expected output of a request, on the model that it runs on. */
  usdPerRequest: amount("a number of USD, 0 or more, is allowed"),
  inputTokens: v.optional(whole(TOKENS)),
  /** All requests of a file for a month, each made as often as `requestsPerMonth` says. */
  usdPerMonth: amount("a number of USD, 0 or more, is allowed"),
  /** The allowed growth of a file's input since the base. */
  maxIncrease: v.optional(
    v.union(
      [whole(INCREASE), v.pipe(v.string(), v.regex(/^\d{1,6}(?:\.\d{1,3})?%$/, INCREASE))],
      INCREASE,
    ),
  ),
};

/** A glob comes with the repository, so one whose matching could take unbounded time is refused. */
const globSchema = v.pipe(
  v.string("a glob is allowed"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const compiled = compileGlob(dataset.value.replace(/^!/, ""));
    if (compiled.kind === "refused") {
      addIssue({ message: `the glob "${dataset.value}" can't be used: ${compiled.reason}` });
    }
  }),
);

const globsSchema = v.array(globSchema, "a list of globs is allowed");

const failReason = v.pipe(
  v.string(REASON),
  v.check((word) => FAIL_REASONS.some((reason) => reason === word) || RETIRING.test(word), REASON),
);

const configSchema = v.strictObject({
  /** For editors; not read. */
  $schema: v.optional(v.string()),
  /** Globs of prompt files in addition to those known by name or content; `!` excludes files. */
  promptFiles: v.optional(globsSchema, ["**/prompts/**/*.{md,txt}"]),
  left: v.optional(v.string("the id of a model is allowed")),
  right: v.optional(v.string("the id of a model is allowed")),
  tolerance: v.optional(
    v.union(
      [
        v.picklist(["cautious", "balanced", "thrifty"]),
        v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      ],
      '"cautious", "balanced", "thrifty", or a number from 0 to 1 is allowed',
    ),
  ),
  /** For every prompt file. */
  budget: v.optional(v.pipe(object, v.strictObject(limits))),
  /** For the files that the globs name, instead of `budget`. */
  budgets: v.optional(
    v.array(
      v.pipe(object, v.strictObject({ files: globsSchema, ...limits })),
      "a list of budgets with `files` is allowed",
    ),
    [],
  ),
  /** How often each request of the matching files is made in a month; the last match applies. */
  requestsPerMonth: v.optional(
    v.pipe(
      object,
      v.record(globSchema, whole("a whole number of requests, 0 or more, is allowed")),
    ),
    {},
  ),
  /** The models of Azure deployments, by the deployments' names. */
  azureDeployments: v.optional(
    v.pipe(object, v.record(v.string(), v.string("the id of a model is allowed"))),
  ),
  /** The most that `eval` and `batch` may spend in a month. */
  spendingUsdPerMonth: amount("a number of USD, 0 or more, is allowed"),
  /** The findings that a check fails on, besides budgets. */
  failOn: v.optional(v.union([failReason, v.array(failReason, REASON)], REASON), []),
  /** The revision that growth is measured against, by its merge base with HEAD. */
  base: v.optional(v.string("a git revision is allowed")),
});

export type ProjectConfig = v.InferOutput<typeof configSchema>;
export type Budget = NonNullable<ProjectConfig["budget"]>;

/** The `.tokenscale.json` of the working folder; undefined if there is none. Reports errors in it. */
export async function readConfig(host: Host): Promise<ProjectConfig | undefined> {
  const isThere = await stat(join(host.folder, CONFIG_NAME)).then(
    () => true,
    () => false,
  );
  if (!isThere) return undefined;
  const text = (await readText(CONFIG_NAME, host)).text.replace(/^\uFEFF/, "");
  const lineOf = lineNumbers(text);
  const { root, problems } = parseJson(text);
  const [problem] = problems;
  if (root === undefined || problem !== undefined) {
    const line = lineOf(problem?.range.start ?? 0);
    throw new InputError(
      `${CONFIG_NAME}:${line}: the file is not JSON: ${problem?.message ?? "it is empty"}.`,
    );
  }
  const result = v.safeParse(v.pipe(object, configSchema), JSON.parse(text));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const place = path.length === 0 ? "top level" : path.join(".");
  const line = lineOf(nodeAt(root, path).range.start);
  throw new InputError(`${CONFIG_NAME}:${line}: ${place}: ${wordsOf(issue, path)}.`);
}

function wordsOf(issue: v.BaseIssue<unknown>, path: readonly (string | number)[]): string {
  if (issue.expected === "never") {
    const isLimit = path[0] === "budget" || path[0] === "budgets";
    const known = Object.keys(isLimit ? limits : configSchema.entries).filter(
      (key) => key !== "$schema",
    );
    return `there is no such setting. ${known.join(", ")} are allowed here`;
  }
  if (issue.expected === '"files"') return "the globs of its files are missing";
  return issue.message;
}

/** The value at a path, or the last one on the way to it. */
function nodeAt(root: JsonNode, path: readonly (string | number)[]): Pick<JsonNode, "range"> {
  const [step, ...rest] = path;
  if (root.kind === "array" && typeof step === "number") {
    const item = root.items[step];
    return item ? nodeAt(item, rest) : root;
  }
  if (root.kind !== "object") return root;
  const member = root.members.findLast(({ key }) => key === step);
  if (member === undefined) return root;
  return rest.length === 0 ? { range: member.keyRange } : nodeAt(member.value, rest);
}

/** The configuration without a `.tokenscale.json`. */
export const DEFAULT_CONFIG: ProjectConfig = v.parse(configSchema, {});

/** The budget of a file, by its path from the working folder: that of the last matching entry. */
export function budgetOf(path: string, { budget, budgets }: ProjectConfig): Budget | undefined {
  return budgets.findLast(({ files }) => globTest(files, CONFIG_NAME)(path)) ?? budget;
}

/** How often each request of a file is made in a month: that of the last matching glob. */
export function requestsPerMonthOf(
  path: string,
  { requestsPerMonth }: ProjectConfig,
): number | undefined {
  return Object.entries(requestsPerMonth).findLast(([glob]) =>
    globTest([glob], CONFIG_NAME)(path),
  )?.[1];
}
