import type { JsonNode } from "../../json/jsonNode";
import type { Tool } from "../../prompt/prompt";
import { type Check, type CheckTools, fact, type Finding, plainValue } from "./check";
import { findJson } from "./jsonInText";
import type { Validation } from "./schemaValidator";

/** Checks of an answer as JSON, and of its tool calls. */
export const JSON_CHECKS: readonly (readonly [type: string, check: Check])[] = [
  ["is-json", checkIsJson],
  ["json-schema", checkIsJson],
  ["contains-json", checkContainsJson],
  ["is-valid-openai-tools-call", checkToolCalls],
  ["is-valid-openai-function-call", checkToolCalls],
  ["is-valid-function-call", checkToolCalls],
  ["valid-tool-call", checkToolCalls],
];

function checkIsJson({ output, value }: Parameters<Check>[0], { validator }: CheckTools): Finding {
  let json: unknown;
  try {
    json = JSON.parse(output);
  } catch {
    return fact(false, "The answer is not JSON.");
  }
  if (value === undefined || value === null) return fact(true, "The answer is JSON.");
  return ofValidation(validator(schemaOf(value), json), "The answer is JSON as its schema says.");
}

function checkContainsJson(
  { output, value }: Parameters<Check>[0],
  { validator }: CheckTools,
): Finding {
  const found = findJson(output);
  if (found.length === 0) return fact(false, "The answer contains no JSON.");
  if (value === undefined || value === null) return fact(true, "The answer contains JSON.");
  const validations = found.map((json) => validator(schemaOf(value), json));
  const best = validations.find(({ kind }) => kind === "valid") ?? validations[0];
  return best === undefined
    ? fact(false, "The answer contains no JSON.")
    : ofValidation(best, "The answer contains JSON as its schema says.");
}

/** Each call names a tool of the prompt, and its arguments are as the tool's schema says. */
function checkToolCalls(
  { answer, tools }: Parameters<Check>[0],
  { validator }: CheckTools,
): Finding {
  if (answer.toolCalls.length === 0) return fact(false, "The answer calls no tool.");
  for (const { name, arguments: written } of answer.toolCalls) {
    const tool = tools.find((candidate) => candidate.name === name);
    if (tool === undefined) return fact(false, `The prompt has no tool "${name}".`);
    let given: unknown;
    try {
      given = JSON.parse(written === "" ? "{}" : written);
    } catch {
      return fact(false, `The arguments of "${name}" are not JSON.`);
    }
    const found = validator(parametersOf(tool), given);
    if (found.kind === "error" || found.kind === "not-supported") return found;
    if (found.kind === "invalid") {
      return fact(false, `The arguments of "${name}" are not as its schema says: ${found.reason}`);
    }
  }
  return fact(true, "Every tool call is valid.");
}

const parameterSchemas = new WeakMap<JsonNode, unknown>();

/** The same object for each answer, so that a schema is prepared once. */
function parametersOf({ parameters }: Tool): unknown {
  if (parameters === undefined) return true;
  const known = parameterSchemas.get(parameters) ?? plainValue(parameters);
  parameterSchemas.set(parameters, known);
  return known;
}

/** promptfoo also takes a schema as a text. */
function schemaOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function ofValidation(validation: Validation, valid: string): Finding {
  if (validation.kind === "valid") return fact(true, valid);
  if (validation.kind !== "invalid") return validation;
  return fact(false, `The JSON is not as its schema says: ${validation.reason}`);
}
