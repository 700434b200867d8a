import { type JsonNode, type JsonString, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, locateModel, locateNumber, message } from "../buildPrompt";
import { approximate, withCaveat } from "../caveats";
import { mapScalar } from "../mapScalar";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Message, Prompt, Role } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { syntaxProblems } from "../syntaxProblems";
import { readTemplateMessages } from "../templateMessages";
import { textPart } from "../expression";
import { scanAnyBraces } from "../templates/singleBraces";
import { plainTextPrompts } from "./plainText";

/**
 * `prompts.yaml` and `prompts.json` with a project's own keys: smolagents' prompts and the many like
 * them. Texts and chats that are clearly prompts are requests; how the program sends them is not
 * known.
 */
export const promptCollectionFormat: FormatReader = {
  format: "prompt-collection",
  looksLike: (head, path) => {
    const isNamed = /(?:^|[/._-])prompts?\.(?:ya?ml|json)$/.test(path);
    return isNamed && (path.endsWith(".json") ? JSON_PROMPT : YAML_PROMPT).test(head);
  },
  read: readCollection,
};

const JSON_PROMPT = /"[\w .-]{1,80}"\s*:\s*["[{]/;
const YAML_PROMPT = /^[ \t-]*["']?[\w .-]{1,80}["']?[ \t]*:/m;

const LABEL = "Prompt collection";
const MAX_DEPTH = 10;

function readCollection({ path, text }: PromptSource): Reading {
  const { start } = withoutByteOrderMark(text);
  const isJson = path.toLowerCase().endsWith(".json");
  const parsed = isJson ? parseJson(text, 0, "jsonc") : parseYaml(text.slice(start), start);
  const problems = syntaxProblems(isJson ? "JSON" : "YAML", parsed);
  if (problems.length > 0) return { label: LABEL, prompts: [], problems, references: [] };
  const found = parsed.root ? findPrompts(text, parsed.root, [], 0) : [];
  const prompts =
    found.length > 0
      ? withCaveat(found, SENT_BY_PROGRAM)
      : withCaveat(plainTextPrompts(text, false), GUESS);
  return { label: LABEL, prompts, problems: [], references: [] };
}

const SENT_BY_PROGRAM = approximate(
  "the program that reads this file decides how it sends its texts",
);
const GUESS = approximate("no text in this file is known to be a prompt, so all of it is counted", {
  start: 0,
  end: 0,
});

function findPrompts(
  source: string,
  node: JsonNode,
  path: readonly string[],
  depth: number,
): Prompt[] {
  if (depth > MAX_DEPTH) return [];
  if (node.kind === "string")
    return isPromptText(path, node.value) ? [textPrompt(source, node, path)] : [];
  if (node.kind === "array") {
    if (isChat(node)) return [chatPrompt(source, node, path)];
    return node.items.flatMap((item, index) =>
      findPrompts(source, item, [...path, String(index + 1)], depth + 1),
    );
  }
  const roles = roleMembers(node);
  if (roles.length > 1) return [rolesPrompt(source, node, roles, path)];
  return membersOf(node).flatMap(({ key, value }) =>
    findPrompts(source, value, [...path, key], depth + 1).map((prompt) => ({
      ...readModel(source, node),
      ...prompt,
    })),
  );
}

const PROMPT_KEY =
  /(?:prompt|system|template|instruction|message|persona)s?$|^(?:user|human|text|content|task|prompt.*|system.*)$/i;
const OTHER_KEY =
  /^(?:description|desc|name|title|version|authors?|notes?|comments?|license|url|model|id|tags?|help|usage|date|type|label|role|act|category)$/i;
const LONG_TEXT = 80;

/** Whether a text is clearly a prompt, judging by its key and its length. */
function isPromptText(path: readonly string[], text: string): boolean {
  const key = path.findLast((step) => !/^\d+$/.test(step)) ?? "";
  if (OTHER_KEY.test(key) || /^\S*$/.test(text.trim())) return false;
  return PROMPT_KEY.test(key) || text.length >= LONG_TEXT || text.trim().includes("\n");
}

function isChat(node: JsonNode): boolean {
  const items = itemsOf(node);
  return items.length > 0 && items.every((item) => member(item, "role") && member(item, "content"));
}

function textPrompt(source: string, node: JsonString, path: readonly string[]): Prompt {
  const key = path.at(-1) ?? "";
  const role = roleOfKey(key) ?? (/system|persona/i.test(key) ? "system" : "user");
  return promptOf(node, path, [textMessage(source, role, node)]);
}

function chatPrompt(source: string, node: JsonNode, path: readonly string[]): Prompt {
  return promptOf(node, path, readTemplateMessages(source, node, scanAnyBraces));
}

interface RoleMember {
  readonly role: Role;
  readonly node: JsonString;
}

/** `system` and `user` side by side are one request. */
function roleMembers(node: JsonNode): readonly RoleMember[] {
  return membersOf(node).flatMap(({ key, value }) => {
    const role = roleOfKey(key);
    return role !== undefined && value.kind === "string" ? [{ role, node: value }] : [];
  });
}

function roleOfKey(key: string): Role | undefined {
  const [, role] =
    /^(system|developer|user|human|assistant)(?:[_-]?(?:prompt|message|template))?$/i.exec(key) ??
    [];
  return role === undefined ? undefined : ROLES.get(role.toLowerCase());
}

const ROLES: ReadonlyMap<string, Role> = new Map([
  ["system", "system"],
  ["developer", "developer"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
]);

function rolesPrompt(
  source: string,
  node: JsonNode,
  members: readonly RoleMember[],
  path: readonly string[],
): Prompt {
  const messages = members.map(({ role, node: text }) => textMessage(source, role, text));
  return { ...readModel(source, node), ...promptOf(node, path, messages) };
}

function promptOf(node: JsonNode, path: readonly string[], messages: readonly Message[]): Prompt {
  const name = path.join(".");
  return buildPrompt({ ...(name !== "" && { name }), range: node.range, messages });
}

function textMessage(source: string, role: Role, node: JsonString): Message {
  const text = mapScalar(source, node);
  return message(role, [textPart(text, scanAnyBraces(text.text))], node.range);
}

/** The model and the limit next to a prompt. */
function readModel(source: string, node: JsonNode): Partial<Prompt> {
  const model = member(node, "model");
  const limit = locateNumber(firstMember(node, "max_tokens", "max_completion_tokens"));
  return {
    ...(model?.kind === "string" &&
      stringValue(model) !== "" && { model: locateModel(source, model) }),
    ...(limit && { maxOutputTokens: limit }),
  };
}
