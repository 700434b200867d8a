import { estimateJson, usd } from "../../estimate/estimateJson";
import { monthlyCost, type TrafficCost } from "../../cost/monthlyCost";
import { scaleBasis } from "../sections/buildPanelState";
import type { PanelInput } from "../panelInput";
import { askedOf } from "../sections/scaleSection";
import { estimatesOf } from "./exportCsv";

/**
 * The figures of the panel for programs: each prompt as in `tokenscale estimate --json`, and At scale
 * with the numbers that were set. Money in USD; unknown figures are left out.
 */
export function exportJson(input: PanelInput): string {
  const { subject, pair, today } = input;
  const prompts = estimatesOf(subject).map(({ name, estimate }) => ({
    ...estimateJson(estimate),
    name,
  }));
  const report = {
    date: today,
    models: [pair.left.id, pair.right.id],
    prompts,
    ...(prompts.length > 0 && { atScale: scaleJson(input) }),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function scaleJson(input: PanelInput): object {
  const cost = monthlyCost(input.pair, askedOf(scaleBasis(input), input.scale), input.today);
  return {
    ...cost.input,
    remarks: cost.remarks,
    usdPerMonth: trafficJson(cost.month),
    usdPerThousandRequests: trafficJson(cost.perThousandRequests),
  };
}

function trafficJson({ allLeft, allRight, blend, saving }: TrafficCost): object {
  return {
    ...(allLeft !== undefined && { allLeft: usd(allLeft) }),
    ...(allRight !== undefined && { allRight: usd(allRight) }),
    ...(blend !== undefined && { blend: usd(blend) }),
    ...(saving !== undefined && { saving: usd(saving) }),
  };
}
