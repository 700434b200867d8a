import type { Tool } from "../prompt/prompt";
import type { Counting } from "./counting";
import { writeResponseFormat } from "./schemaText";
import { writeTools } from "./toolText";

/** The functions of a request, without the API's built-in tools. */
export function functionsOf(tools: readonly Tool[]): readonly Tool[] {
  return tools.filter(({ type }) => type === "function");
}

/**
 * Adds the namespace of functions to the ledger, if there are any. `joinTokens` is what its position
 * in the request costs beyond its text (R3, R10).
 */
export function addTools({ prompt, ledger, rules, tokens }: Counting, joinTokens: number): void {
  const functions = functionsOf(prompt.tools);
  const [first, last] = [functions[0], functions.at(-1)];
  if (first === undefined || last === undefined) return;
  const { header, body, definitions, unconfirmed } = writeTools(
    functions,
    prompt.endpoint,
    rules.areBareObjectsShown,
  );
  if (unconfirmed.length > 0) {
    ledger.doubt(`no recorded tool has ${unconfirmed.join(", ")}`);
  }
  ledger.add({
    kind: "tools",
    label: functions.length === 1 ? "1 tool" : `${functions.length} tools`,
    tokens: (rules.isSplit ? tokens(header) + tokens(body) : tokens(header + body)) + joinTokens,
    range: { start: first.range.start, end: last.range.end },
    children: functions.map(({ name, range }, index) => ({
      kind: "tool",
      label: name,
      tokens: tokens(definitions[index] ?? ""),
      range,
      children: [],
    })),
  });
}

/** Notes which tools are built-in ones, whose tokens no rule gives. */
export function noteBuiltInTools({ prompt, ledger }: Counting): void {
  for (const { type, name } of prompt.tools) {
    if (type !== "function") ledger.omit(`the built-in tool ${name}`);
  }
}

/** Adds the JSON schema of the response format, if there is one (R7, R11). */
export function addSchema(
  { prompt, ledger, tokens }: Counting,
  { before = "", joinTokens = 0 }: { readonly before?: string; readonly joinTokens?: number },
): void {
  const format = prompt.responseFormat;
  if (format?.kind !== "json_schema") return;
  ledger.add({
    kind: "schema",
    label: format.name,
    tokens: tokens(before + writeResponseFormat(format)) + joinTokens,
    range: format.range,
    children: [],
  });
}

/** The cost of naming a function in `tool_choice` (R4). */
export function forcedTokens({ tokens }: Counting, name: string): number {
  return 6 + tokens(`functions.${name}`);
}

/** Adds the cost of `tool_choice`, which has no range of its own in the file. */
export function addToolChoice({ ledger }: Counting, label: string, tokens: number): void {
  ledger.add({ kind: "tool-choice", label, tokens, children: [] });
}
