import { describe, expect, test } from "vitest";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { targetRetirementWords } from "../../../src/core/migrate/retiringTarget";
import { applyEdits } from "../../../src/core/migrate/textEdits";
import { GPT_5_1 } from "../../../src/core/models/gpt51";

const TODAY = "2026-11-28";

function targetOf(text: string) {
  const choice = chooseTarget(text, TODAY);
  if (choice.kind === "refused") throw new Error(choice.reason);
  return choice.target;
}

function plan(path: string, text: string, to = "gpt-6-luna") {
  return planFile(path, text, { today: TODAY, target: targetOf(to) });
}

function moved(path: string, text: string, to?: string): string {
  return applyEdits(text, safeEdits(plan(path, text, to)));
}

describe("safe edits", () => {
  test.each([
    [
      "a.toml",
      'model = "gpt-4o"\nfallbacks = ["gpt-4o-mini", "openai/gpt-4o"]\ntemperature = 0.7\n',
      'model = "gpt-6-luna"\nreasoning_effort = "none"\nfallbacks = ["gpt-6-luna", "openai/gpt-6-luna"]\ntemperature = 0.7\n',
    ],
    [
      "a.yaml",
      "model: gpt-4o\nfallback: gpt-4o-mini\ntemperature: 0.7\n",
      "model: gpt-6-luna\nreasoning_effort: none\nfallback: gpt-6-luna\ntemperature: 0.7\n",
    ],
    [
      "a.jsonl",
      '{"model": "gpt-4o", "fallbacks": ["gpt-4o-mini"], "seed": 1}\n{"model": "gpt-4o", "models": ["gpt-4o"], "input": "hi"}\n',
      '{"model": "gpt-6-luna", "reasoning_effort": "none", "fallbacks": ["gpt-6-luna"], "seed": 1}\n{"model": "gpt-6-luna", "reasoning": {"effort": "none"}, "models": ["gpt-6-luna"], "input": "hi"}\n',
    ],
    [
      "a.json",
      '{"model": "gpt-4o", "messages": [], "max_tokens": 50, "temperature": 0.3}',
      '{"model": "gpt-6-luna", "reasoning_effort": "none", "messages": [], "max_completion_tokens": 50, "temperature": 0.3}',
    ],
    [
      "a.json",
      '{\n  "model": "gpt-4o",\n  "input": "hi"\n}\n',
      '{\n  "model": "gpt-6-luna",\n  "reasoning": {"effort": "none"},\n  "input": "hi"\n}\n',
    ],
    [
      "a.jsonl",
      '{"body": {"model": "gpt-4o-mini", "messages": []}}\n{"body": {"model": "gpt-4.1", "messages": []}}\n',
      '{"body": {"model": "gpt-6-luna", "reasoning_effort": "none", "messages": []}}\n{"body": {"model": "gpt-6-luna", "reasoning_effort": "none", "messages": []}}\n',
    ],
    [
      "a.yaml",
      "model: gpt-4o # ours\nmax_tokens: 5\nmessages: []\n",
      "model: gpt-6-luna # ours\nreasoning_effort: none\nmax_completion_tokens: 5\nmessages: []\n",
    ],
    [
      "a.yaml",
      "request: { model: gpt-4o, messages: [] }\n",
      "request: { model: gpt-6-luna, reasoning_effort: none, messages: [] }\n",
    ],
    [
      "a.py",
      'r = client.chat.completions.create(\n    model="gpt-4o",\n    messages=m,\n    max_tokens=9,\n)\n',
      'r = client.chat.completions.create(\n    model="gpt-6-luna",\n    reasoning_effort="none",\n    messages=m,\n    max_completion_tokens=9,\n)\n',
    ],
    [
      "a.py",
      'MODEL = "gpt-4o"\na.chat.completions.create(model=MODEL, messages=m)\na.responses.create(model=MODEL, input=i)\n',
      'MODEL = "gpt-6-luna"\na.chat.completions.create(model=MODEL, reasoning_effort="none", messages=m)\na.responses.create(model=MODEL, reasoning={"effort": "none"}, input=i)\n',
    ],
    [
      "a.py",
      'llm = ChatOpenAI(model="gpt-4o", temperature=0)\n',
      'llm = ChatOpenAI(model="gpt-6-luna", reasoning_effort="none", temperature=0)\n',
    ],
    [
      "a.ts",
      'await openai.chat.completions.create({ model: "gpt-4o", messages, max_tokens: 5 });',
      'await openai.chat.completions.create({ model: "gpt-6-luna", reasoning_effort: "none", messages, max_completion_tokens: 5 });',
    ],
    [
      "a.ts",
      "await openai.responses.create({\n  model: 'gpt-4o',\n  input,\n});",
      "await openai.responses.create({\n  model: 'gpt-6-luna',\n  reasoning: { effort: \"none\" },\n  input,\n});",
    ],
    [".env", "MODEL=gpt-4o\n", "MODEL=gpt-6-luna\n"],
    ["a.yml", "env:\n  MODEL: openai/gpt-4o-mini\n", "env:\n  MODEL: openai/gpt-6-luna\n"],
    [
      "a.ts",
      'const names = ["gpt-4o", "gpt-4o-mini"];',
      'const names = ["gpt-6-luna", "gpt-6-luna"];',
    ],
  ])("%s at the effort none: %j", (path, before, after) => {
    expect(moved(path, before)).toBe(after);
  });

  test.each([
    [
      "a.json",
      '{"model": "gpt-4o", "messages": [], "temperature": 0.3, "top_p": 1}',
      '{"model": "gpt-6-luna", "reasoning_effort": "medium", "messages": [], "top_p": 1}',
    ],
    [
      "a.yaml",
      "model: gpt-4o\ntemperature: 0.3\nmessages: []\n",
      "model: gpt-6-luna\nreasoning_effort: medium\nmessages: []\n",
    ],
    [
      "a.py",
      'c.chat.completions.create(model="gpt-4o", messages=m, temperature=0.2)',
      'c.chat.completions.create(model="gpt-6-luna", reasoning_effort="medium", messages=m)',
    ],
    [
      "a.json",
      '{"model": "gpt-4o", "messages": [], "prompt_cache_retention": "in_memory", "prediction": {}}',
      '{"model": "gpt-6-luna", "reasoning_effort": "medium", "messages": []}',
    ],
  ])("%s at the effort medium: %j", (path, before, after) => {
    expect(moved(path, before, "gpt-6-luna@medium")).toBe(after);
  });

  test.each([
    ["a fine-tuned model", "a.json", '{"model": "ft:gpt-4o-2024-08-06:acme::1", "messages": []}'],
    ["a tokenizer's model", "a.py", 'enc = tiktoken.encoding_for_model("gpt-4o")'],
    ["a model for audio", "a.py", 'c.audio.speech.create(model="gpt-4o-mini-tts", voice="alloy")'],
  ])("leave %s alone", (_, path, text) => {
    expect(moved(path, text)).toBe(text);
    expect(plan(path, text)).toHaveLength(1);
  });

  test("leave what needs judgment, and say it", () => {
    const text = '{"model": "gpt-4o", "messages": [], "stop": ["###"], "logit_bias": {}, "n": 20}';
    const [move] = plan("a.json", text);
    expect(moved("a.json", text)).toContain('"stop": ["###"], "logit_bias": {}, "n": 20');
    expect(move?.breaks.filter(({ changes }) => changes === undefined).map(({ id }) => id)).toEqual(
      ["stop", "logit_bias", "n"],
    );
  });

  test("leave nothing to move, and applied again change nothing", () => {
    const files = [
      ["a.json", '{"model": "gpt-4o", "messages": [], "max_tokens": 5}'],
      ["a.py", 'M = "gpt-4o"\nc.chat.completions.create(model=M, messages=m, max_tokens=5)'],
      ["a.yaml", "model: gpt-4o\nmessages: []\n"],
    ] as const;
    for (const [path, text] of files) {
      const once = moved(path, text);
      expect(plan(path, once)).toEqual([]);
      expect(moved(path, once)).toBe(once);
    }
  });
});

describe("breaks", () => {
  const ids = (text: string, to?: string) =>
    plan("a.json", text, to).flatMap(({ breaks }) => breaks.map(({ id }) => id));

  test("depend on the effort", () => {
    const text =
      '{"model": "gpt-4o", "messages": [], "temperature": 0.3, "logprobs": true, "presence_penalty": 1, "tools": []}';
    expect(ids(text)).toEqual(["default-effort"]);
    expect(ids(text, "gpt-6-luna@low")).toEqual([
      "temperature",
      "logprobs",
      "penalties",
      "tools-chat",
      "default-effort",
    ]);
  });

  test("tell their position and their source", () => {
    const text = '{"model": "gpt-4o", "messages": [], "stop": "x"}';
    const stop = plan("a.json", text)[0]?.breaks.find(({ id }) => id === "stop");
    expect(stop?.message).toBe(
      "gpt-6-luna refuses stop at every effort (inferred from a sibling model).",
    );
    expect(text.slice(stop?.range.start, stop?.range.end)).toBe('"stop": "x"');
  });
});

describe("targets", () => {
  test.each([
    ["gpt-9", "gpt-9 is not in the catalog."],
    [
      "gpt-6-luna@extreme",
      "gpt-6-luna has no effort extreme. It takes none, low, medium, high, xhigh, max.",
    ],
    ["gpt-6.1-sol@none", "gpt-6.1-sol has no effort none. It takes low, medium, high, xhigh, max."],
    ["gpt-4.1@low", "gpt-4.1 does not reason and takes no effort."],
    ["o4-mini", "o4-mini was itself shut down on 2026-10-23. Choose a later one."],
  ])("%s is refused", (text, reason) => {
    expect(chooseTarget(text, TODAY)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining(reason) as string,
    });
  });

  test("one that retires itself is taken with a warning", () => {
    expect(targetRetirementWords(GPT_5_1, TODAY)).toMatch(/^gpt-5.1 itself ends on 2027-04-01/);
  });

  test("without one, each model moves to what its maker names", () => {
    const [first, second] = planFile("a.json", '["gpt-4o", "gpt-5"]', { today: TODAY });
    expect([first?.target?.model.id, first?.target?.effort]).toEqual(["gpt-6-luna", "none"]);
    expect([second?.target?.model.id, second?.target?.effort]).toEqual(["gpt-6.1-sol", "low"]);
    expect([first?.place.daysLeft, second?.place.daysLeft]).toEqual([47, 13]);
  });
});
