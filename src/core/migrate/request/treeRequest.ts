import { fieldNamed, type Fields } from "./fields";
import { hasApiKeys, type Request } from "./request";

/** One step from the root of a tree to a name: an object and the key to follow. */
export interface Step {
  readonly fields: Fields;
  readonly key: string;
}

/** Members that only identify the model: the settings are next to the object that has them. */
const MODEL_HOLDERS: ReadonlySet<string> = new Set([
  "api",
  "configuration",
  "connection",
  "deployment",
  "litellm_params",
  "llm",
  "model",
]);

/** Members that hold the settings of a request. */
const SETTINGS_HOLDERS: readonly string[] = [
  "body",
  "config",
  "configuration",
  "generation_config",
  "inputs",
  "litellm_params",
  "model_kwargs",
  "modelParameters",
  "model_parameters",
  "model_settings",
  "options",
  "parameters",
  "params",
  "settings",
];

/** The request of a name in JSON, YAML or TOML; undefined for a name among other settings. */
export function requestInTree(steps: readonly Step[]): Request | undefined {
  const own = steps.at(-1);
  if (own === undefined) return undefined;
  const scopes = [own.fields];
  for (let at = steps.length - 2; at >= 0; at--) {
    const outer = steps[at];
    if (outer === undefined || !MODEL_HOLDERS.has(outer.key)) break;
    scopes.push(outer.fields);
  }
  const holders = scopes.flatMap((scope) => [scope, ...settingsIn(scope)]);
  const modelField = fieldNamed(own.fields, own.key);
  if (modelField === undefined || !holders.some(hasApiKeys)) return undefined;
  const target = holders.find((holder) => holder !== own.fields && hasApiKeys(holder));
  return {
    dialect: isResponses(holders) ? "responses" : "chat",
    main: hasApiKeys(own.fields) || target === undefined ? own.fields : target,
    modelField,
    anchor: modelField.range,
    holders: [...new Set(holders)],
  };
}

function settingsIn(scope: Fields): readonly Fields[] {
  return SETTINGS_HOLDERS.flatMap((key) => fieldNamed(scope, key)?.fields ?? []).flatMap(
    (holder) => [holder, ...nestedSettings(holder)],
  );
}

/** Prompty: `model: {configuration: …, parameters: …}`. */
function nestedSettings(holder: Fields): readonly Fields[] {
  return SETTINGS_HOLDERS.flatMap((key) => fieldNamed(holder, key)?.fields ?? []);
}

function isResponses(holders: readonly Fields[]): boolean {
  const has = (key: string): boolean =>
    holders.some((holder) => fieldNamed(holder, key) !== undefined);
  return (has("input") || has("max_output_tokens") || has("instructions")) && !has("messages");
}
