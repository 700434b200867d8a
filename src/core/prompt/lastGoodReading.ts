import type { PromptFile, PromptProblem } from "./prompt";

/** The reading to show for a file that may be broken at the moment. */
interface ShownReading {
  readonly file: PromptFile;
  /** When `file` was read, if the text has been broken since. */
  readonly staleSince?: Date;
  /** Problems of the current text. */
  readonly problems: readonly PromptProblem[];
}

/**
 * Remembers the last good reading of one document, so that a file never loses its figures while it is
 * being edited. A file that was broken from the start is shown as it was read: as plain text.
 */
export class LastGoodReading {
  private good: { readonly file: PromptFile; readonly at: Date } | undefined;

  constructor(private readonly now: () => Date) {}

  /** Takes the reading of a new text and returns what to show. */
  update(file: PromptFile): ShownReading {
    const { problems } = file;
    if (!problems.some(({ code }) => code === "broken-file")) {
      this.good = { file, at: this.now() };
      return { file, problems };
    }
    if (this.good?.file.format !== file.format) return { file, problems };
    return { file: this.good.file, staleSince: this.good.at, problems };
  }
}
