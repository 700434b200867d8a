import type { Message, Part, Placeholder, Prompt, TextPart, Variable } from "../prompt/prompt";

/**
 * The request with the values of its variables in place; comments are removed. Placeholders without a
 * value and those that only a template engine could fill (blocks, helpers) stay as written. A value
 * that a filter would change is inserted unchanged and stays marked, so that its count is an estimate.
 */
export function fillPrompt(prompt: Prompt, values: ReadonlyMap<string, string>): Prompt {
  return mapParts(prompt, (part) => {
    if (part.kind === "text") {
      return rewrite(part, (placeholder) => {
        if (placeholder.isComment) return { text: "" };
        const value =
          placeholder.variable === undefined ? undefined : values.get(placeholder.variable);
        if (value === undefined) return KEPT;
        return placeholder.isFiltered ? { text: value, isFiltered: true } : { text: value };
      });
    }
    if (part.kind !== "image" || part.variable === undefined) return part;
    const source = values.get(part.variable);
    return source ? { ...part, source } : part;
  });
}

/** The request without its template expressions: the minimum that it is billed. */
export function withoutPlaceholders(prompt: Prompt): Prompt {
  return mapParts(prompt, (part) =>
    part.kind === "text"
      ? rewrite(part, (placeholder) => (isFilled(placeholder) ? KEPT : { text: "" }))
      : part,
  );
}

/** The variables of the request for which neither a set of values nor a default has a value. */
export function variablesWithoutValue(prompt: Prompt): Variable[] {
  const used = new Set(
    [...prompt.messages.flatMap(({ parts }) => parts), prompt.instructions].flatMap((part) => {
      if (part?.kind === "image") return part.source === undefined ? [part.variable] : [];
      return part?.kind === "text" ? part.placeholders.map(({ variable }) => variable) : [];
    }),
  );
  return prompt.variables.filter(
    ({ name, defaultValue }) =>
      used.has(name) &&
      defaultValue === undefined &&
      !prompt.valueSets.some(({ values }) => values.has(name)),
  );
}

/** A value inserted where a filter would change it. */
function isFilled({ variable, isFiltered }: Placeholder): boolean {
  return isFiltered === true && variable === undefined;
}

function mapParts(prompt: Prompt, change: (part: Part) => Part): Prompt {
  const { instructions } = prompt;
  const changed = instructions && change(instructions);
  return {
    ...prompt,
    ...(changed?.kind === "text" && { instructions: changed }),
    messages: prompt.messages.map((message): Message => {
      return { ...message, parts: message.parts.map(change) };
    }),
  };
}

interface Replacement {
  /** Undefined: unchanged. */
  readonly text?: string;
  readonly isFiltered?: true;
}

const KEPT: Replacement = {};

function rewrite(part: TextPart, replace: (placeholder: Placeholder) => Replacement): TextPart {
  if (part.placeholders.length === 0) return part;
  const pieces: string[] = [];
  const placeholders: Placeholder[] = [];
  let from = 0;
  let length = 0;
  const add = (text: string): void => {
    pieces.push(text);
    length += text.length;
  };
  for (const placeholder of part.placeholders) {
    const { start, end, range } = placeholder;
    add(part.text.slice(from, start));
    const { text, isFiltered } = replace(placeholder);
    const at = length;
    add(text ?? part.text.slice(start, end));
    if (text === undefined) placeholders.push({ ...placeholder, start: at, end: length });
    else if (isFiltered) placeholders.push({ isFiltered, start: at, end: length, range });
    from = end;
  }
  add(part.text.slice(from));
  return { ...part, text: pieces.join(""), placeholders };
}
