import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import {
  conversation,
  FIXTURES,
  fixtureText,
  onlyPrompt,
  readFixture,
  readText,
  reasons,
} from "./fixtures";

describe("JSON with comments and trailing commas", () => {
  const TEXT = `{
  // the model of the week
  "model": "gpt-4o",
  "messages": [
    { "role": "system", "content": "You sort letters." }, /* more to come */
    { "role": "user", "content": "Sort the letter // about the rent." },
  ],
}
`;

  test.each(["a.json", "a.jsonc", "a.request.json", "a.request.jsonc"])(
    "%s is a request",
    (path) => {
      const fixture = readText(path, TEXT);
      expect(fixture.file.format).toBe("chat-request");
      expect(fixture.file.problems).toMatchObject([{ code: "unsupported" }]);
      expect(reasons(fixture.file)).toEqual([]);
      const prompt = onlyPrompt(fixture);
      expect(conversation(prompt)).toEqual([
        "system: You sort letters.",
        "user: Sort the letter // about the rent.",
      ]);
      expect(fixture.at(prompt.messages[1]?.range)).toBe(
        '{ "role": "user", "content": "Sort the letter // about the rent." }',
      );
    },
  );

  test("a comment without an end is broken", () => {
    const { file } = readText("a.jsonc", TEXT.replace("*/", ""));
    expect(file.problems[0]?.code).toBe("broken-file");
    expect(reasons(file)).not.toEqual([]);
  });

  test("JSONL has no comments", () => {
    const { file } = readText("a.batch.jsonl", '{"body": {"input": "x"}} // no');
    expect(file.problems[0]?.code).toBe("broken-line");
  });
});

describe("HAR", () => {
  test("the requests to the APIs, each with its URL, and nothing else", () => {
    const fixture = readFixture("traffic.har");
    expect(fixture.file.format).toBe("har");
    expect(fixture.file.problems).toEqual([]);
    expect(reasons(fixture.file)).toEqual([]);
    expect(
      fixture.file.prompts.map((prompt) => [
        prompt.name,
        prompt.endpoint,
        prompt.model?.value,
        conversation(prompt),
      ]),
    ).toEqual([
      [
        "https://api.openai.com/v1/chat/completions",
        "chat",
        "gpt-4o",
        ["system: You sort letters.\nBe brief.", 'user: Café "Lima" wrote.'],
      ],
      [
        "https://mail.openai.azure.com/openai/deployments/gpt-4o-mini/chat/completions",
        "chat",
        "gpt-4o-mini",
        ["user: Grüße"],
      ],
      ["https://api.openai.com/v1/responses", "responses", "gpt-4o", ["user: Rent"]],
    ]);
  });

  test("places are those in the file, behind two levels of escapes", () => {
    const fixture = readFixture("traffic.har");
    const [prompt] = fixture.file.prompts;
    expect(fixture.at(prompt?.messages[1]?.range)).toBe(
      String.raw`{\"role\":\"user\",\"content\":\"Caf\\u00e9 \\\"Lima\\\" wrote.\"}`,
    );
    expect(fixture.at(prompt?.model?.range)).toBe(String.raw`\"gpt-4o\"`);
    expect(fixture.at(prompt?.maxOutputTokens?.range)).toBe("20");
  });

  test("no quick fix writes into a quoted request", () => {
    const body = JSON.stringify({
      model: "gpt-4o",
      messages: [
        {
          role: "user",
          content: [{ type: "image_url", image_url: { url: "a.png", detail: "high" } }],
        },
      ],
    });
    const request = { url: "https://x.example/v1/chat/completions", postData: { text: body } };
    const fixture = readText("a.har", JSON.stringify({ log: { entries: [{ request }] } }));
    const part = onlyPrompt(fixture).messages[0]?.parts[0];
    expect(part).toMatchObject({ kind: "image", detail: "high" });
    expect(part).not.toHaveProperty("detailRange");
  });

  test.each([
    ["nothing recorded", '{"log": {"entries": []}}', "not-a-prompt", 0],
    ["another shape", '{"log": [1, null, {"entries": 3}]}', "not-a-prompt", 0],
    ["cut off", fixtureText("traffic.har").slice(0, 300), "broken-file", 1],
  ])("%s is never exact", (_, text, code, prompts) => {
    const { file } = readText("a.har", text);
    expect(file.problems[0]?.code).toBe(code);
    expect(file.prompts).toHaveLength(prompts);
    expect(file.prompts.every(({ caveats }) => caveats.length > 0)).toBe(true);
  });

  test("a body that was cut off is a text by a guess", () => {
    const postData = { text: '{"model":"gpt-4o","messages":[{"role":"user","content":"So' };
    const request = { url: "https://api.openai.com/v1/chat/completions", postData };
    const { file } = readText("a.har", JSON.stringify({ log: { entries: [{ request }] } }));
    expect(reasons(file)).toEqual([expect.stringContaining("the body is not JSON")]);
  });
});

describe("Prompt flow", () => {
  const TEMPLATES = new Map([
    ["sort.jinja2", "# system:\r\nYou sort letters, {{tone}}.\r\n\r\n# user:\r\n{{letter}}\r\n"],
    ["long.jinja2", "system:\nAnswer at length.\nuser:\n{{question}}"],
  ]);

  test("LLM nodes with their templates, models, limits and values", () => {
    const fixture = readFixture("flow.dag.yaml", TEMPLATES);
    expect(fixture.file.references.map(({ path }) => path)).toEqual(["sort.jinja2", "long.jinja2"]);
    expect(reasons(fixture.file)).toEqual([]);
    expect(
      fixture.file.prompts.map((prompt) => [
        prompt.name,
        prompt.model?.value,
        prompt.maxOutputTokens?.value,
        conversation(prompt),
      ]),
    ).toEqual([
      ["sort", "gpt-4o", 40, ["system: You sort letters, {{tone}}.", "user: {{letter}}"]],
      ["answer", "gpt-4o-mini", undefined, ["system: Answer at length.", "user: {{question}}"]],
    ]);
    const values = fixture.file.prompts[0]?.valueSets[0]?.values;
    expect(values?.get("letter")).toBe("The rent is due.");
    expect(values?.get("tone")).toBe("friendly");
    expect(values?.has("notes")).toBe(false);
  });

  test("a template that is missing is said", () => {
    const { file } = readFixture("flow.dag.yaml");
    expect(reasons(file)).toEqual([
      "sort.jinja2 with the prompt can't be read",
      "long.jinja2 with the prompt can't be read",
    ]);
    expect(file.prompts.map(({ caveats }) => caveats.length)).toEqual([1, 1]);
    expect(file.problems.map(({ code }) => code)).toEqual(["unread", "unread"]);
  });

  test.each([
    ["no LLM node", "nodes:\n- name: a\n  type: python\n", "not-a-prompt"],
    ["other types", "nodes: 3\nnode_variants: [x]\n", "not-a-prompt"],
    ["broken", "nodes:\n- name: 'a\n", "broken-file"],
  ])("%s is no exact count", (_, text, code) => {
    const { file } = readText("flows/flow.dag.yml", text);
    expect(file.format).toBe("prompt-flow");
    expect(file.problems.map((problem) => problem.code)).toContain(code);
    expect(file.prompts.every(({ caveats }) => caveats.length > 0)).toBe(true);
  });
});

describe("rows of a data set", () => {
  test("each row is the request, its answer is output", () => {
    const fixture = readFixture("rows.jsonl");
    expect(fixture.file.problems).toEqual([]);
    expect(fixture.file.prompts.map(conversation)).toEqual([
      ["user: Sort the words.|pear apple"],
      ["user: Name a drawer."],
      ["system: Be brief.", "user: Rent?", "assistant: Housing.", "user: Tax?"],
      ["system: Sort.", "user: Rent"],
      ["user: Sort the rent."],
      ["user: Hi"],
      ["user: Whole request"],
    ]);
    expect(fixture.file.prompts.map(({ caveats }) => caveats.length)).toEqual([
      1, 1, 1, 0, 1, 1, 0,
    ]);
  });

  test.each([
    [
      "tools next to a conversation",
      { conversations: [{ from: "human", value: "Hi" }], tools: "[{}]" },
    ],
    ["images next to an instruction", { instruction: "Hi", output: "Yes", images: ["a.png"] }],
    ["images next to a preference", { question: "Hi", chosen: "Yes", rejected: "No", images: [1] }],
  ])("%s are left out", (_, row) => {
    const { file } = readText("rows.jsonl", JSON.stringify(row));
    expect(file.prompts.map(conversation)).toEqual([["user: Hi"]]);
    const kinds = file.prompts.flatMap(({ caveats }) => caveats.map(({ kind }) => kind));
    expect(kinds).toEqual(["approximate", "left-out"]);
  });

  test("a JSON list of requests, conversations and rows", () => {
    const fixture = readFixture("requests.json");
    expect(fixture.file.format).toBe("request-list");
    expect(fixture.file.prompts.map(conversation)).toEqual([
      ["user: First"],
      ["user: Second"],
      ["system: Be brief.", "user: Third"],
      ["user: Fourth"],
    ]);
    expect(fixture.file.prompts.map(({ model }) => model?.value)).toEqual([
      "gpt-4o",
      "gpt-4o-mini",
      undefined,
      undefined,
    ]);
    expect(fixture.file.problems.map(({ range }) => fixture.at(range))).toEqual([
      '{ "note": "no request" }',
    ]);
  });

  test.each([
    ["faq.json", '[{"question": "a", "answer": "b"}]'],
    ["list.json", '[{"a": 1}, [2]]'],
    ["faq.jsonl", '{"question": "a", "answer": "b"}'],
    ["empty.json", "[]"],
  ])("%s is not a list of requests", (path, text) => {
    expect(detectFormat({ path, text })).toBeUndefined();
  });
});

test("no fixture of one format is taken by another", () => {
  const expected: [string, string][] = [
    ["traffic.har", "har"],
    ["flow.dag.yaml", "prompt-flow"],
    ["rows.jsonl", "fine-tuning-jsonl"],
    ["requests.json", "request-list"],
    ["tickets.jsonl", "batch-jsonl"],
    ["training.jsonl", "fine-tuning-jsonl"],
    ["chat.langchain.json", "langchain"],
    ["joke.langchain.json", "langchain"],
    ["history.prompt.json", "promptfoo"],
    ["extract.request.json", "chat-request"],
    ["plan.request.json", "responses-request"],
    ["antonyms.yaml", "langchain"],
    ["story.yaml", "handlebars"],
    ["promptfooconfig.yaml", "promptfoo"],
  ];
  const detected = expected.map(([path]) => [
    path,
    detectFormat({ path, text: fixtureText(path) }),
  ]);
  expect(expected.every(([path]) => FIXTURES.includes(path))).toBe(true);
  expect(detected).toEqual(expected);
});
