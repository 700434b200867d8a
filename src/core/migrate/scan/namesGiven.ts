import { findModelNames, type NameSources } from "../names/modelName";
import type { NameInSheet } from "./sheet";

/** `"model": "gpt-4o"` in a body, `--model gpt-4o`, `MODEL=gpt-4o`, defaults of variables, a URL of a deployment. */
const GIVEN = [
  /\\*["'](?:model|deployment|engine|deployment_id)\\*["']\s*:\s*\\*["']([\w.:/@-]+)\\*["']/g,
  /(?<![\w-])-{1,2}(?:[\w-]*(?:model|deployment|engine|provider)s?|m)[= ]\s*["']?([\w.:/@,-]+)["']?/g,
  /(?<![\w-])[A-Za-z_][\w.]*=["']?([\w.:/@,-]+)["']?(?=[\s"'\\;,]|$)/g,
  /(?<![\w-])-{1,2}[\w-]+[= ]\s*["']?((?:openai|azure|azureopenai|openrouter)[:/][\w.:/@,-]+)["']?/g,
  /(?:\|\||\?\?)\s*["']([\w.:/@-]+)["']/g,
  // Shells, then Spring.
  /\$\{\w+:?[-=]["']?([\w.:/@-]+)["']?\}/g,
  /\$\{[\w.-]+:([\w./@-]+)\}/g,
  /\$\{(?:env|opt|param|self|oc\.env):[\w.-]+,\s*["']?([\w.:/@-]+)["']?\}/g,
  // Jinja, dbt, and Go templates.
  /\|\s*default(?:\(|:)?\s*\\*["']([\w.:/@-]+)\\*["']/g,
  /\b(?:env_var|var)\(\s*\\*["'][\w.-]+\\*["']\s*,\s*\\*["']([\w.:/@-]+)\\*["']/g,
  /((?:https?:\/\/|\$|\{)[^\s"']+\/deployments\/[\w.-]+)(?=[/?])/g,
];

/** The models passed to a command, or in a text that contains a request; `base` is its start. */
export function namesGiven(
  text: string,
  base: number,
  sources: NameSources,
): readonly NameInSheet[] {
  const starts = new Set<number>();
  const found = GIVEN.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: value = "", index }) => {
      const start = base + index + whole.lastIndexOf(value);
      const vendor = /azure|deployment/i.test(whole) ? "azure" : "openai";
      return findModelNames(value, vendor, sources).map((name): NameInSheet => ({
        name,
        range: { start: start + name.start, end: start + name.end },
        requests: [],
        ...(/^\\*["']/.test(whole) && { isOpaque: true }),
      }));
    }),
  );
  return found.filter(({ range: { start } }) => {
    const isNew = !starts.has(start);
    starts.add(start);
    return isNew;
  });
}

/** A request as JSON text, a command line, or a template of settings in a string literal. */
const GIVES =
  /\\*["']model\\*["']\s*:|(?:^|\s)-(?:-?[\w-]*model|m)\b|\/deployments\/|\$\{[\w.-]+:|\|\s*default|\b(?:env_)?var\(|^[A-Z_]+=/;

/** A text that explains a command to people. */
const EXPLAINS = /^\s*(?:usage|examples?|e\.g\.)\b/i;

/** The names in a string of a program that is no name itself. */
export function namesInText(
  value: string,
  base: number,
  sources: NameSources,
): readonly NameInSheet[] {
  if (!GIVES.test(value) || EXPLAINS.test(value)) return [];
  return namesGiven(` ${value}`, base - 1, sources);
}
