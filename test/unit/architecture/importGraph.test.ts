import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const SOURCE = "src";
const ENTRY_POINTS = new Set([
  "src/extension.ts",
  "src/desktop.ts",
  "src/cli/main.ts",
  "src/api/library.ts",
  "src/webview/main.tsx",
]);

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .map((name) => posix.join(SOURCE, name.replaceAll("\\", "/")))
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("/assembly/"));
const known = new Set(files);
const importsOf = new Map(files.map((file) => [file, findImports(file)]));

/** Includes type imports: lint's no-cycle only follows values. */
function findImports(file: string): readonly string[] {
  const matches = readFileSync(file, "utf8").matchAll(/(?:from |import\()"(\.[^"]+)"/g);
  return [...matches].flatMap(([, path = ""]) => {
    const target = posix.join(posix.dirname(file), path);
    return [`${target}.ts`, `${target}.tsx`].filter((candidate) => known.has(candidate));
  });
}

function roomOf(file: string): string {
  return ENTRY_POINTS.has(file) ? file : posix.dirname(file);
}

/** The nodes left after repeatedly removing all that import none of the remaining ones: those in or above a cycle. */
function knot(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const left = new Map(graph);
  let before: number;
  do {
    before = left.size;
    for (const [node, targets] of left) {
      if (!targets.some((target) => left.has(target))) left.delete(node);
    }
  } while (left.size < before);
  return [...left.keys()];
}

test("finds the source", () => {
  expect(files.length).toBeGreaterThan(100);
});

test("no files import each other in a circle", () => {
  expect(knot(importsOf)).toEqual([]);
});

test("no rooms import each other in a circle", () => {
  const rooms = new Map<string, string[]>();
  for (const [file, targets] of importsOf) {
    const room = roomOf(file);
    const others = targets.map(roomOf).filter((other) => other !== room);
    rooms.set(room, [...(rooms.get(room) ?? []), ...others]);
  }
  expect(knot(rooms)).toEqual([]);
});
