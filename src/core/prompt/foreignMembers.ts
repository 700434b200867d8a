import type { JsonNode } from "../json/jsonNode";
import { leftOut } from "./caveats";
import { membersOf } from "./nodes";
import type { Caveat } from "./prompt";

/** Names of members that hold text, media or definitions in the APIs and datasets of others. */
const CONTENT =
  /system|prompt|context|history|instruct|preamble|prefix|suffix|example|document|plugin|server|memory|persona|knowledge|mcp|extra_?body|attachment|image|audio|video|file|tool|function|schema|skill|citation/i;

/** Names of members that hold less than a text: `prompt_id`, `image_count`. */
const REFERENCE =
  /(?:^|_|[a-z](?=[A-Z]))(?:ids?|key|name|version|type|format|tokens|count|hash|size|style|options|retention|management)$/i;

const NONE: ReadonlySet<string> = new Set();

/** Caveats for members that may hold content and that are not in `known`, which are read elsewhere. */
export function foreignMembers(
  node: JsonNode | undefined,
  known: ReadonlySet<string> = NONE,
): Caveat[] {
  return membersOf(node).flatMap(({ key, keyRange, value }) =>
    known.has(key) || !CONTENT.test(key) || REFERENCE.test(key) || !hasContent(value)
      ? []
      : [leftOut(`the member ${key} is not counted`, keyRange)],
  );
}

function hasContent(value: JsonNode): boolean {
  switch (value.kind) {
    case "string":
      return value.value !== "";
    case "array":
      return value.items.length > 0;
    case "object":
      return value.members.length > 0;
    case "number":
    case "boolean":
    case "null":
      return false;
  }
}
