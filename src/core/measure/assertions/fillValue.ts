/** A value with the row's values in place of `{{name}}`, or why that is not possible. */
type FilledValue =
  | { readonly kind: "filled"; readonly value: unknown }
  | { readonly kind: "not-supported" | "error"; readonly reason: string };

const VARIABLE = /\{\{-?\s*([\p{L}_$][\p{L}\p{N}_$.-]*)\s*-?\}\}/gu;
const EXPRESSION = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/;

/** Nothing in an expression is run: only names are filled in. */
export function fillValue(value: unknown, values: ReadonlyMap<string, string>): FilledValue {
  // The same object each time, so that a schema is prepared once and not for each row.
  if (value === undefined || !/\{[{%]/.test(JSON.stringify(value)))
    return { kind: "filled", value };
  let problem: Exclude<FilledValue, { kind: "filled" }> | undefined;
  const fill = (inner: unknown): unknown => {
    if (typeof inner === "string") return fillText(inner);
    if (Array.isArray(inner)) return inner.map(fill);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, member]) => [key, fill(member)]));
  };
  const fillText = (text: string): string => {
    if (!text.includes("{{") && !text.includes("{%")) return text;
    const expression = EXPRESSION.exec(text.replace(VARIABLE, ""));
    if (expression !== null) {
      const reason = `The template expression ${expression[0]} is not run.`;
      problem ??= { kind: "not-supported", reason };
    }
    return text.replace(VARIABLE, (written, name: string) => {
      const found = values.get(name);
      if (found === undefined) {
        problem ??= { kind: "error", reason: `The row has no value for ${written}.` };
      }
      return found ?? written;
    });
  };
  const filled = fill(value);
  return problem ?? { kind: "filled", value: filled };
}
