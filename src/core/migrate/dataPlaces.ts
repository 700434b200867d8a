import type { JsonMember, JsonNode, JsonObject } from "../json/jsonNode";
import type { ModelSources } from "../models/findModel";
import type { Field, ModelPlace, RequestPlace, Syntax } from "./modelPlace";
import { findRetiringModel } from "./shutdowns";

/** Keys whose values are written for people or models, not for machines. */
const PROSE_KEYS: ReadonlySet<string> = new Set([
  "content",
  "text",
  "description",
  "title",
  "label",
  "comment",
  "notes",
  "note",
  "summary",
]);

/** Where formats keep a request's parameters beside the model. */
const PARAMETER_KEYS: ReadonlySet<string> = new Set([
  "parameters",
  "modelparameters",
  "model_parameters",
  "config",
  "configuration",
  "options",
  "settings",
  "model_kwargs",
  "modelkwargs",
  "params",
  "kwargs",
]);

/** Keys that hold the model, so that what is beside them belongs to its request. */
const MODEL_KEYS: ReadonlySet<string> = new Set([
  "model",
  "id",
  "name",
  "model_name",
  "modelname",
  "modelid",
  "model_id",
  "azure_deployment",
  "deployment",
  "deployment_name",
  "deployment_id",
]);

/** The places in a tree of JSON, YAML or the like. */
export function placesInData(
  root: JsonNode | undefined,
  text: string,
  syntax: Syntax,
  sources: ModelSources,
): readonly ModelPlace[] {
  const places: ModelPlace[] = [];
  const visit = (
    node: JsonNode,
    ancestors: readonly JsonMember[],
    owners: readonly JsonObject[],
  ) => {
    if (node.kind === "object") {
      for (const member of node.members)
        visit(member.value, [...ancestors, member], [...owners, node]);
    } else if (node.kind === "array") {
      for (const item of node.items) visit(item, ancestors, owners);
    } else if (node.kind === "string") {
      const place = placeOfString(node.value, node.range, ancestors, owners);
      if (place) places.push(place);
    }
  };
  const placeOfString = (
    value: string,
    range: { readonly start: number; readonly end: number },
    ancestors: readonly JsonMember[],
    owners: readonly JsonObject[],
  ): ModelPlace | undefined => {
    const holder = ancestors.at(-1);
    if (holder !== undefined && PROSE_KEYS.has(holder.key.toLowerCase())) return undefined;
    const model = findRetiringModel(value, sources);
    if (model === undefined) return undefined;
    const start = text.indexOf(model.id, range.start);
    if (start < 0 || start + model.id.length > range.end) return undefined;
    const request = requestOf(holder, ancestors.at(-2), owners);
    return {
      model,
      range: { start, end: start + model.id.length },
      syntax,
      requests: request ? [request] : [],
    };
  };
  if (root) visit(root, [], []);
  return places;
}

function requestOf(
  holder: JsonMember | undefined,
  outer: JsonMember | undefined,
  owners: readonly JsonObject[],
): RequestPlace | undefined {
  const own = owners.at(-1);
  if (holder === undefined || own === undefined) return undefined;
  if (!MODEL_KEYS.has(holder.key.toLowerCase())) return undefined;
  const isNested = outer !== undefined && /^(model|providers?|configuration)$/i.test(outer.key);
  const parent = isNested ? owners.at(-2) : undefined;
  const fields = [...fieldsOf(own), ...(parent ? fieldsOf(parent, own) : [])];
  const names = new Set(fields.map(({ name }) => name));
  const isNative = names.has("messages") || names.has("input");
  if (
    holder.key.toLowerCase() !== "model" &&
    fields.every(({ name }) => !REQUEST_FIELDS.has(name))
  ) {
    return undefined;
  }
  const endpoint = names.has("messages") ? "chat" : names.has("input") ? "responses" : undefined;
  return {
    ...(endpoint && { endpoint }),
    fields,
    modelField: fieldOf(holder),
    isNative,
  };
}

/** Fields that only a request or its configuration has. */
const REQUEST_FIELDS: ReadonlySet<string> = new Set([
  "messages",
  "input",
  "temperature",
  "max_tokens",
  "max_completion_tokens",
  "max_output_tokens",
  "top_p",
  "stop",
  "tools",
  "reasoning_effort",
  "response_format",
]);

/** The members of an object, with those that are kept in an object of parameters. */
function fieldsOf(node: JsonObject, without?: JsonObject): readonly Field[] {
  return node.members.flatMap((member) => {
    const { key, value } = member;
    if (value === without) return [];
    if (value.kind === "object" && PARAMETER_KEYS.has(key.toLowerCase())) return fieldsOf(value);
    return [fieldOf(member)];
  });
}

function fieldOf({ key, keyRange, value }: JsonMember): Field {
  return {
    name: API_NAMES.get(key) ?? key,
    nameRange: keyRange,
    valueRange: value.range,
    ...literalOf(value),
  };
}

/** Spellings of formats and libraries for the API's names. */
export const API_NAMES: ReadonlyMap<string, string> = new Map([
  ["maxTokens", "max_tokens"],
  ["maxCompletionTokens", "max_completion_tokens"],
  ["maxOutputTokens", "max_output_tokens"],
  ["topP", "top_p"],
  ["presencePenalty", "presence_penalty"],
  ["frequencyPenalty", "frequency_penalty"],
  ["stopSequences", "stop"],
  ["logitBias", "logit_bias"],
  ["topLogprobs", "top_logprobs"],
  ["reasoningEffort", "reasoning_effort"],
  ["responseFormat", "response_format"],
]);

function literalOf(node: JsonNode): Pick<Field, "value"> {
  switch (node.kind) {
    case "string":
    case "boolean":
      return { value: node.value };
    case "number":
      return { value: Number(node.text) };
    case "array":
      return { value: node.items };
    case "object":
      return { value: node };
    case "null":
      return {};
  }
}
