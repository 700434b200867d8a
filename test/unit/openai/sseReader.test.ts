import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ServerSentEvent, SseReader } from "../../../src/openai/sseReader";

function readAll(pieces: readonly Uint8Array[]): readonly ServerSentEvent[] {
  const reader = new SseReader();
  return [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
}

const line = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .map((text) => text.replace(/[\r\n]/g, ""));
const event = fc.record({
  event: fc.constantFrom("", "ping"),
  data: fc.array(line, { minLength: 1 }),
});

describe("server-sent events", () => {
  it("are the same however they are split into pieces", () => {
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 6 }),
        fc.constantFrom("\n", "\r\n"),
        fc.array(fc.nat(40), { maxLength: 30 }),
        (events, lineEnd, cuts) => {
          const written = events
            .flatMap(({ event: name, data }) => [
              ...(name === "" ? [] : [`event: ${name}`]),
              ": a comment",
              ...data.map((text) => `data: ${text}`),
              "",
            ])
            .map((text) => text + lineEnd)
            .join("");
          let bytes = new TextEncoder().encode(written);
          const pieces = cuts.map((cut) => {
            const piece = bytes.subarray(0, cut);
            bytes = bytes.subarray(cut);
            return piece;
          });
          expect(readAll([...pieces, bytes])).toEqual(
            events.map(({ event: name, data }) => ({ event: name, data: data.join("\n") })),
          );
        },
      ),
    );
  });

  it("count at the end of the stream, too, without a blank line after them", () => {
    expect(readAll([new TextEncoder().encode("data: 1\n\ndata: 2")])).toEqual([
      { event: "", data: "1" },
      { event: "", data: "2" },
    ]);
  });

  it("have no value if the colon is missing, and keep all but one space after it", () => {
    expect(readAll([new TextEncoder().encode("data\n\ndata:1\n\ndata:  2\n\nid: 7\n\n")])).toEqual([
      { event: "", data: "" },
      { event: "", data: "1" },
      { event: "", data: " 2" },
    ]);
  });

  it("report how much waits for its end", () => {
    const reader = new SseReader();
    reader.read(new TextEncoder().encode("data: 1234\ndata: 56"));
    expect(reader.pendingCharacters).toBe("1234".length + "data: 56".length);
  });
});
