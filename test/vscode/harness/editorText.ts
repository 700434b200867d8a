import type { Page } from "playwright-core";

/** The position of a piece of text on the page, in CSS pixels. */
export interface TextPosition {
  readonly startX: number;
  readonly endX: number;
  /** The middle of its line. */
  readonly y: number;
}

/**
 * Waits until `text` is rendered in a text editor and returns its place. It must lie within one line, and
 * the line in the visible part of the file.
 * @param occurrence 1 is the first from the top.
 */
export async function findEditorText(
  page: Page,
  text: string,
  occurrence = 1,
): Promise<TextPosition> {
  const handle = await page
    .waitForFunction(locateInEditors, { text, occurrence })
    .catch((error: unknown) => {
      throw new Error(
        `No editor shows "${text}" (occurrence ${occurrence}) as a whole in its visible part.`,
        { cause: error },
      );
    });
  const position = await handle.jsonValue();
  if (position === undefined) throw new Error(`"${text}" vanished from the editor.`);
  return position;
}

/** Runs in the page, so it is on its own. */
function locateInEditors({
  text,
  occurrence,
}: {
  readonly text: string;
  readonly occurrence: number;
}): TextPosition | undefined {
  const top = (element: Element): number => element.getBoundingClientRect().top;
  const lines = [
    ...document.querySelectorAll(":is(.part.editor, .notebookOverlay) .monaco-editor .view-line"),
  ].sort((a, b) => top(a) - top(b));
  let left = occurrence;
  for (const line of lines) {
    // The editor shows spaces as no-break spaces.
    const lineText = (line.textContent ?? "").replaceAll("\u00a0", " ");
    for (let at = lineText.indexOf(text); at >= 0; at = lineText.indexOf(text, at + 1)) {
      const range = document.createRange();
      let offset = 0;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const end = offset + (node.textContent ?? "").length;
        if (at >= offset && at < end) range.setStart(node, at - offset);
        if (at + text.length > offset && at + text.length <= end) {
          range.setEnd(node, at + text.length - offset);
        }
        offset = end;
      }
      const box = range.getBoundingClientRect();
      const y = (box.top + box.bottom) / 2;
      const isSeen = [box.left + 1, box.right - 1].every((x) =>
        document.elementFromPoint(x, y)?.closest(".monaco-editor .lines-content"),
      );
      if (!isSeen) continue;
      left -= 1;
      if (left === 0) return { startX: box.left, endX: box.right, y };
    }
  }
  return undefined;
}
