import { firstIndex } from "../../binarySearch";
import { formatCount } from "../../format";
import type { SourceRange } from "../../sourceRange";
import { approximate, leftOut, unreadFile, withCaveat } from "../caveats";
import { markdownImageCaveats } from "../markdownImages";
import { isPlainTextName, plainTextPrompts } from "./plainText";
import type { Caveat, FileReference, Prompt, PromptFormat } from "../prompt";
import type { FileToRead, Reading } from "../promptFormat";

/** The prompts of a file, with the caveats that apply to all formats. */
export function withFileCaveats(
  reading: Reading,
  file: FileToRead,
  format: PromptFormat,
): readonly Prompt[] {
  const readable = withPlainTextInstead(reading, file.text);
  const guessed = isGuess(file, format) ? withCaveat(readable, unknownFormat(file.path)) : readable;
  return withUnreadReferences(guessed, reading.references, file.files).map((prompt) => ({
    ...prompt,
    caveats: [...prompt.caveats, ...markdownImageCaveats(prompt.messages)],
  }));
}

/** The caveats of a file that is too long to be read, and is counted as one text. */
export function longFileCaveats(path: string, format: PromptFormat): readonly Caveat[] {
  if (isGuess({ path, text: "" }, format)) return [unknownFormat(path)];
  return format === "text" || format === "markdown"
    ? []
    : [approximate("the file is too long to be read and is counted as one text")];
}

/** A broken file is counted as plain text, or as far as it could be read. */
function withPlainTextInstead({ prompts, problems }: Reading, text: string): readonly Prompt[] {
  if (!problems.some(({ code }) => code === "broken-file")) return prompts;
  return prompts.length > 0
    ? withCaveat(prompts, leftOut("part of the file is broken"))
    : withCaveat(
        plainTextPrompts(text, false),
        approximate("the file is broken and counted as plain text"),
      );
}

function isGuess({ path, isFormatChosen }: FileToRead, format: PromptFormat): boolean {
  return format === "text" && isFormatChosen !== true && !isPlainTextName(path);
}

function unknownFormat(path: string): Caveat {
  const extension = /[^/\\](\.[^./\\]+)$/.exec(path)?.[1];
  const name = extension === undefined ? "" : ` (${extension})`;
  return approximate(`an unknown format${name}, counted as plain text`, { start: 0, end: 0 });
}

/** How many files are named individually. */
const MAX_NAMED_FILES = 20;

/** Each prompt with a caveat for each file that it uses and that was not read. */
function withUnreadReferences(
  prompts: readonly Prompt[],
  references: readonly FileReference[],
  files: ReadonlyMap<string, string> | undefined,
): readonly Prompt[] {
  const unread = references.filter(
    ({ path, isOptional }) => isOptional !== true && files?.get(path) === undefined,
  );
  if (unread.length === 0) return prompts;
  const { shared, byPrompt } = assignToPrompts(unread, prompts);
  return prompts.map((prompt) => {
    const caveats = unreadCaveats([...(byPrompt.get(prompt.range.start) ?? []), ...shared]);
    return { ...prompt, caveats: [...prompt.caveats, ...caveats] };
  });
}

/** By the prompts' starts. A reference outside all prompts affects all of them. */
function assignToPrompts(
  references: readonly FileReference[],
  prompts: readonly Prompt[],
): { shared: FileReference[]; byPrompt: ReadonlyMap<number, FileReference[]> } {
  const ranges = prompts.map(({ range }) => range).toSorted((a, b) => a.start - b.start);
  const shared: FileReference[] = [];
  const byPrompt = new Map<number, FileReference[]>();
  for (const reference of references) {
    const { start, end } = reference.range;
    const prompt = lastBegunBy(ranges, start);
    if (prompt === undefined || end > prompt.end) shared.push(reference);
    else getOrAdd(byPrompt, prompt.start).push(reference);
  }
  return { shared, byPrompt };
}

function getOrAdd<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function unreadCaveats(references: readonly FileReference[]): Caveat[] {
  const named = references.slice(0, MAX_NAMED_FILES).map(({ path, holds, range }) => {
    return unreadFile(path, `${path} with ${holds} can't be read`, range);
  });
  const rest = references.length - named.length;
  return rest > 0 ? [...named, leftOut(`${formatCount(rest, "more file")} can't be read`)] : named;
}

/** The last range that begins at or before `at`; `ranges` are in order. */
function lastBegunBy(ranges: readonly SourceRange[], at: number): SourceRange | undefined {
  return ranges[firstIndex(ranges.length, (index) => (ranges[index]?.start ?? 0) > at) - 1];
}
