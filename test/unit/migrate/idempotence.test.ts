import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { applyEdits } from "../../../src/core/migrate/textEdits";

const TODAY = "2026-11-28";

function moved(path: string, text: string, to: string): string {
  const choice = chooseTarget(to, TODAY);
  if (choice.kind === "refused") throw new Error(choice.reason);
  const plan = planFile(path, text, { today: TODAY, target: choice.target });
  return applyEdits(text, safeEdits(plan));
}

const setting = fc.oneof(
  fc.record({ key: fc.constant("temperature"), value: fc.constantFrom(0, 0.3, 1, 1.5) }),
  fc.record({ key: fc.constant("top_p"), value: fc.constantFrom(0.5, 1) }),
  fc.record({ key: fc.constant("max_tokens"), value: fc.integer({ min: 1, max: 9000 }) }),
  fc.record({ key: fc.constant("presence_penalty"), value: fc.constantFrom(0, 0.5) }),
  fc.record({ key: fc.constant("logprobs"), value: fc.boolean() }),
  fc.record({ key: fc.constant("seed"), value: fc.nat() }),
  fc.record({ key: fc.constant("prediction"), value: fc.constant({ type: "content" }) }),
  fc.record({ key: fc.constant("prompt_cache_retention"), value: fc.constant("in_memory") }),
  fc.record({ key: fc.constant("reasoning_effort"), value: fc.constantFrom("minimal", "low") }),
);

const request = fc
  .record({
    settings: fc.uniqueArray(setting, { selector: ({ key }) => key }),
    model: fc.constantFrom("gpt-4o", "gpt-4o-mini", "gpt-4.1", "o3"),
    at: fc.nat(8),
  })
  .map(({ settings, model, at }) => {
    const members = settings.map(({ key, value }) => [key, value] as const);
    const position = Math.min(at, members.length);
    return Object.fromEntries([
      ...members.slice(0, position),
      ["model", model],
      ...members.slice(position),
      ["messages", [{ role: "user", content: "Say hello." }]],
    ]) as Readonly<Record<string, unknown>>;
  });

/** The parameters that gpt-6-luna accepts on Chat Completions by the documented rules. */
function refusals(body: Readonly<Record<string, unknown>>): readonly string[] {
  const effort = body["reasoning_effort"] ?? "medium";
  const onlyAtNone = ["temperature", "top_p", "presence_penalty", "logprobs"].filter((key) => {
    const isDefault = body[key] === (key === "temperature" || key === "top_p" ? 1 : 0);
    return body[key] !== undefined && body[key] !== false && !isDefault;
  });
  return [
    ...(effort === "none" ? [] : onlyAtNone),
    ...["max_tokens", "prediction"].filter((key) => key in body),
    ...(body["prompt_cache_retention"] === "in_memory" ? ["prompt_cache_retention"] : []),
    ...(["none", "low", "medium", "high", "xhigh", "max"].some((each) => each === effort)
      ? []
      : ["reasoning_effort"]),
  ];
}

const syntaxes = {
  "compact JSON": (body: object) => JSON.stringify(body),
  "indented JSON": (body: object) => JSON.stringify(body, undefined, 2),
} as const;

test.each(Object.entries(syntaxes))(
  "%s is accepted after the move, once and for all",
  (_, write) => {
    fc.assert(
      fc.property(request, fc.constantFrom("gpt-6-luna@none", "gpt-6-luna@low"), (body, to) => {
        const once = moved("request.json", write(body), to);
        const sent = JSON.parse(once) as Readonly<Record<string, unknown>>;
        expect(sent["model"]).toBe("gpt-6-luna");
        expect(refusals(sent)).toEqual([]);
        expect([sent["messages"], sent["seed"]]).toEqual([body["messages"], body["seed"]]);
        expect(moved("request.json", once, to)).toBe(once);
      }),
    );
  },
);
