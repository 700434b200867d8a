import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { COMMANDS, CONTEXT_KEYS, EXTENSION_ID } from "../../../src/editor/ids";

const read = (name: string): string => readFileSync(path.join(projectRoot, name), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly configuration: readonly { readonly properties: Readonly<Record<string, unknown>> }[];
  };
};
const strings = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;

test("the commands of the code are those of the manifest, all in one category", () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);
  expect(contributed.toSorted()).toEqual(Object.values(COMMANDS).toSorted());
  expect(new Set(manifest.contributes.commands.map(({ category }) => category))).toEqual(
    new Set(["Tokenscale"]),
  );
});

test("the extension's id is its publisher and name", () => {
  expect(`${manifest.publisher}.${manifest.name}`).toBe(EXTENSION_ID);
});

test("nothing activates at once by a star", () => {
  expect(manifest.activationEvents).not.toContain("*");
});

test("an untrusted workspace decides neither where prompts go nor which files are prompts", () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(restrictedConfigurations).toEqual(
    expect.arrayContaining([
      "tokenscale.promptFiles",
      "tokenscale.run.provider",
      "tokenscale.openai.baseUrl",
    ]),
  );
});

test("every placeholder of the manifest has a text, and no text is unused", () => {
  const used = [...read("package.json").matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key);
  expect(used.toSorted()).toEqual(Object.keys(strings).toSorted());
});

test("every setting that the code reads is contributed, and every contributed one is read", () => {
  const source = read("src/editor/settings.ts");
  const contributed = manifest.contributes.configuration
    .flatMap(({ properties }) => Object.keys(properties))
    .map((key) => key.replace(/^tokenscale\./, ""));
  const readKeys = [...source.matchAll(/(?:read|text|amount|flag|list)\("([\w.]+)"/g)].map(
    ([, key]) => key,
  );
  expect([...new Set(readKeys)].toSorted()).toEqual(contributed.toSorted());
});

test("context keys that menus ask for are set by the code", () => {
  const asked = [...read("package.json").matchAll(/tokenscale\.(?:is|has|tokens)\w+/g)].map(
    ([key]) => key,
  );
  expect(new Set(asked)).toEqual(new Set(Object.values(CONTEXT_KEYS)));
});

test("icons and pictures that the manifest names are there", () => {
  const media = new Set(readdirSync(path.join(projectRoot, "media")));
  const named = [...read("package.json").matchAll(/"media\/([\w.-]+)"/g)].map(
    ([, name]) => name ?? "",
  );
  expect(named.filter((name) => !media.has(name))).toEqual([]);
});
