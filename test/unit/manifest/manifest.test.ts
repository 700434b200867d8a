import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { AGENT_TOOLS } from "../../../src/agents/agentTools";
import { COMMANDS, CONTEXT_KEYS, EXTENSION_ID, MCP_SERVER_PROVIDER } from "../../../src/editor/ids";

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
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly modelDescription: string;
      readonly inputSchema: object;
    }[];
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
    readonly chatSkills: readonly { readonly path: string }[];
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

test("language models are offered the tools of the MCP server, in the same words", () => {
  const { languageModelTools, mcpServerDefinitionProviders } = manifest.contributes;
  expect(
    languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
      name,
      modelDescription,
      inputSchema,
    })),
  ).toEqual(
    AGENT_TOOLS.map(({ name, description, inputSchema }) => ({
      name: `tokenscale_${name}`,
      modelDescription: description,
      inputSchema,
    })),
  );
  expect(mcpServerDefinitionProviders.map(({ id }) => id)).toEqual([MCP_SERVER_PROVIDER]);
});

test("the skill is named after its folder and speaks of every tool and of no other", () => {
  const [skill] = manifest.contributes.chatSkills;
  const text = read(skill?.path ?? "");
  expect(text).toMatch(/^---\nname: (\w+)\ndescription: \S[^\n]{1,1023}\n---\n/);
  expect(/^name: (\w+)$/m.exec(text)?.[1]).toBe(path.basename(path.dirname(skill?.path ?? "")));
  const named = [...text.matchAll(/`([a-z]+_[a-z]+)`/g)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(AGENT_TOOLS.map(({ name }) => name)));
});
