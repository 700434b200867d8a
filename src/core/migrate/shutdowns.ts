import { CATALOGUE } from "../models/catalogue";
import { fineTunedBase, type ModelSources } from "../models/findModel";
import type { Shutdown } from "../models/model";
import { OTHER_SHUTDOWNS } from "./otherShutdowns";

/** A model named somewhere that is or will be shut down. */
export interface RetiringModel {
  /** As named, without a provider's prefix: `gpt-4o`, `ft:gpt-4o-2024-08-06:acme::1`. */
  readonly id: string;
  readonly shutdown: Shutdown;
  readonly kind: "model" | "fine-tuned" | "deployment";
  /** Where the name begins inside what was written, after a provider's prefix. */
  readonly offset: number;
}

/** `openai/`, `openai:chat:`, `openrouter/openai/`, `azure_ai/` … */
const PROVIDER_PREFIX =
  /^(?:(?:openrouter|litellm|litellm_proxy|github|vercel|ai-gateway)[/:])?(?:openai|azure|azure_ai|azureopenai|azure-openai|azure:openai|github)[/:](?:(?:chat|responses|completion|assistant)[/:])?/i;

/**
 * The model that exactly `written` names, if its shutdown is known. A name that only contains one,
 * a label such as `GPT-4o`, and a model without a known shutdown give undefined.
 */
export function findRetiringModel(
  written: string,
  { azureDeployments = {} }: ModelSources = {},
): RetiringModel | undefined {
  const offset = PROVIDER_PREFIX.exec(written)?.[0].length ?? 0;
  const id = written.slice(offset);
  if (id === "" || id.length > 200) return undefined;
  const deployed = Object.hasOwn(azureDeployments, id) ? azureDeployments[id] : undefined;
  const base = fineTunedBase(deployed ?? id);
  const shutdown = SHUTDOWNS.get(base ?? deployed ?? id);
  if (shutdown === undefined) return undefined;
  const kind = deployed !== undefined ? "deployment" : base !== undefined ? "fine-tuned" : "model";
  return { id, shutdown, kind, offset };
}

/** By id and by snapshot; a bare id ends with the snapshot that it represents. */
const SHUTDOWNS: ReadonlyMap<string, Shutdown> = new Map([
  ...OTHER_SHUTDOWNS.flatMap((shutdown) =>
    shutdown.ids.map((id) => [id, { ...shutdown, snapshot: id }] as const),
  ),
  ...CATALOGUE.flatMap(({ id, aliasOf, shutdowns }) =>
    shutdowns.flatMap((shutdown) => [
      [shutdown.snapshot, shutdown] as const,
      ...(shutdown.snapshot === (aliasOf ?? id) ? [[id, shutdown] as const] : []),
    ]),
  ),
]);
