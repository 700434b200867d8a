import type { RequestCount } from "../accounting/requestCount";
import { formatCount } from "../format";
import { fillPrompt, variablesWithoutValue, withoutPlaceholders } from "./fillPrompt";
import type { Part, Placeholder, Prompt, TextPart } from "../prompt/prompt";
import type { TokenCounter } from "../tokens/tokenCounter";
import type { FilledCounts, PlaceholderCount } from "./estimate";

/** More sets of values than this are not counted one by one at every edit. */
const MAX_VALUE_SETS = 200;

/** The prompt that the figures are computed from, and which parts of it are unknown. */
export interface Filling {
  /** Filled with the typical values; placeholders without a value are removed. */
  readonly prompt: Prompt;
  /** The count of `prompt`. Undefined if it isn't a template. */
  readonly count?: RequestCount;
  readonly filled?: NonNullable<FilledCounts["filled"]>;
  readonly unknownVariables: readonly string[];
  /** Clauses that make the count an estimate. */
  readonly reasons: readonly string[];
  /** Whether the real count is higher by something that is not counted. */
  readonly isLowerBound: boolean;
  readonly placeholders: readonly PlaceholderCount[];
}

/**
 * Fills a template with the known values. `count` counts a request on the model whose figures decide
 * which set of values is the typical one: the median by tokens.
 */
export function fillTemplate(
  prompt: Prompt,
  counter: TokenCounter,
  count: (prompt: Prompt) => RequestCount,
): Filling {
  if (!isTemplate(prompt)) {
    const unknownVariables: readonly string[] = [];
    return { prompt, unknownVariables, reasons: [], isLowerBound: false, placeholders: [] };
  }
  const found = placedPlaceholders(prompt);
  const unknownVariables = variablesWithoutValue(prompt).map(({ name }) => name);
  const defaults = new Map(
    prompt.variables.flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue] as const],
    ),
  );
  const sets =
    prompt.valueSets.length > 0
      ? prompt.valueSets.slice(0, MAX_VALUE_SETS)
      : [{ label: "defaults", values: new Map<string, string>() }];
  const fillings = sets
    .map(({ label, values }) => {
      const known = new Map([...defaults, ...values]);
      const filled = asPlainText(withoutPlaceholders(fillPrompt(prompt, known)));
      return { label, values: known, prompt: filled, count: count(filled) };
    })
    .toSorted((a, b) => a.count.inputTokens - b.count.inputTokens);
  const typical = fillings[Math.floor((fillings.length - 1) / 2)];
  return {
    prompt: typical?.prompt ?? prompt,
    ...(typical && { count: typical.count }),
    ...(typical &&
      typical.values.size > 0 && {
        filled: {
          minTokens: (fillings[0] ?? typical).count.inputTokens,
          typicalTokens: typical.count.inputTokens,
          maxTokens: (fillings.at(-1) ?? typical).count.inputTokens,
          sets: sets.length,
          label: typical.label,
        },
      }),
    unknownVariables,
    reasons: reasonsOf(found, unknownVariables),
    isLowerBound:
      unknownVariables.length > 0 || found.some(({ placeholder }) => addsText(placeholder)),
    placeholders: found.flatMap((place) =>
      countPlaceholder(place, typical?.values ?? defaults, counter),
    ),
  };
}

function isTemplate({ instructions, messages }: Prompt): boolean {
  const parts = messages.flatMap((message) => message.parts);
  return [...parts, instructions].some(
    (part) =>
      (part?.kind === "text" && part.placeholders.length > 0) ||
      (part?.kind === "image" && part.variable !== undefined),
  );
}

/** Placeholders left in a filled text are plain text; `Filling.reasons` says what they are. */
function asPlainText(prompt: Prompt): Prompt {
  const plain = (part: Part): Part => (part.kind === "text" ? { ...part, placeholders: [] } : part);
  return {
    ...prompt,
    ...(prompt.instructions && { instructions: { ...prompt.instructions, placeholders: [] } }),
    messages: prompt.messages.map((message) => ({ ...message, parts: message.parts.map(plain) })),
  };
}

interface PlacedPlaceholder {
  readonly placeholder: Placeholder;
  readonly part: TextPart;
  readonly messageIndex?: number;
}

function placedPlaceholders({ instructions, messages }: Prompt): readonly PlacedPlaceholder[] {
  return [
    ...(instructions?.placeholders.map((placeholder) => ({ placeholder, part: instructions })) ??
      []),
    ...messages.flatMap(({ parts }, messageIndex) =>
      parts.flatMap((part) =>
        part.kind === "text"
          ? part.placeholders.map((placeholder) => ({ placeholder, part, messageIndex }))
          : [],
      ),
    ),
  ];
}

/** Whether the template engine turns it into a text that the file doesn't determine. */
function addsText({ variable, isComment, isControl }: Placeholder): boolean {
  return variable === undefined && isComment !== true && isControl !== true;
}

function reasonsOf(
  found: readonly PlacedPlaceholder[],
  unknownVariables: readonly string[],
): readonly string[] {
  const count = (matches: (placeholder: Placeholder) => boolean): number =>
    found.filter(({ placeholder }) => matches(placeholder)).length;
  const blocks = count(({ variable, isComment }) => variable === undefined && !isComment);
  const filtered = count(
    ({ variable = "", isFiltered }) => isFiltered === true && !unknownVariables.includes(variable),
  );
  return [
    unknownVariables.length > 0
      ? `${formatCount(unknownVariables.length, "variable")} without a value`
      : "",
    blocks > 0 ? `${formatCount(blocks, "template expression")} not run` : "",
    filtered > 0 ? `${formatCount(filtered, "filter")} not run` : "",
  ].filter((reason) => reason !== "");
}

function countPlaceholder(
  { placeholder, part, messageIndex }: PlacedPlaceholder,
  values: ReadonlyMap<string, string>,
  counter: TokenCounter,
): readonly PlaceholderCount[] {
  const { variable, start, end, range } = placeholder;
  if (variable === undefined) return [];
  const text = part.text.slice(start, end);
  const value = values.get(variable);
  return [
    {
      variable,
      text,
      range,
      ...(messageIndex !== undefined && { messageIndex }),
      asWrittenTokens: counter.count(text),
      ...(value !== undefined && { filledTokens: counter.count(value) }),
    },
  ];
}
