import { formatCount } from "../format";
import type { Place } from "./scan/findPlaces";

/** `Ends on 2027-01-14, in 48 days.` or `Shut down 3 days ago: requests fail.` */
export function retirementWords({
  model,
  daysLeft,
  vendor,
}: Pick<Place, "model" | "daysLeft" | "vendor">): string {
  const where = vendor === "azure" ? " on Azure" : "";
  const reported = model.confidence === "reported" ? " (reported)" : "";
  if (daysLeft < 0)
    return `Shut down${where} ${formatCount(-daysLeft, "day")} ago, on ${model.date}${reported}: requests fail.`;
  if (daysLeft === 0) return `Ends${where} today${reported}.`;
  return `Ends${where} on ${model.date}, in ${formatCount(daysLeft, "day")}${reported}.`;
}
