import { describe, expect, test } from "vitest";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { planFile } from "../../../src/core/migrate/planFile";

const TODAY = "2026-11-28";

function breaksOf(path: string, text: string, to = "gpt-6-luna@none") {
  const choice = chooseTarget(to, TODAY);
  if (choice.kind === "refused") throw new Error(choice.reason);
  return planFile(path, text, { today: TODAY, target: choice.target }).flatMap(
    ({ breaks }) => breaks,
  );
}

/** Its message, and what of the text it marks; undefined if it is not found. */
const found = (id: string, text: string, { path = "a.json", to = "gpt-6-luna@none" } = {}) => {
  const one = breaksOf(path, text, to).find((each) => each.id === id);
  return one && [text.slice(one.range.start, one.range.end), one.message];
};

const request = (more: string) => `{"model": "gpt-4o", ${more}"messages": []}`;
const image = (more = "") =>
  `{"model": "gpt-4o", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "a.png"${more}}}]}]}`;

describe("what costs more or less than before", () => {
  test("writes to the cache", () => {
    expect(found("cache-price", request('"prompt_cache_key": "a", '))).toEqual([
      '"prompt_cache_key": "a"',
      "gpt-6-luna bills writes to the cache at 1.25 times the input price.",
    ]);
    expect(found("cache-price", request(""))).toBeUndefined();
    expect(
      found("cache-price", request('"prompt_cache_key": "a", '), { to: "gpt-5.4-mini" }),
    ).toBeUndefined();
  });

  test("images without a detail", () => {
    expect(found("images", image())).toEqual([
      '"image_url"',
      "gpt-6-luna counts images by patches of 32 pixels: one of 3,840 × 2,160 is 9,792 tokens.",
    ]);
    expect(found("images", image(', "detail": "high"'))).toBeUndefined();
    expect(found("images", request(""))).toBeUndefined();
  });

  test("input that is longer than the old models took", () => {
    const long = request(`"metadata": "${"word ".repeat(220_000)}", `);
    expect(found("long-context", long)?.[1]).toMatch(
      /^Above 272,000 input tokens .* 2 times .* 1\.5/,
    );
    expect(found("long-context", request(""))).toBeUndefined();
  });

  test.each([
    ["a.py", 'PRICES = {"gpt-4o": 2.5}\nMODEL = "gpt-4o"\n', '"gpt-4o": 2.5'],
    [
      "a.ts",
      'const p = { "gpt-4o": { input: 2.5 } };\nconst m = "gpt-4o";\n',
      '"gpt-4o": { input: 2.5',
    ],
    ["a.yaml", "model: gpt-4o\nprices:\n  gpt-4o: 2.50\n", "gpt-4o: 2.50"],
  ])("a table of prices without the new model: %s", (path, text, row) => {
    expect(found("cost-trackers", text, { path })).toEqual([
      row,
      "The table of prices here has no row for gpt-6-luna: its requests may count as $0.",
    ]);
    const added = text.replace(row, `${row.replace("gpt-4o", "gpt-6-luna")}, ${row}`);
    expect(found("cost-trackers", added, { path })).toBeUndefined();
  });

  test.each([
    ["a.py", 'WINDOWS = {"gpt-4o": 128000}\nMODEL = "gpt-4o"\n'],
    ["a.json", request('"temperature": 0.5, ')],
  ])("no table of prices: %s", (path, text) => {
    expect(found("cost-trackers", text, { path })).toBeUndefined();
  });

  test("a seed while the model reasons", () => {
    expect(found("seed", request('"seed": 7, '), { to: "gpt-6-luna@low" })).toEqual([
      '"seed": 7',
      "gpt-6-luna accepts seed, but answers differ while it reasons.",
    ]);
    expect(found("seed", request('"seed": 7, '))).toBeUndefined();
  });
});
