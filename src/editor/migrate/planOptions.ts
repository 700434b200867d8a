import { chooseTarget } from "../../core/migrate/breaks/target";
import type { PlanOptions } from "../../core/migrate/planFile";
import type { Settings } from "../settings";

/** By what a move is planned: the day, the deployments that the settings name, and the target. */
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

/** Why the target that the setting names can't be used; undefined if it can. */
export function targetProblemOf({ moveTarget }: Settings, today: string): string | undefined {
  const choice = moveTarget === "" ? undefined : chooseTarget(moveTarget, today);
  return choice?.kind === "refused" ? choice.reason : undefined;
}
