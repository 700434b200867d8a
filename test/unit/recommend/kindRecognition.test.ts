import { describe, expect, it } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { createRecommender } from "../../../src/core/recommend/recommender";
import type { TaskKindId } from "../../../src/core/recommend/taskKinds";
import { input, TOOL, userPrompt } from "./fixtures";

/** Prompts as people write them, in several languages and wrappers; none is from a benchmark. */
const PROMPTS: readonly (readonly [TaskKindId, string])[] = [
  ["factual_qa", "Who was the first curator of the maritime museum in Rijeka?"],
  ["factual_qa", "In what year did the Lindqvist observatory open to the public?"],
  ["factual_qa", "Kdo navrhl budovu nádraží v Poličce?"],
  ["factual_qa", "¿Quién fue el segundo presidente de Bolivia?"],
  ["factual_qa", "Wer gewann 1974 den Literaturnobelpreis?"],
  ["factual_qa", "1998년 노벨 문학상을 받은 사람은 누구입니까?"],
  ["factual_qa", "Name the capital of Burkina Faso."],
  ["open_chat", "Hello, how are you?"],
  ["open_chat", "Who are you?"],
  ["open_chat", "What is your favourite season?"],
  ["mcq_knowledge", "Which gas is inert?\nA. Oxygen\nB. Argon\nC. Chlorine\nD. Fluorine"],
  ["mcq_knowledge", "Which planet is largest? (A) Mars (B) Jupiter (C) Venus (D) Saturn"],
  ["mcq_knowledge", "Which of these is a noble gas?\n1. Oxygen\n2. Argon\n3. Nitrogen\n4. Iron"],
  ["mcq_knowledge", "신라의 수도는?\n보기:\nA:경주, B:부여, C:개성, D:평양\n정답:"],
  ["mcq_knowledge", "다음 중 조선의 왕은?\n① 세종 ② 김유신 ③ 왕건 ④ 장보고"],
  [
    "math_word_problem",
    "Tom has 3 boxes with 12 pencils each. He gives 7 to his sister and buys 10 more. How many pencils does he have left?",
  ],
  [
    "competition_math",
    "Let $x$ and $y$ be real numbers with $x^2+y^2=1$. Find the maximum of $3x+4y$.",
  ],
  [
    "finance_math",
    "A 5-year bond with a face value of $1,000 pays a coupon of 6% a year. At a market yield of 5%, what is its price?",
  ],
  [
    "finance_math",
    "Generate a Python program to answer: an investor holds a portfolio with 60% in stock A (expected return 12%) and 40% in stock B (expected return 8%). What is the portfolio's return?",
  ],
  ["number_comparison", "Which is bigger, 3.11 or 3.9?"],
  ["code_generation", "Write a Python function that merges two sorted lists."],
  ["code_generation", "Implement an LRU cache in Rust with O(1) get and put."],
  [
    "code_reasoning",
    "What does this print?\n\ndef f(x):\n    y = []\n    for i in x:\n        y.append(i * 2)\n    return y[::-1]\nprint(f([1, 2]))",
  ],
  [
    "code_reasoning",
    "Complete the assertion with the output of the function.\n\ndef f(s, n):\n    return s[n:] + s[:n]\nassert f('abc', 1) == ??",
  ],
  [
    "competitive_programming",
    "There are n cards in a row.\n\nInput\n\nThe first line contains an integer n (1 ≤ n ≤ 100000).\n\nOutput\n\nPrint the least number of swaps.\n\nSample Input 1:\n3\n\nSample Output 1:\n1",
  ],
  [
    "competitive_programming",
    'Return the longest balanced prefix.\n\nExample 1:\n\nInput: s = "(()"\nOutput: 2\n\nExample 2:\n\nInput: s = "()"\nOutput: 2\n\nConstraints:\n\n1 <= s.length <= 10^5\n\nclass Solution:\n    def longest(self, s: str) -> int:',
  ],
  [
    "function_calling",
    'You have a set of possible functions. Make the function call that answers the question.\n[{"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}]\nWeather in Paris?',
  ],
  [
    "instruction_following",
    "Write a poem about autumn in exactly 4 lines. Do not use commas. End with the phrase 'so it goes'.",
  ],
  ["open_chat", "Explain the difference between TCP and UDP to a beginner."],
  ["open_chat", "What are the pros and cons of remote work for a small startup?"],
];

const recommender = createRecommender();

function kindOf(prompt: Prompt): string | undefined {
  return recommender.recommend(input(prompt)).evidence?.kind.id;
}

describe("the kind of task", () => {
  it.each(PROMPTS)("%s: %s", (kind, text) => {
    expect(kindOf(userPrompt(text))).toBe(kind);
  });

  it.each([
    ["in a system message", "You are a helpful assistant.\n\n", ""],
    ["as question and answer", "Question: ", "\nAnswer:"],
    [
      "with an answer in JSON",
      "",
      '\n\nReturn the answer as JSON with the keys "reasoning" and "answer".',
    ],
    ["step by step", "", "\n\nThink step by step, then give the final answer."],
    ["with a confidence", "", "\n\nAnswer: <answer>\nConfidence: <0 to 100>%"],
    ["in Japanese", "次の質問に答えてください。\n\n", "\n\n結果だけを答えてください。"],
  ])("is mostly the same %s", (name, before, after) => {
    const same = PROMPTS.filter(
      ([kind, text]) => kindOf(userPrompt(before + text + after)) === kind,
    );
    expect(same.length / PROMPTS.length).toBeGreaterThan(
      // Another script than the task's takes the most from it.
      name === "in Japanese" ? 0.75 : 0.85,
    );
  });

  it("is a function call where tools come with the request, whatever the text", () => {
    const prompt = { ...userPrompt("Weather in Paris?"), tools: [TOOL] };
    expect(kindOf(prompt)).toBe("function_calling");
  });

  it("is not recognized where the text says nothing", () => {
    const { evidence, level } = recommender.recommend(input(userPrompt("asdf qwer zxcv")));
    expect(evidence?.isRecognized).toBe(false);
    expect(level).toBe("no evidence");
  });
});
