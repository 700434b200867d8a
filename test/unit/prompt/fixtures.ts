import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Prompt, PromptFile, TextPart } from "../../../src/core/prompt/prompt";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import type { SourceRange } from "../../../src/core/sourceRange";

const FOLDER = join(import.meta.dirname, "../../fixtures/prompts");

/** The paths below the folder of fixtures of the prompt files that the tests read, with `/`. */
export const FIXTURES: readonly string[] = readdirSync(FOLDER, {
  recursive: true,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => relative(FOLDER, join(parentPath, name)).split(sep).join("/"))
  .sort();

export function fixtureText(name: string): string {
  return readFileSync(join(FOLDER, name), "utf8");
}

/** A prompt file and its text. */
interface ReadFixture {
  readonly text: string;
  readonly file: PromptFile;
  /** The text at a range. */
  readonly at: (range: SourceRange | undefined) => string;
}

export function readFixture(name: string, files?: ReadonlyMap<string, string>): ReadFixture {
  return readText(name, fixtureText(name), files);
}

export function readText(
  path: string,
  text: string,
  files?: ReadonlyMap<string, string>,
): ReadFixture {
  const file = readPromptFile({ path, text, ...(files && { files }) });
  return { text, file, at: (range) => text.slice(range?.start, range?.end) };
}

/** The only request of a file. */
export function onlyPrompt({ file }: ReadFixture): Prompt {
  const [prompt, ...others] = file.prompts;
  if (prompt === undefined || others.length > 0) {
    throw new Error(`${file.prompts.length} prompts in place of 1`);
  }
  return prompt;
}

/** The messages as `role: text`, images and others as `[kind]`. */
export function conversation({ messages }: Prompt): string[] {
  return messages.map(
    ({ role, parts }) =>
      `${role}: ${parts.map((part) => ("text" in part ? part.text : `[${part.kind}]`)).join("|")}`,
  );
}

/** Why the counts of a file's requests are no exact ones, each reason once. */
export function reasons({ prompts }: PromptFile): string[] {
  return [...new Set(prompts.flatMap(({ caveats }) => caveats.map(({ reason }) => reason)))];
}

/** All texts of a request, in order. */
export function textParts({ messages, instructions }: Prompt): TextPart[] {
  return [
    ...(instructions ? [instructions] : []),
    ...messages.flatMap(({ parts }) => parts),
  ].filter((part) => part.kind === "text");
}

/** Variables with the text at their uses. */
export function uses(fixture: ReadFixture, prompt: Prompt): string[] {
  return textParts(prompt).flatMap(({ placeholders }) =>
    placeholders.map(({ variable, range }) => `${variable ?? "–"} ${fixture.at(range)}`),
  );
}
