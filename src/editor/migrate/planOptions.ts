import { chooseTarget } from "../../core/migrate/breaks/target";
import type { PlanOptions } from "../../core/migrate/planFile";
import type { Settings } from "../settings";

/** The options of a plan: the day, the deployments in the settings, and the target. */
export function planOptionsOf(
  { azureDeployments, moveTarget }: Settings,
  today: string,
): PlanOptions {
  const choice = moveTarget === "" ? undefined : chooseTarget(moveTarget, today);
  return {
    today,
    azureDeployments: new Map(Object.entries(azureDeployments)),
    ...(choice?.kind === "target" && { target: choice.target }),
  };
}

/** Why the target in the settings can't be used; undefined if it can. */
export function targetProblemOf({ moveTarget }: Settings, today: string): string | undefined {
  const choice = moveTarget === "" ? undefined : chooseTarget(moveTarget, today);
  return choice?.kind === "refused" ? choice.reason : undefined;
}
