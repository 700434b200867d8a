import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { locateNumber } from "../buildPrompt";
import { leftOut } from "../caveats";
import { type DefinitionPlace, DefinitionReader } from "../definitions";
import { foreignMembers } from "../foreignMembers";
import { firstMember, itemsOf, membersOf } from "../nodes";
import type { Caveat, FileReference, Located, Prompt } from "../prompt";
import type { PromptSource } from "../promptFormat";
import { responseFormatCaveats, toolCaveats } from "../requestFileBody";
import { readResponseFormat, readToolChoice, readTools } from "../requestJson";
import { readSettings } from "../settings";
import { findPlaceholders } from "../templateMessages";
import { scanJinja } from "../templates/jinja";
import { promptfooPlace } from "./promptfooPlace";

/** The settings of a configuration for every request, and the other files that they come from. */
interface ProviderReading {
  readonly request: Partial<Prompt> & { readonly caveats: readonly Caveat[] };
  readonly references: readonly FileReference[];
}

/** Reads the provider for which the prompts are counted, and the options that all tests share. */
export function readPromptfooProvider(source: PromptSource, root: JsonNode): ProviderReading {
  const definitions = new DefinitionReader(source, placeOf);
  const nodes = asList(firstMember(root, "providers", "targets")).flatMap((node) =>
    isDataFile(node) ? asList(definitions.read(node, "the provider")) : [node],
  );
  const provider = firstProvider(nodes);
  const defaults = member(definitions.read(member(root, "defaultTest"), "defaultTest"), "options");
  const extensions = member(root, "extensions");
  const tests = itemsOf(member(root, "tests")).map((test) => member(test, "options"));
  return {
    request: {
      ...(provider && readModel(provider.id)),
      ...readConfig(source, provider?.config, definitions),
      caveats: [
        ...definitions.caveats,
        ...[defaults, ...tests].flatMap(optionCaveats),
        ...(provider ? serviceCaveats(provider.id) : []),
        ...(itemsOf(extensions).length > 0
          ? [leftOut("what the extensions change", extensions?.range)]
          : []),
      ],
    },
    references: definitions.references,
  };
}

/** Reads the settings for one prompt, which take precedence over the provider's. */
export function readPromptfooConfig(source: PromptSource, config: JsonNode): ProviderReading {
  const definitions = new DefinitionReader(source, placeOf);
  const request = readConfig(source, config, definitions);
  return {
    request: { ...request, caveats: [...definitions.caveats, ...addedTextCaveats(config)] },
    references: definitions.references,
  };
}

function readConfig(
  source: PromptSource,
  written: JsonNode | undefined,
  definitions: DefinitionReader,
): Partial<Prompt> {
  const config = written?.kind === "string" ? definitions.read(written, "the settings") : written;
  const tools = definitions.readList(member(config, "tools"), "the tools");
  const functions = definitions.readList(member(config, "functions"), "the functions");
  const format = definitions.read(member(config, "response_format"), "the response format");
  definitions.caveats.push(
    ...toolCaveats(tools, "tools"),
    ...toolCaveats(functions, "functions"),
    ...responseFormatCaveats(format),
    ...foreignMembers(config, KNOWN),
  );
  const toolChoice = readToolChoice(firstMember(config, "tool_choice", "function_call"));
  const responseFormat = readResponseFormat(format);
  const instructions = definitions.read(member(config, "instructions"), "the instructions");
  const maxOutputTokens = locateNumber(
    firstMember(config, "max_completion_tokens", "max_tokens", "max_output_tokens"),
  );
  for (const { key, keyRange } of membersOf(member(config, "passthrough"))) {
    if (COUNTED.has(key))
      definitions.caveats.push(leftOut(`passthrough.${key} is not read`, keyRange));
  }
  return {
    ...((tools ?? functions) && { tools: [...readTools(tools), ...readTools(functions)] }),
    ...(toolChoice && { toolChoice }),
    ...(responseFormat && { responseFormat }),
    ...(instructions?.kind === "string" && {
      instructions: {
        kind: "text",
        text: instructions.value,
        range: instructions.range,
        placeholders: findPlaceholders(source.text, instructions, scanJinja),
      },
    }),
    ...(maxOutputTokens && { maxOutputTokens }),
    ...(config && { settings: readSettings(config) }),
  };
}

const KNOWN: ReadonlySet<string> = new Set([
  "tools",
  "tool_choice",
  "functions",
  "function_call",
  "instructions",
  "functionToolCallbacks",
]);

/** Members of a request whose tokens are billed. */
const COUNTED: ReadonlySet<string> = new Set([
  "messages",
  "input",
  "instructions",
  "tools",
  "functions",
  "response_format",
  "text",
]);

/** Providers that are a program or a service: it decides what is sent to a model. */
const PROGRAM =
  /^(?:file:\/\/|exec:|python:|javascript:|golang:|ruby:|package:|https?:|wss?:|websocket|webhook|browser|mcp)/;

function serviceCaveats({ value, range }: Located<string>): Caveat[] {
  if (/^(?:openai|azure(?:openai)?):assistant/.test(value)) {
    return [leftOut("the instructions and tools of the assistant on the server", range)];
  }
  return PROGRAM.test(value) ? [leftOut(`a program or a service is asked (${value})`, range)] : [];
}

/** How options of tests change the requests. */
function optionCaveats(options: JsonNode | undefined): Caveat[] {
  const overridden = membersOf(options)
    .filter(({ key }) => COUNTED.has(key))
    .map(({ key, keyRange }) => leftOut(`options.${key} of a test is not read`, keyRange));
  const transformed = membersOf(options)
    .filter(({ key }) => key === "transformVars")
    .map(({ keyRange }) => leftOut("a program changes the values (transformVars)", keyRange));
  return [...addedTextCaveats(options), ...overridden, ...transformed];
}

function addedTextCaveats(options: JsonNode | undefined): Caveat[] {
  return membersOf(options)
    .filter(({ key, value }) => /^(?:prefix|suffix)$/.test(key) && stringValue(value) !== "")
    .map(({ key, keyRange }) => leftOut(`a ${key} of the prompts is not read`, keyRange));
}

/** Only texts marked as files: `openai:gpt-4o` and texts of a schema are literal. */
function placeOf(text: string): DefinitionPlace | undefined {
  const place = text.startsWith("file://") ? promptfooPlace(text) : undefined;
  if (place === undefined) return undefined;
  const { kind, path } = place;
  if (kind === "file") return { kind, path };
  return { kind: "elsewhere", what: `${kind === "glob" ? "the files" : "the program"} ${path}` };
}

function isDataFile(node: JsonNode): boolean {
  return node.kind === "string" && placeOf(node.value)?.kind === "file";
}

function asList(node: JsonNode | undefined): readonly JsonNode[] {
  if (node === undefined) return [];
  return node.kind === "array" ? node.items : [node];
}

interface Provider {
  readonly id: Located<string>;
  readonly config?: JsonNode;
}

/** The first provider of OpenAI's models, else the first. */
function firstProvider(nodes: readonly JsonNode[]): Provider | undefined {
  const providers = nodes.flatMap((item): Provider[] => {
    if (item.kind === "string") return [{ id: item }];
    const id = member(item, "id");
    const config = member(item, "config");
    if (id?.kind === "string") return [{ id, ...(config && { config }) }];
    return membersOf(item).flatMap(({ key, keyRange, value }): Provider[] => {
      const inner = member(value, "config");
      return key.includes(":")
        ? [{ id: { value: key, range: keyRange }, ...(inner && { config: inner }) }]
        : [];
    });
  });
  return providers.find(({ id }) => /^(?:openai|azure)/.test(id.value)) ?? providers[0];
}

/** `openai:gpt-4o`, `openai:chat:gpt-4o`, `openai:responses:gpt-4o`, `azure:deployment`. */
function readModel(id: Located<string>): Pick<Prompt, "endpoint"> & { model: Located<string> } {
  const [, vendor = "", kind] =
    /^(?:([\w-]+):)?(?:(chat|responses|completion):)?/.exec(id.value) ?? [];
  const isOpenAi = vendor === "openai" || vendor.startsWith("azure");
  const prefix = isOpenAi ? vendor.length + 1 + (kind ? kind.length + 1 : 0) : 0;
  const value = id.value.slice(prefix);
  const quote = id.range.end - id.range.start > id.value.length ? 1 : 0;
  const start = id.range.start + quote + prefix;
  return {
    model: { value, range: { start, end: Math.min(start + value.length, id.range.end) } },
    endpoint: kind === "responses" ? "responses" : "chat",
  };
}
