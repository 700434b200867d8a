import { type Expression, rootOf, variablePath } from "../expression";

/** Finds `{{ expression }}` in POML. `locals` are the names that loops define. */
export function scanPoml(text: string, locals: ReadonlySet<string>): readonly Expression[] {
  return Array.from(text.matchAll(/\{\{([^{}]{1,400})\}\}/g), (match) => {
    const place = { start: match.index, end: match.index + match[0].length };
    const variable = variablePath((match[1] ?? "").trim());
    return variable === undefined || locals.has(rootOf(variable)) ? place : { ...place, variable };
  });
}
