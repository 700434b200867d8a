import fc from "fast-check";
import type { TextChange } from "../../../src/core/tokens/documentCounter";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import type { EventLoop } from "../../../src/core/tokens/eventLoop";
import { asciiText, bitingText, longPieces, sentences } from "./bitingText";
import type { Counting } from "./loadVariant";
import { expectedCount, expectedTokens } from "./oracle";

/*
 * The promises of the counting code, as properties that hold against tiktoken. Each check throws if
 * one does not hold.
 */

export interface CheckOptions {
  readonly counting: Counting;
  readonly assets: TokenAssets;
  /** How often, and the like. */
  readonly parameters: Pick<fc.Parameters, "numRuns" | "endOnFailure">;
}

/** A text that forms one piece with many of its neighbors. */
const stickyText = fc.constantFrom(
  "a",
  "ing",
  "S",
  "1",
  "00",
  " ",
  "\n",
  "\r\n",
  "'s",
  "/",
  ".",
  "\u0301",
);

/** A text of many short pieces, of few long ones, or of words. */
const difficultText = fc.oneof(bitingText(100), asciiText(150), longPieces(150), sentences(60));

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected) throw new Error(`${what}: ${String(actual)}, not ${String(expected)}`);
}

/** A place in a text, as a fraction of its length. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Whole texts: their tokens and their count. */
export function checkTexts(
  { counting, assets, parameters }: CheckOptions,
  texts = difficultText,
): void {
  const engine = counting.createTokenEngine(assets);
  fc.assert(
    fc.property(texts, (text) => {
      const expected = expectedTokens(text);
      assertEqual(engine.encode(text).ids.join(), expected.join(), "tokens");
      assertEqual(engine.count(text), expected.length, "count");
    }),
    parameters,
  );
}

/** Streams: texts in parts, as text and as bytes, cut anywhere. */
export function checkStreams({ counting, assets, parameters }: CheckOptions): void {
  const engine = counting.createTokenEngine(assets);
  const cuts = fc.array(place, { maxLength: 12 });
  fc.assert(
    fc.property(difficultText, cuts, fc.boolean(), (text, places, asBytes) => {
      const whole = asBytes ? Buffer.from(text) : text;
      const ends = places.map((place) => Math.floor(place * whole.length)).sort((a, b) => a - b);
      const counter = new counting.StreamCounter(engine);
      let from = 0;
      for (const end of [...ends, whole.length]) {
        counter.push(
          typeof whole === "string" ? whole.slice(from, end) : whole.subarray(from, end),
        );
        from = end;
      }
      const read = asBytes ? new TextDecoder().decode(Buffer.from(text)) : text;
      assertEqual(counter.end(), expectedCount(read), "count of a stream");
    }),
    parameters,
  );
}

/** One thing that happens to a document. */
type Step =
  | { readonly kind: "edit"; readonly edits: readonly Edit[] }
  | { readonly kind: "select"; readonly start: number; readonly end: number }
  | { readonly kind: "count"; readonly blocks: number };

interface Edit {
  /** A fraction of the text's length, or units after the counted part. */
  readonly at: { readonly fraction: number } | { readonly behindFront: number };
  readonly removedUnits: number;
  readonly text: string;
}

const edit = fc.record<Edit>({
  at: fc.oneof(
    { weight: 3, arbitrary: fc.record({ fraction: place }) },
    { weight: 1, arbitrary: fc.record({ behindFront: fc.nat(30) }) },
  ),
  removedUnits: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  text: fc.oneof(fc.constant(""), stickyText, bitingText(2, 4), difficultText),
});
const placeOrStart = fc.oneof(fc.constant(0), place);
const placeOrEnd = fc.oneof(fc.constant(1), place);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("edit" as const),
      edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("select" as const),
      start: placeOrStart,
      end: placeOrEnd,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("count" as const),
      blocks: fc.nat(8),
    }),
  },
);

/** Counts this many blocks and is then aborted. */
function oneTurnFor(blocks: number): {
  eventLoop: EventLoop;
  signal: { aborted: boolean };
} {
  const signal = { aborted: false };
  let nowMs = 0;
  return {
    signal,
    eventLoop: {
      nowMs: () => (nowMs += 8 / Math.max(1, blocks)),
      yield: () => {
        signal.aborted = true;
        return Promise.resolve();
      },
    },
  };
}

/** As VS Code gives the edits of several cursors: none overlaps another, the last one comes first. */
function changesOf(edits: readonly Edit[], units: number, front: number): readonly TextChange[] {
  const placed = edits.map((edit) => {
    const at = "fraction" in edit.at ? edit.at.fraction * (units + 1) : front + edit.at.behindFront;
    return { ...edit, at: Math.floor(at) };
  });
  const changes: TextChange[] = [];
  let limit = units;
  for (const { at, removedUnits, text } of placed.sort((a, b) => b.at - a.at)) {
    const rangeOffset = Math.min(limit, at);
    const rangeLength = Math.min(removedUnits, limit - rangeOffset);
    changes.push({ rangeOffset, rangeLength, text });
    limit = rangeOffset;
  }
  return changes;
}

/** Documents: edits, selections and counting in any order; at the end the count is exact. */
export async function checkDocuments({
  counting,
  assets,
  parameters,
}: CheckOptions): Promise<void> {
  const engine = counting.createTokenEngine(assets);
  const steps = fc.array(step, { maxLength: 12, size: "max" });
  await fc.assert(
    fc.asyncProperty(difficultText, steps, async (start, steps) => {
      let text = start;
      const document = new counting.DocumentCounter(engine, text);
      for (const step of steps) {
        if (step.kind === "edit") {
          const front = text.length - document.pendingUnits;
          const changes = changesOf(step.edits, text.length, front);
          document.applyChanges(changes);
          for (const { rangeOffset, rangeLength, text: inserted } of changes) {
            text = text.slice(0, rangeOffset) + inserted + text.slice(rangeOffset + rangeLength);
          }
          assertEqual(document.units, text.length, "length");
        } else if (step.kind === "select") {
          const [from = 0, to = 0] = [step.start, step.end]
            .map((fraction) => Math.min(text.length, Math.floor(fraction * (text.length + 1))))
            .sort((a, b) => a - b);
          const selected = text.slice(from, to);
          assertEqual(document.countRange(from, to), expectedCount(selected), "selection");
        } else {
          await document.countPending(oneTurnFor(step.blocks));
        }
        if (document.total !== undefined) {
          assertEqual(document.total, expectedCount(text), "total after a step");
        }
      }
      const all = { nowMs: () => 0, yield: () => Promise.resolve() };
      assertEqual(await document.countPending({ eventLoop: all }), true, "finished");
      assertEqual(document.total, expectedCount(text), "total");
      assertEqual(document.countRange(0, text.length), expectedCount(text), "all selected");
    }),
    parameters,
  );
}
