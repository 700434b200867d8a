import { expect, test } from "vitest";
import {
  baselineFileName,
  baselineHeadline,
  baselineText,
  readBaseline,
} from "../../../src/core/measure/export/baselineFile";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import { resultKey } from "../../../src/core/measure/engine/runLines";
import { faultOf, resultOf, resultsOf } from "./rowResults";

const HEAD = {
  id: "1",
  startedAt: "2026-11-20T10:00:00.000Z",
  file: "triage.prompty",
  data: "rows.csv",
  host: "127.0.0.1",
  models: { left: "gpt-4o", right: "gpt-4o-mini" },
  rows: 42,
  promptHash: "p",
  dataHash: "d",
};

const RESULTS = [...resultsOf([38, 2, 1, 0]), faultOf("lost", "right")];
const RUN = {
  head: HEAD,
  results: new Map(RESULTS.map((result) => [resultKey(result), result])),
  judgments: new Map(),
  unsettled: [],
  damagedLines: [],
};

test("a baseline keeps one model's answers as a plain file", () => {
  const text = baselineText(RUN, "right");
  const read = readBaseline(text);
  expect(read?.head).toEqual({ ...HEAD, models: { right: "gpt-4o-mini" } });
  expect([...(read?.results.values() ?? [])]).toEqual(
    RESULTS.filter(({ side, answer }) => side === "right" && answer),
  );
  expect(readBaseline(text.replaceAll("\n", "\r\n"))).toEqual(read);
  expect(readBaseline("not a baseline")).toBeUndefined();
  const damaged = readBaseline(text.replace("answer of right", "another answer"));
  expect(damaged?.damagedLines).toHaveLength(1);
  expect(damaged?.results.size).toBe(40);
});

test("a later run is compared with it, without the old model", () => {
  const baseline = readBaseline(baselineText(RUN, "right"));
  if (baseline === undefined) throw new Error("no baseline");
  const later = Array.from({ length: 41 }, (_, row) =>
    resultOf(`r${row}`, "right", { passed: true }),
  );
  const { sentence } = baselineHeadline(
    baseline,
    pairResults([...later, resultOf("new", "right", { passed: true })]),
    "right",
    { label: "Luna", requestsPerMonth: 1_000 },
  );
  expect(sentence).toMatch(
    /^Against the saved answers of gpt-4o-mini, (?:gpt-4o-mini passes 39 of 41, Luna 41): no difference that 41 rows can show\./,
  );
});

test("answers that were compared are not read again", () => {
  let reads = 0;
  const answered = resultOf("r0", "right", { passed: true });
  const later = [
    {
      rowId: "r0",
      get right() {
        reads += 1;
        return answered;
      },
    },
  ];
  const compare = (rows: typeof later, side: "left" | "right") =>
    baselineHeadline(RUN, rows, side, { label: "Luna", requestsPerMonth: 1 });
  const first = compare(later, "right");
  const readOnce = reads;
  expect(readOnce).toBeGreaterThan(0);
  expect(compare(later, "right")).toEqual(first);
  expect(reads).toBe(readOnce);
  expect(compare([...later], "right")).toEqual(first);
  expect(reads).toBeGreaterThan(readOnce);
});

test("it is beside its prompt", () => {
  expect(baselineFileName("prompts/triage.prompt.md")).toBe("prompts/triage.baseline.jsonl");
  expect(baselineFileName("t.prompty")).toBe("t.baseline.jsonl");
});
