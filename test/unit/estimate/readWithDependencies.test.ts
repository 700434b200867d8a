import { expect, test } from "vitest";
import {
  readWithDependencies,
  type DependencyReader,
  varsFileName,
} from "../../../src/core/estimate/readWithDependencies";

const NOTHING: DependencyReader = {
  readText: () => Promise.resolve(undefined),
  imageSize: () => Promise.resolve(undefined),
};

test.each([
  ["prompts/support-reply.hbs", "support-reply.vars.json"],
  ["triage.prompt.md", "triage.vars.json"],
  ["C:\\work\\sum.prompt.yaml", "sum.vars.json"],
  ["noextension", "noextension.vars.json"],
])("the values of %s are in %s", (path, name) => {
  expect(varsFileName(path)).toBe(name);
});

test("the values of a vars file are sets of the prompt", async () => {
  const file = await readWithDependencies(
    { path: "reply.hbs", text: "Dear {{name}}" },
    {
      ...NOTHING,
      readText: (path) =>
        Promise.resolve(path === "reply.vars.json" ? '[{"name":"Ada"},{"name":"Bo"}]' : undefined),
    },
  );
  expect(file.prompts[0]?.valueSets.map(({ values }) => values.get("name"))).toEqual(["Ada", "Bo"]);
  expect(file.problems).toEqual([]);
});

test("a broken vars file is reported at the prompt's first character, and the prompt is read", async () => {
  const file = await readWithDependencies(
    { path: "reply.hbs", text: "Dear {{name}}" },
    {
      ...NOTHING,
      readText: (path) => Promise.resolve(path.endsWith(".vars.json") ? "{" : undefined),
    },
  );
  expect(file.prompts).toHaveLength(1);
  expect(file.problems).toMatchObject([{ code: "unsupported", range: { start: 0, end: 0 } }]);
  expect(file.problems[0]?.message).toMatch(/^reply\.vars\.json is not JSON/);
});

test("images get the sizes of their files", async () => {
  const file = await readWithDependencies(
    { path: "look.prompty", text: "---\nname: look\n---\nuser:\n![it](a.png)\nWhat is it?\n" },
    {
      ...NOTHING,
      imageSize: (source) =>
        Promise.resolve(source === "a.png" ? { widthPixels: 640, heightPixels: 480 } : undefined),
    },
  );
  const images = file.prompts[0]?.messages
    .flatMap(({ parts }) => parts)
    .filter(({ kind }) => kind === "image");
  expect(images).toMatchObject([{ size: { widthPixels: 640, heightPixels: 480 } }]);
});

test("texts that a prompt takes from other files are read", async () => {
  const config = "prompts:\n  - file://greeting.txt\nproviders: [openai:gpt-4o]\n";
  const file = await readWithDependencies(
    { path: "promptfooconfig.yaml", text: config },
    {
      ...NOTHING,
      readText: (path) =>
        Promise.resolve(path.endsWith("greeting.txt") ? "Say hello to {{who}}." : undefined),
    },
  );
  const texts = file.prompts.flatMap(({ messages }) => messages).flatMap(({ parts }) => parts);
  expect(texts).toMatchObject([{ kind: "text", text: "Say hello to {{who}}." }]);
});
