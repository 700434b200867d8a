import { expect, it } from "vitest";
import { USD } from "../../../src/core/currency";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { type AfterMove, afterMoveOf, moveOfPair } from "../../../src/core/migrate/afterMove";
import { chooseTarget, type Target } from "../../../src/core/migrate/breaks/target";
import { DEFAULT_PAIR, type ModelPair } from "../../../src/core/models/resolvePair";
import { readMoment } from "../../../src/core/panel/moment";
import type { PanelState } from "../../../src/core/panel/contract/panelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { afterMoveLine } from "../../../src/core/surfaces/afterMoveWords";
import { characterServices, defaultSettings, estimateText } from "../estimate/services";
import { panelInput, promptSubject } from "./sampleInput";
import { cardTexts } from "./stateText";

const PATH = "triage.request.json";

/** 100 tokens of text by one token a character. */
const REQUEST = `{
  "model": "gpt-4o",
  "max_tokens": 240,
  "stop": ["###"],
  "messages": [{ "role": "user", "content": "${"x".repeat(100)}" }]
}
`;

interface Moved {
  readonly estimate: Estimate;
  readonly after: AfterMove;
}

function moved(text = REQUEST, target?: Target): Moved {
  const { file, estimates } = estimateText(PATH, text);
  const [estimate] = estimates;
  const after =
    estimate &&
    afterMoveOf(estimate, {
      services: characterServices,
      settings: defaultSettings,
      source: { path: PATH, text, prompts: file.prompts },
      ...(target && { target }),
    });
  if (estimate === undefined || after === undefined) throw new Error("It does not move.");
  return { estimate, after };
}

function target(name: string): Target {
  const choice = chooseTarget(name, defaultSettings.today);
  if (choice.kind === "refused") throw new Error(choice.reason);
  return choice.target;
}

function panelOf({ estimate, after }: Moved): Extract<PanelState, { kind: "one" }> {
  const state = buildPanelState(
    panelInput({ subject: promptSubject(estimate), moment: { shown: "after", move: after } }),
  );
  if (state.kind !== "one") throw new Error(state.kind);
  return state;
}

it("counts and prices the prompt on the model that OpenAI names, at the plan's effort and at its default", () => {
  const { after, estimate } = moved();
  const { count, output, cost } = after.estimate;
  expect([after.target.model.id, after.target.effort]).toEqual(["gpt-6-luna", "none"]);
  // USD 0.10 and 0.50 for 1M tokens: 100,000 and 500,000 pico-USD a token.
  expect(cost?.total).toBe(
    BigInt(count.inputTokens) * 100_000n + BigInt(output.expectedTokens) * 500_000n,
  );
  expect(after.estimate.reasoning?.maxTokens).toBe(0);
  expect(after.atDefault?.effort).toBe("medium");
  expect(after.atDefault?.estimate.output.expectedTokens).toBeGreaterThan(output.expectedTokens);
  expect(estimate.left.count.inputTokens - count.inputTokens).toBe(1);
});

it("lists the safe edits and the judgments of the file's own place", () => {
  expect(moved().after.changes).toEqual([
    { title: '"max_tokens": 240', effect: "→ max_completion_tokens", isSafe: true },
    { title: '"stop": ["###"]', effect: "", isSafe: false },
    { title: "no effort set", effect: "→ none", isSafe: true },
  ]);
});

it("shows a verdict of its own in the panel, and today's unless it is asked for", () => {
  const one = moved();
  const { moment, verdict } = panelOf(one);
  expect(moment).toBe("after");
  expect(plainText(verdict.sentence)).toMatch(
    /^At effort none GPT-6 Luna costs \$0\.\d+ a request: \d+% less than GPT-4o mini, \d+% less than GPT-4o\.$/,
  );
  const grounds = verdict.grounds.map(plainText);
  expect(grounds[0]).toMatch(
    /^estimate \$0\.\d+ \(\$0\.\d+–\$0\.\d+\) at medium, its default if no effort is set: about \d+ tokens of reasoning, billed as output$/,
  );
  expect(grounds[1]).toBe(
    '2 safe edits: "max_tokens": 240 → max_completion_tokens and no effort set → none',
  );
  expect(grounds[2]).toBe('your judgment still to decide: "stop": ["###"]');
  const [recommended, cost, confidence] = cardTexts(verdict);
  expect(recommended).toBe(
    "Recommended: GPT-6 Luna at none | Named by OpenAI to replace GPT-4o and GPT-4o mini, which end on 2027-01-14, in 55 days",
  );
  expect(cost).toMatch(
    /^Cost per request: \$0\.\d+ \| 4o \$0\.\d+ \| mini \$0\.\d+ \| 6 Luna, none \$0\.\d+ \| 6 Luna, medium \$0\.\d+$/,
  );
  expect(confidence).toMatch(/^Confidence: Not measured \| No scores of GPT-6 Luna on /);
  expect(verdict.cards[0]?.accent).toBe("successor");
  const today = buildPanelState(
    panelInput({ subject: promptSubject(one.estimate), moment: { shown: "today" } }),
  );
  expect(plainText(today.verdict.sentence)).not.toContain("Luna");
});

it("moves to the target of the settings, and says that it is not the one OpenAI names", () => {
  const one = moved(REQUEST, target("gpt-5.6-luna@low"));
  const { verdict } = panelOf(one);
  expect(plainText(verdict.sentence)).toContain("At effort low GPT-5.6 Luna costs");
  expect(cardTexts(verdict)[0]).toContain("Chosen in the settings to replace");
});

it("keeps the effort that the file names, if the target takes it", () => {
  const { after } = moved(REQUEST.replace('"stop"', '"reasoning_effort": "high",\n  "stop"'));
  expect(after.target.effort).toBe("high");
  expect(after.estimate.reasoning?.expectedTokens).toBeGreaterThan(0);
});

it("ends the hover with the date, the cost after the move, and links to the plan and the run", () => {
  const { after, estimate } = moved();
  const line = afterMoveLine(after, estimate, USD);
  const [words] = line;
  expect(words?.kind === "markdown" && words.value).toMatch(
    /^GPT-4o and GPT-4o mini end on 2027-01-14, in 55 days\. On GPT-6 Luna at none \$0\.\d+ a request \(.*\); \$0\.\d+ at medium, if no effort is set\. 2 safe edits; your judgment: "stop": \\\["\\#\\#\\#"\\\]\. $/,
  );
  expect(line.filter(({ kind }) => kind === "link")).toEqual([
    { kind: "link", label: "Open the Plan", command: "planMove" },
    {
      kind: "link",
      label: "Run Before and After",
      command: "runMove",
      range: estimate.prompt.range,
    },
  ]);
});

it("has nothing to say of a pair that does not end, and of what is sent along with other requests", () => {
  const luna = target("gpt-6-luna");
  const staying: ModelPair = {
    left: luna.model,
    leftSnapshot: luna.model.id,
    right: luna.model,
    rightSnapshot: luna.model.id,
  };
  expect(moveOfPair(staying, defaultSettings.today)).toBeUndefined();
  expect(moveOfPair(DEFAULT_PAIR, defaultSettings.today)?.target.model).toBe(luna.model);
  const { estimates } = estimateText("AGENTS.md", "Be brief.");
  const [context] = estimates;
  const options = { services: characterServices, settings: defaultSettings };
  expect(context && afterMoveOf(context, options)).toBeUndefined();
});

it("reads back the moment that was kept, and takes anything else for today", () => {
  expect(["after", "today", "soon", undefined].map(readMoment)).toEqual([
    "after",
    "today",
    "today",
    "today",
  ]);
});
