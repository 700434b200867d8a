import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { createRecommender } from "../../../src/core/recommend/recommender";
import type { TaskKindId } from "../../../src/core/recommend/taskKinds";
import { input, message, promptOf, textPart, TOOL, userPrompt } from "./fixtures";

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

/** Templates as applications hold them, with the kinds that a reader would give them; none is trained on. */
const TEMPLATES: readonly (readonly [readonly TaskKindId[], string])[] = [
  [
    ["data_extraction"],
    "You read delivery notes for a warehouse. Give the carrier, the note's number, each article with its quantity, and the date as YYYY-MM-DD. Leave a field empty if it is not on the note.\n\n{{note}}",
  ],
  [
    ["data_extraction"],
    "# GOAL\nPull every phone number and street address out of the page.\n\n# OUTPUT\n- CSV with the columns type and value\n- nothing else\n\n# INPUT\n{{page}}",
  ],
  [
    ["summarisation"],
    "Condense the call below into five bullets for somebody who could not attend. Mention decisions first.\n\n{{call_transcript}}",
  ],
  [
    ["summarisation"],
    "system:\nYou write the recap of a chat when it gets too long. Keep what was decided and what is still open.\nuser:\n{{chat}}",
  ],
  [
    ["classification", "request_routing"],
    "You sort incoming mail of a town hall. Categories: taxes, building, registry, schools, other. Answer with the category.\n\nMail: {{mail}}",
  ],
  [
    ["classification"],
    "Label the bug report as ui, backend or infrastructure and give its severity from 1 to 4.\nTitle: {title}\nBody: {body}",
  ],
  [
    ["sentiment_analysis", "classification"],
    "You read reviews of hotels. Judge whether the guest is happy, unhappy or neither.\nReview: {{review}}",
  ],
  [
    ["grounded_qa"],
    "Use the context to answer the question at the end. If the context doesn't say, reply that you can't tell.\n{context}\nQuestion: {question}\nAnswer:",
  ],
  [
    ["evaluation_judging"],
    "Compare the assistant's answer with the reference and give a grade between 0 and 10.\nReference: {{reference}}\nAnswer: {{answer}}",
  ],
  [
    ["translation"],
    "Translate the messages of our app into {{language}}. Keep names and numbers.\n{{messages}}",
  ],
  [
    ["rewriting"],
    "Improve the style and the grammar of the paragraph without changing what it says.\n\n{{paragraph}}",
  ],
  [
    ["text_to_sql"],
    "Tables:\n{{ddl}}\n\nWrite one SQL query for SQLite that answers: {{question}}\nReturn the query only.",
  ],
  [
    ["code_review"],
    "Review the diff of this pull request. Name bugs and risky changes with file and line.\n{{diff}}",
  ],
  [
    ["code_generation"],
    "Write a TypeScript function that does the following: {{description}}. Include unit tests.",
  ],
  [
    ["moderation", "classification"],
    "Does this comment break the rules of our forum (insults, threats, spam)? Reply allow or block.\n{{comment}}",
  ],
  [
    ["request_routing"],
    "Rewrite the last question so that it can be understood without the conversation.\n{chat_history}\nQuestion: {question}",
  ],
  [
    ["agentic_workflow"],
    "You are an agent with a shell and a browser. Plan, act with the tools, look at the result, and go on until the task is done.\nTask: {{task}}",
  ],
  [
    ["email_drafting"],
    "Draft a short, friendly e-mail to {{name}} that moves our appointment to {{date}}.",
  ],
  [
    ["document_drafting", "summarisation"],
    "Write a blog post of 600 words about {{topic}} with a headline, three sections and a call to action.",
  ],
  [
    ["data_generation"],
    "Generate ten quiz questions with four options each from the chapter below.\n{{chapter}}",
  ],
  [
    ["roleplay"],
    "You are Mira, a retired sea captain. Stay in character and never say that you are an AI.\n{{history}}",
  ],
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

  it("is that of most templates of applications", () => {
    const right = TEMPLATES.filter(([kinds, text]) =>
      kinds.some((kind) => kind === kindOf(userPrompt(text))),
    );
    expect(right.length / TEMPLATES.length).toBeGreaterThan(0.8);
  });

  it.each([
    ["sentiment.prompt.yml", ["sentiment_analysis", "classification"]],
    ["tickets.batch.jsonl", ["classification"]],
    ["receipt.prompty", ["data_extraction"]],
    ["src/classify.py", ["classification"]],
    ["translate.prompt", ["translation"]],
    ["prompts/summarise.md", ["summarisation"]],
    ["faq.langchain.json", ["support_faq", "grounded_qa"]],
  ])("is what %s of the sample workspace asks for", (name, kinds) => {
    const path = join("sample-workspace", name);
    const [prompt] = readPromptFile({ path, text: readFileSync(path, "utf8") }).prompts;
    expect(kinds).toContain(prompt && kindOf(prompt));
  });

  it("is what the instructions ask for, and not what a customer asks below them", () => {
    const system =
      "Classify each message as taxes, building, schools or other. Reply with the label.";
    const mail = "Who painted the ceiling of the old theater, and in which year?";
    const prompt = promptOf({
      messages: [message("system", textPart(system)), message("user", textPart(mail))],
    });
    expect(["classification", "request_routing"]).toContain(kindOf(prompt));
  });

  it("is what the user asks for below a system message that is a frame", () => {
    const text = "Who was the first curator of the maritime museum in Rijeka?";
    const system = "You are a helpful assistant. Answer only in JSON.";
    const prompt = promptOf({
      messages: [message("system", textPart(system)), message("user", textPart(text))],
    });
    const { evidence } = recommender.recommend(input(prompt));
    expect(evidence).toMatchObject({ kind: { id: "factual_qa" }, isRecognized: true });
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
