import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import { FIXTURES, fixtureText } from "../prompt/fixtures";

const manifest = JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8")) as {
  readonly contributes: {
    readonly menus: Readonly<Record<string, readonly { readonly when: string }[]>>;
  };
};

/** The pattern of file names in the condition of the explorer's menu. */
function explorerPattern(): RegExp {
  const [entry] = manifest.contributes.menus["explorer/context"] ?? [];
  const [, source = "", flags] = /=~ \/(.*)\/([a-z]*)$/.exec(entry?.when ?? "") ?? [];
  return new RegExp(source, flags);
}

const PROMPTS = FIXTURES.filter(
  (file) => detectFormat({ path: file, text: fixtureText(file) }) !== undefined,
);

const FURTHER = [
  "Modelfile.support",
  "support.modelfile",
  ".kilocodemodes",
  ".cursorrules",
  ".windsurfrules",
  ".clinerules",
  ".roorules-code",
  ".goosehints",
  ".rules",
  "style.mdc",
  "review.prompt.md",
  "agent.mts",
  "letter.njk",
];

test.each([...PROMPTS, ...FURTHER])("the explorer offers to compare %s", (file) => {
  expect(path.basename(file)).toMatch(explorerPattern());
});

test.each(["photo.png", "Makefile", "archive.zip", "main.go.sum", ".gitignore"])(
  "the explorer does not offer to compare %s",
  (file) => expect(file).not.toMatch(explorerPattern()),
);
