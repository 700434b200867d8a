import * as v from "valibot";
import type { EstimateOptions, PromptInput, TokenscaleApi } from "../api/tokenscaleApi";
import { formatTokens } from "../core/format";

/** A tool for agents: the same over MCP and as a language model tool of VS Code. It changes nothing. */
interface AgentTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** A JSON Schema of the input, for the agent. */
  readonly inputSchema: ToolSchema;
  /** Rejects with a {@link ToolError} that tells the agent what to change. */
  readonly run: (input: unknown, host: AgentHost) => Promise<object>;
}

interface ToolSchema {
  readonly type: "object";
  readonly additionalProperties: false;
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

/** Where a tool runs. */
export interface AgentHost {
  readonly api: TokenscaleApi;
  /**
   * A file that the agent or a prompt names, relative to `from` (a file of the same kind of path) if
   * given. Undefined if there is none. Rejects with a {@link ToolError} outside the agent's roots.
   */
  readonly readFile: (path: string, from?: string) => Promise<Uint8Array | undefined>;
}

/** An error that tells the agent what was wrong with its call, and what to do. */
export class ToolError extends Error {}

/** Longer texts belong on the command line. */
const MAX_TEXT_UNITS = 1_048_576;
/** More would fill an agent's context. */
const MAX_REQUESTS = 50;
const MAX_MODELS = 6;

const TEXT = {
  type: "string",
  maxLength: MAX_TEXT_UNITS,
  description: "The content of the prompt file or the text itself. Give this or path.",
};
const PATH = {
  type: "string",
  description:
    "The file, inside the open folders. With text, only its name is used, to detect the format.",
};
const MODEL = "A model id, with an effort if it reasons: gpt-4o, gpt-6-luna@none.";
const PAIR = {
  left: { type: "string", description: `${MODEL} Default: gpt-4o.` },
  right: { type: "string", description: `${MODEL} Default: gpt-4o-mini.` },
};
const TOLERANCE = {
  description: "Score that may be lost on average to save cost. Default: balanced.",
  anyOf: [
    { enum: ["cautious", "balanced", "thrifty"] },
    { type: "number", minimum: 0, maximum: 1 },
  ],
};

const source = { text: v.optional(v.string()), path: v.optional(v.string()) };
const pair = { left: v.optional(v.string()), right: v.optional(v.string()) };
const tolerance = v.optional(
  v.union([
    v.picklist(["cautious", "balanced", "thrifty"]),
    v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  ]),
);

interface Source {
  readonly text?: string | undefined;
  readonly path?: string | undefined;
}

/** All tools, in the order in which an agent meets them. */
export const AGENT_TOOLS: readonly AgentTool[] = [
  tool({
    name: "count_tokens",
    title: "Count Tokens",
    description:
      "Counts the o200k_base tokens of a text exactly, as GPT-4o and newer OpenAI models split it. Without what a request adds around messages: use estimate_prompt for a request.",
    properties: { text: TEXT, path: PATH },
    schema: v.strictObject(source),
    run: async (input, host) => {
      const { text } = await promptOf(input, host);
      return { tokens: await host.api.count(text) };
    },
  }),
  tool({
    name: "estimate_prompt",
    title: "Estimate a Prompt",
    description:
      "Tells what each request of a prompt file is billed on two models: input tokens and whether they are exact, expected output, USD, and the recommended model. Reads more than 40 formats.",
    properties: { text: TEXT, path: PATH, ...PAIR },
    schema: v.strictObject({ ...source, ...pair }),
    run: async (input, host) =>
      limited(await host.api.estimate(await promptOf(input, host), pairOf(input))),
  }),
  tool({
    name: "compare_models",
    title: "Compare Models",
    description:
      "Compares what one run of all requests of a prompt file costs on two to six models, the cheapest first.",
    properties: {
      text: TEXT,
      path: PATH,
      models: {
        type: "array",
        minItems: 2,
        maxItems: MAX_MODELS,
        items: { type: "string", description: MODEL },
      },
    },
    required: ["models"],
    schema: v.strictObject({
      ...source,
      models: v.pipe(v.array(v.string()), v.minLength(2), v.maxLength(MAX_MODELS)),
    }),
    run: async (input, host) => {
      const prompt = await promptOf(input, host);
      const rows = [];
      for (const model of input.models) rows.push(await rowOf(model, prompt, host.api));
      const cost = ({ totalUsd = Infinity }: { totalUsd?: number }): number => totalUsd;
      return { models: rows.toSorted((a, b) => cost(a) - cost(b)) };
    },
  }),
  tool({
    name: "recommend_model",
    title: "Recommend a Model",
    description:
      "Recommends one of two models for each request of a prompt file, with what decided, how well it is supported by measurements, and the reasons.",
    properties: { text: TEXT, path: PATH, ...PAIR, tolerance: TOLERANCE },
    schema: v.strictObject({ ...source, ...pair, tolerance }),
    run: async (input, host) => {
      const options = {
        ...pairOf(input),
        ...(input.tolerance !== undefined && { tolerance: input.tolerance }),
      };
      return limited(await host.api.recommend(await promptOf(input, host), options));
    },
  }),
  tool({
    name: "plan_move",
    title: "Plan the Move off Retiring Models",
    description:
      "Lists each place in a file (prompt, code, settings, CI) that names an OpenAI model with a shutdown date, what breaks on its successor, and the fix. Returns the text with the safe edits made; writes nothing.",
    properties: {
      text: TEXT,
      path: PATH,
      to: { type: "string", description: `${MODEL} Default: the successor that OpenAI names.` },
    },
    required: ["path"],
    schema: v.strictObject({ ...source, path: v.string(), to: v.optional(v.string()) }),
    run: async (input, host) => {
      const prompt = await promptOf(input, host);
      const { places, text } = await host.api.migrate(
        prompt,
        input.to === undefined ? {} : { to: input.to },
      );
      return { places, ...(text !== prompt.text && { textWithSafeEdits: text }) };
    },
  }),
];

interface ToolDefinition<Schema extends v.GenericSchema> extends Omit<
  AgentTool,
  "run" | "inputSchema"
> {
  readonly properties: ToolSchema["properties"];
  readonly required?: readonly string[];
  readonly schema: Schema;
  readonly run: (input: v.InferOutput<Schema>, host: AgentHost) => Promise<object>;
}

function tool<Schema extends v.GenericSchema>({
  properties,
  required,
  schema,
  run,
  ...words
}: ToolDefinition<Schema>): AgentTool {
  return {
    ...words,
    inputSchema: {
      type: "object",
      additionalProperties: false,
      ...(required && { required }),
      properties,
    },
    run: (input, host) => {
      const parsed = v.safeParse(schema, input);
      if (parsed.success) return run(parsed.output, host);
      const [issue] = parsed.issues;
      const place = v.getDotPath(issue) ?? "input";
      return Promise.reject(new ToolError(`${place}: ${issue.message}.`));
    },
  };
}

/** The text that a call gives, or that of the file that it names. */
async function promptOf({ text, path }: Source, host: AgentHost): Promise<PromptInput> {
  const content = text ?? (path === undefined ? undefined : await readPromptText(path, host));
  if (content === undefined) {
    throw new ToolError(path === undefined ? "Give text or path." : `${path}: no such file.`);
  }
  if (content.length > MAX_TEXT_UNITS) {
    throw new ToolError(
      `More than ${formatTokens(MAX_TEXT_UNITS)} characters. Run \`npx tokenscale\` in a terminal, which reads files of any size.`,
    );
  }
  if (path === undefined) return { text: content };
  return { text: content, path, readFile: (name) => readNamed(name, path, host) };
}

async function readPromptText(path: string, host: AgentHost): Promise<string | undefined> {
  const bytes = await host.readFile(path);
  if (bytes === undefined) return undefined;
  if (bytes.subarray(0, 8_000).includes(0)) throw new ToolError(`${path}: not a text.`);
  return new TextDecoder().decode(bytes);
}

/** A file that a prompt names: outside the roots it counts as missing, which the result says. */
async function readNamed(
  name: string,
  from: string,
  host: AgentHost,
): Promise<Uint8Array | undefined> {
  try {
    return await host.readFile(name, from);
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

interface PairInput {
  readonly left?: string | undefined;
  readonly right?: string | undefined;
}

function pairOf({ left, right }: PairInput): EstimateOptions {
  return { ...(left !== undefined && { left }), ...(right !== undefined && { right }) };
}

async function rowOf(model: string, prompt: PromptInput, api: TokenscaleApi) {
  const other = model === "gpt-4o-mini" ? "gpt-4o" : "gpt-4o-mini";
  const { requests } = await api.estimate(prompt, { left: model, right: other });
  const figures = requests.flatMap(({ models }) => Object.values(models)[0] ?? []);
  const costs = figures.map(({ totalUsd }) => totalUsd);
  const isPriced = costs.every((cost) => cost !== undefined);
  return {
    model,
    requests: requests.length,
    inputTokens: figures.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    basis: figures.every(({ basis }) => basis === "exact") ? "exact" : "estimate",
    ...(isPriced && { totalUsd: costs.reduce((sum, cost = 0) => sum + cost, 0) }),
  };
}

function limited<Result extends { readonly requests: readonly object[] }>(result: Result): object {
  const omitted = result.requests.length - MAX_REQUESTS;
  if (omitted <= 0) return result;
  return { ...result, requests: result.requests.slice(0, MAX_REQUESTS), omittedRequests: omitted };
}
