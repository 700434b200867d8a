import { CATALOG } from "./catalog";
import type { Model } from "./model";
import { ownValue } from "../ownValue";

/** Models from outside the catalog, and names that represent models. */
export interface ModelSources {
  /** From the user's settings: they take precedence over the catalog. */
  readonly customModels?: readonly Model[];
  /** Azure deployment name → model id. */
  readonly azureDeployments?: Readonly<Record<string, string>>;
  /** Searches further, once the price list of other models is loaded. */
  readonly findOther?: (id: string) => Model | undefined;
}

export type ModelLookup =
  | {
      readonly kind: "found";
      readonly model: Model;
      /** The id that is priced: the model's own, one of its snapshots or a fine-tuned one. */
      readonly snapshot: string;
    }
  | {
      readonly kind: "unknown";
      readonly id: string;
      /** A known id that was probably meant. */
      readonly nearest?: string;
    };

/** `openai/`, `openrouter/openai/`, `azure/`, promptfoo's `openai:chat:` … */
const PROVIDER_PREFIX =
  /^(?:(?:openrouter|litellm|github|vercel)[/:])?(?:openai|azure|azure_ai|azureopenai|azure-openai|github)[/:](?:(?:chat|responses|completion)[/:])?/i;

/** VS Code writes the vendor after the name: `GPT-4o (copilot)`. */
const VENDOR_SUFFIX = / \([\w.-]+\)$/;

/**
 * The model that a file or a setting names: by id, snapshot, fine-tuned id, Azure deployment, with a
 * provider's prefix, or by its label.
 */
export function findModel(id: string, sources: ModelSources = {}): ModelLookup {
  const name = id.trim().replace(VENDOR_SUFFIX, "");
  const bare = name.replace(PROVIDER_PREFIX, "");
  for (const candidate of [name, bare]) {
    const deployed = ownValue(sources.azureDeployments, candidate);
    const found = findKnown(deployed ?? candidate, sources.customModels);
    if (found) return found;
  }
  const other = sources.findOther?.(name) ?? sources.findOther?.(bare);
  if (other) return { kind: "found", model: other, snapshot: other.id };
  const nearest = nearestId(bare);
  return { kind: "unknown", id, ...(nearest !== undefined && { nearest }) };
}

function findKnown(id: string, customModels: readonly Model[] = []): ModelLookup | undefined {
  const custom = customModels.find((model) => model.id === id);
  if (custom) return { kind: "found", model: custom, snapshot: custom.id };
  const base = fineTunedBase(id) ?? id;
  const model =
    CATALOG.find((known) => known.id === base || known.snapshots.includes(base)) ??
    CATALOG.find((known) => known.label.toLowerCase() === base.toLowerCase());
  if (!model) return undefined;
  return { kind: "found", model, snapshot: hasLabel(model, base) ? model.id : id };
}

function hasLabel(model: Model, name: string): boolean {
  return name !== model.id && model.label.toLowerCase() === name.toLowerCase();
}

/** The snapshot that `ft:SNAPSHOT:org:name:id` or Azure's `SNAPSHOT.ft-id` was tuned from. */
export function fineTunedBase(id: string): string | undefined {
  return /^ft:([^:]+)(?::|$)/.exec(id)?.[1] ?? /^(.+)\.ft-/.exec(id)?.[1];
}

/** The longest known id that `id` begins with, else one within a typo or two. */
function nearestId(id: string): string | undefined {
  const known = CATALOG.flatMap((model) => [model.id, ...model.snapshots]);
  const prefixes = known.filter((candidate) => id.startsWith(candidate));
  if (prefixes.length > 0) return prefixes.reduce((a, b) => (b.length > a.length ? b : a));
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(id.toLowerCase(), candidate) }))
    .filter(({ candidate, distance }) => distance <= 2 && distance * 3 <= candidate.length)
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}

/** Levenshtein distance; only called with texts as short as ids. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.MAX_SAFE_INTEGER;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
