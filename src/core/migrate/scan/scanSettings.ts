import { findModelNames, type NameSources } from "../names/modelName";
import { namesGiven } from "./namesGiven";
import { isAzureKey, isProseKey } from "./scanTree";
import { linesOf, withoutComments } from "./blankedText";
import type { NameInSheet } from "./sheet";

/** `NAME=value`, `name: value`, `export NAME="value"`. */
const SETTING = /^\s*(?:export\s+|set\s+)?([\w.-]+)\s*[=:]\s*(.*?)\s*$/;

/** The names in settings: values that are one, or a list of them. */
export function scanSettings(
  written: string,
  comments: readonly string[],
  sources: NameSources,
): readonly NameInSheet[] {
  return linesOf(withoutComments(written, comments)).flatMap(({ text: line, start }) => {
    const [, key = "", value = ""] = SETTING.exec(line) ?? [];
    const bare = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
    if (bare === "") return [];
    const at = start + line.lastIndexOf(bare);
    const vendor = isAzureKey(key) ? "azure" : "openai";
    const names = bare.includes("${") ? [] : findModelNames(bare, vendor, sources);
    // A command line, or the variables that it is started with.
    if (names.length === 0 && !isProseKey(key)) return namesGiven(` ${bare}`, at - 1, sources);
    return names.map((name) => ({
      name,
      range: { start: at + name.start, end: at + name.end },
      requests: [],
    }));
  });
}
