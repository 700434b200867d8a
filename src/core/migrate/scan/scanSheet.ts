import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import type { NameSources } from "../names/modelName";
import { scanCode } from "./scanCode";
import { scanLiterals } from "./scanLiterals";
import { scanTree } from "./scanTree";
import { scanSettings } from "./scanSettings";
import { scanWords } from "./scanWords";
import type { NameInSheet, Sheet } from "./sheet";
import { tomlTables } from "./tomlTree";

/** The names of retiring models in a part of a file, in order. */
export function scanSheet(
  { syntax, text, comments = [], markup }: Sheet,
  sources: NameSources,
): readonly NameInSheet[] {
  switch (syntax) {
    case "json":
    case "jsonc": {
      const { root } = parseJson(text, 0, syntax);
      return root ? scanTree(text, root, "json", sources) : [];
    }
    case "yaml": {
      const { root, problems } = parseYaml(text);
      // A template is YAML only once it is filled in.
      if (problems.length > 0 && text.includes("{{")) return scanWords(text, ["#"], sources);
      return root ? scanTree(text, root, "yaml", sources) : [];
    }
    case "toml":
      return tomlTables(text).flatMap((table) => scanTree(text, table, "toml", sources));
    case "literals":
      return scanLiterals(text, { comments, ...(markup && { markup }) }, sources);
    case "settings":
      return scanSettings(text, comments, sources);
    case "words":
      return scanWords(text, comments, sources);
    default:
      return scanCode(text, syntax, sources);
  }
}
