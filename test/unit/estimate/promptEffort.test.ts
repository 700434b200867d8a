import { describe, expect, it } from "vitest";
import { resolvePair } from "../../../src/core/models/resolvePair";
import { estimateText } from "./services";

const pairOf = (left: string, right: string) => ({ pair: resolvePair({ left, right }) });
const MESSAGES = [{ role: "user", content: "Hello" }];

const files: readonly (readonly [string, string])[] = [
  [
    "a.request.json",
    JSON.stringify({ model: "gpt-5", messages: MESSAGES, reasoning_effort: "low" }),
  ],
  [
    "a.responses.json",
    JSON.stringify({
      model: "gpt-5",
      input: "Hello",
      reasoning: { effort: "low", summary: "auto" },
    }),
  ],
  [
    "a.prompty",
    "---\nname: a\nmodel:\n  api: chat\n  parameters:\n    reasoning_effort: low\n---\nuser:\nHello\n",
  ],
  ["a.prompt", "---\nmodel: openai/gpt-5\nconfig:\n  reasoningEffort: low\n---\nHello\n"],
  [
    "a.prompt.yml",
    "messages:\n  - role: user\n    content: Hello\nmodel: openai/gpt-5\nmodelParameters:\n  reasoning_effort: low\n",
  ],
];

const CALL = 'model="gpt-5", messages=[{"role": "user", "content": "Hello to you all"}]';
const code: typeof files = [
  ["a.py", `client.chat.completions.create(reasoning_effort="low", ${CALL})\n`],
  [
    "b.py",
    'client.responses.create(model="gpt-5", reasoning={"effort": "low"}, input="Hello to you all")\n',
  ],
  [
    "a.ts",
    'await client.chat.completions.create({ model: "gpt-5", reasoning_effort: "low", messages: [{ role: "user", content: "Hello to you all" }] });\n',
  ],
];

const others: typeof files = [
  ["a.prompt.md", "---\nmodel: GPT-5\nreasoning_effort: low\n---\nHello\n"],
  [
    "b.prompty",
    "---\nname: a\nmodel:\n  id: gpt-5\n  options:\n    additionalProperties:\n      reasoning_effort: low\n---\nuser:\nHello\n",
  ],
  ["a.poml", '<poml><runtime model="gpt-5" reasoning-effort="low"/><p>Hello</p></poml>\n'],
];

describe("the effort that a file names", () => {
  it.each([...code, ...others])("is read from %s too", (path, text) => {
    const { estimates } = estimateText(path, text, pairOf("gpt-4o", "gpt-6-luna"));
    expect(estimates.map(({ right }) => right.model.label)).toEqual(["GPT-6 Luna · low"]);
  });

  it("is not taken from a variable", () => {
    const text =
      'messages:\n  - role: user\n    content: Hello\nmodelParameters:\n  reasoning_effort: "{{effort}}"\n';
    const { estimates } = estimateText("a.prompt.yml", text, pairOf("gpt-4o", "gpt-6-luna"));
    expect(estimates[0]?.right.model.label).toBe("GPT-6 Luna · medium");
    expect(estimates[0]?.billing.notes).toEqual([]);
  });

  it.each(files)("is read from %s", (path, text) => {
    const { estimates } = estimateText(path, text, pairOf("gpt-4o", "gpt-6-luna"));
    expect(estimates[0]?.right.model.label).toBe("GPT-6 Luna · low");
    expect(estimates[0]?.right.reasoning?.effort).toBe("low");
    expect(estimates[0]?.left.model.label).toBe("GPT-4o");
    expect(estimates[0]?.billing.notes).toEqual([]);
  });

  it("does not replace one that was chosen", () => {
    const [[path, text] = ["", ""]] = files;
    const { estimates } = estimateText(path, text, pairOf("gpt-4o", "gpt-6-luna@high"));
    expect(estimates[0]?.right.model.label).toBe("GPT-6 Luna · high");
  });

  it("is told apart from what the model takes", () => {
    const text = JSON.stringify({ messages: MESSAGES, reasoning_effort: "minimal" });
    const { estimates } = estimateText("a.request.json", text, pairOf("gpt-4o", "gpt-6-luna"));
    expect(estimates[0]?.right.model.label).toBe("GPT-6 Luna · medium");
    expect(estimates[0]?.billing.notes).toEqual([
      "gpt-6-luna has no effort minimal: it takes none, low, medium, high, xhigh, max. GPT-6 Luna · medium is priced.",
    ]);
  });
});

describe("output with reasoning", () => {
  it("is priced on the model that reasons and left alone on the other", () => {
    const text = JSON.stringify({ messages: MESSAGES });
    const [estimate] = estimateText(
      "a.request.json",
      text,
      pairOf("gpt-4o", "gpt-6-luna"),
    ).estimates;
    expect(estimate?.output.expectedTokens).toBe(100);
    expect(estimate?.left.output).toEqual(estimate?.output);
    expect(estimate?.left).not.toHaveProperty("reasoning");
    expect(estimate?.right.output.expectedTokens).toBe(235);
    // 235 × $0.50 a million.
    expect(estimate?.right.cost?.output).toBe(117_500_000n);
  });

  it("is stopped by max_completion_tokens, reasoning first", () => {
    const text = JSON.stringify({ messages: MESSAGES, max_completion_tokens: 120 });
    const [estimate] = estimateText(
      "a.request.json",
      text,
      pairOf("gpt-4o", "gpt-6-luna"),
    ).estimates;
    expect(estimate?.right.output).toMatchObject({ expectedTokens: 120, maxTokens: 120 });
    expect(estimate?.right.reasoning?.maxTokens).toBe(120);
    expect(estimate?.left.output.expectedTokens).toBe(100);
  });

  it("takes its share of the context window", () => {
    const text = JSON.stringify({ messages: MESSAGES });
    const share = (right: string) =>
      estimateText("a.request.json", text, pairOf("gpt-4o", right)).estimates[0]?.right
        .contextShare ?? 0;
    expect((share("gpt-6-luna@high") - share("gpt-6-luna@none")) * 1_050_000).toBeCloseTo(199, 6);
  });

  it("changes nothing for the default pair", () => {
    const text = JSON.stringify({ messages: MESSAGES, reasoning_effort: "high" });
    const [estimate] = estimateText("a.request.json", text).estimates;
    expect(estimate?.left.output).toEqual(estimate?.output);
    expect(estimate?.right.output).toEqual(estimate?.output);
    expect(estimate?.billing.notes).toEqual([]);
  });
});
