import type { Place } from "./scan/findPlaces";

/** How languages read a variable of the environment with a default: the text up to the default. */
const LOOKUPS: readonly RegExp[] = [
  /(?:getenv|environ\.get|ENV\.fetch|env|env_var|getProperty)\(\s*["'](\w+)["']\s*,\s*f?["'][\w/:.-]*$/,
  /(?:process\.env|import\.meta\.env|Deno\.env|Bun\.env)(?:\.|\[["']|\.get\(["'])(\w+)(?:["'][\])])?\s*(?:\?\?|\|\|)\s*["'`][\w/:.-]*$/,
  /\$\{(\w+):?-["']?[\w/:.-]*$/,
  // Spring and OmegaConf.
  /\$\{([A-Za-z][\w.]*):[\w/.-]*$/,
  /\$\{oc\.env:(\w+),\s*["']?[\w/:.-]*$/,
];

const REACH = 160;

/** The variable that a name is the default of: what it is set to is not known here. */
export function variableOfDefault({ sheet, sheetRange }: Place): string | undefined {
  const before = sheet.text.slice(Math.max(0, sheetRange.start - REACH), sheetRange.start);
  for (const lookup of LOOKUPS) {
    const name = lookup.exec(before)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}
