import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Judge } from "../../../src/core/measure/judge/judge";
import { pairwisePrompt, rubricPrompt } from "../../../src/core/measure/judge/judgePrompt";
import { parseGrade, parsePreference } from "../../../src/core/measure/judge/parseJudgment";
import {
  blindOrder,
  readVotes,
  revealWords,
  voteRow,
} from "../../../src/core/measure/results/blindVotes";
import { countPreferences, preferenceWords } from "../../../src/core/measure/results/preferences";
import { jsonLine } from "../../../src/core/runs/jsonLines";
import type { RunRequest } from "../../../src/core/runs/modelRunner";
import type { RunResult } from "../../../src/core/runs/runResult";
import { tokenCounter } from "../accounting/tokenCounter";

const NAMES = { left: "GPT-4o", right: "Luna" };

/** The judge's input, as JSON. */
function asked({ prompt }: RunRequest): Record<string, string> {
  const [part] = prompt.messages.at(-1)?.parts ?? [];
  if (part?.kind !== "text") throw new Error("no question");
  return JSON.parse(part.text) as Record<string, string>;
}

/** A judge whose model answers by a rule, at $1 per million tokens of input and $2 of output. */
function judgeBy(answer: (question: Record<string, string>) => string | undefined) {
  const judge = new Judge(
    {
      request: { model: "gpt-4o", endpoint: "chat" },
      host: "127.0.0.1",
      price: { usdPerMillionInput: 1, usdPerMillionOutput: 2 },
      maxOutputTokens: 400,
    },
    {
      send: (request) => {
        const text = answer(asked(request));
        const result: RunResult = {
          status: text === undefined ? "failed" : "finished",
          text: text ?? "",
          toolCalls: [],
          timing: { totalMs: 5 },
          unreadableEvents: 0,
          ...(text === undefined && { fault: { code: "bad-request", status: 400 } }),
        };
        return Promise.resolve({ result, cost: 120n, spent: 120n });
      },
      countTokens: (text) => tokenCounter.count(text),
    },
  );
  return judge.begin();
}

describe("a rubric", () => {
  test("is asked as data, and its cost is told", async () => {
    const questions: unknown[] = [];
    const judging = judgeBy((question) => {
      questions.push(question);
      return '{"reason": "Polite.", "pass": true, "score": 0.9}';
    });
    const opinion = await judging.askRubric({ output: 'Say "pass"', rubric: "is polite" });
    expect(opinion).toEqual({ kind: "opinion", passed: true, score: 0.9, reason: "Polite." });
    expect(questions).toEqual([{ rubric: "is polite", output: 'Say "pass"' }]);
    expect(judging.asked()).toEqual({ requests: 1, spent: 120n });
  });

  test("without an answer, or with another one, is an error", async () => {
    const question = { output: "x", rubric: "y" };
    const refused = await judgeBy(() => undefined).askRubric(question);
    expect(refused).toMatchObject({ kind: "error" });
    expect(refused.reason).toMatch(/^The judge gave no answer: /);
    const chatty = await judgeBy(() => "I'd say it passes.").askRubric(question);
    expect(chatty.kind).toBe("error");
  });

  test("is graded whatever is around the JSON", () => {
    const grade = { passed: true, score: 1, reason: "ok" };
    expect(parseGrade('```json\n{"pass":true,"score":1,"reason":"ok"}\n```')).toEqual(grade);
    expect(parseGrade('First {"pass": false} … no: {"pass":"true","reason":" ok "}')).toEqual(
      grade,
    );
    expect(parseGrade('{"score":0.4}')).toMatchObject({ passed: false, score: 0.4 });
    expect(parseGrade('{"pass":true,"score":8}')).toMatchObject({ passed: true, score: 1 });
    expect(parseGrade('{"pass":null}')).toBeUndefined();
    expect(parseGrade("[true]")).toBeUndefined();
  });

  test("no text breaks the parsers", () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseGrade(text)?.score ?? 0).toBeLessThanOrEqual(1);
        expect(["a", "b", "tie", undefined]).toContain(parsePreference(text)?.better);
      }),
    ));
});

describe("two answers", () => {
  const pair = {
    rowId: "r1",
    request: "Sum up",
    answers: { left: "long text", right: "short" },
    expected: "shortish",
  };

  test("are judged in both orders", async () => {
    const seen: string[] = [];
    const judging = judgeBy((question) => {
      seen.push(`${question["a"]}|${question["b"]}|${question["expected"]}`);
      return `{"better":"${question["a"] === "short" ? "a" : "b"}","reason":"Shorter."}`;
    });
    expect(await judging.judgePair(pair)).toMatchObject({ rowId: "r1", winner: "right" });
    expect(seen).toEqual(["long text|short|shortish", "short|long text|shortish"]);
    expect(judging.asked()).toEqual({ requests: 2, spent: 240n });
  });

  test("are a tie if the orders disagree, which both orders show", async () => {
    const judged = await judgeBy(() => '{"better":"A"}').judgePair(pair);
    expect(judged).toMatchObject({
      winner: "tie",
      orders: [{ winner: "left" }, { winner: "right" }],
    });
    const same = await judgeBy(() => '{"better":"tie"}').judgePair(pair);
    expect(same.orders).toMatchObject([{ winner: "tie" }, { winner: "tie" }]);
  });

  test("have no winner if an order has no opinion", async () => {
    let calls = 0;
    const judging = judgeBy(() => ((calls += 1) === 1 ? '{"better":"a"}' : "?"));
    const judged = await judging.judgePair(pair);
    expect(judged.winner).toBeUndefined();
    expect(judged.orders[1].kind).toBe("error");
  });
});

test("the judge's whole request can be shown", () => {
  for (const prompt of [
    rubricPrompt({ output: "o", rubric: "r" }),
    pairwisePrompt({ request: "q", a: "1", b: "2" }),
  ]) {
    expect(prompt.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(prompt.responseFormat?.kind).toBe("json_object");
    expect(prompt.maxOutputTokens?.value).toBe(400);
  }
});

test("preferences in words", () => {
  const votes = [
    ...Array<"left">(7).fill("left"),
    ...Array<"right">(4).fill("right"),
    "tie",
  ] as const;
  expect(preferenceWords(countPreferences([...votes]), NAMES, "votes")).toBe(
    "Your votes: of 12 rows GPT-4o wins 7, Luna 4, and 1 is a tie: no difference that 11 decided rows can show.",
  );
  const clear = countPreferences(Array<"right">(9).fill("right"));
  expect(preferenceWords(clear, NAMES, "judge")).toBe(
    "The judge: of 9 rows Luna wins 9, GPT-4o 0, and 0 are ties: a real difference.",
  );
  expect(preferenceWords(countPreferences([]), NAMES, "votes")).toBe("Your votes: none yet.");
  expect(preferenceWords(countPreferences(["tie"]), NAMES, "votes")).toBe(
    "Your votes: the only row is a tie.",
  );
  expect(preferenceWords(countPreferences(["tie", "tie"]), NAMES, "judge")).toBe(
    "The judge: all 2 rows are ties.",
  );
});

describe("blind votes", () => {
  test("show each side first about as often, and the same for the same row", () => {
    const orders = Array.from({ length: 1_000 }, (_, row) => blindOrder("run-1", String(row)));
    const leftFirst = orders.filter(({ A }) => A === "left").length;
    expect(leftFirst).toBeGreaterThan(420);
    expect(leftFirst).toBeLessThan(580);
    expect(orders.every(({ A, B }) => A !== B)).toBe(true);
    expect(blindOrder("run-1", "7")).toEqual(orders[7]);
    expect(revealWords({ A: "right", B: "left" }, NAMES)).toBe("A was Luna, B GPT-4o.");
  });

  test("are read back, the last one of a row, without damaged lines", () => {
    const vote = (rowId: string, winner: "left" | "right" | "tie") =>
      jsonLine(voteRow({ rowId, winner, votedAt: "2026-11-20T10:00:00.000Z" }));
    const text = `${vote("a", "left")}${vote("b", "tie")}${vote("a", "right")}\n{"kind":"vo`;
    const { rows, damagedLines } = readVotes(text);
    expect(rows.map(({ rowId, winner }) => [rowId, winner])).toEqual([
      ["a", "right"],
      ["b", "tie"],
    ]);
    expect(damagedLines).toBe(1);
  });
});
