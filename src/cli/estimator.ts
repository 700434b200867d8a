import { basename, dirname, resolve } from "node:path";
import {
  buildEstimate,
  type EstimateServices,
  type EstimateSettings,
} from "../core/estimate/buildEstimate";
import type { Estimate, FileEstimate } from "../core/estimate/estimate";
import { estimateFile } from "../core/estimate/estimateFile";
import { WITHOUT_PAUSE } from "../core/estimate/pace";
import {
  readWithDependencies,
  sizeImages,
  type DependencyReader,
} from "../core/estimate/readWithDependencies";
import { resolveSettings } from "../core/estimate/resolveSettings";
import { IMAGE_HEADER_BYTES, imageSizeOf, imageSizeOfDataUri } from "../core/images/imageSizeOf";
import { findModelAtEffort } from "../core/models/modelAtEffort";
import type {
  ImageSize,
  Prompt,
  PromptFile,
  PromptFormat,
  PromptProblem,
  ValueSet,
} from "../core/prompt/prompt";
import { detectFormat } from "../core/prompt/formats/promptFormats";
import { readVarsFile } from "../core/prompt/values";
import type { Tolerance } from "../core/recommend/recommendInput";
import { createRecommender } from "../core/recommend/recommender";
import { loadEngine } from "../node/loadEngine";
import { outcomesOfFile, type RecordedOutcomes } from "../core/measure/results/outcomeBook";
import { outcomesFileName, readOutcomesFile } from "./outcomesFile";
import type { Host } from "./host";
import { decodeText, type InputText, isFile, readFirstBytes, readText, wholePath } from "./input";
import { InputError, UsageError } from "./usage";

export interface EstimatorOptions {
  readonly left?: string | undefined;
  readonly right?: string | undefined;
  /** The model in question: it becomes the first of the pair. */
  readonly model?: string | undefined;
  readonly tolerance?: Tolerance | undefined;
  readonly outputTokens?: number | undefined;
  readonly azureDeployments?: Readonly<Record<string, string>> | undefined;
  readonly format?: PromptFormat | undefined;
  /** The path of a JSON file with values of variables, which replace the prompts' own. */
  readonly vars?: string | undefined;
  /** The file of the user's own outcomes, which shift what is recommended. */
  readonly outcomes?: string | undefined;
}

/**
 * A file, by its absolute path, as another version of the project has it; undefined if it is the one on
 * disk.
 */
export type OtherVersion = (
  path: string,
) => Promise<
  { readonly kind: "file"; readonly bytes: Buffer } | { readonly kind: "missing" } | undefined
>;

/** Estimates prompt files on disk with the same core as the editor. */
export class Estimator {
  private constructor(
    private readonly host: Host,
    readonly services: EstimateServices,
    readonly settings: EstimateSettings,
    private readonly format: PromptFormat | undefined,
    private readonly varsSets: readonly ValueSet[],
    private readonly outcomes: readonly RecordedOutcomes[],
    private readonly otherVersion?: OtherVersion,
  ) {}

  static async create(options: EstimatorOptions, host: Host): Promise<Estimator> {
    const { tolerance, outputTokens, azureDeployments, vars, outcomes } = options;
    const choice = await resolveSettings(
      { ...namedPair(options), tolerance, outputTokens, azureDeployments },
      host.today,
    );
    if (choice.kind === "refused") throw new UsageError(choice.reason);
    return new Estimator(
      host,
      { counter: await loadEngine(host.tokensFolder), recommender: createRecommender() },
      choice.settings,
      options.format,
      vars === undefined ? [] : await readVars(vars, host),
      outcomes === undefined ? [] : await readOutcomesFile(outcomes, host),
    );
  }

  /** With the user's own outcomes of the file. */
  private settingsOf(name: string): EstimateSettings {
    if (this.outcomes.length === 0) return this.settings;
    const file = outcomesFileName(name, this.host);
    return { ...this.settings, ownOutcomes: outcomesOfFile(this.outcomes, file) };
  }

  /** The same, with another version of the files that prompts name. */
  withFiles(otherVersion: OtherVersion): Estimator {
    const { host, services, settings, format, varsSets, outcomes } = this;
    return new Estimator(host, services, settings, format, varsSets, outcomes, otherVersion);
  }

  /** All requests of a file, or of another version of its text. */
  async estimateText(name: string, { text, isUtf8 }: InputText): Promise<FileEstimate> {
    const read = await this.readText(name, { text, isUtf8 });
    return estimateFile(read, this.services, this.settingsOf(name), WITHOUT_PAUSE);
  }

  /** The requests of a file, with the content that they take from other files. */
  async readText(name: string, { text, isUtf8 }: InputText): Promise<PromptFile> {
    const path = wholePath(name, this.host);
    const source = {
      path,
      text,
      format: this.format ?? detectFormat({ path, text }),
      isFormatChosen: this.format !== undefined,
    };
    const file = await readWithDependencies(source, this.dependencyReader(path));
    const problems = isUtf8 ? file.problems : [NOT_UTF8, ...file.problems];
    return { ...file, problems, prompts: file.prompts.map((prompt) => this.withVars(prompt)) };
  }

  /** One request from a file at `path`, on the call's pair or on another one. */
  async estimatePrompt(path: string, prompt: Prompt, pair = this.settings.pair): Promise<Estimate> {
    const sized = await sizeImages(this.withVars(prompt), this.dependencyReader(path));
    return buildEstimate(sized, this.services, { ...this.settingsOf(path), pair });
  }

  private withVars(prompt: Prompt): Prompt {
    return this.varsSets.length === 0 ? prompt : { ...prompt, valueSets: this.varsSets };
  }

  private dependencyReader(promptPath: string): DependencyReader {
    const folder = dirname(resolve(this.host.folder, promptPath));
    return {
      readText: (path) => this.readDependency(resolve(folder, path)),
      imageSize: (source) =>
        source.startsWith("data:")
          ? Promise.resolve(imageSizeOfDataUri(source))
          : this.imageSize(resolve(folder, source)),
    };
  }

  private async imageSize(path: string): Promise<ImageSize | undefined> {
    const other = await this.otherVersion?.(path);
    if (other === undefined) return imageSizeOfFile(path);
    return other.kind === "file" ? imageSizeOf(other.bytes) : undefined;
  }

  private async readDependency(path: string): Promise<string | undefined> {
    const other = await this.otherVersion?.(path);
    if (other?.kind === "missing") return undefined;
    if (other?.kind === "file") return textOrNothing(path, other.bytes);
    if (!isFile(path)) return undefined;
    return readText(path, this.host).then(
      ({ text }) => text,
      () => undefined,
    );
  }
}

/** The model in question comes first; the other is the pair's second one, or its first if they are the same. */
export function namedPair({
  left = "gpt-4o",
  right = "gpt-4o-mini",
  model,
}: Pick<EstimatorOptions, "left" | "right" | "model">): {
  readonly left: string;
  readonly right: string;
} {
  if (model === undefined) return { left, right };
  return { left: model, right: idOf(model) === idOf(right) ? left : right };
}

/** The snapshot at its effort for a name that is known without the list of other models. */
function idOf(name: string): string {
  const choice = findModelAtEffort(name);
  return choice.kind === "found" ? `${choice.snapshot}@${choice.effort ?? ""}` : name;
}

export const NOT_UTF8: PromptProblem = {
  code: "unsupported",
  message: "The file is not UTF-8: bytes that are none are counted as U+FFFD.",
  range: { start: 0, end: 0 },
};

async function readVars(path: string, host: Host): Promise<readonly ValueSet[]> {
  const { text } = await readText(path, host);
  const { sets, problems } = readVarsFile(text, basename(path));
  if (problems[0] !== undefined) throw new InputError(problems[0].message);
  return sets;
}

/** Undefined for bytes that are no text. */
function textOrNothing(path: string, bytes: Buffer): string | undefined {
  try {
    return decodeText(path, bytes).text;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function imageSizeOfFile(path: string): ImageSize | undefined {
  if (!isFile(path)) return undefined;
  try {
    return imageSizeOf(readFirstBytes(path, IMAGE_HEADER_BYTES));
  } catch {
    return undefined;
  }
}
