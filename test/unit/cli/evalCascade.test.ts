import { afterAll, beforeAll, expect, test } from "vitest";
import { data, DONE, FaultServer, stream } from "../openai/faultServer";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run } from "./testHost";

const FILES = {
  "t.prompty": "---\nname: t\n---\nuser:\nTicket: {{ticket}}\n",
  "rows.csv": "id,ticket\na,1\nb,2\nc,3\n",
  "set.yaml": "- {type: assert-set, assert: [{type: perplexity, threshold: 9}]}\n",
  "t.asserts.yaml": "- {type: contains, value: 'right'}\n",
};

let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(() => server.stop());

interface Body {
  readonly model: string;
  readonly logprobs?: boolean;
  readonly messages: readonly { readonly content: string }[];
}

const bodies = (): readonly Body[] => server.seen.map(({ body }) => JSON.parse(body) as Body);

/** GPT-4o is always right; mini is wrong on ticket 1, of which it is least sure. */
const evaluate = async (...words: readonly string[]) => {
  server.answerWith((request, response) => {
    const { model, messages, logprobs } = JSON.parse(request.body) as Body;
    const number = Number(/\d$/.exec(messages.at(-1)?.content ?? "")?.[0]);
    const isRight = model === "gpt-4o" || number > 1;
    const probabilities = [-1 / number, -3 / number].map((logprob) => ({ token: "x", logprob }));
    const choice = {
      index: 0,
      delta: { content: isRight ? "right" : "wrong" },
      finish_reason: "stop",
      ...(logprobs && { logprobs: { content: probabilities } }),
    };
    const usage = { prompt_tokens: 100, completion_tokens: 20 };
    stream(data({ choices: [choice] }), data({ choices: [], usage }), DONE)(request, response);
  });
  const folder = await temporaryFolder(FILES);
  const call = ["eval", "t.prompty", "--data", "rows.csv", "--base-url", server.baseUrl];
  return run(folder, [...call, ...words]);
};

test("log-probabilities are asked for only if something needs them", async () => {
  await evaluate();
  expect(bodies().every(({ logprobs }) => logprobs === undefined)).toBe(true);
  await evaluate("--cascade", "right");
  expect(bodies().every(({ logprobs }) => logprobs === true)).toBe(true);
  const { stdout } = await evaluate("--asserts", "set.yaml");
  expect(stdout).toMatch(/4o +3 of 3/);
});

test("and only of a model that takes the request: a successor not while it reasons", async () => {
  const { exitCode } = await evaluate("--cascade", "left", "--right", "gpt-6-luna@low");
  expect(exitCode).toBe(0);
  const asked = new Map(bodies().map(({ model, logprobs }) => [model, logprobs]));
  expect([asked.get("gpt-4o"), asked.get("gpt-6-luna")]).toEqual([true, undefined]);
});

test("the cascade is priced and passed over the recorded rows, for every threshold", async () => {
  const { stdout } = await evaluate("--cascade", "right", "--json");
  const lines = jsonLines(stdout);
  const answer = lines.find((line) => line["rowId"] === "b" && line["side"] === "right")?.[
    "answer"
  ];
  expect(answer).toMatchObject({ meanLogProbability: -1 });
  // For 1,000 requests: mini alone 100 × $0.15 + 20 × $0.60 per million, $0.027;
  // GPT-4o, on a third of the rows, 100 × $2.50 + 20 × $10.00, $0.45.
  expect(lines.at(-1)?.["summary"]).toMatchObject({
    cascade: {
      rules: [
        { rule: "checks", rows: 3, askedTwice: 1, passed: 3, usdPerThousand: "0.177" },
        { rule: "json", rows: 3, askedTwice: 3, passed: 3, usdPerThousand: "0.477" },
      ],
      points: [
        { threshold: -2, askedTwice: 0, passed: 2, usdPerThousand: "0.027" },
        { threshold: -1, askedTwice: 1, passed: 3, usdPerThousand: "0.177" },
        { askedTwice: 2, passed: 3 },
        { threshold: 0, askedTwice: 3, passed: 3 },
      ],
    },
  });
});

test("in words, a line for each rule and threshold", async () => {
  const { stdout } = await evaluate("--cascade", "right");
  expect(stdout).toContain(
    "Ask 4o when mini's mean log-probability is under −1.00: 33% of rows asked twice: 100.0% pass, $0.177 per 1,000 requests.",
  );
});
