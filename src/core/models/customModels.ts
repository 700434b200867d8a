import * as v from "valibot";
import type { Model, TierPrice } from "./model";

const NOT_A_TEXT = "is not a text";
const NOT_A_COUNT = "is not a whole number of 1 or more";
const NOT_A_PRICE = "is not a number of 0 or more";

const text = v.pipe(v.string(NOT_A_TEXT), v.trim(), v.nonEmpty(NOT_A_TEXT));
const count = v.pipe(v.number(NOT_A_COUNT), v.integer(NOT_A_COUNT), v.minValue(1, NOT_A_COUNT));
const price = v.pipe(v.number(NOT_A_PRICE), v.finite(NOT_A_PRICE), v.minValue(0, NOT_A_PRICE));

const customModelSchema = v.object(
  {
    id: text,
    label: v.optional(text),
    usdPerMillionInput: v.optional(price),
    usdPerMillionCachedInput: v.optional(price),
    usdPerMillionOutput: v.optional(price),
    contextWindowTokens: v.optional(count),
    maxOutputTokens: v.optional(count),
  },
  (issue) => (issue.expected === '"id"' ? "is missing" : "is not an object"),
);

type CustomModel = v.InferOutput<typeof customModelSchema>;

/** The value of the setting `tokenscale.models.custom`. */
interface CustomModels {
  readonly models: readonly Model[];
  /** One sentence for each unusable entry; the others are kept. */
  readonly problems: readonly string[];
}

/**
 * The user's custom models. Only the id is required: a missing price is unknown, and figures that
 * depend on it are left out too.
 */
export function readCustomModels(setting: unknown): CustomModels {
  if (setting === undefined || setting === null) return { models: [], problems: [] };
  if (!Array.isArray(setting)) {
    return { models: [], problems: ["tokenscale.models.custom is not a list. It is ignored."] };
  }
  const models: Model[] = [];
  const problems: string[] = [];
  for (const [index, entry] of setting.entries()) {
    const read = readEntry(entry, models);
    if (typeof read === "string") {
      problems.push(`tokenscale.models.custom, entry ${index + 1}: ${read}. It is ignored.`);
    } else {
      models.push(read);
    }
  }
  return { models, problems };
}

/** The model, or a sentence that says what is wrong with the entry. */
function readEntry(entry: unknown, before: readonly Model[]): Model | string {
  const result = v.safeParse(customModelSchema, entry);
  if (!result.success) {
    const [issue] = result.issues;
    return `${v.getDotPath(issue) ?? "it"} ${issue.message}`;
  }
  const { id } = result.output;
  if (before.some((model) => model.id === id)) return `id ${id} appears twice`;
  return modelOf(result.output);
}

function modelOf(custom: CustomModel): Model {
  const { id, contextWindowTokens, maxOutputTokens } = custom;
  const standard = priceOfCustom(custom);
  const own = { source: "settings", confidence: "published" } as const;
  return {
    id,
    label: custom.label ?? id,
    shortLabel: custom.label ?? id,
    snapshots: [],
    ...(contextWindowTokens && { contextWindowTokens: { value: contextWindowTokens, ...own } }),
    ...(maxOutputTokens && { maxOutputTokens: { value: maxOutputTokens, ...own } }),
    encoding: "unknown",
    prices: standard ? [{ snapshots: [id], tiers: { standard }, sources: ["settings"] }] : [],
    shutdowns: [],
    benchmarks: [],
  };
}

function priceOfCustom({
  usdPerMillionInput,
  usdPerMillionCachedInput,
  usdPerMillionOutput,
}: CustomModel): TierPrice | undefined {
  if (usdPerMillionInput === undefined) return undefined;
  return {
    usdPerMillionInput,
    ...(usdPerMillionCachedInput !== undefined && { usdPerMillionCachedInput }),
    ...(usdPerMillionOutput !== undefined && { usdPerMillionOutput }),
  };
}
