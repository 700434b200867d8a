import { describe, expect, it } from "vitest";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { plainText } from "../../../src/core/panel/contract/richText";
import type { NamedEstimate, PromptsSubject } from "../../../src/core/panel/panelInput";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { receiptEstimate, sampleEstimate } from "./sampleEstimates";
import { panelInput } from "./sampleInput";

const file = { id: "batch", name: "batch.jsonl" };
const lines = [1, 2, 3].map((line): NamedEstimate => ({
  id: `line-${line}`,
  name: `batch.jsonl, Line ${line}`,
  file,
  estimate: line === 3 ? receiptEstimate() : sampleEstimate(),
}));
const single: NamedEstimate = {
  id: "one",
  name: "triage.prompty",
  estimate: sampleEstimate(),
};

function tableOf(prompts: readonly NamedEstimate[]) {
  const subject: PromptsSubject = {
    kind: "many",
    name: "files",
    prompts,
    total: totalOf(
      prompts.map(({ estimate }) => estimate),
      DEFAULT_PAIR,
    ),
    leftOut: [],
  };
  const state = buildPanelState(panelInput({ subject }));
  if (state.kind !== "many") throw new Error("One prompt is shown.");
  return state.prompts;
}

describe("prompts of several files", () => {
  const { rows, lead } = tableOf([single, ...lines]);

  it("have one row for each file, which leads to that file", () => {
    expect(rows.map(({ id, cells }) => [id, plainText(cells[0] ?? [])])).toEqual([
      ["batch", "batch.jsonl, 3 prompts"],
      ["one", "triage.prompty"],
    ]);
  });

  it("have the sums of the file, where its prompts go, and all levels of evidence", () => {
    const cells = rows[0]?.cells.map(plainText);
    // Twice 1,204 and 946 on 4o, twice 1,204 and 25,682 on mini.
    expect(cells?.slice(1, 3)).toEqual(["3,354", "28,090"]);
    // Twice $0.00651 and $0.003565, twice $0.0003906 and $0.0039243.
    expect(cells?.slice(4)).toEqual([
      "0.0166",
      "0.00471",
      "0.0122",
      "67% mini",
      "measured, no evidence",
    ]);
  });

  it("say which file holds most of them", () => {
    expect(plainText(lead)).toContain(" 3 of the 4 are in batch.jsonl.");
  });
});

it("of one file have a row each", () => {
  const { rows, lead } = tableOf(lines);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(["line-1", "line-2", "line-3"]);
  expect(plainText(lead)).not.toContain("are in");
});
