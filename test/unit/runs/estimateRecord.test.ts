import { describe, expect, it } from "vitest";
import {
  describeEstimates,
  type EstimateCheck,
  EstimateRecord,
  summarizeEstimates,
} from "../../../src/core/runs/records/estimateRecord";
import { MemoryFiles } from "./memoryFiles";

const CHECK: EstimateCheck = {
  day: "2026-11-20",
  model: "gpt-4o",
  endpoint: "chat",
  basis: "exact",
  estimatedInputTokens: 1_204,
  billedInputTokens: 1_204,
  expectedOutputTokens: 350,
  minOutputTokens: 180,
  maxOutputTokens: 720,
  billedOutputTokens: 203,
};

describe("how good the estimates have been", () => {
  it("is kept for each run and read on behind damaged lines", async () => {
    const files = new MemoryFiles();
    const record = new EstimateRecord(files);
    await record.add(CHECK);
    await files.append("estimates-2026-11.jsonl", '\n{"day":"2026-11-20","mod');
    await record.add({ ...CHECK, day: "2026-12-01" });
    expect(await record.readAll()).toEqual([CHECK, { ...CHECK, day: "2026-12-01" }]);
  });

  it("is kept for twelve months", async () => {
    const files = new MemoryFiles();
    const record = new EstimateRecord(files);
    for (let month = 1; month <= 12; month += 1) {
      await record.add({ ...CHECK, day: `2025-${String(month).padStart(2, "0")}-01` });
    }
    await record.add({ ...CHECK, day: "2026-01-01" });
    const months = (await record.readAll()).map(({ day }) => day);
    expect(months).toHaveLength(12);
    expect(months[0]).toBe("2025-02-01");
  });

  it("is counted for exact counts, for estimates and for the output", () => {
    const accuracy = summarizeEstimates([
      CHECK,
      { ...CHECK, billedInputTokens: 1_201, billedOutputTokens: 900 },
      { ...CHECK, basis: "estimate", billedInputTokens: 1_300, billedOutputTokens: 350 },
    ]);
    expect(accuracy).toEqual({
      exact: { runs: 2, right: 1, largestDifference: 3 },
      estimate: { runs: 1, right: 0, largestDifference: 96 },
      output: { runs: 3, withinRange: 2, medianDifference: 0 },
    });
    expect(describeEstimates(accuracy)).toBe(
      "Input billed to the token as counted: 1 of 2 exact counts (50.0%), 0 of 1 estimates; largest difference 96 tokens. " +
        "Output: 2 of 3 within the range, 0 tokens at the median.",
    );
  });

  it("is said without a difference if there is none, and of no runs", () => {
    expect(describeEstimates(summarizeEstimates([CHECK]))).toBe(
      "Input billed to the token as counted: 1 of 1 exact counts (100.0%). " +
        "Output: 1 of 1 within the range, −147 tokens at the median.",
    );
    expect(describeEstimates(summarizeEstimates([]))).toBe("No run with a usage yet.");
  });
});
