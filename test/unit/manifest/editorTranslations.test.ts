import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { editorStrings } from "./editorStrings";

/** The same in every language. */
const SAME = ["{0} ↔ {1}", "Text", "Name", "Tokens"];
const strings = editorStrings();

describe.each(["de", "ja"])("the editor's texts in the language %s", (language) => {
  const file = path.join(projectRoot, "l10n", `bundle.l10n.${language}.json`);
  const bundle = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;

  test("are all there, and no other", () => {
    expect(Object.keys(bundle).toSorted()).toEqual(strings.toSorted());
  });

  test("take the same values", () => {
    const placesOf = (text: string): readonly string[] =>
      [...text.matchAll(/\{\d\}/g)].map(([place]) => place).toSorted();
    for (const [text, translated] of Object.entries(bundle)) {
      expect.soft(placesOf(translated), text).toEqual(placesOf(text));
    }
  });

  test("are translated", () => {
    const same = Object.entries(bundle).flatMap(([text, own]) => (text === own ? text : []));
    expect(same.filter((text) => !SAME.includes(text))).toEqual([]);
  });
});
