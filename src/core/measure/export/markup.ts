import { visibleText } from "../../visibleText";

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** For texts and attributes of HTML and XML 1.0, which has no way to write most controls. */
export function escapeMarkup(text: string): string {
  return visibleText(text)
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"']/g, (found) => ESCAPES.get(found) ?? found);
}
