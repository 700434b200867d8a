import { findModelNames, type NameSources } from "../names/modelName";
import type { NameInSheet } from "./sheet";

/** `"model": "gpt-4o"` in a body, `--model gpt-4o`, `MODEL=gpt-4o`, `${MODEL:-gpt-4o}`, `MODEL || 'gpt-4o'`, `${env:MODEL, 'gpt-4o'}`, a URL of a deployment. */
const GIVEN = [
  /\\*["'](?:model|deployment|engine|deployment_id)\\*["']\s*:\s*\\*["']([\w.:/@-]+)\\*["']/g,
  /(?<![\w-])-{1,2}(?:[\w-]*(?:model|deployment|engine|provider)s?|m)[= ]\s*["']?([\w.:/@,-]+)["']?/g,
  /(?<![\w-])[A-Za-z_][\w.]*=["']?([\w.:/@,-]+)["']?(?=[\s"'\\;]|$)/g,
  /(?<![\w-])-{1,2}[\w-]+[= ]\s*["']?((?:openai|azure|azureopenai|openrouter)[:/][\w.:/@,-]+)["']?/g,
  /(?:\|\||\?\?)\s*["']([\w.:/@-]+)["']/g,
  /\$\{\w+:?[-=]["']?([\w.:/@-]+)["']?\}/g,
  /\$\{(?:env|opt|param|self):[\w.-]+,\s*["']?([\w.:/@-]+)["']?\}/g,
  /((?:https?:\/\/|\$|\{)[^\s"']+\/deployments\/[\w.-]+)(?=[/?])/g,
];

/** The models passed to a command, or in a text that contains a request; `base` is its start. */
export function namesGiven(
  text: string,
  base: number,
  sources: NameSources,
): readonly NameInSheet[] {
  return GIVEN.flatMap((pattern) =>
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
}
