import { formatDecimals } from "../../format";
import type { ToleranceChoice } from "../contract/panelState";

/** The tolerances that have a name. */
const NAMED_TOLERANCES: readonly { readonly name: string; readonly tolerance: number }[] = [
  { name: "Cautious", tolerance: 0.02 },
  { name: "Balanced", tolerance: 0.05 },
  { name: "Thrifty", tolerance: 0.1 },
];

/** `balanced`, or `0.07` for a tolerance without a name. */
export function toleranceName(tolerance: number): string {
  const named = NAMED_TOLERANCES.find((candidate) => candidate.tolerance === tolerance);
  return named?.name.toLowerCase() ?? formatDecimals(tolerance, 2);
}

/** The named tolerances, and the user's own if it has no name. */
export function toleranceChoice(tolerance: number): ToleranceChoice {
  const choices = NAMED_TOLERANCES.map(({ name, tolerance: value }) => ({
    tolerance: value,
    label: `${name} ${formatDecimals(value, 2)}`,
  }));
  const isNamed = choices.some((choice) => choice.tolerance === tolerance);
  return {
    value: tolerance,
    choices: isNamed
      ? choices
      : [...choices, { tolerance, label: `Own ${formatDecimals(tolerance, 2)}` }],
  };
}
