import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../../..");

const files = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && !file.startsWith("sample-workspace/") && !/fixtures/.test(file));

/** GitHub's anchor for a heading: lower case, punctuation dropped, spaces as hyphens. */
function headingIds(markdown: string): ReadonlySet<string> {
  const headings = markdown.matchAll(/^#+ (.+)$/gm);
  const anchors = markdown.matchAll(/<a id="([^"]+)"/g);
  return new Set([
    ...[...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
    ...[...anchors].map(([, id = ""]) => id),
  ]);
}

describe("documentation", () => {
  test.each(files)("%s links to files and headings that exist", (file) => {
    const markdown = readFileSync(path.join(ROOT, file), "utf8").replace(/```[\s\S]*?```/g, "");
    for (const [, target = ""] of markdown.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/i.test(target)) continue;
      const [relative = "", id] = target.split("#");
      const linked = path.resolve(ROOT, path.dirname(file), relative || path.basename(file));
      expect.soft(existsSync(linked), target).toBe(true);
      if (id !== undefined && existsSync(linked)) {
        expect.soft(headingIds(readFileSync(linked, "utf8")), target).toContain(id);
      }
    }
  });
});
