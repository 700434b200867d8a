import { type JsonNode, type JsonString, member, stringValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { buildPrompt, locateModel, locateNumber } from "../buildPrompt";
import { leftOut } from "../caveats";
import { mapScalar } from "../mapScalar";
import { foreignMembers } from "../foreignMembers";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Caveat, Prompt, PromptProblem, ResponseFormat } from "../prompt";
import {
  type FormatReader,
  type PromptSource,
  type Reading,
  withoutByteOrderMark,
} from "../promptFormat";
import { KNOWN_MEMBERS, requestCaveats } from "../requestFileBody";
import { readResponseFormat, readTools } from "../requestJson";
import { readSettings } from "../settings";
import { syntaxProblems } from "../syntaxProblems";
import { scanDoubleBraces } from "../templates/doubleBraces";
import { valueSetsOfRows } from "../values";
import { readTemplateMessages, readTemplateSystem } from "../templateMessages";

/**
 * GitHub Models, `*.prompt.yml` (github/gh-models, pkg/prompt/prompt.go), and chat API requests in YAML,
 * whose members are the same as in JSON.
 */
export const githubModelsFormat: FormatReader = {
  format: "github-models",
  looksLike: (head, path) =>
    (/\.prompt\.ya?ml$/.test(path) && !OF_OTHERS.test(head)) ||
    (/\.ya?ml$/.test(path) &&
      /^messages:[ \t]*(?:#.*|\[.*)?$/m.test(head) &&
      /^(?:model|modelParameters|testData|evaluators):/m.test(head) &&
      /^\s*-?\s*role:|\{[^{}\n]*\brole:/m.test(head)),
  read: readGithubModels,
};

const LIMITS = [
  "maxTokens",
  "max_tokens",
  "maxCompletionTokens",
  "max_completion_tokens",
  "max_output_tokens",
] as const;

const KNOWN: ReadonlySet<string> = new Set([...KNOWN_MEMBERS, "jsonSchema"]);

/** Keys of other tools' prompts, which use the same file name. */
const OF_OTHERS = /^\uFEFF?(?:template|template_path|_type|prompts|execution_settings):/m;

function readGithubModels({ text }: PromptSource): Reading {
  const label = "GitHub Models";
  const { start, end } = withoutByteOrderMark(text);
  const parsed = parseYaml(text.slice(start), start);
  const { root } = parsed;
  const problems = syntaxProblems("YAML", parsed);
  if (problems.length > 0) return { label, prompts: [], problems, references: [] };
  const messages = member(root, "messages");
  if (messages?.kind !== "array") {
    if (text.trim() === "") return { label, prompts: [], problems, references: [] };
    const message = "No prompt: a list of messages is missing.";
    const range = root?.range ?? { start, end };
    return {
      label,
      prompts: [],
      problems: [{ code: "not-a-prompt", message, range }],
      references: [],
    };
  }
  const parameters = member(root, "modelParameters");
  const model = member(root, "model");
  const name = stringValue(member(root, "name"));
  const maxOutputTokens = locateNumber(
    firstMember(parameters, ...LIMITS) ?? firstMember(root, ...LIMITS),
  );
  const ofGithub = readFormat(text, root);
  const responseFormat =
    ofGithub.responseFormat ?? readResponseFormat(member(root, "response_format"));
  const prompt: Prompt = buildPrompt({
    ...(name !== undefined && { name }),
    range: { start: 0, end: text.length },
    ...(model?.kind === "string" && { model: locateModel(text, model) }),
    messages: [
      ...readTemplateSystem(text, root, scanDoubleBraces),
      ...readTemplateMessages(text, messages, scanDoubleBraces),
    ],
    tools: [...readTools(member(root, "tools")), ...readTools(member(root, "functions"))],
    ...(responseFormat && { responseFormat }),
    ...(maxOutputTokens && { maxOutputTokens }),
    settings: [...readSettings(root), ...readSettings(parameters)],
    valueSets: valueSetsOfRows("test", itemsOf(member(root, "testData"))),
    caveats: [
      ...(root ? requestCaveats(root) : []),
      ...foreignMembers(root, KNOWN),
      ...parameterCaveats(parameters),
    ],
  });
  return { label, prompts: [prompt], problems: ofGithub.problems, references: [] };
}

/** Members of `modelParameters` that would be billed, if the program sends them. */
function parameterCaveats(parameters: JsonNode | undefined): Caveat[] {
  return membersOf(parameters)
    .filter(({ key }) => /^(?:tools|functions|response_?format)$/i.test(key))
    .map(({ key, keyRange }) => leftOut(`${key} of modelParameters is not read`, keyRange));
}

/** `jsonSchema` is JSON as a string: `{"name": …, "schema": …}`. */
function readFormat(
  text: string,
  root: JsonNode | undefined,
): { responseFormat?: ResponseFormat; problems: PromptProblem[] } {
  const format = member(root, "responseFormat");
  const kind = stringValue(format);
  const schema = member(root, "jsonSchema");
  if (format === undefined || kind === undefined) return { problems: [] };
  if (kind === "text" || kind === "json_object") {
    return { responseFormat: { kind, range: format.range }, problems: [] };
  }
  if (kind !== "json_schema" || schema === undefined) {
    const message =
      kind === "json_schema"
        ? "jsonSchema is missing: responseFormat is json_schema."
        : "responseFormat is none of text, json_object and json_schema.";
    return { problems: [{ code: "broken-file", message, range: format.range }] };
  }
  const { body, problems } =
    schema.kind === "string" ? parseSchema(text, schema) : { body: schema, problems: [] };
  const type = { kind: "string" as const, value: "json_schema", range: schema.range };
  const responseFormat =
    body &&
    readResponseFormat({
      kind: "object",
      members: [
        { key: "type", keyRange: format.range, value: type },
        { key: "json_schema", keyRange: schema.range, value: body },
      ],
      range: schema.range,
    });
  return { ...(responseFormat && { responseFormat }), problems };
}

function parseSchema(
  text: string,
  node: JsonString,
): { body: JsonNode | undefined; problems: PromptProblem[] } {
  const mapped = mapScalar(text, node);
  const { root, problems } = parseJson(mapped.text, mapped.range.start);
  return {
    body: root,
    problems: problems.slice(0, 1).map(({ message, range }) => {
      const start = range.start - mapped.range.start;
      const length = Math.max(1, range.end - range.start);
      return {
        code: "broken-file",
        message: `jsonSchema is not JSON: ${message}.`,
        range: mapped.rangeOf(
          Math.min(start, mapped.length),
          Math.min(start + length, mapped.length),
        ),
      };
    }),
  };
}
