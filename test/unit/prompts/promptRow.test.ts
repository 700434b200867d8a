import { describe, expect, test } from "vitest";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { buildEstimate } from "../../../src/core/estimate/buildEstimate";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { promptRow, type PromptRow } from "../../../src/core/prompts/promptRow";
import { switchEdits } from "../../../src/core/prompts/switchEdits";
import { characterServices as services, defaultSettings as settings } from "../estimate/services";

const SORT = "Classify the sentiment of this review as positive, negative or neutral: It broke.";

function request(model: string, content: string): string {
  return JSON.stringify({ model, messages: [{ role: "user", content }], max_tokens: 20 }, null, 2);
}

function estimatesOf(path: string, text: string): readonly Estimate[] {
  return readPromptFile({ path, text }).prompts.map((prompt) =>
    buildEstimate(prompt, services, settings),
  );
}

function rowOf(path: string, text: string, before?: string): PromptRow {
  const file = readPromptFile({ path, text });
  const estimates = estimatesOf(path, text);
  const old = before === undefined ? undefined : estimatesOf(path, before);
  return promptRow(
    { id: `file:///${path}`, path, estimate: { file, estimates }, ...(old && { before: old }) },
    settings,
  );
}

describe("a prompt file as a row", () => {
  test("saves by a switch what both costs differ by, if it names the costlier model", () => {
    const [estimate] = estimatesOf("a.json", request("gpt-4o", SORT));
    const row = rowOf("a.json", request("gpt-4o", SORT));
    expect(row.goesTo).toBe("right");
    expect(row.saving).toBe(
      (estimate?.left.cost?.total ?? 0n) - (estimate?.right.cost?.total ?? 0n),
    );
    expect(row.models).toEqual(["gpt-4o"]);
  });

  test("saves nothing if it names the recommended model, another one or none", () => {
    for (const model of ["gpt-4o-mini", "gpt-5", "my-own-model"]) {
      expect(rowOf("a.json", request(model, SORT)).saving).toBeUndefined();
    }
    expect(rowOf("a.prompt", SORT).saving).toBeUndefined();
  });

  test("tells the change since the last commit, and nothing if tokens are the same", () => {
    const now = request("gpt-4o", `${SORT} It broke again.`);
    const before = request("gpt-4o", SORT);
    const [newer] = estimatesOf("a.json", now);
    const [older] = estimatesOf("a.json", before);
    expect(rowOf("a.json", now, before).changedTokens).toBe(
      (newer?.left.count.inputTokens ?? 0) - (older?.left.count.inputTokens ?? 0),
    );
    expect(rowOf("a.json", now, now).changedTokens).toBeUndefined();
  });

  test("adds up the requests of a file", () => {
    const lines = [SORT, `${SORT} Why?`].map((content, index) =>
      JSON.stringify({
        custom_id: String(index),
        method: "POST",
        url: "/v1/chat/completions",
        body: { model: "gpt-4o", messages: [{ role: "user", content }] },
      }),
    );
    const estimates = estimatesOf("a.jsonl", lines.join("\n"));
    const row = rowOf("a.jsonl", lines.join("\n"));
    expect(row.requests).toBe(2);
    expect(row.tokens).toBe(estimates.reduce((sum, { left }) => sum + left.count.inputTokens, 0));
    expect(row.costs.right).toBe(
      estimates.reduce((sum, { right }) => sum + (right.cost?.total ?? 0n), 0n),
    );
  });

  test("knows context files, retiring models and files that can't be read", () => {
    expect(rowOf("AGENTS.md", "Use tabs.").isContext).toBe(true);
    expect(rowOf("a.json", request("gpt-4o", SORT)).shutdownDays).toBeGreaterThan(0);
    expect(rowOf("a.prompty", "---\nname: [\n---\nHi").problem).toBeDefined();
  });
});

describe("the switch to the recommended model", () => {
  const switched = (path: string, text: string): string =>
    switchEdits(text, estimatesOf(path, text), settings).reduceRight(
      (changed, { range, text: newText }) =>
        changed.slice(0, range.start) + newText + changed.slice(range.end),
      text,
    );

  test.each(["gpt-4o", "gpt-4o-2024-08-06", "openai/gpt-4o"])("renames %s", (model) => {
    const text = request(model, SORT);
    expect(switched("a.json", text)).toBe(
      text.replace(model.replace("openai/", ""), "gpt-4o-mini"),
    );
  });

  test("leaves a file alone that names the recommended model", () => {
    const text = request("gpt-4o-mini", SORT);
    expect(switched("a.json", text)).toBe(text);
  });

  test("leaves a name alone that is set elsewhere in the file", () => {
    const text = `from openai import OpenAI
MODEL = "gpt-4o"
OpenAI().chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "${SORT}"}])
`;
    expect(switched("a.py", text)).toBe(text);
  });

  test("renames a model once that several requests share", () => {
    const text = `prompts:
  - "Classify the sentiment: {{review}}"
  - "Is this review positive? {{review}}"
providers: [openai:chat:gpt-4o]
tests:
  - vars: { review: "It broke." }
`;
    expect(switched("promptfooconfig.yaml", text)).toBe(text.replace("gpt-4o", "gpt-4o-mini"));
  });
});
