import { expect, test } from "vitest";
import { BoundedNames } from "../../../src/core/traffic/boundedNames";
import { SummaryReader } from "../../../src/core/traffic/summaryLines";
import { TrafficSummary } from "../../../src/core/traffic/trafficSummary";
import { knownRequests, type KnownRequest } from "./knownTraffic";
import { written } from "./readText";
import { hash64 } from "../../../src/core/traffic/hash64";

const LAST_DAY_MS = Date.UTC(2026, 11, 1);
/** So few are kept that every bound is met. */
const TIGHT = { routes: 8, models: 2, cells: 40, ids: 60, examples: 3 };

/** Requests of many routes, some of which stand several times. */
function traffic(seed: number): readonly KnownRequest[] {
  const requests = knownRequests(400, seed).map((request, index) => ({
    ...request,
    route: `/r${index % 37}`,
  }));
  return [...requests, ...requests.filter((_, index) => index % 5 === 0), ...requests.slice(0, 30)];
}

function summaryOf(requests: readonly KnownRequest[], limits?: typeof TIGHT): TrafficSummary {
  const summary = new TrafficSummary(limits);
  for (const { id, time, model, route, input, cached, output, reasoning } of requests) {
    const usage = {
      input,
      cached,
      cacheWrite: 0,
      output,
      reasoning,
      inputAudio: 0,
      outputAudio: 0,
      image: 0,
    };
    const judgment = {
      kind: "translation",
      level: "measured",
      gapMicro: input,
      deviationMicro: output,
    } as const;
    summary.add(
      { requests: 1, timeMs: Date.parse(time), model, id, usage },
      route,
      { judgment },
      LAST_DAY_MS,
    );
    if (output % 50 === 0) summary.addBroken({ file: "log", line: input, reason: "not JSON" });
  }
  return summary;
}

/** The items in another order, the same for the same seed. */
function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  return items
    .map((item, index) => ({ item, at: hash64(`${seed} ${index}`).low }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

test.each([
  ["all that is usual", undefined],
  ["more names, ids and cells than are kept", TIGHT],
])("partial summaries merge in any order to the bytes of a single run: %s", (_, limits) => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const requests = traffic(seed);
    const single = written(summaryOf(requests, limits));
    expect(written(summaryOf(shuffled(requests, seed), limits))).toBe(single);
    const parts = [0, 1, 2, 3, 4].map((part) =>
      summaryOf(
        shuffled(requests, seed).filter((__, index) => index % 5 === part),
        limits,
      ),
    );
    for (const order of [parts, parts.toReversed(), shuffled(parts, seed)]) {
      const all = new TrafficSummary(limits);
      for (const part of order) all.merge(part);
      expect(written(all)).toBe(single);
    }
    const [a, b, c, d, e] = parts.map((part) => {
      const all = new TrafficSummary(limits);
      all.merge(part);
      return all;
    });
    if (a && b && c && d && e) {
      // As a tree instead of a chain.
      b.merge(a);
      d.merge(c);
      d.merge(e);
      b.merge(d);
      expect(written(b)).toBe(single);
    }
  }
});

test("a summary is read back as it was written", () => {
  const summary = summaryOf(traffic(3));
  const reader = new SummaryReader();
  for (const line of written(summary).split("\n")) reader.add(line);
  expect(written(reader.finish())).toBe(written(summary));
});

test("each id counts once, with the largest of its copies", () => {
  const [first] = knownRequests(1);
  if (first === undefined) throw new Error("no request");
  const copies = [
    { ...first, output: 10, reasoning: 0 },
    { ...first, output: 30, reasoning: 0 },
    { ...first, output: 20, reasoning: 0 },
  ];
  const cells = summaryOf(copies).allCells();
  expect(cells.map(({ sums }) => [sums.requests, sums.output])).toEqual([[1, 30]]);
});

test("which names are kept follows from the set of names", () => {
  const names = Array.from({ length: 500 }, (_, index) => `/route/${index}`);
  const keep = (order: readonly string[]) => {
    const bounded = new BoundedNames(20);
    for (const name of order) bounded.add(name);
    return names.filter((name) => bounded.has(name));
  };
  expect(keep(names).length).toBeGreaterThan(5);
  expect(keep(names.toReversed())).toEqual(keep(names));
  expect(keep(shuffled(names, 9))).toEqual(keep(names));
});
