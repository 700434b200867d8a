import { open, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  buildEstimate,
  type EstimateServices,
  type EstimateSettings,
} from "../core/estimate/buildEstimate";
import type { Estimate, FileEstimate } from "../core/estimate/estimate";
import { estimateFile } from "../core/estimate/estimateFile";
import type { Pace } from "../core/estimate/pace";
import { readInSurroundings, type Surroundings } from "../core/estimate/readInSurroundings";
import { IMAGE_HEADER_BYTES, imageSizeOf, imageSizeOfDataUri } from "../core/images/imageSizeOf";
import { findModel } from "../core/models/findModel";
import { loadOtherModels } from "../core/models/otherModels";
import { resolvePair } from "../core/models/resolvePair";
import type { ImageSize, Prompt, PromptFile, PromptFormat, ValueSet } from "../core/prompt/prompt";
import { detectFormat } from "../core/prompt/promptFormats";
import { readVarsFile } from "../core/prompt/values";
import type { Tolerance } from "../core/recommend/recommendInput";
import { createRecommender } from "../core/recommend/recommender";
import { loadEngine } from "./engine";
import { InputError, UsageError } from "./usage";

export interface EstimatorOptions {
  readonly left?: string | undefined;
  readonly right?: string | undefined;
  readonly tolerance?: Tolerance | undefined;
  readonly outputTokens?: number | undefined;
  readonly format?: PromptFormat | undefined;
  /** Path of a JSON file with values of variables. */
  readonly vars?: string | undefined;
}

/** A terminal has nothing else to do meanwhile. */
const WITHOUT_PAUSE: Pace = { breathe: () => Promise.resolve() };

/** Estimates prompt files of the disk, by the same core as the editor. */
export class Estimator {
  private constructor(
    readonly services: EstimateServices,
    readonly settings: EstimateSettings,
    private readonly format: PromptFormat | undefined,
    private readonly varsSets: readonly ValueSet[],
  ) {}

  static async create(options: EstimatorOptions): Promise<Estimator> {
    const engine = await loadEngine();
    const today = new Date().toISOString().slice(0, 10);
    const { left = "gpt-4o", right = "gpt-4o-mini", outputTokens } = options;
    const isKnown = (id: string): boolean => findModel(id).kind === "found";
    const others =
      isKnown(left) && isKnown(right) ? undefined : await loadOtherModels(new Date(today));
    const sources = others ? { findOther: others.find } : {};
    const pair = resolvePair({ left, right, ...sources });
    if (pair.problems[0] !== undefined) throw new UsageError(pair.problems[0]);
    return new Estimator(
      { counter: engine, recommender: createRecommender() },
      {
        ...sources,
        pair,
        today,
        tolerance: options.tolerance ?? "balanced",
        output:
          outputTokens === undefined
            ? { kind: "estimated" }
            : { kind: "tokens", tokens: outputTokens },
      },
      options.format,
      options.vars === undefined ? [] : await readVars(options.vars),
    );
  }

  /** All requests of a file. */
  async estimateFile(path: string): Promise<FileEstimate> {
    return this.estimateText(path, await readText(path));
  }

  /** The requests of `text`, read as the file at `path` would be. */
  async estimateText(path: string, text: string): Promise<FileEstimate> {
    const source = { path, text, format: this.format ?? detectFormat({ path, text }) };
    const file = await readInSurroundings(source, surroundingsOf(path));
    return estimateFile(this.withVars(file), this.services, this.settings, WITHOUT_PAUSE);
  }

  estimatePrompt(prompt: Prompt): Estimate {
    const withVars = { ...prompt, valueSets: [...prompt.valueSets, ...this.varsSets] };
    return buildEstimate(withVars, this.services, this.settings);
  }

  private withVars(file: PromptFile): PromptFile {
    if (this.varsSets.length === 0) return file;
    const prompts = file.prompts.map((prompt) => ({ ...prompt, valueSets: this.varsSets }));
    return { ...file, prompts };
  }
}

/** The text of a file, or why it can't be had, in one line. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}

export function unreadable(path: string, error: unknown): InputError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const why =
    code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : String(code ?? error);
  return new InputError(`${path}: ${why}`);
}

async function readVars(path: string): Promise<readonly ValueSet[]> {
  const { sets, problems } = readVarsFile(await readText(path), path);
  if (problems[0] !== undefined) throw new InputError(problems[0].message);
  return sets;
}

function surroundingsOf(promptPath: string): Surroundings {
  const folder = dirname(promptPath);
  return {
    readText: (path) => readFile(resolve(folder, path), "utf8").catch(() => undefined),
    imageSize: (source) =>
      source.startsWith("data:")
        ? Promise.resolve(imageSizeOfDataUri(source))
        : imageSizeOfFile(resolve(folder, source)),
  };
}

async function imageSizeOfFile(path: string): Promise<ImageSize | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(IMAGE_HEADER_BYTES), 0);
    return imageSizeOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
