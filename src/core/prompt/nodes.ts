import { type JsonMember, type JsonNode, member } from "../json/jsonNode";

/** The members of an object, or none. */
export function membersOf(node: JsonNode | undefined): readonly JsonMember[] {
  return node?.kind === "object" ? node.members : [];
}

/** The items of a list, or none. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}

/** The first of several spellings of a member that is present and not null. */
export function firstMember(node: JsonNode | undefined, ...keys: string[]): JsonNode | undefined {
  for (const key of keys) {
    const found = member(node, key);
    if (found !== undefined && found.kind !== "null") return found;
  }
  return undefined;
}
