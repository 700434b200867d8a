import { describe, expect, test } from "vitest";
import { SKIPPED_FOLDERS } from "../../../src/core/skippedFolders";
import { planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { findPlaces } from "../../../src/core/migrate/scan/findPlaces";
import { applyEdits } from "../../../src/core/migrate/textEdits";
import { POLYGLOT_DECOYS, POLYGLOT_FILES } from "./polyglotWorkspace";

const TODAY = "2026-11-28";
const names = (path: string, text: string) => findPlaces(path, text, TODAY).map(({ name }) => name);

test("there are at least sixty files and twenty-five decoys", () => {
  expect(POLYGLOT_FILES.length).toBeGreaterThanOrEqual(60);
  expect(POLYGLOT_DECOYS.length).toBeGreaterThanOrEqual(25);
});

describe("files of many languages and tools", () => {
  test.each(POLYGLOT_FILES.map((file) => [file.path, file] as const))("%s", (path, file) => {
    expect(names(path, file.text)).toEqual(file.models);
  });

  test.each(POLYGLOT_DECOYS.map((file) => [file.path, file] as const))("not %s", (path, file) => {
    const isOfOthers = path.split("/").some((name) => SKIPPED_FOLDERS.includes(name));
    expect(isOfOthers ? [] : names(path, file.text)).toEqual([]);
  });
});

test.each(POLYGLOT_FILES.map((file) => [file.path, file] as const))(
  "the safe edits of %s are made once",
  (path, file) => {
    const move = (text: string): string =>
      applyEdits(text, safeEdits(planFile(path, text, { today: TODAY })));
    const once = move(file.text);
    expect(move(once)).toBe(once);
  },
);
