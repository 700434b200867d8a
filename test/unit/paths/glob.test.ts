import fc from "fast-check";
import picomatch from "picomatch";
import { describe, expect, test } from "vitest";
import { compileGlob } from "../../../src/core/glob";

function matches(glob: string, path: string): boolean {
  const compiled = compileGlob(glob);
  if (compiled.kind === "refused") throw new Error(compiled.reason);
  return compiled.matches(path);
}

describe("a glob", () => {
  test.each([
    ["**/prompts/**/*.{md,txt}", "prompts/a.md", true],
    ["**/prompts/**/*.{md,txt}", "x/prompts/y/z/a.txt", true],
    ["**/prompts/**/*.{md,txt}", "prompts/a.json", false],
    ["prompts/triage/**", "prompts/triage/a/b.md", true],
    ["*.md", "a/b.md", false],
    ["/a.md", "a.md", true],
    ["./a.md", "a.md", true],
    ["**/.hidden/*", "x/.hidden/a", true],
    ["a?.md", "ab.md", true],
    ["a?.md", "a/.md", false],
    ["[a-c]x[!0-9].md", "bxy.md", true],
    ["[a-c]x[!0-9].md", "bx1.md", false],
    ["{a,b{c,d}}.md", "bd.md", true],
    ["{a,b}/{c,d}.md", "b/c.md", true],
    ["{a}.md", "{a}.md", true],
    ["a\\*.md", "a*.md", true],
    ["a\\*.md", "ab.md", false],
    ["\\(group\\)/a.md", "(group)/a.md", true],
    ["a+b|c$.md", "a+b|c$.md", true],
    ["constructor/*", "constructor/__proto__", true],
    ["", "a", false],
  ])("%s and %s: %s", (glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected);
  });

  test.each(["**/(a+)+b", "@(a|b)", "+(a)", "*(a*)*", "!(a)", "{a,(b)}"])(
    "%s is refused for its group",
    (glob) => {
      expect(compileGlob(glob)).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining("parentheses") as string,
      });
    },
  );

  test("is refused if it is too long or has too many alternatives", () => {
    expect(compileGlob("a".repeat(501))).toMatchObject({ kind: "refused" });
    expect(compileGlob("{a,b}".repeat(20))).toMatchObject({ kind: "refused" });
    expect(compileGlob("{".repeat(250) + ",}".repeat(125))).toBeDefined();
  });

  test("of many stars ends, on the longest of paths", () => {
    const path = `${`${"a".repeat(250)}/`.repeat(15)}${"a".repeat(250)}`;
    expect(matches(`**/${"*a".repeat(13)}*b`, path)).toBe(false);
    expect(matches(`${"**/a*/".repeat(60)}b`, path)).toBe(false);
    expect(matches("*a?".repeat(150), path)).toBe(false);
    expect(matches(`${"**/".repeat(150)}b`, path)).toBe(false);
  });

  test("matches what picomatch matches", () => {
    const piece = fc.constantFrom("a", "b", "ab", "*", "?", "[ab]", "{a,b}", "*b");
    const segment = fc.oneof(
      fc.constant("**"),
      fc.array(piece, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
    );
    const glob = fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((segments) => segments.join("/"))
      // picomatch has its own rules for runs of stars, and for `*` before a `?`.
      .filter((text) => !/\*\*[^/]|[^/]\*\*|\*[*?]|\?\*/.test(text));
    const name = fc
      .array(fc.constantFrom("a", "b"), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(""));
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    fc.assert(
      fc.property(glob, path, (pattern, text) => {
        expect(matches(pattern, text)).toBe(picomatch(pattern, { dot: true })(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
