import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { codeFileGlobs, promptFileGlobs } from "../../../src/core/prompt/formats/promptFileNames";

const manifest = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8")) as {
  readonly contributes: {
    readonly menus: Readonly<Record<string, readonly { readonly when: string }[]>>;
  };
};

/** The globs as one regular expression: `*.md` → `\.(?:md)$`, `.rules` → `^(?:\.rules)$`. */
function patternOf(globs: readonly string[]): string {
  const isExtension = (glob: string): boolean => glob.startsWith("*.");
  const extensions = globs.filter(isExtension).map((glob) => glob.slice(2));
  const names = globs
    .filter((glob) => !isExtension(glob))
    .map((name) => name.replaceAll(/\.(?![^[]*\])/g, String.raw`\.`).replaceAll("*", ".*"));
  return `\\.(?:${extensions.join("|")})$|^(?:${names.join("|")})$`;
}

test("the explorer offers to compare every file that may be a prompt, and no other", () => {
  const [entry] = manifest.contributes.menus["explorer/context"] ?? [];
  const pattern = patternOf([...promptFileGlobs(), ...codeFileGlobs()]);
  expect(entry?.when).toBe(`!explorerResourceIsFolder && resourceFilename =~ /${pattern}/i`);
});
