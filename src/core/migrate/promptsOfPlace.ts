import type { Prompt } from "../prompt/prompt";
import type { SourceRange } from "../sourceRange";
import type { Place } from "./scan/findPlaces";

/** The requests of a file that are sent to the model of a place. */
export function promptsOfPlace(place: Place, prompts: readonly Prompt[]): readonly Prompt[] {
  const named = prompts.filter(
    ({ model }) => model !== undefined && overlaps(model.range, place.range),
  );
  if (named.length > 0) return named;
  const around = place.requests.map(({ main }) => place.sheet.toFile(main.range));
  const inside = prompts.filter((prompt) => around.some((range) => overlaps(range, prompt.range)));
  if (inside.length > 0) return inside;
  return isFrontmatter(place) ? prompts : [];
}

/** A name in the frontmatter of a prompt file is that of its prompts. */
function isFrontmatter({ sheet }: Place): boolean {
  return sheet.syntax === "yaml" && sheet.toFile({ start: 0, end: 0 }).start > 0;
}

function overlaps(a: SourceRange, b: SourceRange): boolean {
  return a.start < b.end && b.start < a.end;
}
