import { version } from "../../package.json";
import {
  buildEstimate,
  type EstimateServices,
  type EstimateSettings,
} from "../core/estimate/buildEstimate";
import type { Estimate } from "../core/estimate/estimate";
import { estimateJson, problemJson } from "../core/estimate/estimateJson";
import { estimateFile } from "../core/estimate/estimateFile";
import type { Pace } from "../core/estimate/pace";
import { readWithDependencies } from "../core/estimate/readWithDependencies";
import { resolveSettings } from "../core/estimate/resolveSettings";
import { imageSizeOf, imageSizeOfDataUri } from "../core/images/imageSizeOf";
import { lineNumbers } from "../core/lineNumbers";
import { chooseTarget, type Target } from "../core/migrate/breaks/target";
import { placeJson } from "../core/migrate/placeJson";
import { planFile, safeEdits } from "../core/migrate/planFile";
import { pricePlaces } from "../core/migrate/pricePlaces";
import { applyEdits } from "../core/migrate/textEdits";
import type { ModelPair } from "../core/models/resolvePair";
import { PROMPT_FORMATS } from "../core/prompt/formats/promptFormats";
import type { Part, Prompt, PromptFile, PromptFormat } from "../core/prompt/prompt";
import { NAMED_TOLERANCES } from "../core/recommend/recommendInput";
import { createRecommender, type Recommender } from "../core/recommend/recommender";
import { routeResult } from "../core/recommend/routeResult";
import { StreamCounter } from "../core/tokens/streamCounter";
import type { TokenEngine } from "../core/tokens/tokenEngine";
import type {
  EstimateOptions,
  EstimateResult,
  MigrateOptions,
  PromptInput,
  PromptPart,
  PromptRequest,
  TokenscaleApi,
} from "./tokenscaleApi";

interface ApiServices {
  /** Called for each request: the host keeps the engine. */
  readonly engine: () => Promise<TokenEngine>;
  /** By default one is created when it is needed. */
  readonly recommender?: () => Promise<Recommender>;
  /** The ISO date of prices and shutdowns. */
  readonly today: () => string;
  /** Between the requests of a file: a host with other work to do yields to it. */
  readonly pace: () => Pace;
}

/** The programming interface over the core: the same for programs, agents and other extensions. */
export function createApi(host: ApiServices): TokenscaleApi {
  const { engine, today, pace } = host;
  let created: Recommender | undefined;
  const services = async (): Promise<EstimateServices> => ({
    counter: await engine(),
    recommender: (await host.recommender?.()) ?? (created ??= createRecommender()),
  });
  const estimates = async (
    file: PromptFile,
    options: EstimateOptions,
  ): Promise<readonly Estimate[]> => {
    requireOptions(options);
    const choice = await resolveSettings(options, today());
    if (choice.kind === "refused") throw new Error(choice.reason);
    const result = await estimateFile(file, await services(), choice.settings, pace());
    return result.estimates;
  };

  return {
    version,
    count: async (text) => {
      requireText(text);
      return (await engine()).count(text);
    },
    countStream: async (parts) => {
      const counter = new StreamCounter(await engine());
      for await (const part of parts) counter.push(part);
      return counter.end();
    },
    readPrompt: async (input) => {
      const file = await read(input);
      return { ...factsOf(file, input), requests: file.prompts.map(requestOf) };
    },
    estimate: async (input, options = {}): Promise<EstimateResult> => {
      const file = await read(input);
      const requests = (await estimates(file, options)).map(estimateJson);
      return { ...factsOf(file, input), requests };
    },
    recommend: async (input, options = {}) => {
      const file = await read(input);
      const requests = (await estimates(file, options)).map(
        ({ prompt: { name }, recommendation }) => ({
          ...(name !== undefined && { name }),
          ...routeResult(recommendation),
        }),
      );
      return { ...factsOf(file, input), requests };
    },
    migrate: async (input, options = {}) => {
      const { text, path = "prompt.txt" } = input;
      const file = await read(input);
      const target = targetOf(options, today());
      const plans = planFile(path, text, { today: today(), ...(target && { target }) });
      const used = await services();
      const priced = await pricePlaces(
        { file: path, text, prompts: file.prompts },
        plans,
        (prompt, pair) => Promise.resolve(buildEstimate(prompt, used, settingsOn(pair, today()))),
      );
      return { places: priced.map(placeJson), text: applyEdits(text, safeEdits(plans)) };
    },
  };
}

function settingsOn(pair: ModelPair, today: string): EstimateSettings {
  return { pair, today, tolerance: "balanced", output: { kind: "estimated" } };
}

async function read(input: PromptInput): Promise<PromptFile> {
  requireText(input.text);
  const { path = "prompt.txt", text, readFile, values = [] } = input;
  const format = formatOf(input);
  const file = await readWithDependencies(
    { path, text, format, isFormatChosen: format !== undefined },
    {
      readText: async (name) => {
        const content = await readFile?.(name);
        return typeof content === "object" ? new TextDecoder().decode(content) : content;
      },
      imageSize: async (source) => {
        if (source.startsWith("data:")) return imageSizeOfDataUri(source);
        const content = await readFile?.(source);
        return typeof content === "object" ? imageSizeOf(content) : undefined;
      },
    },
  );
  if (values.length === 0) return file;
  const valueSets = values.map((set, index) => ({
    label: `values ${index + 1}`,
    values: new Map(Object.entries(set)),
  }));
  return { ...file, prompts: file.prompts.map((prompt) => ({ ...prompt, valueSets })) };
}

function factsOf(file: PromptFile, { text }: PromptInput) {
  const lineOf = lineNumbers(text);
  return {
    format: file.format,
    problems: file.problems.map((problem) => problemJson(problem, lineOf(problem.range.start))),
  };
}

function requestOf(prompt: Prompt): PromptRequest {
  const { name, model, instructions, maxOutputTokens } = prompt;
  return {
    ...(name !== undefined && { name }),
    endpoint: prompt.endpoint,
    ...(model && { model: model.value }),
    range: prompt.range,
    ...(instructions && { instructions: instructions.text }),
    messages: prompt.messages.map(({ role, parts, range }) => ({
      role,
      parts: parts.map(partOf),
      range,
    })),
    tools: prompt.tools.map(({ type, name: toolName }) => ({ type, name: toolName })),
    variables: prompt.variables.map((variable) => variable.name),
    ...(maxOutputTokens && { maxOutputTokens: maxOutputTokens.value }),
  };
}

function partOf(part: Part): PromptPart {
  switch (part.kind) {
    case "text":
    case "refusal":
      return { kind: part.kind, text: part.text };
    case "image":
      return { kind: "image", ...(part.source !== undefined && { source: part.source }) };
    case "opaque":
      return { kind: "opaque" };
  }
}

function targetOf({ to }: MigrateOptions, today: string): Target | undefined {
  if (to === undefined) return undefined;
  const choice = chooseTarget(to, today);
  if (choice.kind === "refused") throw new Error(choice.reason);
  return choice.target;
}

function formatOf({ format }: PromptInput): PromptFormat | undefined {
  if (format === undefined) return undefined;
  const known = PROMPT_FORMATS.find((candidate) => candidate === format);
  if (known === undefined) {
    throw new Error(`The format ${format} is none of ${PROMPT_FORMATS.join(", ")}.`);
  }
  return known;
}

/** Callers may be written in JavaScript. */
function requireText(text: unknown): void {
  if (typeof text !== "string") throw new TypeError("The text must be a string.");
}

function requireOptions({ tolerance, outputTokens }: EstimateOptions): void {
  const names = Object.keys(NAMED_TOLERANCES);
  const isLoss = typeof tolerance === "number" && tolerance >= 0 && tolerance <= 1;
  if (tolerance !== undefined && !isLoss && !names.includes(String(tolerance))) {
    throw new RangeError(`The tolerance must be ${names.join(", ")} or a number from 0 to 1.`);
  }
  if (outputTokens !== undefined && !(Number.isSafeInteger(outputTokens) && outputTokens >= 0)) {
    throw new RangeError("outputTokens must be a whole number, 0 or more.");
  }
}
