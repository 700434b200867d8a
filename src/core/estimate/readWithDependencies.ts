import { isLfsPointer } from "../prompt/lfsPointer";
import type { ImageSize, Message, Part, Prompt, PromptFile, ValueSet } from "../prompt/prompt";
import type { FileToRead } from "../prompt/promptFormat";
import { readPromptFile } from "../prompt/formats/promptFormats";
import { readVarsFile, type VarsFile } from "../prompt/values";

/** Reads the files that a prompt file depends on. The caller decides what may be read. */
export interface DependencyReader {
  /** The text of a file by its path relative to the prompt file; undefined if it is unavailable. */
  readText(path: string): Promise<string | undefined>;
  /** The size of an image by a relative path or a data URI; undefined if it can't be found offline. */
  imageSize(source: string): Promise<ImageSize | undefined>;
}

/**
 * Reads a prompt file with its dependencies: the files that it takes text from, the values of the
 * `*.vars.json` next to it, and the sizes of its images.
 */
export async function readWithDependencies(
  source: FileToRead,
  reader: DependencyReader,
): Promise<PromptFile> {
  const file = await readWithReferences(source, reader);
  const vars = await readVars(source.path, reader);
  const prompts = await Promise.all(
    file.prompts.map(async (prompt) => withVars(await sizeImages(prompt, reader), vars.sets)),
  );
  return { ...file, prompts, problems: [...file.problems, ...vars.problems] };
}

/** `support-reply.hbs` → `support-reply.vars.json`, in the same folder. */
export function varsFileName(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return `${name.replace(/\.(?:prompt\.(?:md|ya?ml)|[^.]+)$/i, "")}.vars.json`;
}

/**
 * The files that the figures of a prompt file depend on, as paths relative to it or absolute, whether or
 * not they exist.
 */
export function dependencyPaths(path: string, file: PromptFile): readonly string[] {
  const images = file.prompts
    .flatMap(({ messages }) => messages.flatMap(({ parts }) => parts))
    .flatMap((part) => (part.kind === "image" && part.source !== undefined ? [part.source] : []))
    .filter((source) => !/^(?:data|https?):/i.test(source));
  return [
    ...new Set([
      varsFileName(path),
      ...file.references.map((reference) => reference.path),
      ...images,
    ]),
  ];
}

async function readWithReferences(
  source: FileToRead,
  reader: DependencyReader,
): Promise<PromptFile> {
  const file = readPromptFile(source);
  if (file.references.length === 0) return file;
  const files = new Map<string, string>();
  for (const { path } of file.references) {
    const text = await reader.readText(path);
    if (text !== undefined && !isLfsPointer(text)) files.set(path, text);
  }
  return files.size === 0 ? file : readPromptFile({ ...source, format: file.format, files });
}

/** A problem of the vars file is shown at the prompt's first character: its range is in another file. */
async function readVars(path: string, reader: DependencyReader): Promise<VarsFile> {
  const name = varsFileName(path);
  const text = await reader.readText(name);
  if (text === undefined) return { sets: [], problems: [] };
  const { sets, problems } = readVarsFile(text, name);
  const atStart = { start: 0, end: 0 };
  return {
    sets,
    problems: problems.map(({ message }) => ({ code: "unsupported", message, range: atStart })),
  };
}

function withVars(prompt: Prompt, sets: readonly ValueSet[]): Prompt {
  return sets.length === 0 ? prompt : { ...prompt, valueSets: [...prompt.valueSets, ...sets] };
}

/** The prompt with the sizes of its images, if they are available. */
export async function sizeImages(prompt: Prompt, reader: DependencyReader): Promise<Prompt> {
  const hasUnsized = prompt.messages.some(({ parts }) => parts.some(isUnsizedImage));
  if (!hasUnsized) return prompt;
  const messages = await Promise.all(
    prompt.messages.map(async (message): Promise<Message> => {
      const parts = await Promise.all(message.parts.map((part) => withSize(part, reader)));
      return { ...message, parts };
    }),
  );
  return { ...prompt, messages };
}

async function withSize(part: Part, reader: DependencyReader): Promise<Part> {
  if (!isUnsizedImage(part) || part.kind !== "image" || part.source === undefined) return part;
  const size = await reader.imageSize(part.source);
  return size === undefined ? part : { ...part, size };
}

function isUnsizedImage(part: Part): boolean {
  return part.kind === "image" && part.size === undefined && part.source !== undefined;
}
