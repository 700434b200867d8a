import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";

type Strings = Readonly<Record<string, string>>;

const readStrings = (name: string): Strings =>
  JSON.parse(readFileSync(path.join(projectRoot, name), "utf8")) as Strings;
const english = readStrings("package.nls.json");

/** Parts that no language changes: code, settings, and the commands of links. */
const VERBATIM = /`[^`]*`|\(command:[^)]*\)/g;

describe.each(["de", "ja"])("the manifest in the language %s", (language) => {
  const translated = readStrings(`package.nls.${language}.json`);

  test("has every text, and no other", () => {
    expect(Object.keys(translated).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  test("keeps code, settings, and links of every text", () => {
    const verbatimOf = (text: string): readonly string[] =>
      [...text.matchAll(VERBATIM)].map(([word]) => word).toSorted();
    for (const [key, text] of Object.entries(translated)) {
      expect.soft(verbatimOf(text), key).toEqual(verbatimOf(english[key] ?? ""));
      expect.soft(text.trim(), key).not.toBe("");
    }
  });

  test("says in its own words what the English text says", () => {
    const same = Object.keys(translated).filter((key) => translated[key] === english[key]);
    const names = ["Tokenscale", "Prompts", "Budgets"];
    expect(same.filter((key) => !names.includes(english[key] ?? ""))).toEqual([]);
  });

  test("is in the package", () => {
    const packaged = readFileSync(path.join(projectRoot, ".vscodeignore"), "utf8").split("\n");
    expect(packaged).toContain(`!package.nls.${language}.json`);
  });
});
