import { lineNumbers } from "../lineNumbers";
import type { Prompt } from "../prompt/prompt";
import { type EstimateOnPair, figuresOf } from "./placeFigures";
import { lineExcerpt } from "./excerpt";
import { breakLines, type PricedPlace } from "./placeJson";
import type { PlannedPlace } from "./planFile";
import { promptsByPlace } from "./promptsByPlace";

/** A file whose places are priced. */
interface PricedFile {
  /** Its name in reports. */
  readonly file: string;
  readonly text: string;
  readonly prompts: readonly Prompt[];
}

/** The places of a file with their lines and what their requests cost. */
export async function pricePlaces(
  { file, text, prompts }: PricedFile,
  plans: readonly PlannedPlace[],
  estimate: EstimateOnPair,
): Promise<readonly PricedPlace[]> {
  const lineOf = lineNumbers(text);
  const promptsOf = promptsByPlace(prompts);
  const priced: PricedPlace[] = [];
  for (const plan of plans) {
    const figures = await figuresOf(plan, promptsOf(plan.place), estimate);
    priced.push({
      file,
      line: lineOf(plan.place.range.start),
      excerpt: lineExcerpt(text, plan.place.range),
      plan,
      breaks: breakLines(plan, text, lineOf),
      ...(figures && { figures }),
    });
  }
  return priced;
}
