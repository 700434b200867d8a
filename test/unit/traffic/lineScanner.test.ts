import fc from "fast-check";
import { expect, test } from "vitest";
import { scalarsOf } from "../../../src/core/traffic/formats/flatFormat";
import { LineScanner } from "../../../src/core/traffic/formats/lineScanner";
import { PLAIN_REQUESTS } from "../../../src/core/traffic/formats/plainRequests";
import { isObject, type LogScalar } from "../../../src/core/traffic/formats/trafficFormat";
import { readLogText, written } from "./readText";

function createScanner(): LineScanner {
  return new LineScanner(
    { paths: PLAIN_REQUESTS.paths, parsedPaths: ["messages"], parsedPrefixes: ["gen_ai."] },
    (bytes, start, end) => Buffer.from(bytes.subarray(start, end)).toString("utf8"),
  );
}

/** The scan of a line, or undefined if it has to be parsed. */
function scan(line: string, scanner = createScanner()): readonly LogScalar[] | undefined {
  const bytes = Buffer.from(line);
  const scalars = scanner.scan(bytes, 0, bytes.length);
  return scalars && [...scalars];
}

function parsed(line: string): readonly LogScalar[] | undefined {
  try {
    const value = JSON.parse(line) as unknown;
    return isObject(value) ? scalarsOf(PLAIN_REQUESTS, value) : undefined;
  } catch {
    return undefined;
  }
}

const scalar = fc.oneof(
  fc.integer({ min: -5, max: 100_000 }),
  fc.double(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("gpt-4o", "2026-10-01T00:00:00Z", "", "12"),
  fc.constant(null),
  fc.boolean(),
);
const keys = [
  ...new Set(PLAIN_REQUESTS.paths.flatMap((path) => path.split("."))),
  "messages",
  "other",
];
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 6 }),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
}));
const object = fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string()), anyValue, {
  maxKeys: 8,
});

test("a scan finds what JSON.parse finds, or leaves the line to it", () => {
  const scanner = createScanner();
  let scans = 0;
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1, 2), (value, indent) => {
      const line = JSON.stringify(value, undefined, indent);
      const found = scan(line, scanner);
      if (found === undefined) return;
      scans += 1;
      expect(found).toEqual(parsed(line));
    }),
    { numRuns: 1_500 },
  );
  expect(scans).toBeGreaterThan(100);
});

/** The same members with other scalars. */
function withOtherScalars(value: unknown, scalars: readonly unknown[]): unknown {
  let next = 0;
  const replaced = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(replaced);
    if (isObject(each)) {
      return Object.fromEntries(Object.entries(each).map(([key, own]) => [key, replaced(own)]));
    }
    next += 1;
    return scalars[next % scalars.length];
  };
  return replaced(value);
}

test("a line of a known shape is read as JSON.parse reads it", () => {
  const others = fc.array(scalar, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(object, others, others, fc.constantFrom(0, 1), (value, first, second, indent) => {
      const scanner = createScanner();
      for (const scalars of [first, second, first]) {
        const line = JSON.stringify(withOtherScalars(value, scalars), undefined, indent);
        const found = scan(line, scanner);
        if (found !== undefined) expect(found).toEqual(parsed(line));
      }
    }),
    { numRuns: 300 },
  );
});

test("a scan never takes what JSON.parse refuses", () => {
  const noise = fc.constantFrom(
    '"',
    "\\",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "0",
    "-",
    "e",
    ".",
    "\u0001",
    "é",
    "nul",
    " ",
  );
  fc.assert(
    fc.property(object, fc.nat(), fc.nat(4), noise, (value, at, drop, sign) => {
      const line = JSON.stringify(value);
      const where = at % line.length;
      // As a file can hold it: without halves of surrogate pairs.
      const broken = Buffer.from(line.slice(0, where) + sign + line.slice(where + drop)).toString();
      const scanner = createScanner();
      // The shape of the line before it was broken is known then.
      scan(line, scanner);
      const found = scan(broken, scanner);
      if (found !== undefined) expect(found).toEqual(parsed(broken));
    }),
    { numRuns: 600 },
  );
});

test("the usual line is scanned, an unusual one is parsed", () => {
  const usual =
    '{"time":1790812800,"model":"gpt-4o","usage":{"prompt_tokens":12,"completion_tokens":3}}';
  expect(scan(usual)).toEqual(parsed(usual));
  for (const unusual of [
    '{"model":"gpt\\u002d4o"}',
    '{"model":"a","model":"b"}',
    '{"usage":{"prompt_tokens":1},"usage":{}}',
    '{"model":"a","messages":[]}',
    '{"gen_ai.request.model":"a"}',
    '{"m\\u006fdel":"a"}',
    "[]",
  ]) {
    expect(scan(unusual), unusual).toBeUndefined();
  }
});

test("a known shape does not hide what is unusual in a line", () => {
  const scanner = createScanner();
  const usual = '{"model":"gpt-4o","messages":null,"usage":{"prompt_tokens":12},"note":"a"}';
  expect(scan(usual, scanner)).toEqual(parsed(usual));
  for (const known of [
    usual.replace("12", "1.5e3"),
    usual.replace('"gpt-4o"', "null"),
    usual.replace('"a"', String.raw`"é \u00e9 \n"`),
    usual.replace('"a"', '{"b":[1,"c"]}'),
  ]) {
    expect(scan(known, scanner), known).toEqual(parsed(known));
  }
  for (const parsedOnly of [
    usual.replace("null", '"text"'),
    usual.replace("gpt", String.raw`\u0067pt`),
    usual.replace("12", "012"),
    usual.replace("12", "-"),
    usual.replace('"a"', String.raw`"\u00g9"`),
    usual.slice(0, -1),
    `${usual}}`,
  ]) {
    expect(scan(parsedOnly, scanner), parsedOnly).toBeUndefined();
  }
});

test("a log is read the same by scan and by parse", async () => {
  const line = {
    timestamp: "2026-10-01T00:00:00Z",
    model: "gpt-4o",
    route: "/a",
    usage: { prompt_tokens: 5, completion_tokens: 2 },
  };
  const scanned = `${JSON.stringify(line)}\n`.repeat(20);
  const escaped = scanned.replaceAll("gpt-4o", String.raw`gpt\u002d4o`);
  expect(written(await readLogText(escaped))).toBe(written(await readLogText(scanned)));
});
