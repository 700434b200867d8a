import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readText, reasons } from "./fixtures";

const KEY = "SHA256E-s1048576--6f1ed002ab5595859014ebf0951522d9.jsonl";

describe("a file whose text is elsewhere has no request", () => {
  test.each([
    ["rows.jsonl", `/annex/objects/${KEY}\n`],
    ["rows.txt", `/annex/objects/${KEY}`],
    ["rows.jsonl", `../.git/annex/objects/Gx/3m/${KEY}/${KEY}`],
  ])("git-annex: %s: %s", (path, text) => {
    const { file } = readText(path, text);
    expect(file.prompts).toEqual([]);
    expect(file.problems).toMatchObject([
      { code: "lfs-pointer", message: expect.stringContaining("git annex get") as string },
    ]);
  });

  test.each([
    ["system.txt", "../shared/system.txt"],
    ["sort.prompt", "base/sort.prompt"],
    ["sort.prompty", "./sort.prompty"],
    ["request.json", "common.json"],
  ])("a link that was checked out as text: %s: %s", (path, target) => {
    const { file } = readText(path, target);
    expect(file.prompts).toEqual([]);
    expect(file.problems).toMatchObject([
      { code: "not-a-prompt", message: expect.stringContaining(target) as string },
    ]);
  });

  test.each([
    ["system.txt", "See notes.txt"],
    ["system.txt", "notes.md"],
    ["system.txt", "Sort letters.\n"],
    ["system.txt", "one.txt\ntwo.txt"],
  ])("other texts are counted: %s: %j", (path, text) => {
    expect(conversation(onlyPrompt(readText(path, text)))).toEqual([`user: ${text}`]);
  });
});

describe("what another file or the program adds", () => {
  test("files that a rule of Cursor attaches", () => {
    const { file } = readText(
      ".cursor/rules/api.mdc",
      "---\nalwaysApply: true\n---\nFollow the template.\n\n@service-template.ts\n",
    );
    expect(reasons(file)).toEqual(["the text of service-template.ts"]);
  });

  test("packages, addresses and code attach nothing", () => {
    const text = "Use @types/node, write to bob@letters.example, and keep `@app.ts`.";
    expect(reasons(readText("style.mdc", text).file)).toEqual([]);
  });

  test.each(["use: [retry]", "use:\n  - name: filesystem", "use: retry"])(
    "the middleware of a Dotprompt: %s",
    (use) => {
      const { file } = readText("a.prompt", `---\nmodel: openai/gpt-4o\n${use}\n---\nHello\n`);
      expect(reasons(file)).toEqual(["what the middleware in use adds"]);
    },
  );

  test("no middleware adds nothing", () => {
    const { file } = readText("a.prompt", "---\nmodel: openai/gpt-4o\nuse: []\n---\nHello\n");
    expect(reasons(file)).toEqual([]);
  });
});
