import type { JsonMember, JsonNode } from "../../json/jsonNode";
import { member } from "../../json/jsonNode";
import { locateModel, locateNumber } from "../buildPrompt";
import { leftOut } from "../caveats";
import { foreignMembers } from "../foreignMembers";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Caveat, Located, ValueSet, Variable } from "../prompt";
import { readSettings } from "../settings";
import { valueText } from "../values";

/** The request settings in the configuration of a Semantic Kernel prompt. */
interface SemanticKernelConfig {
  readonly model?: Located<string>;
  readonly maxOutputTokens?: Located<number>;
  readonly settings: readonly JsonMember[];
  readonly variables: readonly Variable[];
  readonly valueSets: readonly ValueSet[];
  readonly caveats: readonly Caveat[];
}

/**
 * Reads a PromptTemplateConfig (microsoft/semantic-kernel), in YAML or in the `config.json` next to a
 * `skprompt.txt`; its first version has `completion` and `input.parameters`. `source` is the text of
 * `root`.
 */
export function readSemanticKernelConfig(
  source: string,
  root: JsonNode | undefined,
): SemanticKernelConfig {
  const settings = executionSettings(root);
  const model = firstMember(settings, "model_id", "ai_model_id");
  const maxOutputTokens = locateNumber(
    firstMember(settings, "max_tokens", "max_completion_tokens"),
  );
  const variables = readVariables(
    member(root, "input_variables") ?? member(member(root, "input"), "parameters"),
  );
  const values = new Map(
    variables.flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue] as const],
    ),
  );
  return {
    ...(model?.kind === "string" && { model: locateModel(source, model) }),
    ...(maxOutputTokens && { maxOutputTokens }),
    settings: readSettings(settings),
    variables,
    valueSets: values.size > 0 ? [{ label: "defaults", values }] : [],
    caveats: settingCaveats(settings),
  };
}

/** Functions that the model may call, a system message and a format: the program adds them. */
function settingCaveats(settings: JsonNode | undefined): Caveat[] {
  const format = member(settings, "response_format");
  return [
    ...foreignMembers(settings),
    ...(format === undefined || format.kind === "null"
      ? []
      : [leftOut("the response format is not counted", format.range)]),
  ];
}

/** The settings of `default`, or of the first service. */
function executionSettings(root: JsonNode | undefined): JsonNode | undefined {
  const services = membersOf(member(root, "execution_settings"));
  const byDefault = services.find(
    ({ key, value }) => key === "default" && member(value, "model_id"),
  );
  const chosen = byDefault ?? services.find(({ value }) => member(value, "model_id"));
  return (chosen ?? services[0])?.value ?? member(root, "completion");
}

function readVariables(node: JsonNode | undefined): Variable[] {
  return itemsOf(node).flatMap((item): Variable[] => {
    const name = member(item, "name");
    if (name?.kind !== "string") return [];
    const value = firstMember(item, "default", "default_value", "defaultValue");
    // The first version writes an empty default if there is none.
    const isGiven = value !== undefined && !(value.kind === "string" && value.value === "");
    return [
      { name: name.value, range: name.range, ...(isGiven && { defaultValue: valueText(value) }) },
    ];
  });
}
