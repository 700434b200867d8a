import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { AnswerContent, type ContentEvent } from "../../../src/core/runs/answerContent";
import { EventBatcher, joinPieces } from "../../../src/core/runs/records/eventBatcher";
import type { RunEvent } from "../../../src/core/runs/runEvent";
import { ManualClock } from "./manualClock";

const text = (said: string): RunEvent => ({ kind: "text", text: said });

describe("events in batches", () => {
  let clock: ManualClock;
  let batches: (readonly RunEvent[])[];
  let batcher: EventBatcher;
  beforeEach(() => {
    clock = new ManualClock();
    batches = [];
    batcher = new EventBatcher(clock, 30, (events) => batches.push(events));
  });

  it("go at once after a pause, so that a first token is not held back", () => {
    batcher.add({ kind: "first-token", atMs: 400 });
    expect(batches).toEqual([[{ kind: "first-token", atMs: 400 }]]);
  });

  it("are few however fast the stream is: one for each delay", () => {
    for (let index = 0; index < 1_000; index += 1) {
      batcher.add(text("x"));
      clock.advance(1);
    }
    batcher.flush();
    expect(batches.length).toBeLessThanOrEqual(1_000 / 30 + 2);
    const said = batches.flat().map((event) => (event.kind === "text" ? event.text : ""));
    expect(said.join("")).toBe("x".repeat(1_000));
  });

  it("join neighbouring pieces and keep the order of all else", () => {
    batcher.add(text("a"));
    for (const said of ["b", "c"]) batcher.add(text(said));
    batcher.add({ kind: "unreadable-event" });
    batcher.add(text("d"));
    clock.advance(30);
    expect(batches).toEqual([[text("a")], [text("bc"), { kind: "unreadable-event" }, text("d")]]);
  });

  it("leave no timer behind when the run is over", () => {
    batcher.add(text("a"));
    batcher.add(text("b"));
    batcher.flush();
    expect(clock.pending).toBe(0);
    expect(batches).toHaveLength(2);
    clock.advance(1_000);
    expect(batches).toHaveLength(2);
  });

  it("mean the same joined as they do one by one", () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constantFrom("text" as const, "refusal" as const), text: fc.string() }),
      fc.record(
        {
          kind: fc.constant("tool-call" as const),
          index: fc.nat(2),
          id: fc.string(),
          name: fc.string(),
          arguments: fc.string(),
        },
        { requiredKeys: ["kind", "index", "arguments"] },
      ),
    );
    const meaning = (events: readonly ContentEvent[]) => {
      const content = new AnswerContent();
      for (const one of events) content.add(one);
      return [content.answer(), content.characters];
    };
    fc.assert(
      fc.property(fc.array(event), (events) => {
        expect(meaning(joinPieces(events))).toEqual(meaning(events));
      }),
    );
  });
});
