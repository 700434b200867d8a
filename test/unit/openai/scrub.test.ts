import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type RunErrorContext,
  toRunErrorFromStream,
  toRunErrorFromThrown,
} from "../../../src/openai/toRunError";
import { scrub } from "../../../src/openai/scrub";

const key = fc.oneof(
  fc.stringMatching(/^[\x21-\x7e]{1,60}$/),
  fc.stringMatching(/^sk-(proj-)?[A-Za-z0-9_-]{8,60}$/),
);
/** A text that contains a key, verbatim and as messages quote it. */
const textWith = (secret: string) =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.constantFrom(secret, `Bearer ${secret}`, `"${secret}"`, ` ${secret}\n`),
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join(""));
const keyAndText = key.chain((secret) => fc.tuple(fc.constant(secret), textWith(secret)));

function contextWith(secret: string): RunErrorContext {
  return { secrets: [secret], keySent: true, now: new Date(0), retries: 0 };
}

describe("the displayed part of a server's message", () => {
  it("never holds the key, whatever key and whatever words", () => {
    fc.assert(
      fc.property(keyAndText, ([secret, text]) => {
        expect(scrub(text, [secret]) ?? "").not.toContain(secret);
      }),
    );
  });

  it("never contains it in an error either, whatever the error is made of", () => {
    fc.assert(
      fc.property(keyAndText, fc.integer({ min: 300, max: 599 }), ([secret, text], status) => {
        // A fault's own words are fixed: a key that is one of them says nothing.
        fc.pre(secret.length > 20);
        const context = contextWith(secret);
        const faults = [
          toRunErrorFromThrown(new Error(text, { cause: new Error(text) }), context),
          toRunErrorFromThrown(
            Object.assign(new Error(text), {
              status,
              headers: new Headers({ "x-request-id": "req-1", location: "https://a.example" }),
              error: { message: text, code: text, type: text },
            }),
            context,
          ),
          toRunErrorFromStream({ message: text, code: text }, context),
        ];
        expect(JSON.stringify(faults)).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
  });

  it("is one line of a length that can be shown", () => {
    const shown = scrub(`a\n\n b\u0000c ${"x".repeat(1_000)}`, []) ?? "";
    expect(shown.startsWith("a b c x")).toBe(true);
    expect(shown).toHaveLength(300);
  });

  it("hides keys that are not ours, and those that the server has masked", () => {
    expect(scrub("Incorrect API key: sk-abcd****wxyz. Try another.", [])).toBe(
      "Incorrect API key: ••• Try another.",
    );
    expect(scrub("header Authorization: Bearer abcdefgh", [])).toBe(
      "header Authorization: Bearer •••",
    );
  });

  it("is nothing if nothing is left", () => {
    expect(scrub(" \n ", [])).toBeUndefined();
  });
});
