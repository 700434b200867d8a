import type { Prompt } from "../prompt/prompt";
import { overlapFinder } from "./overlapFinder";
import type { Place } from "./scan/findPlaces";

/** Finds the requests of a file that are sent to the model of a place. */
export function promptsByPlace(prompts: readonly Prompt[]): (place: Place) => readonly Prompt[] {
  const withModelAt = overlapFinder(prompts, ({ model }) => model?.range);
  const within = overlapFinder(prompts, ({ range }) => range);
  return (place) => {
    const named = withModelAt([place.range]);
    if (named.length > 0) return named;
    const inside = within(place.requests.map(({ main }) => place.sheet.toFile(main.range)));
    if (inside.length > 0) return inside;
    return isFrontmatter(place) ? prompts : [];
  };
}

/** A name in the frontmatter of a prompt file is that of its prompts. */
function isFrontmatter({ sheet }: Place): boolean {
  return sheet.syntax === "yaml" && sheet.toFile({ start: 0, end: 0 }).start > 0;
}
