import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import picomatch from "picomatch";
import { expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";

/** The files of the repository that .vscodeignore, which excludes all others, lets into the package. */
function packagedFiles(): readonly string[] {
  const [everything, ...globs] = readFileSync(path.join(projectRoot, ".vscodeignore"), "utf8")
    .trim()
    .split("\n");
  expect([everything, globs.filter((glob) => !glob.startsWith("!"))]).toEqual(["**", []]);
  const isPackaged = picomatch(globs.map((glob) => glob.slice(1)));
  return execFileSync("git", ["ls-files"], { cwd: projectRoot, encoding: "utf8" })
    .split("\n")
    .filter((file) => isPackaged(file));
}

/** Pictures and links of a page that lead to a file. */
function relativeTargets(markdown: string): readonly string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => target.replace(/#.*$/, ""));
}

test("every picture and relative link of each packaged page is packaged", () => {
  const files = packagedFiles();
  const pages = files.filter((file) => file.endsWith(".md"));
  expect(pages).toEqual(expect.arrayContaining(["README.md", "CHANGELOG.md", "docs/cli.md"]));
  for (const page of pages) {
    const text = readFileSync(path.join(projectRoot, page), "utf8");
    const targets = relativeTargets(text).map((target) =>
      path.posix.join(path.posix.dirname(page), target),
    );
    if (page === "README.md") expect(targets).toContain("docs/screenshots/compare-dark.png");
    expect
      .soft(
        targets.filter((target) => !files.includes(target)),
        page,
      )
      .toEqual([]);
  }
});

test("the extension page does not tell users to build it", () => {
  expect(readFileSync(path.join(projectRoot, "README.md"), "utf8")).not.toMatch(
    /npm (ci|start|test)\b/,
  );
});
