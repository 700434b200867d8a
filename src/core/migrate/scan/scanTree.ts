import type { JsonNode } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { findModelNames, type NameSources } from "../names/modelName";
import { serviceOfId } from "../names/services";
import type { Vendor } from "../names/retiringModel";
import { fieldsOfObject } from "../request/jsonFields";
import { fieldNamed, type Fields } from "../request/fields";
import { requestInTree, type Step } from "../request/treeRequest";
import { namesGiven } from "./namesGiven";
import type { NameInSheet } from "./sheet";

/** Members whose text is for people or a model to read. */
const PROSE_KEYS: ReadonlySet<string> = new Set([
  "answer",
  "arguments",
  "comment",
  "completion",
  "content",
  "description",
  "displayName",
  "display_name",
  "expected",
  "help",
  "ideal",
  "input",
  "instructions",
  "keywords",
  "label",
  "message",
  "note",
  "notes",
  "output",
  "prompt",
  "query",
  "question",
  "reason",
  "summary",
  "tags",
  "text",
  "title",
]);

/** `MODEL=gpt-4o`, as a compose file lists its environment, or `--model=gpt-4o` among arguments. */
const ASSIGNMENT = /^(?:[A-Za-z_]\w*|--?[A-Za-z][\w-]*)=/;

const MAX_DEPTH = 200;

/** The names in a tree of JSON, YAML or TOML. Keys are not names: they are rows of a table. */
export function scanTree(
  text: string,
  root: JsonNode,
  syntax: "json" | "yaml" | "toml",
  sources: NameSources,
): readonly NameInSheet[] {
  const found = new Map<number, NameInSheet>();
  const visit = (node: JsonNode, steps: readonly Step[], depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (node.kind === "array") for (const item of node.items) visit(item, steps, depth + 1);
    if (node.kind === "object") {
      const fields = fieldsOfObject(text, node, syntax);
      for (const { key, value } of node.members)
        visit(value, [...steps, { fields, key }], depth + 1);
    }
    if (node.kind !== "string") return;
    for (const name of namesInText(text, node.value, node.range, steps, sources))
      if (!found.has(name.range.start)) found.set(name.range.start, name);
  };
  visit(root, [], 0);
  return [...found.values()].toSorted((a, b) => a.range.start - b.range.start);
}

function namesInText(
  text: string,
  value: string,
  literal: SourceRange,
  steps: readonly Step[],
  sources: NameSources,
): readonly NameInSheet[] {
  const key = steps.at(-1)?.key ?? "";
  if (key.startsWith("tokenscale.")) return [];
  // A prompt given by its id isn't prose.
  if (PROSE_KEYS.has(key) && serviceOfId(value) === undefined) return [];
  const written = text.slice(literal.start, literal.end);
  if (/\s|\$\{/.test(value.trim())) return namesGiven(written, literal.start, sources);
  const at = written.indexOf(value);
  if (at < 0) return namesGiven(written, literal.start, sources);
  const request = requestInTree(steps);
  const [assigned = ""] = ASSIGNMENT.exec(value) ?? [];
  const start = literal.start + at + assigned.length;
  return findModelNames(value.slice(assigned.length), vendorOf(steps), sources).map((name) => ({
    name,
    range: { start: start + name.start, end: start + name.end },
    requests: request ? [request] : [],
  }));
}

function vendorOf(steps: readonly Step[]): Vendor {
  const own = steps.at(-1);
  if (own === undefined) return "openai";
  const isAzure =
    isAzureKey(own.key) ||
    hasVersion(own.fields) ||
    own.fields.fields.some(
      ({ key, value }) =>
        /^azure_?endpoint$/i.test(key) ||
        (/^(?:type|provider|api_type|apiType)$/.test(key) &&
          value?.kind === "string" &&
          /^azure(?:[_-]?open_?ai)?$/i.test(value.value)),
    );
  return isAzure ? "azure" : "openai";
}

/** Only Azure deployments have the version next to the model. */
function hasVersion(fields: Fields): boolean {
  const value = fieldNamed(fields, "version")?.value;
  return value?.kind === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value.value);
}

/** Whether a setting of this name holds an Azure deployment. */
export function isAzureKey(key: string): boolean {
  return /azure|deployment/i.test(key);
}
