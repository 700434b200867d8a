import { chooseTarget, type Target } from "../../core/migrate/breaks/target";
import type { PlanOptions } from "../../core/migrate/planFile";
import type { Settings } from "../settings";

/** The options of a plan: the day, the deployments in the settings, and the target. */
export function planOptionsOf(
  { azureDeployments, moveTarget }: Settings,
  today: string,
): PlanOptions {
  const { target } = moveTargetOf({ moveTarget }, today);
  return {
    today,
    azureDeployments: new Map(Object.entries(azureDeployments)),
    ...(target && { target }),
  };
}

/** The target in the settings, or why it can't be used; neither if none is set. */
export function moveTargetOf(
  { moveTarget }: Pick<Settings, "moveTarget">,
  today: string,
): { readonly target?: Target; readonly targetProblem?: string } {
  if (moveTarget === "") return {};
  const choice = chooseTarget(moveTarget, today);
  return choice.kind === "target" ? { target: choice.target } : { targetProblem: choice.reason };
}
