import fc from "fast-check";
import { expect, test } from "vitest";
import { scalarsOf } from "../../../src/core/traffic/formats/flatFormat";
import { LineScanner } from "../../../src/core/traffic/formats/lineScanner";
import { PLAIN_REQUESTS } from "../../../src/core/traffic/formats/plainRequests";
import { isObject, type LogScalar } from "../../../src/core/traffic/formats/trafficFormat";
import { readLogText, written } from "./readText";

const scanner = new LineScanner(
  { paths: PLAIN_REQUESTS.paths, parsedPaths: ["messages"], parsedPrefixes: ["gen_ai."] },
  (bytes, start, end) => Buffer.from(bytes.subarray(start, end)).toString("utf8"),
);

/** The scan of a line, or undefined if it has to be parsed. */
function scan(line: string): readonly LogScalar[] | undefined {
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
  let scans = 0;
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1, 2), (value, indent) => {
      const line = JSON.stringify(value, undefined, indent);
      const found = scan(line);
      if (found === undefined) return;
      scans += 1;
      expect(found).toEqual(parsed(line));
    }),
    { numRuns: 3_000 },
  );
  expect(scans).toBeGreaterThan(500);
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
      const found = scan(broken);
      if (found !== undefined) expect(found).toEqual(parsed(broken));
    }),
    { numRuns: 5_000 },
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
