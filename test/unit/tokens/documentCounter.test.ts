import { beforeAll, describe, expect, test } from "vitest";
import { DocumentCounter, type CountingProgress } from "../../../src/core/tokens/documentCounter";
import { SLICE_MS } from "../../../src/core/tokens/limits";
import { StreamCounter } from "../../../src/core/tokens/streamCounter";
import { createTokenEngine, type TokenEngine } from "../../../src/core/tokens/tokenEngine";
import { checkDocuments } from "./checks";
import { runs } from "./exhaustive";
import { FakeEventLoop } from "./fakeEventLoop";
import { loadTokenAssets } from "./loadEngine";
import { expectedCount } from "./oracle";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";

let assets: TokenAssets;
let engine: TokenEngine;

beforeAll(async () => {
  assets = await loadTokenAssets();
  engine = createTokenEngine(assets);
});

const line = "const total = prices.reduce((sum, price) => sum + price, 0); // 合計 €12.50\r\n";
const longText = line.repeat(6000);

test("after any edits and selections, the count is that of tiktoken", async () => {
  const counting = { createTokenEngine, DocumentCounter, StreamCounter };
  await checkDocuments({ counting, assets, parameters: { numRuns: runs(300) } });
});

describe("a long document", () => {
  test("is counted in slices, with progress", async () => {
    const document = new DocumentCounter(engine, longText);
    expect(document.pendingUnits).toBe(longText.length);
    expect(document.total).toBeUndefined();

    const eventLoop = new FakeEventLoop();
    const progress: CountingProgress[] = [];
    const isDone = await document.countPending({
      eventLoop,
      onProgress: (update) => progress.push(update),
    });

    expect(isDone).toBe(true);
    expect(document.pendingUnits).toBe(0);
    expect(document.total).toBe(expectedCount(longText));
    expect(eventLoop.longestTurnMs).toBeLessThanOrEqual(SLICE_MS + 1);
    expect(eventLoop.turns).toBeGreaterThan(3);
    expect(progress).toHaveLength(eventLoop.turns);
    expect(progress.every(({ units }) => units === longText.length)).toBe(true);
    const counted = progress.map(({ countedUnits }) => countedUnits);
    expect(counted).toEqual([...counted].sort((a, b) => a - b));
    const last = progress.at(-1);
    expect(last?.tokens).toBe(expectedCount(longText.slice(0, last?.countedUnits)));
  });

  test("is counted no further when aborted, and continues from there", async () => {
    const document = new DocumentCounter(engine, longText);
    const signal = { aborted: false };
    const aborting = new FakeEventLoop(() => (signal.aborted = true));
    expect(await document.countPending({ eventLoop: aborting, signal })).toBe(false);
    expect(aborting.turns).toBe(1);
    expect(document.total).toBeUndefined();
    const { pendingUnits } = document;
    expect(pendingUnits).toBeLessThan(longText.length);

    const rest = new FakeEventLoop();
    expect(await document.countPending({ eventLoop: rest })).toBe(true);
    expect(document.total).toBe(expectedCount(longText));
  });

  test("is exact after edits that come while it is counted", async () => {
    let text = longText;
    const document = new DocumentCounter(engine, text);
    const edit = (rangeOffset: number, rangeLength: number, inserted: string) => {
      document.applyChanges([{ rangeOffset, rangeLength, text: inserted }]);
      text = text.slice(0, rangeOffset) + inserted + text.slice(rangeOffset + rangeLength);
    };
    const eventLoop = new FakeEventLoop((turn) => {
      edit(turn, 1, "\n/'");
      edit(text.length - 2 * turn, turn, "''s");
      edit(Math.floor(text.length / 2), 40, "x".repeat(turn));
      if (turn === 2) edit(Math.floor(text.length / 3), 5, longText);
    });
    await document.countPending({ eventLoop });
    expect(eventLoop.turns).toBeGreaterThan(6);
    expect(document.units).toBe(text.length);
    expect(document.total).toBe(expectedCount(text));
  });

  test("has the tokens of a selection before it is counted", () => {
    const document = new DocumentCounter(engine, longText);
    expect(document.countRange(100, 300_000)).toBe(expectedCount(longText.slice(100, 300_000)));
    expect(document.total).toBeUndefined();
  });
});

describe("an edit", () => {
  test("of a short document is counted at once", () => {
    const document = new DocumentCounter(engine, "");
    expect(document.total).toBe(0);
    document.applyChanges([{ rangeOffset: 0, rangeLength: 0, text: "Hello" }]);
    document.applyChanges([{ rangeOffset: 5, rangeLength: 0, text: ", world" }]);
    expect(document.total).toBe(expectedCount("Hello, world"));
    document.applyChanges([{ rangeOffset: 0, rangeLength: 12, text: "" }]);
    expect(document.total).toBe(0);
    expect(document.units).toBe(0);
  });

  test("of several cursors applies in the order given", () => {
    const document = new DocumentCounter(engine, "one two three");
    document.applyChanges([
      { rangeOffset: 8, rangeLength: 5, text: "drei" },
      { rangeOffset: 4, rangeLength: 3, text: "zwei" },
      { rangeOffset: 0, rangeLength: 3, text: "eins" },
    ]);
    expect(document.total).toBe(expectedCount("eins zwei drei"));
  });

  test("that pastes a long text leaves it to be counted in slices", async () => {
    const document = new DocumentCounter(engine, "before after");
    document.applyChanges([{ rangeOffset: 7, rangeLength: 0, text: longText }]);
    expect(document.total).toBeUndefined();
    await document.countPending({ eventLoop: new FakeEventLoop() });
    expect(document.total).toBe(expectedCount(`before ${longText}after`));
  });

  test("of a long piece without a safe cut leaves that to be counted in slices", async () => {
    const piece = "ab".repeat(50_000);
    const document = new DocumentCounter(engine, `x ${piece} y`);
    await document.countPending({ eventLoop: new FakeEventLoop() });
    const before = document.total ?? 0;
    document.applyChanges([{ rangeOffset: 50_000, rangeLength: 0, text: "ab".repeat(8) }]);
    expect(document.total).toBeUndefined();
    await document.countPending({ eventLoop: new FakeEventLoop() });
    // The tokens of a long run grow with its length.
    const perPair = (expectedCount("ab".repeat(800)) - expectedCount("ab".repeat(400))) / 400;
    expect(document.total).toBe(before + 8 * perPair);
  });

  test.each([
    ["before a cut", `${"x".repeat(1020)}𝓫\n\r.`],
    ["behind a cut", `${"x".repeat(1023)}.𝟘\n`],
  ])("that takes half of a character is exact: %s", (_name, row) => {
    const text = row.repeat(4);
    for (const { index } of text.matchAll(/[\ud800-\udfff]/g)) {
      const document = new DocumentCounter(engine, text);
      document.applyChanges([{ rangeOffset: index, rangeLength: 1, text: "" }]);
      expect(document.total).toBe(expectedCount(text.slice(0, index) + text.slice(index + 1)));
      const whole = new DocumentCounter(engine, text);
      expect(whole.countRange(index, text.length)).toBe(expectedCount(text.slice(index)));
      expect(whole.countRange(0, index)).toBe(expectedCount(text.slice(0, index)));
    }
  });

  test("past the document's end is refused", () => {
    const document = new DocumentCounter(engine, "short");
    expect(() => document.applyChanges([{ rangeOffset: 3, rangeLength: 3, text: "" }])).toThrow(
      RangeError,
    );
    expect(() => document.applyChanges([{ rangeOffset: 6, rangeLength: 0, text: "" }])).toThrow(
      RangeError,
    );
    expect(() => document.countRange(0, 6)).toThrow(RangeError);
    expect(document.total).toBe(expectedCount("short"));
  });
});

test("a document that was typed letter by letter is exact at every letter", () => {
  const text = line.repeat(40);
  const document = new DocumentCounter(engine, "");
  for (const [offset, letter] of [...text].entries()) {
    document.applyChanges([{ rangeOffset: offset, rangeLength: 0, text: letter }]);
    expect(document.total).toBe(engine.count(text.slice(0, offset + 1)));
  }
  expect(document.total).toBe(expectedCount(text));
});
