import type { JsonNode, JsonString } from "../json/jsonNode";
import { member, stringValue } from "../json/jsonNode";
import { mapScalar } from "./mapScalar";
import type { Message, Placeholder } from "./prompt";
import type { TemplateScanner } from "./expression";
import { readChatMessages, readMessages } from "./requestJson";

/**
 * Reads a list of messages whose texts are templates, written in JSON or YAML. Roles may be
 * capitalized, as the readers of such files allow.
 */
export function readTemplateMessages(
  source: string,
  list: JsonNode,
  scan: TemplateScanner,
  syntax: "json" | "yaml" = "yaml",
): Message[] {
  return readMessages(withLowerCaseRoles(list), {
    findPlaceholders: (node) => findPlaceholders(source, node, scan),
    syntax,
  });
}

/** The message of a `system`, `developer` or `instructions` next to the list of messages. */
export function readTemplateSystem(
  source: string,
  root: JsonNode | undefined,
  scan: TemplateScanner,
): Message[] {
  if (root?.kind !== "object") return [];
  const beside = { ...root, members: root.members.filter(({ key }) => key !== "messages") };
  return readChatMessages(beside, {
    findPlaceholders: (node) => findPlaceholders(source, node, scan),
    syntax: "yaml",
  });
}

/** The template expressions of a JSON or YAML string. */
export function findPlaceholders(
  source: string,
  node: JsonString,
  scan: TemplateScanner,
): Placeholder[] {
  const expressions = scan(node.value);
  if (expressions.length === 0) return [];
  const mapped = mapScalar(source, node);
  return expressions.map((expression) => ({
    ...expression,
    range: mapped.rangeOf(expression.start, expression.end),
  }));
}

function withLowerCaseRoles(list: JsonNode): JsonNode {
  if (list.kind !== "array") return list;
  return {
    ...list,
    items: list.items.map((item) => {
      const role = stringValue(member(item, "role"));
      if (item.kind !== "object" || role === undefined || role === role.toLowerCase()) return item;
      return {
        ...item,
        members: item.members.map((entry) =>
          entry.key === "role" && entry.value.kind === "string"
            ? { ...entry, value: { ...entry.value, value: role.toLowerCase() } }
            : entry,
        ),
      };
    }),
  };
}
