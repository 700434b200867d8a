import { describe, expect, test } from "vitest";
import { countRequest } from "../../../src/core/accounting/countRequest";
import type { ImageTokens } from "../../../src/core/accounting/imageTokens";
import type { AccountingFamily } from "../../../src/core/models/model";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { chat, responses, tokens } from "./requests";
import { tokenCounter } from "./tokenCounter";

/** Requests of our own, counted by hand from the rules of docs/accounting.md. */
const REASONING = ["gpt-5", "gpt-5.4", "gpt-5.5", "gpt-5.6", "gpt-6"] as const;
const O_SERIES = ["o3-mini", "o4-mini"] as const;
const OLDER = ["gpt-4o", "gpt-4.1"] as const;
const ALL = [...OLDER, ...O_SERIES, ...REASONING] as const;

function countOn(family: AccountingFamily, prompt: Prompt, imageTokens?: ImageTokens) {
  const model = { accountingFamily: family, ...(imageTokens && { imageTokens }) };
  return countRequest(prompt, model, tokenCounter);
}

const QUESTION = { role: "user", content: "How far is the moon?" };
const ANSWER = { role: "assistant", content: "About 384,400 km." };
const SYSTEM = { role: "system", content: "Answer briefly." };
const TOOL = {
  type: "function",
  function: {
    name: "distance",
    description: "Distance to a body.",
    parameters: { type: "object", properties: { body: { type: "string" } }, required: ["body"] },
  },
};
const HEADER = "# Tools\n\n## functions\n\nnamespace functions {\n\n";
const BODY =
  "// Distance to a body.\ntype distance = (_: { body: string }) => any;\n\n} // namespace functions";
const SCHEMA = {
  type: "json_schema",
  json_schema: { name: "fact", schema: { type: "object", properties: { km: { type: "number" } } } },
};
const SCHEMA_TEXT =
  '# Response Formats\n\n## fact\n\n{"type":"object","properties":{"km":{"type":"number"}}}';

const framed = (...texts: readonly string[]) =>
  texts.reduce((sum, text) => sum + 3 + tokens(text), 0);
const messages = (...list: readonly { role: string; content: string }[]) =>
  list.reduce((sum, { role, content }) => sum + framed(role) + tokens(content), 0);

describe("messages", () => {
  test.each(ALL)("%s opens the answer with 3 tokens, or 2 from o3-mini on", (family) => {
    const opening = (OLDER as readonly string[]).includes(family) ? 3 : 2;
    expect(countOn(family, chat({ messages: [SYSTEM, QUESTION] })).inputTokens).toBe(
      messages(SYSTEM, QUESTION) + opening,
    );
  });

  test.each(REASONING)("%s adds 2 tokens to an earlier answer, in both APIs", (family) => {
    const conversation = [QUESTION, ANSWER, QUESTION];
    const expected = messages(...conversation) + 2 + 2;
    expect(countOn(family, chat({ messages: conversation })).inputTokens).toBe(expected);
    expect(countOn(family, responses({ input: conversation })).inputTokens).toBe(expected);
  });

  test.each(["gpt-4o", "gpt-4.1", "o3-mini"] as const)("%s adds none", (family) => {
    const without = countOn(family, chat({ messages: [QUESTION] })).inputTokens;
    const withAnswer = countOn(family, chat({ messages: [QUESTION, ANSWER] })).inputTokens;
    expect(withAnswer - without).toBe(messages(ANSWER));
  });
});

describe("tools", () => {
  const split = tokens(HEADER) + tokens(BODY);

  test.each(REASONING)("%s adds a hidden block of 81 in chat, none in Responses", (family) => {
    const alone = countOn(family, chat({ messages: [QUESTION], tools: [TOOL] })).inputTokens;
    expect(alone).toBe(messages(QUESTION) + 2 + split + 84);
    const { function: definition } = TOOL;
    const flat = { type: "function", ...definition };
    expect(countOn(family, responses({ input: [QUESTION], tools: [flat] })).inputTokens).toBe(
      messages(QUESTION) + 2 + split + 2,
    );
  });

  test.each(O_SERIES)("%s has no such block", (family) => {
    const alone = countOn(family, chat({ messages: [QUESTION], tools: [TOOL] })).inputTokens;
    expect(alone).toBe(messages(QUESTION) + 2 + split + 3);
  });

  test.each(REASONING)(
    "%s joins them to the system's text without its trailing space",
    (family) => {
      const spaced = { role: "system", content: "Answer briefly. \n" };
      const join = tokens("Answer briefly.\n\n#") - tokens(spaced.content) - 1;
      const joined = countOn(family, chat({ messages: [spaced, QUESTION], tools: [TOOL] }));
      expect(joined.inputTokens).toBe(messages(spaced, QUESTION) + 2 + split + 83 + join);
    },
  );

  test.each(REASONING)("%s bills no tool choice", (family) => {
    const request = { messages: [QUESTION], tools: [TOOL] };
    const free = countOn(family, chat(request)).inputTokens;
    for (const tool_choice of [
      "none",
      "required",
      { type: "function", function: { name: "distance" } },
    ])
      expect(countOn(family, chat({ ...request, tool_choice })).inputTokens).toBe(free);
  });

  test("a call and its result cost 6 more a round than on GPT-4o", () => {
    const history = [
      QUESTION,
      {
        role: "assistant",
        tool_calls: [
          {
            id: "a",
            type: "function",
            function: { name: "distance", arguments: '{"body":"moon"}' },
          },
        ],
      },
      { role: "tool", tool_call_id: "a", content: "384400" },
    ];
    const base = (family: AccountingFamily) =>
      countOn(family, chat({ messages: history, tools: [TOOL] })).inputTokens -
      countOn(family, chat({ messages: [QUESTION], tools: [TOOL] })).inputTokens;
    expect(base("gpt-4.1")).toBe(base("gpt-4o"));
    expect(base("gpt-5")).toBe(base("gpt-4o") + 6);
    expect(base("gpt-5.6")).toBe(base("gpt-4o") + 6);
  });

  test("an object without properties is shown, and noted as unconfirmed", () => {
    const tool = {
      type: "function",
      function: {
        name: "f",
        parameters: { type: "object", properties: { any: { type: "object" } } },
      },
    };
    const { basis } = countOn("gpt-5.4", chat({ messages: [QUESTION], tools: [tool] }));
    expect(basis.reasons.join()).toContain("an object without properties");
  });
});

describe("schemas", () => {
  test.each(REASONING)("%s names them on no coming answer", (family) => {
    const request = { messages: [QUESTION], response_format: SCHEMA };
    expect(countOn(family, chat(request)).inputTokens).toBe(
      messages(QUESTION) + 2 + tokens(SCHEMA_TEXT) + 4,
    );
    expect(countOn(family, chat({ ...request, tools: [TOOL] })).inputTokens).toBe(
      messages(QUESTION) + 2 + tokens(HEADER) + tokens(BODY) + 84 + tokens(SCHEMA_TEXT),
    );
  });

  test("maxItems and minItems are not shown", () => {
    const schema = (limits: object) => ({
      messages: [QUESTION],
      response_format: {
        type: "json_schema",
        json_schema: { name: "l", schema: { type: "array", items: { type: "string" }, ...limits } },
      },
    });
    expect(countOn("gpt-4o", chat(schema({ minItems: 1, maxItems: 3 }))).inputTokens).toBe(
      countOn("gpt-4o", chat(schema({}))).inputTokens,
    );
  });
});

describe("calls in Responses", () => {
  const call = (id: string, more: object = {}) => ({
    type: "function_call",
    call_id: id,
    name: "dice_roll",
    arguments: "{}",
    ...more,
  });
  const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "4" });
  const added = (family: AccountingFamily, ...items: readonly object[]) =>
    countOn(family, responses({ input: [QUESTION, ...items], store: false })).inputTokens -
    countOn(family, responses({ input: [QUESTION], store: false })).inputTokens;
  const name = tokens("functions.dice_roll");
  const single = 8 + name + tokens("{}") + 7 + name + tokens("4");

  test("an output shows the function's full name", () => {
    expect(added("gpt-4o", call("a"), output("a"))).toBe(
      5 + name + tokens("{}") + 4 + name + tokens("4"),
    );
  });

  test("a lone call costs 3 more with its id until GPT-5.3, and always from GPT-5.4 on", () => {
    expect(added("gpt-5", call("a"), output("a"))).toBe(single);
    expect(added("gpt-5", call("a", { id: "fc_1" }), output("a"))).toBe(single + 3);
    expect(added("gpt-5.4", call("a"), output("a"))).toBe(single + 3);
  });

  test("several calls are one from GPT-5.4 on", () => {
    const both = [call("a"), call("b"), output("a"), output("b")];
    expect(added("gpt-5", ...both)).toBe(2 * single);
    const use = '{"recipient_name":"functions.dice_roll","parameters":{}}';
    expect(added("gpt-5.6", ...both)).toBe(
      16 + tokens(`{"tool_uses":[${use},${use}]}`) + 2 * (6 + name + tokens("4")),
    );
  });

  test("reasoning before the last user message is free until GPT-5.3, and unknown after it", () => {
    const reasoning = { type: "reasoning", id: "rs_1", summary: [] };
    const old = responses({ input: [QUESTION, reasoning, ANSWER, QUESTION] });
    expect(countOn("gpt-5", old).basis.kind).toBe("exact");
    expect(countOn("gpt-5.6", old).basis.isLowerBound).toBe(true);
    const current = responses({ input: [QUESTION, reasoning] });
    expect(countOn("gpt-5", current).basis.isLowerBound).toBe(true);
  });
});

test("the reasoning mode pro bills the request four times on GPT-5.6", () => {
  const input = [QUESTION, ANSWER, QUESTION];
  const plain = countOn("gpt-5.6", responses({ input }));
  const request = responses({ input, reasoning: { mode: "pro" } });
  const { inputTokens, basis, parts } = countOn("gpt-5.6", request);
  expect(inputTokens).toBe(4 * plain.inputTokens + 1_477 + 14);
  expect(parts.reduce((sum, { tokens: own }) => sum + own, 0)).toBe(inputTokens);
  expect([basis.kind, basis.isLowerBound]).toEqual(["estimate", true]);
  expect(countOn("gpt-5.4", request).inputTokens).toBe(
    countOn("gpt-5.4", responses({ input })).inputTokens,
  );
});

test("additions to a request beyond the rules are noted", () => {
  const tools = { type: "additional_tools", role: "developer", tools: [TOOL] };
  expect(countOn("gpt-5.6", responses({ input: [QUESTION, tools] })).basis.reasons).toEqual([
    "a part of type additional_tools",
  ]);
});

test("GPT-6 is an estimate by the rules of GPT-5.6, and says so", () => {
  const request = chat({ messages: [SYSTEM, QUESTION] });
  const { inputTokens, basis } = countOn("gpt-6", request);
  expect(inputTokens).toBe(countOn("gpt-5.6", request).inputTokens);
  expect([basis.kind, basis.reasons]).toEqual([
    "estimate",
    ["no request to GPT-6 was recorded, so it is counted by the rules of GPT-5.6"],
  ]);
});

test("the text before and after an image is tokenized apart", () => {
  const rule: ImageTokens = { kind: "patches", base: 1, perPatch: 1.2, maxPatches: 1_536 };
  const content = [
    { type: "text", text: "left" },
    { type: "image_url", image_url: { url: "https://example.com/a.png" } },
    { type: "text", text: "right" },
  ];
  const { inputTokens } = countOn("gpt-5", chat({ messages: [{ role: "user", content }] }), rule);
  expect(inputTokens).toBe(framed("user") + tokens("left") + tokens("right") + 3 + 2);
});

describe("images in combination", () => {
  const patches: ImageTokens = { kind: "patches", base: 1, perPatch: 1.2 };
  const picture = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
  const shown = { role: "user", content: [{ type: "input_image", image_url: "a.png" }] };
  const call = { type: "function_call", call_id: "a", name: "draw", arguments: "{}" };
  const output = { type: "function_call_output", call_id: "a", output: "Done." };
  const format = { format: { type: "json_schema", ...SCHEMA.json_schema } };

  test("a tool's result in chat shows no image, but the surcharge of its patches is billed", () => {
    const history = (content: unknown) =>
      chat({
        messages: [
          QUESTION,
          {
            role: "assistant",
            tool_calls: [{ id: "a", type: "function", function: { name: "f", arguments: "{}" } }],
          },
          { role: "tool", tool_call_id: "a", content },
        ],
      });
    const text = { type: "text", text: "A picture." };
    const without = countOn("gpt-5", history([text]), patches).inputTokens;
    expect(countOn("gpt-5", history([text, picture]), patches).inputTokens).toBe(without + 2);
  });

  test.each(REASONING)("%s bills a replayed call 3 more in a request with an image", (family) => {
    const added = (...items: readonly object[]) =>
      countOn(family, responses({ input: [QUESTION, call, output, ...items] }), patches)
        .inputTokens -
      countOn(family, responses({ input: [QUESTION, ...items] }), patches).inputTokens;
    expect(added(shown) - added(QUESTION)).toBe(3);
  });

  test("a schema in Responses costs its text alone if there is an image", () => {
    const added = (family: AccountingFamily, item: object) =>
      countOn(family, responses({ input: [item], text: format }), patches).inputTokens -
      countOn(family, responses({ input: [item] }), patches).inputTokens;
    expect(added("gpt-4o", QUESTION)).toBe(tokens(SCHEMA_TEXT) + 1);
    expect(added("gpt-4o", shown)).toBe(tokens(SCHEMA_TEXT));
    expect(added("gpt-5.4", shown)).toBe(tokens(SCHEMA_TEXT));
  });
});

describe("a file", () => {
  test.each([
    ["gpt-4o", 17],
    ["gpt-5", 17],
    ["gpt-5.6", 22],
    ["gpt-6", 22],
  ] as const)(
    "costs at least 216 tokens in chat, and in Responses on %s %i",
    (family, expected) => {
      const inChat = { role: "user", content: [{ type: "file", file: { file_data: "a" } }] };
      const inResponses = { role: "user", content: [{ type: "input_file", file_data: "a" }] };
      const frame = framed("user") + (family === "gpt-4o" ? 3 : 2);
      const count = countOn(family, responses({ input: [inResponses] }));
      expect(count.inputTokens).toBe(frame + expected);
      expect(count.basis.isLowerBound).toBe(true);
      expect(countOn(family, chat({ messages: [inChat] })).inputTokens).toBe(frame + 216);
    },
  );
});

describe("a count is not called exact", () => {
  const call = (id: string) => ({
    id,
    type: "function",
    function: { name: "distance", arguments: "{}" },
  });
  const parallel = (content: string) =>
    chat({
      messages: [
        QUESTION,
        { role: "assistant", tool_calls: [call("a"), call("b")] },
        { role: "tool", tool_call_id: "a", content },
        { role: "tool", tool_call_id: "b", content: "1" },
      ],
      tools: [TOOL],
    });

  test.each(["gpt-4o", "gpt-4.1", "gpt-5"] as const)(
    "on %s if results of parallel calls have more than ASCII",
    (family) => {
      expect(countOn(family, parallel("21 degrees")).basis.kind).toBe("exact");
      expect(countOn(family, parallel("21 °C")).basis.kind).toBe("estimate");
    },
  );

  test("in JSON mode with an earlier answer in Responses", () => {
    const text = { format: { type: "json_object" } };
    const first = responses({ input: [QUESTION], text });
    const later = responses({ input: [QUESTION, ANSWER, QUESTION], text });
    expect(countOn("gpt-4o", first).basis.kind).toBe("exact");
    expect(countOn("gpt-4o", later).basis.kind).toBe("estimate");
  });

  test("with two answers in a row in Responses", () => {
    const twice = responses({ input: [QUESTION, ANSWER, ANSWER, QUESTION] });
    expect(countOn("gpt-4o", twice).basis.kind).toBe("exact");
    expect(countOn("gpt-5", twice).basis.kind).toBe("estimate");
  });

  test("if the reasoning before a call was left out", () => {
    const items = [
      { type: "function_call", call_id: "a", name: "distance", arguments: "{}" },
      { type: "function_call_output", call_id: "a", output: "1" },
    ];
    const reasoning = { reasoning: { effort: "high" } };
    const current = responses({ input: [QUESTION, ...items], ...reasoning });
    const earlier = responses({ input: [QUESTION, ...items, QUESTION], ...reasoning });
    expect(countOn("gpt-5", current).basis.reasons).toEqual([
      "a call without the reasoning before it, which the API may add",
    ]);
    expect(countOn("gpt-5", earlier).basis.kind).toBe("exact");
    expect(countOn("gpt-5", responses({ input: [QUESTION, ...items] })).basis.kind).toBe("exact");
  });
});
