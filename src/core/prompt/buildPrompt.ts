import { type JsonNode, type JsonString, numberValue } from "../json/jsonNode";
import type { SourceRange } from "../sourceRange";
import { mapScalar } from "./mapScalar";
import type { MappedText } from "./mappedText";
import type { Located, Message, Part, Prompt, Role, Variable } from "./prompt";
import { type TemplateScanner, textPart } from "./expression";
import { rootOf } from "./expression";

/** The parts of a request that its format sets; the rest is that of a plain chat request. */
type PromptContent = Partial<Prompt> & Pick<Prompt, "range" | "messages">;

/** A request of `content` whose variables are those declared and those used. */
export function buildPrompt(content: PromptContent): Prompt {
  return {
    endpoint: "chat",
    tier: "standard",
    tools: [],
    valueSets: [],
    serverState: [],
    caveats: [],
    ...content,
    variables: collectVariables(content, content.variables ?? []),
  };
}

/** The declared variables, then the undeclared ones in use; a path counts as its declared root. */
function collectVariables(content: PromptContent, declared: readonly Variable[]): Variable[] {
  const parts = partsOf(content);
  const byName = new Map(declared.map((variable) => [variable.name, variable]));
  const usedRoots = new Set<string>();
  for (const part of parts) {
    const uses = part.kind === "text" ? part.placeholders : part.kind === "image" ? [part] : [];
    for (const { variable: name, range } of uses) {
      if (name === undefined) continue;
      if (!byName.has(name)) byName.set(name, { name, range });
      if (rootOf(name) !== name) usedRoots.add(rootOf(name));
    }
  }
  return [...byName.values()].filter(({ name }) => !usedRoots.has(name) || isUsed(parts, name));
}

function partsOf({ instructions, messages }: PromptContent): readonly Part[] {
  const parts = messages.flatMap((each) => each.parts);
  return instructions ? [instructions, ...parts] : parts;
}

function isUsed(parts: readonly Part[], name: string): boolean {
  return parts.some(
    (part) =>
      (part.kind === "image" && part.variable === name) ||
      (part.kind === "text" && part.placeholders.some(({ variable }) => variable === name)),
  );
}

/** A message of `parts` without calls. */
export function message(role: Role, parts: readonly Part[], range: SourceRange): Message {
  return { role, parts, toolCalls: [], range };
}

/** A piece of a text that is sent as a separate part, usually an image. */
export interface Insert {
  readonly start: number;
  readonly end: number;
  readonly part: Part;
}

/**
 * Splits a text at its inserts, which are in order. Blank pieces between them are left out, the others
 * are trimmed unless the format sends them with their white space.
 */
export function splitParts(
  text: MappedText,
  scan: TemplateScanner,
  inserts: readonly Insert[],
  whiteSpace: "trimmed" | "kept" = "trimmed",
): Part[] {
  if (inserts.length === 0) return [textPart(text, scan(text.text))];
  const parts: Part[] = [];
  let from = 0;
  const addText = (to: number): void => {
    const piece = text.slice(from, to);
    if (piece.text.trim() === "") return;
    const sent = whiteSpace === "kept" ? piece : piece.trim(/\s/);
    parts.push(textPart(sent, scan(sent.text)));
  };
  for (const { start, end, part } of inserts) {
    if (start < from) continue;
    addText(start);
    parts.push(part);
    from = end;
  }
  addText(text.length);
  return parts;
}

/** A model's name without its provider (`openai/gpt-4o`, `azure:gpt-4o`), and the name's range. */
export function locateModel(source: string, node: JsonString): Located<string> {
  const mapped = mapScalar(source, node);
  const prefix = /^(?:openai|azure|azure-?openai|azureml|github)[/:](?:(?:chat|responses)[/:])?/i;
  const start = prefix.exec(mapped.text)?.[0].length ?? 0;
  return { value: mapped.text.slice(start), range: mapped.rangeOf(start, mapped.length) };
}

/** A number with its range, such as a limit of tokens. */
export function locateNumber(node: JsonNode | undefined): Located<number> | undefined {
  const value = numberValue(node);
  return node === undefined || value === undefined ? undefined : { value, range: node.range };
}
