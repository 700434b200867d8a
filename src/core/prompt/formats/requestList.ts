import { type JsonNode, member } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { isDatasetRow, readDatasetRow } from "../datasetRow";
import { itemsOf } from "../nodes";
import type { Prompt, PromptProblem } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { readRequestNode, requestKind } from "../requestNode";
import { syntaxProblems } from "../syntaxProblems";

/** How much of a text is read to detect it, and how many items: the first may be of another kind. */
const HEAD_LENGTH = 65_536;
const DETECTION_ITEMS = 5;

/** A JSON list of requests, conversations, or data set rows: each is a request. */
export const requestListFormat: FormatReader = {
  format: "request-list",
  looksLike: (head, path) => {
    if (!/\.jsonc?$/.test(path) || !LIST_OF_LISTS_OR_OBJECTS.test(head)) return false;
    const { root } = parseJson(head.slice(0, HEAD_LENGTH), 0, "jsonc");
    return itemsOf(root).slice(0, DETECTION_ITEMS).some(isRequest);
  },
  read: readRequestList,
};

const LIST_OF_LISTS_OR_OBJECTS = /^[\s\uFEFF]*(?:\/[/*][^]{0,2000}?)?\[\s*[[{/]/;

/** A message is an object with a role, but not a request. */
function isRequest(item: JsonNode): boolean {
  return (
    member(item, "role") === undefined && (requestKind(item) !== undefined || isDatasetRow(item))
  );
}

function readItem(item: JsonNode): Prompt[] {
  const prompt = isRequest(item) ? (readDatasetRow(item) ?? readRequestNode(item)) : undefined;
  return prompt === undefined ? [] : [{ ...prompt, range: item.range }];
}

function readRequestList({ text }: PromptSource): Reading {
  const label = "List of requests";
  const parsed = parseJson(text, 0, "jsonc");
  const problems = syntaxProblems("JSON", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const items = itemsOf(parsed.root);
  const prompts = items.flatMap(readItem);
  const others = items.filter((item) => !isRequest(item));
  return {
    label,
    prompts,
    problems: others.slice(0, 1).map(noRequest(text)),
    references: [],
    ...(others.length > 0 && { unread: { unit: "item", count: others.length } }),
  };
}

function noRequest(text: string): (item: JsonNode) => PromptProblem {
  return ({ range }) => ({
    code: "unsupported",
    message: "This item is not a request. It is not counted.",
    range: range.end > range.start ? range : withoutByteOrderMark(text),
  });
}
