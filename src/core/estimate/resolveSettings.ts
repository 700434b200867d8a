import { findModelAtEffort } from "../models/modelAtEffort";
import { loadOtherModels } from "../models/otherModels";
import { resolvePair } from "../models/resolvePair";
import type { Tolerance } from "../recommend/recommendInput";
import type { EstimateSettings } from "./buildEstimate";

/** The settings that a caller may choose; the others have the editor's defaults. */
interface SettingsRequest {
  /** `MODEL` or `MODEL@EFFORT`. */
  readonly left?: string | undefined;
  readonly right?: string | undefined;
  readonly tolerance?: Tolerance | undefined;
  /** The expected output; estimated if absent. */
  readonly outputTokens?: number | undefined;
  /** The models of Azure deployments, by the deployments' names. */
  readonly azureDeployments?: Readonly<Record<string, string>> | undefined;
}

type SettingsChoice =
  | { readonly kind: "settings"; readonly settings: EstimateSettings }
  /** A sentence that says what can't be compared. */
  | { readonly kind: "refused"; readonly reason: string };

/** The settings of an estimate. The list of other models is loaded only for a model outside the catalog. */
export async function resolveSettings(
  {
    left = "gpt-4o",
    right = "gpt-4o-mini",
    tolerance = "balanced",
    outputTokens,
    azureDeployments,
  }: SettingsRequest,
  today: string,
): Promise<SettingsChoice> {
  const isKnown = (name: string): boolean => findModelAtEffort(name).kind !== "unknown";
  const others =
    isKnown(left) && isKnown(right) ? undefined : await loadOtherModels(new Date(today));
  const sources = {
    ...(others && { findOther: others.find }),
    ...(azureDeployments && { azureDeployments }),
  };
  const { problems, refusals, ...pair } = resolvePair({ left, right, ...sources });
  if (problems.length > 0) {
    return { kind: "refused", reason: refusals[0] ?? "The models can't be compared." };
  }
  return {
    kind: "settings",
    settings: {
      ...sources,
      pair,
      today,
      tolerance,
      output:
        outputTokens === undefined
          ? { kind: "estimated" }
          : { kind: "tokens", tokens: outputTokens },
    },
  };
}
