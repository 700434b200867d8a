import { expect, test } from "vitest";
import { SIDES } from "../../../src/core/pair";
import { defaultSettings } from "../estimate/services";
import { readText } from "../prompt/fixtures";
import { plannedRun } from "./plannedRun";

function plannedLimits(body: object) {
  const [prompt] = readText("a.request.json", JSON.stringify(body)).file.prompts;
  if (prompt === undefined) throw new Error("no request was read");
  const { sides } = plannedRun(prompt, defaultSettings);
  return SIDES.map((side) => sides[side]?.request.usageLimits);
}

const MESSAGES = [{ role: "user", content: "Sort the letter." }];

test("a run is billed for no more than the model's window and output limit", () => {
  const limits = { inputTokens: 128_000, outputTokens: 16_384 };
  expect(plannedLimits({ model: "gpt-4o", messages: MESSAGES })).toEqual([limits, limits]);
});

test("each answer of a request can be as long", () => {
  const limits = { inputTokens: 384_000, outputTokens: 49_152 };
  expect(plannedLimits({ model: "gpt-4o", messages: MESSAGES, n: 3 })).toEqual([limits, limits]);
});
