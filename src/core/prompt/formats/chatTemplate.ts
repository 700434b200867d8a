import { firstIndex } from "../../binarySearch";
import { type JsonNode, type JsonString, member } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { message } from "../buildPrompt";
import { itemsOf } from "../nodes";
import type { Message, Placeholder, PromptProblem } from "../prompt";
import { syntaxProblems } from "../syntaxProblems";
import { readMessages } from "../requestJson";
import { findPlaceholders } from "../templateMessages";
import type { Expression } from "../expression";
import { type JinjaTag, jinjaTags, scanJinja } from "../templates/jinja";

/** A list of chat messages in JSON with Nunjucks expressions in it. */
export interface ChatTemplate {
  readonly messages: readonly Message[];
  readonly problems: readonly PromptProblem[];
}

/** Whether a text is a list of messages in JSON, or in JSON with template expressions. */
export function looksLikeChatTemplate(head: string): boolean {
  return /^\uFEFF?\s*(?:\{[%#][^]*?[%#]\}\s*)?\[/.test(head) && /"role"\s*:/.test(head);
}

/**
 * Reads a list of messages whose JSON is made by a template, as promptfoo has them:
 * `"content": {{ question | dump }}`, loops around messages. Expressions are covered by something
 * of the same length that JSON allows, the JSON is read, and then they are put back.
 */
export function readChatTemplate(text: string): ChatTemplate {
  const tags = [...jinjaTags(text)];
  const parsed = parseJson(coverTags(text, tags));
  const hasBlocks = tags.some(({ kind }) => kind === "block");
  const problems = hasBlocks ? [] : syntaxProblems("JSON", parsed);
  const root = parsed.root && putBack(text, tags, parsed.root);
  const list = root?.kind === "array" ? root : member(root, "messages");
  if (list === undefined) return { messages: [], problems };

  const expressions = scanJinja(text);
  const place = (node: JsonString): Placeholder[] => findExpressions(text, node, expressions);
  const whole = itemsOf(list).filter((item) => item.kind === "string");
  const messages = [
    ...readMessages(list, { findPlaceholders: place }),
    // `{{ history | dump }},` among the messages: whatever it becomes.
    ...whole.map((node) => {
      const { value, range } = node;
      return message(
        "user",
        [{ kind: "text", text: value, range, placeholders: place(node) }],
        range,
      );
    }),
  ];
  return { messages: messages.toSorted((a, b) => a.range.start - b.range.start), problems };
}

/**
 * The expressions of a string, seen with what stands around it: a loop's variables are none of the
 * prompt's, and `{{ name | dump }}` in place of a string is the value itself.
 */
function findExpressions(
  text: string,
  node: JsonString,
  expressions: readonly Expression[],
): Placeholder[] {
  const { start, end } = node.range;
  const within = expressions.slice(lowerBound(expressions, start), lowerBound(expressions, end));
  const isWhole = within[0]?.start === start && within[0].end === end;
  return findPlaceholders(text, node, scanJinja).map((found, index) => {
    const { start, end, range } = found;
    const { variable, isFiltered, isComment, isControl } = within[index] ?? {};
    const isChanged = isFiltered && !(isWhole && /\|\s*dump\s*-?\}\}$/.test(node.value));
    return {
      start,
      end,
      range,
      ...(variable !== undefined && { variable }),
      ...(isChanged && { isFiltered }),
      ...(isComment && { isComment }),
      ...(isControl && { isControl }),
    };
  });
}

/** Blocks become blanks, an expression outside a string a string, one inside loses its quotes. */
function coverTags(text: string, tags: readonly JinjaTag[]): string {
  const pieces: string[] = [];
  let from = 0;
  let isInString = false;
  for (const { kind, start, end } of tags) {
    isInString = endsInString(text, from, start, isInString);
    pieces.push(text.slice(from, start));
    const length = end - start;
    if (isInString) pieces.push(covered(text.slice(start, end)));
    else if (kind === "output") pieces.push(`"${"_".repeat(length - 2)}"`);
    else pieces.push(" ".repeat(length));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces.join("");
}

function endsInString(text: string, start: number, end: number, isInString: boolean): boolean {
  let inside = isInString;
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (inside && char === "\\") at += 1;
    else if (char === '"') inside = !inside;
  }
  return inside;
}

/** The tree with the expressions in its strings as they are written. */
function putBack(text: string, tags: readonly JinjaTag[], node: JsonNode): JsonNode {
  switch (node.kind) {
    case "object":
      return {
        ...node,
        members: node.members.map((entry) => ({
          ...entry,
          value: putBack(text, tags, entry.value),
        })),
      };
    case "array":
      return { ...node, items: node.items.map((item) => putBack(text, tags, item)) };
    case "string":
      return putBackString(text, tags, node);
    default:
      return node;
  }
}

function putBackString(text: string, tags: readonly JinjaTag[], node: JsonString): JsonString {
  const { start, end } = node.range;
  const first = lowerBound(tags, start);
  const whole = tags[first];
  if (whole?.start === start && whole.end === end)
    return { ...node, value: text.slice(start, end) };
  const { value } = node;
  const pieces: string[] = [];
  let from = 0;
  for (let index = first; index < tags.length; index++) {
    const tag = tags[index];
    if (tag === undefined || tag.end > end) break;
    const written = text.slice(tag.start, tag.end);
    const at = value.indexOf(covered(written), from);
    if (at < 0) break;
    pieces.push(value.slice(from, at), written);
    from = at + written.length;
  }
  return { ...node, value: pieces.join("") + value.slice(from) };
}

/** An expression without the characters that would end the string that it is in. */
function covered(expression: string): string {
  return expression.replace(/["\\\r\n\t]/g, "'");
}

/** The first of those in order that begins at or behind `start`. */
function lowerBound(items: readonly { readonly start: number }[], start: number): number {
  return firstIndex(items.length, (index) => (items[index]?.start ?? 0) >= start);
}
