import { firstIndex } from "../../binarySearch";
import { parseJson } from "../../json/parseJson";
import type { NameSources } from "../names/modelName";
import { namesGiven } from "./namesGiven";
import { scanTree } from "./scanTree";
import type { NameInSheet } from "./sheet";

/** The models in commands and in the JSON bodies of the requests that they send. */
export function scanCommands(text: string, sources: NameSources): readonly NameInSheet[] {
  const inBodies = jsonBodies(text).flatMap(({ start, end }) => {
    const { root, problems } = parseJson(text.slice(start, end), start);
    return root && problems.length === 0
      ? [{ start, end, names: scanTree(text, root, "json", sources) }]
      : [];
  });
  const isInBody = (at: number): boolean =>
    (inBodies[firstIndex(inBodies.length, (index) => (inBodies[index]?.end ?? at) > at)]?.start ??
      text.length) <= at;
  const given = namesGiven(text, 0, sources).filter(({ range }) => !isInBody(range.start));
  const starts = new Set<number>();
  return [...inBodies.flatMap(({ names }) => names), ...given].filter(({ range: { start } }) => {
    if (starts.has(start)) return false;
    starts.add(start);
    return true;
  });
}

interface Body {
  readonly start: number;
  readonly end: number;
}

/** The outermost pairs of braces. */
function jsonBodies(text: string): readonly Body[] {
  const bodies: Body[] = [];
  let depth = 0;
  let start = 0;
  let isInString = false;
  for (let at = text.indexOf("{"); at >= 0 && at < text.length; at++) {
    const char = text[at];
    if (isInString) {
      if (char === "\\") at += 1;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = depth > 0;
    else if (char === "{") {
      if (depth === 0) start = at;
      depth += 1;
    } else if (char === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) bodies.push({ start, end: at + 1 });
    }
  }
  return bodies;
}
