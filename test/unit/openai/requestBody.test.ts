import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import type { BodyOptions } from "../../../src/openai/bodyOptions";
import {
  buildCountBody,
  buildRequestBody,
  imageFilesOf,
  unsendablePart,
} from "../../../src/openai/requestBody";
import { parseJson } from "../../../src/core/json/parseJson";
import { readChatRequest } from "../../../src/core/prompt/requestJson";
import { chatPrompt, responsesPrompt } from "./runOn";

const CHAT: BodyOptions = {
  endpoint: "chat",
  model: "gpt-4o",
  images: new Map(),
  maxTokensName: "max_completion_tokens",
};
const RESPONSES: BodyOptions = { ...CHAT, endpoint: "responses" };

/** A prompt without its ranges, in which two texts of one request differ. */
function withoutPlaces(prompt: Prompt): unknown {
  return JSON.parse(
    JSON.stringify(prompt, (key, value: unknown) =>
      key === "range" || key === "keyRange" || key === "detailRange" || key === "settings"
        ? undefined
        : value,
    ),
  );
}

const text = fc.string({ unit: "grapheme", maxLength: 30 });
const name = fc.stringMatching(/^[a-z_]{1,12}$/);
const textPart = text.map((value) => ({ type: "text", text: value }));
const imagePart = fc
  .record({
    url: fc.constantFrom("https://example.com/a.png", "data:image/png;base64,iVBORw0KGgo="),
    detail: fc.constantFrom("low", "high", "auto"),
  })
  .map((image) => ({ type: "image_url", image_url: image }));
const schema = fc.record({
  type: fc.constant("object"),
  properties: fc.dictionary(name, fc.record({ type: fc.constantFrom("string", "number") })),
});
const tool = fc
  .record(
    { name, description: text, parameters: schema, strict: fc.boolean() },
    { requiredKeys: ["name"] },
  )
  .map((body) => ({ type: "function", function: body }));
const toolChoice = fc.oneof(
  fc.constantFrom("auto", "none", "required"),
  name.map((chosen) => ({ type: "function", function: { name: chosen } })),
);
const chatMessage = fc.oneof(
  fc.record({ role: fc.constantFrom("system", "developer", "user", "assistant"), content: text }),
  fc.record({
    role: fc.constant("user"),
    name,
    content: fc.array(fc.oneof(textPart, imagePart), { minLength: 2, maxLength: 4 }),
  }),
  fc.record({
    role: fc.constant("assistant"),
    tool_calls: fc.array(
      fc.record({
        id: name,
        type: fc.constant("function"),
        function: fc.record({ name, arguments: fc.json() }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ role: fc.constant("tool"), tool_call_id: name, content: text }),
);
const chatBody = fc.record(
  {
    model: fc.constantFrom("gpt-4o", "gpt-4o-mini"),
    messages: fc.array(chatMessage, { maxLength: 6 }),
    tools: fc.array(tool, { minLength: 1, maxLength: 3 }),
    tool_choice: toolChoice,
    response_format: fc.oneof(
      fc.record({ type: fc.constantFrom("text", "json_object") }),
      fc.record({
        type: fc.constant("json_schema"),
        json_schema: fc.record(
          { name, description: text, schema, strict: fc.boolean() },
          { requiredKeys: ["name", "schema"] },
        ),
      }),
    ),
    max_completion_tokens: fc.nat(16_384),
    temperature: fc.constantFrom(0, 0.5, 1),
  },
  { requiredKeys: ["model", "messages"] },
);

describe("the body of a chat request", () => {
  it("is read as the prompt that it was made of", () => {
    fc.assert(
      fc.property(chatBody, (body) => {
        const prompt = chatPrompt(body);
        const options = { ...CHAT, model: body.model };
        const again = chatPrompt(JSON.parse(buildRequestBody(prompt, options)) as object);
        expect(withoutPlaces(again)).toEqual(withoutPlaces(prompt));
      }),
    );
  });

  it("says of every setting what the file says", () => {
    fc.assert(
      fc.property(chatBody, (body) => {
        const sent = JSON.parse(buildRequestBody(chatPrompt(body), CHAT)) as Record<
          string,
          unknown
        >;
        expect(sent["temperature"]).toEqual(body.temperature);
      }),
    );
  });

  it("keeps the spelling of numbers and the order of keys", () => {
    const source = `{"messages":[{"role":"user","content":"a"}],"temperature":1.0,"tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"2":{"type":"number","default":1.50},"1":{"type":"null"}}}}}]}`;
    const { root } = parseJson(source);
    if (root === undefined) throw new Error("no JSON");
    const body = buildRequestBody(readChatRequest(root), CHAT);
    expect(body).toContain(`"temperature":1.0,`);
    expect(body).toContain(
      `"properties":{"2":{"type":"number","default":1.50},"1":{"type":"null"}}`,
    );
  });

  it("writes functions of the older API as tools", () => {
    const prompt = chatPrompt({
      messages: [{ role: "user", content: "a" }],
      functions: [{ name: "f", parameters: { type: "object", properties: {} } }],
    });
    expect(JSON.parse(buildRequestBody(prompt, CHAT))).toMatchObject({
      tools: [
        {
          type: "function",
          function: { name: "f", parameters: { type: "object", properties: {} } },
        },
      ],
    });
  });

  it("calls the limit of the output as the server knows it", () => {
    const prompt = chatPrompt({ messages: [], max_tokens: 12 });
    expect(JSON.parse(buildRequestBody(prompt, CHAT))).toMatchObject({ max_completion_tokens: 12 });
    expect(
      JSON.parse(buildRequestBody(prompt, { ...CHAT, maxTokensName: "max_tokens" })),
    ).toMatchObject({ max_tokens: 12 });
  });

  it("gives calls and results without an id one that fits", () => {
    const prompt = chatPrompt({
      messages: [
        { role: "assistant", tool_calls: [{ function: { name: "f", arguments: "{}" } }] },
        { role: "tool", content: "1" },
      ],
    });
    expect(JSON.parse(buildRequestBody(prompt, CHAT))).toMatchObject({
      messages: [{ tool_calls: [{ id: "call_1" }] }, { tool_call_id: "call_1" }],
    });
  });
});

describe("the body of a Responses request", () => {
  const BODY = {
    model: "gpt-4o",
    instructions: "Be brief.",
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "a" },
          { type: "input_text", text: "b" },
        ],
      },
      { role: "assistant", content: "c" },
      { type: "function_call", call_id: "call_1", name: "f", arguments: '{"x":1}' },
      { type: "function_call_output", call_id: "call_1", output: "2" },
      { type: "reasoning", id: "rs_1", summary: [] },
      {
        role: "user",
        content: [{ type: "input_image", image_url: "https://example.com/a.png", detail: "low" }],
      },
    ],
    tools: [
      { type: "function", name: "f", parameters: { type: "object", properties: {} }, strict: true },
      { type: "web_search", search_context_size: "low" },
    ],
    tool_choice: { type: "function", name: "f" },
    text: { format: { type: "json_schema", name: "s", schema: { type: "object" }, strict: true } },
    max_output_tokens: 32,
    reasoning: { effort: "low" },
  };

  it("is read as the prompt that it was made of", () => {
    const prompt = responsesPrompt(BODY);
    const again = responsesPrompt(JSON.parse(buildRequestBody(prompt, RESPONSES)) as object);
    expect(withoutPlaces(again)).toEqual(withoutPlaces(prompt));
  });

  it("sends members without a separate field unchanged", () => {
    const sent = JSON.parse(buildRequestBody(responsesPrompt(BODY), RESPONSES)) as typeof BODY;
    expect(sent.reasoning).toEqual(BODY.reasoning);
    expect(sent.tools).toEqual(BODY.tools);
    expect(sent.input[4]).toEqual(BODY.input[4]);
  });

  it("asks the server to forget the answer, unless the file builds on what it keeps", () => {
    const stored = (body: object): unknown =>
      (JSON.parse(buildRequestBody(responsesPrompt(body), RESPONSES)) as { store?: boolean }).store;
    expect(stored({ input: "a" })).toBe(false);
    expect(stored({ input: "a", store: true })).toBe(true);
    expect(stored({ input: "a", previous_response_id: "resp_1" })).toBeUndefined();
  });

  it("asks for log-probabilities beside what the file wants included", () => {
    const included = (body: object): unknown => {
      const options = { ...RESPONSES, logProbabilities: true } as const;
      return (JSON.parse(buildRequestBody(responsesPrompt(body), options)) as { include?: unknown })
        .include;
    };
    const own = "message.output_text.logprobs";
    expect(included({ input: "a" })).toEqual([own]);
    const other = "reasoning.encrypted_content";
    expect(included({ input: "a", include: [own, other] })).toEqual([other, own]);
    expect(buildRequestBody(responsesPrompt({ input: "a" }), RESPONSES)).not.toContain("include");
  });
});

describe("a prompt of one API sent to the other", () => {
  it("carries messages, calls, tools and schema from chat to Responses", () => {
    const prompt = chatPrompt({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "a" },
        {
          role: "assistant",
          content: "b",
          tool_calls: [
            { id: "call_1", type: "function", function: { name: "f", arguments: "{}" } },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: "2" },
      ],
      tools: [{ type: "function", function: { name: "f", parameters: { type: "object" } } }],
      tool_choice: { type: "function", function: { name: "f" } },
      response_format: { type: "json_object" },
      temperature: 0.5,
      seed: 7,
    });
    expect(JSON.parse(buildRequestBody(prompt, RESPONSES))).toEqual({
      model: "gpt-4o",
      temperature: 0.5,
      store: false,
      input: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "a" },
        { role: "assistant", content: "b" },
        { type: "function_call", call_id: "call_1", name: "f", arguments: "{}" },
        { type: "function_call_output", call_id: "call_1", output: "2" },
      ],
      // Chat takes a function for not strict if nothing is said, Responses for strict.
      tools: [{ type: "function", name: "f", parameters: { type: "object" }, strict: false }],
      tool_choice: { type: "function", name: "f" },
      text: { format: { type: "json_object" } },
      stream: true,
    });
  });

  it("carries instructions, parallel calls and results from Responses to chat", () => {
    const prompt = responsesPrompt({
      instructions: "Be brief.",
      input: [
        { role: "user", content: "a" },
        { type: "function_call", call_id: "call_1", name: "f", arguments: "{}" },
        { type: "function_call", call_id: "call_2", name: "g", arguments: "{}" },
        { type: "function_call_output", call_id: "call_1", output: "1" },
        { type: "function_call_output", call_id: "call_2", output: "2" },
      ],
    });
    expect(JSON.parse(buildRequestBody(prompt, CHAT))).toMatchObject({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "a" },
        {
          role: "assistant",
          tool_calls: [
            { id: "call_1", function: { name: "f" } },
            { id: "call_2", function: { name: "g" } },
          ],
        },
        { role: "tool", tool_call_id: "call_1", content: "1" },
        { role: "tool", tool_call_id: "call_2", content: "2" },
      ],
    });
  });

  it("says what the other API has no place for", () => {
    const file = chatPrompt({
      messages: [{ role: "user", content: [{ type: "file", file: { file_id: "f" } }] }],
    });
    expect(unsendablePart(file, "chat")).toBeUndefined();
    expect(unsendablePart(file, "responses")).toBe("file");
    const search = responsesPrompt({ input: "a", tools: [{ type: "web_search" }] });
    expect(unsendablePart(search, "responses")).toBeUndefined();
    expect(unsendablePart(search, "chat")).toBe("web_search");
  });
});

describe("the effort of a run", () => {
  const chat = chatPrompt({
    messages: [{ role: "user", content: "a" }],
    reasoning_effort: "low",
    seed: 3,
  });
  const responses = responsesPrompt({
    input: "a",
    reasoning: { effort: "low", summary: "auto" },
  });
  const sent = (prompt: Prompt, options: BodyOptions): object =>
    JSON.parse(buildRequestBody(prompt, options)) as object;

  it("is sent in place of the file's own", () => {
    expect(sent(chat, { ...CHAT, effort: "none" })).toMatchObject({
      reasoning_effort: "none",
      seed: 3,
    });
    expect(sent(responses, { ...RESPONSES, effort: "none" })).toMatchObject({
      reasoning: { effort: "none", summary: "auto" },
    });
    expect(sent(chat, { ...RESPONSES, effort: "high" })).toMatchObject({
      reasoning: { effort: "high" },
    });
    expect(sent(responses, { ...CHAT, effort: "high" })).toMatchObject({
      reasoning_effort: "high",
    });
  });

  it("is left out for a model that refuses one", () => {
    expect(sent(chat, { ...CHAT, effort: "omit" })).not.toHaveProperty("reasoning_effort");
    expect(sent(responses, { ...RESPONSES, effort: "omit" })).not.toHaveProperty("reasoning");
  });

  it("is the file's own without one", () => {
    expect(sent(chat, CHAT)).toMatchObject({ reasoning_effort: "low" });
    expect(sent(responses, RESPONSES)).toMatchObject({
      reasoning: { effort: "low", summary: "auto" },
    });
  });
});

describe("the body for the counting endpoint", () => {
  it("has the billed members and none of the answer's settings", () => {
    const prompt = responsesPrompt({ input: "a", temperature: 0.5, max_output_tokens: 3 });
    expect(JSON.parse(buildCountBody(prompt, { model: "gpt-4o", images: new Map() }))).toEqual({
      model: "gpt-4o",
      input: [{ role: "user", content: "a" }],
    });
  });
});

describe("images of a prompt", () => {
  it("are read from files unless they are URLs, each once", () => {
    const image = (url: string) => ({ type: "image_url", image_url: { url } });
    const prompt = chatPrompt({
      messages: [
        {
          role: "user",
          content: [
            image("a.png"),
            image("https://example.com/b.png"),
            image("data:image/png;base64,AA=="),
            image("a.png"),
            image("img/c.png"),
          ],
        },
      ],
    });
    expect(imageFilesOf(prompt)).toEqual(["a.png", "img/c.png"]);
  });
});
