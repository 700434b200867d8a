import { parseYaml } from "../../json/parseYaml";
import { member } from "../../json/jsonNode";
import { itemsOf } from "../nodes";
import { withoutByteOrderMark } from "../promptFormat";
import type { JsonNode } from "../../json/jsonNode";

const NOT_CONTENT = /^\uFEFF?[ \t]*(?:#.*|%.*|---(?:[ \t]+#.*)?)?[ \t]*\r?$/;
const FIRST_ITEM = /^[ \t]*-[ \t]+(?:\{[ \t]*)?["']?(?:role|content|name)["']?[ \t]*:/;
const ROLE = /(?:^|[\s{,-])["']?role["']?[ \t]*:/m;

/** Whether a text begins like a list of messages in YAML; comments and `---` may come before it. */
export function looksLikeYamlChat(head: string): boolean {
  for (let start = withoutByteOrderMark(head).start; start < head.length;) {
    const feed = head.indexOf("\n", start);
    const end = feed < 0 ? head.length : feed;
    const line = head.slice(start, Math.min(end, start + 1_000));
    if (!NOT_CONTENT.test(line)) return FIRST_ITEM.test(line) && ROLE.test(head);
    start = end + 1;
  }
  return false;
}

/** The list of messages in a YAML text; undefined if it isn't one. */
export function parseYamlChat(text: string): JsonNode | undefined {
  const { root, problems } = parseYaml(text);
  const isChat =
    problems.length === 0 && itemsOf(root).some((item) => member(item, "role") !== undefined);
  return isChat ? root : undefined;
}
