import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FORMAT_LIMIT,
  type FrameClock,
  KEPT_TAIL,
  LiveTexts,
} from "../../../src/webview/run/liveTexts";

/** Frames come when a test says so; drawing takes as long as it says. */
class StepClock implements FrameClock {
  now = 0;
  private readonly waiting: (() => void)[] = [];

  nowMs(): number {
    return this.now;
  }

  onFrame(callback: () => void): void {
    this.waiting.push(callback);
  }

  get framesAsked(): number {
    return this.waiting.length;
  }

  async frame(afterMs = 16): Promise<void> {
    this.now += afterMs;
    for (const callback of this.waiting.splice(0)) callback();
    // The page measures what a drawing took in a microtask behind it.
    await Promise.resolve();
  }
}

function whole(texts: LiveTexts, key = "left"): string {
  return texts.get(key).text;
}

describe("the texts of the answers", () => {
  it("are put together from pieces that say where they begin", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), (pieces) => {
        const texts = new LiveTexts(new StepClock());
        let length = 0;
        for (const text of pieces) {
          texts.apply({ type: "liveText", key: "left", start: length, text });
          length += text.length;
        }
        expect(whole(texts)).toBe(pieces.join(""));
      }),
    );
  });

  it("begin again if a piece begins at 0, and lose what a piece overwrites", () => {
    const texts = new LiveTexts(new StepClock());
    const send = (start: number, text: string): void => {
      texts.apply({ type: "liveText", key: "left", start, text });
    };
    send(0, "Hello");
    send(4, "p!");
    expect(whole(texts)).toBe("Hellp!");
    send(0, "Again");
    expect(whole(texts)).toBe("Again");
  });

  it("keep only the end of a long answer, and know how much came before it", () => {
    const texts = new LiveTexts(new StepClock());
    const piece = "0123456789".repeat(1_000);
    const pieces = 1_000;
    for (let index = 0; index < pieces; index += 1) {
      texts.apply({ type: "liveText", key: "left", start: index * piece.length, text: piece });
      const { text, dropped } = texts.get("left");
      expect(text.length).toBeLessThanOrEqual(Math.max(FORMAT_LIMIT, 2 * KEPT_TAIL));
      expect(dropped + text.length).toBe((index + 1) * piece.length);
    }
    expect(whole(texts).length).toBeGreaterThanOrEqual(KEPT_TAIL);
    expect(piece.repeat(20).endsWith(whole(texts).slice(-100_000))).toBe(true);
  });

  it("are whole again if a page that has only the end of one gets more of it", () => {
    const texts = new LiveTexts(new StepClock());
    const send = (start: number, text: string): void => {
      texts.apply({ type: "liveText", key: "left", start, text });
    };
    send(300_000, "late");
    send(299_990, "some more late");
    send(300_004, ", and on");
    expect(texts.get("left")).toEqual({ text: "some more late, and on", dropped: 299_990 });
  });

  it("forget answers that are not shown any more", () => {
    const texts = new LiveTexts(new StepClock());
    texts.apply({ type: "liveText", key: "old", start: 0, text: "x" });
    texts.apply({ type: "liveText", key: "new", start: 0, text: "y" });
    texts.keepOnly(["new"]);
    expect(whole(texts, "old")).toBe("");
    expect(whole(texts, "new")).toBe("y");
  });
});

describe("drawing the answers", () => {
  it("happens once a frame, however many pieces come", async () => {
    const clock = new StepClock();
    const texts = new LiveTexts(clock);
    let drawn = 0;
    texts.subscribe("left", () => (drawn += 1));
    for (let index = 0; index < 1_000; index += 1) {
      texts.apply({ type: "liveText", key: "left", start: index, text: "a" });
    }
    expect(drawn).toBe(1); // The beginning, at once.
    expect(clock.framesAsked).toBe(1);
    await clock.frame();
    expect(drawn).toBe(2);
    expect(whole(texts)).toHaveLength(1_000);
    expect(clock.framesAsked).toBe(0);
  });

  it("takes both beginnings at once, then one answer a frame, each in its turn", async () => {
    const clock = new StepClock();
    const texts = new LiveTexts(clock);
    const drawn: string[] = [];
    for (const key of ["left", "right"]) {
      texts.subscribe(key, () => drawn.push(key));
      texts.apply({ type: "liveText", key, start: 0, text: "a" });
    }
    expect(drawn.splice(0)).toEqual(["left", "right"]);
    await Promise.resolve(); // What their drawing took is measured.
    for (const key of ["left", "right"]) {
      texts.apply({ type: "liveText", key, start: 1, text: "b" });
    }
    await clock.frame();
    expect(drawn).toHaveLength(1);
    await clock.frame();
    expect(drawn.toSorted()).toEqual(["left", "right"]);
  });

  it("takes long answers one a frame from their beginning on", async () => {
    const clock = new StepClock();
    const texts = new LiveTexts(clock);
    const drawn: string[] = [];
    for (const key of ["left", "right"]) {
      texts.subscribe(key, () => drawn.push(key));
      texts.apply({ type: "liveText", key, start: 0, text: "a".repeat(70_000) });
    }
    await clock.frame();
    expect(drawn).toHaveLength(1);
  });

  it("rests the longer the longer it took", async () => {
    const clock = new StepClock();
    const texts = new LiveTexts(clock);
    const drawnAt: number[] = [];
    texts.subscribe("left", () => {
      drawnAt.push(clock.now);
      clock.now += 30;
    });
    for (let frame = 0; frame < 40; frame += 1) {
      texts.apply({ type: "liveText", key: "left", start: frame, text: "a" });
      await clock.frame();
    }
    const rests = drawnAt.slice(1).map((at, index) => at - (drawnAt[index] ?? 0) - 30);
    expect(rests.length).toBeGreaterThan(2);
    for (const rest of rests) expect(rest).toBeGreaterThanOrEqual(4 * 30);
  });

  it("ends for whoever stops listening", async () => {
    const clock = new StepClock();
    const texts = new LiveTexts(clock);
    let drawn = 0;
    const stop = texts.subscribe("left", () => (drawn += 1));
    stop();
    texts.apply({ type: "liveText", key: "left", start: 0, text: "a" });
    await clock.frame();
    expect(drawn).toBe(0);
  });
});
