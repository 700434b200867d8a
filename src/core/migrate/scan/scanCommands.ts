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
  const given = namesGiven(text, 0, sources).filter(
    ({ range: { start: at } }) => !inBodies.some(({ start, end }) => start <= at && at < end),
  );
  const all = [...inBodies.flatMap(({ names }) => names), ...given];
  return all.filter(
    ({ range }, index) => all.findIndex((other) => other.range.start === range.start) === index,
  );
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
