import type { Role } from "../prompt";
import { isName, isSign, type Item } from "./group";

const PROMPT_NAME = /prompt|instruction|persona|system_?(?:message|text)|few_?shots?/i;

/** The name of the variable, key or keyword to which a text is assigned: `SYSTEM_PROMPT = …`. */
export function promptName(items: readonly Item[], index: number): string | undefined {
  let at = index - 1;
  if (isSign(items[at], ".") && isName(items[at - 1])) at -= 2;
  if (isSign(items[at], "=>")) at -= 2;
  if (isName(items[at], "async")) at -= 1;
  while (isName(items[at], "new") || isName(items[at], "await")) at -= 1;
  if (!isSign(items[at], "=") && !isSign(items[at], ":")) return undefined;
  const isTyped = isSign(items[at], "=") && isSign(items[at - 2], ":");
  return nameOf(items[isTyped ? at - 3 : at - 1]);
}

function nameOf(item: Item | undefined): string | undefined {
  if (item?.kind === "string") return item.literal?.text.text;
  return isName(item) ? item.text : undefined;
}

/** The role of a text with this name. */
export function roleOfName(name: string | undefined): Role {
  return name !== undefined && /system|instruction|persona/i.test(name) ? "system" : "user";
}

const MIN_NAMED = 15;
/** `{prompt: "Your name?"}` asks a person; a prompt for a model is longer. */
const MIN_PROMPT = 80;
const MIN_LONG = 120;
const MIN_ONE_LINE = 300;

/** A text in a program. */
interface FoundText {
  readonly text: string;
  /** The name that it is assigned to. */
  readonly name: string | undefined;
  /** Whether it is a member of an object or a keyword argument rather than a variable's value. */
  readonly isMember: boolean;
  /** The function that it is an argument of. */
  readonly callee: string | undefined;
  /** Whether it is a template literal, a triple-quoted string or joined from several. */
  readonly isLong: boolean;
}

/** Words that sentences consist of, in the languages in which most prompts are written. */
const COMMON_WORDS =
  /(?<![\p{L}_])(?:the|you|your|and|are|is|to|of|in|for|not|with|as|der|die|das|und|sie|ist|le|la|les|vous|est|et|el|los|que|una|por)(?![\p{L}_])/giu;

/** Other languages that programs keep in strings. */
const NOT_PROSE =
  /^\s*(?:<[!?a-z]|[{[]\s*["{[]|(?:select|insert|update|delete|create|alter|with)\s+[\w*"`(]+[^]*?\b(?:from|into|set|table|index|as)\b|query\b|mutation\b|fragment\b|#!|#\s?(?:bash|fish|zsh|powershell)|import\s|from\s+\w+\s+import|package\s|@media|:root|usage:)/i;

/** Names of texts that are meant for the program's own users, or that aren't prose. */
const OTHER_NAME =
  /^(?:help|usage|desc|doc|msg|reason|err|warn|epilog|title|label|summary|comment|note|license)|(?:help|usage|description|error|warning|regex|sql|html|css|query|script|fmt)$/i;

/** Functions whose texts the program's own users see. */
const OTHER_CALLEE =
  /^(?:\w*(?:error|exception|warn\w*|log|assert\w*|deprecat\w*|debug)|throw|fail|fatal|info|print|echo|describe|it|test|help|option|command|compile|exec|execute|query|execute_script)$/i;

/** Whether a text is a prompt: it is named like one, or has several lines of sentences for no other reader. */
export function looksLikePrompt(found: FoundText): boolean {
  const { text, name, isMember, callee, isLong } = found;
  const isNamed = name !== undefined && PROMPT_NAME.test(name);
  const trimmed = text.trim();
  if (isNamed) {
    const least = name === "prompt" && isMember && !isLong ? MIN_PROMPT : MIN_NAMED;
    return trimmed.length >= least && /\s|[^ -~]{4}/.test(trimmed);
  }
  const isTemplate = name !== undefined && /template/i.test(name);
  if (!isLong || trimmed.length < MIN_LONG || NOT_PROSE.test(trimmed.slice(0, 300))) return false;
  if (OTHER_NAME.test(name ?? "") || OTHER_CALLEE.test(callee ?? "")) return false;
  if (!trimmed.includes("\n") && trimmed.length < MIN_ONE_LINE) return false;
  if (name === undefined && !/\byour?\b|[\p{Script=Han}\p{Script=Hangul}]/iu.test(trimmed))
    return false;
  const words = (trimmed.slice(0, 2_000).match(COMMON_WORDS) ?? []).length;
  const ideographs = (
    trimmed.slice(0, 2_000).match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}]/gu) ?? []
  ).length;
  return words >= (isTemplate ? 3 : 6) || ideographs >= 40;
}
