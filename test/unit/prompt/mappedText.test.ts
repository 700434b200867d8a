import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { member } from "../../../src/core/json/jsonNode";
import { parseJson } from "../../../src/core/json/parseJson";
import { parseYaml } from "../../../src/core/json/parseYaml";
import { mapScalar } from "../../../src/core/prompt/mapScalar";
import { MappedText, MappedTextBuilder } from "../../../src/core/prompt/mappedText";

describe("a JSON string", () => {
  test("each character is where the decoder finds it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (value, isAscii) => {
        const written = isAscii
          ? JSON.stringify(value).replace(/[^ -~]/g, (char) => {
              return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
            })
          : JSON.stringify(value);
        const source = `  {"key": ${written}}`;
        const node = member(parseJson(source).root, "key");
        if (node?.kind !== "string") throw new Error("no string");
        const mapped = mapScalar(source, node);
        expect(mapped.text).toBe(value);
        for (let at = 0; at < value.length; at++) {
          const { start, end } = mapped.rangeOf(at, at + 1);
          expect(JSON.parse(`"${source.slice(start, end)}"`)).toBe(value[at]);
        }
      }),
    );
  });
});

describe("a YAML string", () => {
  const line = fc.stringMatching(/^[a-z{}:#'"\\ -]{0,20}$/);

  test.each(["PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE", "BLOCK_LITERAL", "BLOCK_FOLDED"] as const)(
    "in the style %s has its words where they are in the file",
    (style) => {
      fc.assert(
        fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
          const value = lines.join("\n");
          const source = stringify(
            { a: { key: value } },
            { defaultStringType: style, lineWidth: 30 },
          );
          const node = member(member(parseYaml(source).root, "a"), "key");
          if (node?.kind !== "string") throw new Error("no string");
          const mapped = mapScalar(source, node);
          expect(mapped.text).toBe(node.value);
          for (const { index, 0: word } of node.value.matchAll(/[a-z{}:#]+/g)) {
            const { start, end } = mapped.rangeOf(index, index + word.length);
            expect(source.slice(start, end).replace(/\\?\n\s*\\?/g, "")).toBe(word);
          }
        }),
      );
    },
  );

  test("escapes that JSON does not have", () => {
    const source = 'key: "\\x41\\U0001F600\\u00e9 {{x}}"';
    const node = member(parseYaml(source).root, "key");
    if (node?.kind !== "string") throw new Error("no string");
    const mapped = mapScalar(source, node);
    const { start, end } = mapped.rangeOf(5, 10);
    expect(mapped.text).toBe("A😀é {{x}}");
    expect(source.slice(start, end)).toBe("{{x}}");
    expect(source.slice(mapped.rangeOf(1, 3).start, mapped.rangeOf(1, 3).end)).toBe("\\U0001F600");
  });
});

describe("a mapped text", () => {
  test("with LF for CR LF keeps the places of both", () => {
    const source = "--a\r\nb\r\n\r\nc--";
    const text = MappedText.withLineFeeds(source, { start: 2, end: source.length - 2 });
    expect(text.text).toBe("a\nb\n\nc");
    expect(text.rangeOf(1, 2)).toEqual({ start: 3, end: 5 });
    expect(text.rangeOf(2, 3)).toEqual({ start: 5, end: 6 });
    expect(text.range).toEqual({ start: 2, end: 11 });
  });

  test("stays right when it is cut, trimmed and put together again", () => {
    const source = 'xx  "a\\nb"  yy';
    const builder = new MappedTextBuilder(source);
    builder.copy({ start: 2, end: 4 });
    builder.copy({ start: 5, end: 6 });
    builder.put("\n", { start: 6, end: 8 });
    builder.copy({ start: 8, end: 9 });
    const text = builder.build(0);
    expect(text.text).toBe("  a\nb");
    const trimmed = text.trim(/\s/);
    expect(trimmed.text).toBe("a\nb");
    expect(trimmed.range).toEqual({ start: 5, end: 9 });
    const again = new MappedTextBuilder(source);
    again.put("> ", { start: 0, end: 0 });
    again.append(trimmed.slice(1));
    expect(again.build(0).text).toBe("> \nb");
    expect(again.build(0).rangeOf(2, 3)).toEqual({ start: 6, end: 8 });
    expect(again.build(0).rangeOf(3, 4)).toEqual({ start: 8, end: 9 });
  });

  test("from another file stands for the place that names it", () => {
    const text = MappedText.standIn("many words", { start: 4, end: 9 });
    expect(text.rangeOf(5, 7)).toEqual({ start: 4, end: 9 });
  });

  test("of nothing has a place", () => {
    expect(new MappedTextBuilder("abc").build(2).range).toEqual({ start: 2, end: 2 });
  });
});
