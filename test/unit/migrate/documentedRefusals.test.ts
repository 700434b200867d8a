import { describe, expect, test } from "vitest";
import { planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { applyEdits } from "../../../src/core/migrate/textEdits";
import { refusals, type RequestBody } from "./refusals";

const TODAY = "2026-11-28";
const tools = [{ type: "function", function: { name: "find", parameters: { type: "object" } } }];
const messages = [{ role: "user", content: "Hi" }];

/** A break, a request that has it, and what is still refused once the safe edits are made. */
const REQUESTS: readonly (readonly [id: string, members: object, left: readonly string[]])[] = [
  ["max_tokens", { max_tokens: 50 }, []],
  ["temperature", { temperature: 0.2 }, []],
  ["top_p", { top_p: 0.5 }, []],
  ["logprobs", { logprobs: true, top_logprobs: 12 }, []],
  ["penalties", { presence_penalty: 1, frequency_penalty: 0.5 }, []],
  ["prediction", { prediction: { type: "content", content: "Hi" } }, []],
  ["tools-chat", { tools }, []],
  ["effort-values", { reasoning_effort: "minimal" }, []],
  ["cache-retention", { prompt_cache_retention: "in_memory" }, []],
  ["stop", { stop: ["###"] }, ["stop"]],
  ["logit_bias", { logit_bias: { "1": -100 } }, ["logit_bias"]],
  ["modalities", { modalities: ["text"] }, ["modalities"]],
  ["web_search_options", { web_search_options: {} }, ["web_search_options"]],
  ["n", { n: 64 }, ["n"]],
];

describe("a request that the new model is documented to refuse", () => {
  test.each(REQUESTS)("%s", (id, members, left) => {
    const request = { model: "gpt-4o", messages, ...members };
    expect(refusals({ ...request, model: "gpt-6-luna" })).not.toEqual([]);
    const text = JSON.stringify(request);
    const plans = planFile("a.json", text, { today: TODAY });
    const moved = JSON.parse(applyEdits(text, safeEdits(plans))) as RequestBody;
    expect(moved["model"]).toBe("gpt-6-luna");
    expect(refusals(moved)).toEqual(left);
    // What the edits leave is listed for a person to decide.
    const judged = plans.flatMap(({ breaks }) => breaks.filter(({ changes }) => !changes));
    expect(judged.map((found) => found.id)).toEqual(left.length > 0 ? [id] : []);
  });

  test("all that is mended, in one request", () => {
    const mended = REQUESTS.filter(([, , left]) => left.length === 0);
    const members = mended.reduce((all, [, each]) => ({ ...all, ...each }), {});
    const text = JSON.stringify({ model: "gpt-4o-mini", messages, ...members });
    const moved = applyEdits(text, safeEdits(planFile("a.json", text, { today: TODAY })));
    expect(refusals(JSON.parse(moved) as RequestBody)).toEqual([]);
  });
});
