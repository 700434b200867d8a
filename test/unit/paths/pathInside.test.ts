import fc from "fast-check";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { pathInside } from "../../../src/core/pathInside";

const ROOT = "/home/me/work";
const FOLDER = "/home/me/work/prompts";
const DRIVES = { hasDrives: true, ignoresCase: true };

describe("a path inside the workspace", () => {
  test.each([
    ["a.png", "/home/me/work/prompts/a.png"],
    ["./a.png", "/home/me/work/prompts/a.png"],
    ["../a.png", "/home/me/work/a.png"],
    ["..\\images\\a.png", "/home/me/work/images/a.png"],
    ["/home/me/work/a.png", "/home/me/work/a.png"],
    ["/home/me/work/x/../a.png", "/home/me/work/a.png"],
    ["../../work/a.png", "/home/me/work/a.png"],
    ["%2e%2e/a.png", "/home/me/work/prompts/%2e%2e/a.png"],
    ["a:b.png", "/home/me/work/prompts/a:b.png"],
    ["constructor", "/home/me/work/prompts/constructor"],
  ])("%s is found", (written, found) => {
    expect(pathInside(ROOT, FOLDER, written)).toBe(found);
  });

  test.each([
    "../../a.png",
    "..\\..\\a.png",
    "/home/me/work/../secret.png",
    "/home/me/work/x/../../secret.png",
    "\\home\\me\\work\\..\\secret.png",
    "/home/me/work-other/a.png",
    "/home/me/work/..",
    "/home/me/work",
    "/etc/passwd",
    "//server/share/a.png",
    "\\\\server\\share\\a.png",
    "\\\\?\\C:\\a.png",
    "file:///home/me/work/a.png",
    "FILE:/home/me/work/a.png",
    "https://example.com/a.png",
    "vscode-remote://host/home/me/work/a.png",
    "",
    " ",
    "a\0.png",
  ])("%j is not", (written) => {
    expect(pathInside(ROOT, FOLDER, written)).toBeUndefined();
  });

  test.each([
    ["C:\\Work\\a.png", "/C:/Work/a.png"],
    ["c:/WORK/a.png", "/c:/WORK/a.png"],
    ["C:\\Work\\..\\secret.png", undefined],
    ["D:\\Work\\a.png", undefined],
    ["C:secret.png", undefined],
    ["/etc/passwd", undefined],
  ])("on Windows %s is %s", (written, found) => {
    expect(pathInside("/c:/Work", "/c:/Work/prompts", written, DRIVES)).toBe(found);
  });

  test("is never outside, by the system's own path rules", () => {
    const name = fc.constantFrom("..", ".", "", "a", "work", "home", "me", "%2e%2e", "b.png");
    const separator = fc.constantFrom("/", "\\", "//");
    const written = fc
      .array(fc.tuple(name, separator), { maxLength: 9 })
      .map((parts) => parts.flat().join(""));
    fc.assert(
      fc.property(written, (text) => {
        const found = pathInside(ROOT, FOLDER, text);
        const native = path.posix.resolve(FOLDER, text.replaceAll("\\", "/"));
        if (found === undefined) {
          const isRefused = !native.startsWith(`${ROOT}/`) || /^(?:[\\/]{2}|$)/.test(text);
          expect(isRefused).toBe(true);
        } else expect(found).toBe(native);
      }),
    );
  });
});
