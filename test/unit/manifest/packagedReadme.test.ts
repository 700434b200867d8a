import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";

const VSCE = path.join(projectRoot, "node_modules", "@vscode", "vsce", "vsce");

function packagedFiles(): readonly string[] {
  const args = [VSCE, "ls", "--no-dependencies"];
  return execFileSync(process.execPath, args, { cwd: projectRoot, encoding: "utf8" }).split("\n");
}

/** Pictures and links of the extension page that lead to a file. */
function relativeTargets(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => target.replace(/#.*$/, ""));
}

test("every picture and relative link of the extension page is packaged", () => {
  const targets = relativeTargets(readFileSync(path.join(projectRoot, "README.md"), "utf8"));
  expect(targets).toContain("docs/screenshots/compare-dark.png");
  const files = packagedFiles();
  expect(targets.filter((target) => !files.includes(target))).toEqual([]);
});

test("the extension page does not tell users to build it", () => {
  expect(readFileSync(path.join(projectRoot, "README.md"), "utf8")).not.toMatch(
    /npm (ci|start|test)\b/,
  );
});
