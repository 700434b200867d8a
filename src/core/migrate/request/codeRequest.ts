import { elementsOf, type Group, isName, isSign, type Item } from "../../prompt/code/group";
import { fieldsOfGroup } from "./codeFields";
import { fieldNamed, type Fields } from "./fields";
import { type Dialect, hasApiKeys, type Request } from "./request";

/** A group that contains the name of a model, and its position among the items around it. */
export interface Level {
  readonly group: Group;
  readonly siblings: readonly Item[];
  readonly index: number;
}

const MODEL_KEYS: ReadonlySet<string> = new Set([
  "azure_deployment",
  "azureDeployment",
  "azureOpenAIApiDeploymentName",
  "defaultModel",
  "deployment",
  "deployment_name",
  "engine",
  "llm",
  "model",
  "model_id",
  "model_name",
  "modelId",
  "modelName",
]);

/** How far the name may be from the argument to which it is passed: `model: wrap(openai("gpt-4o"))`. */
const MAX_WRAPPERS = 3;

const CALLED =
  /(?:completions?\.(?:create|parse|stream|runTools)|responses\.(?:create|parse|stream)|generateText|streamText|generateObject|streamObject|(?:^|\.)a?completion|(?:^|\.)(?:Azure)?(?:Async)?(?:Chat|LLM)\w*)$/;

/** The request whose model a string in a program names, from the groups around it, innermost last. */
export function requestInCode(
  text: string,
  levels: readonly Level[],
  at: number,
  isPython: boolean,
): Request | undefined {
  const outermost = Math.max(0, levels.length - 1 - MAX_WRAPPERS);
  for (let index = levels.length - 1; index >= outermost; index--) {
    const level = levels[index];
    if (level === undefined || level.group.isBlock || level.group.bracket === "[") return undefined;
    const request = requestAt(text, level, at, isPython, levels[index - 1]);
    if (request !== undefined) return request;
  }
  return undefined;
}

function requestAt(
  text: string,
  { group, siblings, index }: Level,
  at: number,
  isPython: boolean,
  outer: Level | undefined,
): Request | undefined {
  const main = fieldsOfGroup(text, group, isPython);
  const modelField = main.fields.find(({ range }) => range.start <= at && at < range.end);
  if (modelField !== undefined && !MODEL_KEYS.has(modelField.key)) return undefined;
  const callee = calleeOf(siblings, index) ?? (outer && calleeAround(outer, group));
  const isRequest = hasApiKeys(main) || (callee !== undefined && CALLED.test(callee));
  if (!isRequest) return undefined;
  const anchor = modelField?.range ?? positionalAt(group, at);
  if (anchor === undefined) return undefined;
  return {
    dialect: dialectOf(main, callee, isPython),
    main,
    ...(modelField && { modelField }),
    anchor,
    holders: [main, ...settingsIn(main)],
    ...(callee !== undefined && { callee }),
  };
}

function settingsIn(main: Fields): readonly Fields[] {
  const keys = ["config", "model_kwargs", "modelKwargs", "extra_body", "options", "body"];
  return keys.flatMap((key) => fieldNamed(main, key)?.fields ?? []);
}

function positionalAt(group: Group, at: number) {
  const element = elementsOf(group).find(
    (items) => (items[0]?.start ?? 0) <= at && at < (items.at(-1)?.end ?? 0),
  );
  const first = element?.[0];
  const last = element?.at(-1);
  return first && last && { start: first.start, end: last.end };
}

/** `create({model: "gpt-4o"})`: the object is the only argument of the call around it. */
function calleeAround({ group, siblings, index }: Level, inner: Group): string | undefined {
  const isArgument = group.bracket === "(" && elementsOf(group).some(([item]) => item === inner);
  return isArgument ? calleeOf(siblings, index) : undefined;
}

function calleeOf(items: readonly Item[], index: number): string | undefined {
  const names: string[] = [];
  for (let at = index - 1; at >= 0; at -= 2) {
    const item = items[at];
    if (!isName(item)) break;
    names.unshift(item.text);
    if (!isSign(items[at - 1], ".") && !isSign(items[at - 1], "?.")) break;
  }
  return names.length > 0 ? names.join(".") : undefined;
}

function dialectOf(main: Fields, callee = "", isPython: boolean): Dialect {
  const has = (key: string): boolean => fieldNamed(main, key) !== undefined;
  if (/(?:generate|stream)(?:Text|Object)$/.test(callee)) return "ai-sdk";
  if (/Agent$/.test(callee)) return "agent";
  if (/responses\.\w+$/.test(callee)) return "responses";
  if (has("input") && !has("messages")) return "responses";
  const isCamelCase = main.fields.some(({ key }) =>
    /^(?:modelName|maxTokens|topP|maxRetries|openAIApiKey|apiKey)$/.test(key),
  );
  return !isPython && (isCamelCase || /Chat\w*OpenAI$/.test(callee)) ? "camel-case" : "chat";
}
