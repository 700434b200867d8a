import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { version } from "../../../package.json";

const root = path.resolve(import.meta.dirname, "../../..");

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

function parse(file: string): unknown {
  const document = parseDocument(read(file));
  expect(document.errors).toEqual([]);
  return document.toJS();
}

describe("the files for CI systems", () => {
  test("the action installs the released version and runs nothing of others", () => {
    const action = parse("action.yml");
    expect(action).toMatchObject({
      inputs: { version: { default: version } },
      runs: { using: "composite" },
    });
    expect(JSON.stringify(action)).not.toContain('"uses"');
  });

  test("no input of the action is part of a command", () => {
    const { runs } = parse("action.yml") as { runs: { steps: { run: string }[] } };
    for (const { run } of runs.steps) expect(run).not.toContain("${{");
  });

  test("the GitLab job installs the released version and has the whole history", () => {
    expect(parse("ci/tokenscale.gitlab-ci.yml")).toMatchObject({
      tokenscale: {
        variables: { GIT_DEPTH: "0", TOKENSCALE_VERSION: version },
        artifacts: { reports: { codequality: "tokenscale-quality.json" } },
      },
    });
  });

  test("the hooks for pre-commit start the command line", () => {
    const hooks = parse(".pre-commit-hooks.yaml") as { entry: string; pass_filenames: boolean }[];
    expect(hooks.map(({ entry }) => entry)).toEqual([
      "tokenscale check",
      "tokenscale migrate --check 60",
    ]);
    expect(hooks.every(({ pass_filenames }) => !pass_filenames)).toBe(true);
  });

  test("every YAML in the documentation can be parsed", () => {
    const blocks = [...read("docs/ci.md").matchAll(/```yaml\n([\s\S]*?)```/g)];
    expect(blocks.length).toBeGreaterThan(3);
    for (const [, block = ""] of blocks) expect(parseDocument(block).errors).toEqual([]);
  });
});
