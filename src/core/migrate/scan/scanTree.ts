import type { JsonNode } from "../../json/jsonNode";
import type { SourceRange } from "../../sourceRange";
import { findModelNames, type NameSources } from "../names/modelName";
import { serviceOfId } from "../names/services";
import type { Vendor } from "../names/retiringModel";
import { fieldsOfObject } from "../request/jsonFields";
import { fieldNamed, type Fields } from "../request/fields";
import { hasApiKeys } from "../request/request";
import { requestInTree, type Step } from "../request/treeRequest";
import { namesGiven } from "./namesGiven";
import { withoutComments, withoutSpeech } from "./blankedText";
import type { NameInSheet } from "./sheet";

/** Members whose text is for people or a model to read, in lower case without separators. */
const PROSE_KEYS: ReadonlySet<string> = new Set([
  "about",
  "alt",
  "answer",
  "arguments",
  "author",
  "backstory",
  "cachedresultname",
  "caption",
  "comment",
  "completion",
  "content",
  "description",
  "displayname",
  "expected",
  "goal",
  "help",
  "heading",
  "hint",
  "ideal",
  "input",
  "instructions",
  "keywords",
  "label",
  "labels",
  "message",
  "note",
  "notes",
  "output",
  "placeholder",
  "prompt",
  "query",
  "question",
  "reason",
  "role",
  "subtitle",
  "summary",
  "tags",
  "text",
  "title",
  "tooltip",
  "topics",
]);

/** Members that name a thing that has the name of a model. */
const IDENTIFIER_KEYS: ReadonlySet<string> = new Set([
  "branch",
  "branches",
  "containername",
  "hostname",
  "image",
  "matchlabels",
  "path",
  "ref",
  "repository",
]);

/** Beside one of these, `name` is that of a step, a job, a container or a package. */
const NAMED_THINGS: ReadonlySet<string> = new Set([
  "dependencies",
  "devDependencies",
  "image",
  "jobs",
  "runs-on",
  "run",
  "scripts",
  "steps",
  "uses",
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
    const value = node.kind === "string" ? node.value : taggedText(text, node, syntax);
    if (value === undefined) return;
    for (const name of namesInText(text, value, node.range, steps, sources))
      if (!found.has(name.range.start)) found.set(name.range.start, name);
  };
  visit(root, [], 0);
  return [...found.values()].toSorted((a, b) => a.range.start - b.range.start);
}

/** `!Sub gpt-4o`: a scalar with a tag of another program, which is read as an object without members. */
function taggedText(
  text: string,
  node: JsonNode,
  syntax: "json" | "yaml" | "toml",
): string | undefined {
  if (syntax !== "yaml" || node.kind !== "object" || node.members.length > 0) return undefined;
  const written = text.slice(node.range.start, node.range.end).trim();
  return /^[{[]/.test(written) ? undefined : written.replace(/^(["'])(.*)\1$/, "$2");
}

function namesInText(
  text: string,
  value: string,
  literal: SourceRange,
  steps: readonly Step[],
  sources: NameSources,
): readonly NameInSheet[] {
  const key = steps.at(-1)?.key ?? "";
  if (key.startsWith("tokenscale.") || isNameOfThing(steps)) return [];
  // A prompt given by its id isn't prose.
  if (isProseKey(key) && serviceOfId(value) === undefined) return [];
  const written = text.slice(literal.start, literal.end);
  if (/\s|\$\{/.test(value.trim())) {
    const command = withoutSpeech(withoutComments(written, ["#"]));
    return namesGiven(command, literal.start, sources);
  }
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

/** Whether a member of this name holds text for people or for a model. */
export function isProseKey(key: string): boolean {
  return PROSE_KEYS.has(bareKey(key));
}

function bareKey(key: string): string {
  return key.toLowerCase().replaceAll(/[_-]/g, "");
}

/** Whether a value names something else than the model of a request. */
function isNameOfThing(steps: readonly Step[]): boolean {
  const own = steps.at(-1);
  if (own === undefined) return false;
  const { fields } = own.fields;
  return (
    steps.some(({ key }) => IDENTIFIER_KEYS.has(bareKey(key))) ||
    isMetadata(steps) ||
    (own.key === "name" && fields.some(({ key }) => NAMED_THINGS.has(key))) ||
    isAnswer(own.fields) ||
    isPriceRow(own.fields)
  );
}

/** The name and the labels of an object of Kubernetes. */
function isMetadata(steps: readonly Step[]): boolean {
  const [root] = steps;
  const isObject =
    root !== undefined && fieldNamed(root.fields, "kind", "apiVersion") !== undefined;
  return isObject && steps.some(({ key }) => key === "metadata");
}

/** A recorded response of the API says which model answered. */
function isAnswer(fields: Fields): boolean {
  const value = fieldNamed(fields, "object")?.value;
  return (
    value?.kind === "string" && /^(?:chat\.completion(?:\.chunk)?|response)$/.test(value.value)
  );
}

/** A row of a price table sends no request. */
function isPriceRow(fields: Fields): boolean {
  const hasPrice = fields.fields.some(
    ({ key, value }) =>
      /price|cost|usd|per_?(?:1?[mk]|million|thousand|token)/i.test(key) &&
      value?.kind === "number",
  );
  return hasPrice && !hasApiKeys(fields);
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
