import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countRequest } from "../../../src/core/accounting/countRequest";
import {
  readChatRequest,
  readResponseFormat,
  readResponsesRequest,
  readToolChoice,
  readTools,
} from "../../../src/core/prompt/requestJson";
import { chat, node, responses } from "./requests";

describe("a chat request", () => {
  const request = {
    model: "gpt-4o-mini",
    max_completion_tokens: 500,
    temperature: 0,
    messages: [
      {
        role: "user",
        name: "ada",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image_url", image_url: { url: "cat.png", detail: "low" } },
          { type: "file", file: { file_id: "file-1" } },
        ],
      },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "c", content: "done" },
      { role: "assistant", content: null, refusal: "No." },
    ],
  };
  const text = JSON.stringify(request);
  const prompt = chat(request);
  const written = ({ start, end }: { start: number; end: number }) => text.slice(start, end);

  test("is read with its content and its range", () => {
    expect(prompt.model && written(prompt.model.range)).toBe('"gpt-4o-mini"');
    expect(prompt.maxOutputTokens?.value).toBe(500);
    expect(prompt.settings?.map(({ key }) => key)).toEqual(["temperature"]);
    expect(prompt.messages.map(({ range }) => written(range))).toEqual(
      request.messages.map((message) => JSON.stringify(message)),
    );
    expect(prompt.messages[0]).toMatchObject({ role: "user", name: "ada" });
    expect(prompt.messages[1]?.toolCalls).toMatchObject([{ id: "c", name: "f", arguments: "{}" }]);
    expect(prompt.messages[2]).toMatchObject({ role: "tool", toolCallId: "c" });
    expect(prompt.messages[3]?.parts).toMatchObject([{ kind: "refusal", text: "No." }]);
    expect(prompt.serverState).toEqual(["a file by id"]);
  });

  test("has parts of text, images and what can't be read", () => {
    const parts = prompt.messages[0]?.parts ?? [];
    expect(parts).toMatchObject([
      { kind: "text", text: "What is this?", placeholders: [] },
      { kind: "image", source: "cat.png", detail: "low" },
      { kind: "opaque", type: "file" },
    ]);
    const image = parts[1];
    expect(image?.kind === "image" && image.detailRange && written(image.detailRange)).toBe(
      '"low"',
    );
  });
});

test("an image without a detail says where one can be inserted, but not in YAML", () => {
  const request = node({
    messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "a.png" } }] }],
  });
  const text = JSON.stringify({
    messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "a.png" } }] }],
  });
  const [image] = readChatRequest(request).messages[0]?.parts ?? [];
  const end = text.indexOf('"a.png"') + '"a.png"'.length;
  expect(image).toMatchObject({ detailRange: { start: end, end } });
  const [inYaml] = readChatRequest(request, { syntax: "yaml" }).messages[0]?.parts ?? [];
  expect(inYaml).not.toHaveProperty("detailRange");
});

test("a Responses request has its items as messages and says what the server adds", () => {
  const prompt = responses({
    model: "gpt-4o",
    instructions: "Be brief.",
    previous_response_id: "resp_1",
    input: [
      { role: "user", content: [{ type: "input_text", text: "Hi" }] },
      { type: "function_call", id: "fc_1", call_id: "c", name: "f", arguments: "{}" },
      { type: "function_call_output", call_id: "c", output: "done" },
      { type: "item_reference", id: "msg_1" },
      { type: "web_search_call", id: "ws_1" },
    ],
  });
  expect(prompt.instructions?.text).toBe("Be brief.");
  expect(prompt.messages).toMatchObject([
    { role: "user", parts: [{ kind: "text", text: "Hi" }] },
    { role: "assistant", itemId: "fc_1", toolCalls: [{ id: "c", name: "f" }] },
    { role: "tool", toolCallId: "c", parts: [{ kind: "text", text: "done" }] },
    { parts: [{ kind: "opaque", type: "item_reference" }] },
    { parts: [{ kind: "opaque", type: "web_search_call" }] },
  ]);
  expect(prompt.serverState).toEqual(["an earlier response", "a stored item"]);
});

test("tools of both APIs, and built-in ones, are read", () => {
  expect(
    readTools(
      node([
        { type: "function", function: { name: "chat", description: "C" } },
        { type: "function", name: "flat", parameters: { type: "object" } },
        { type: "web_search" },
        { type: "function" },
        "nothing",
      ]),
    ),
  ).toMatchObject([
    { type: "function", name: "chat", description: "C" },
    { type: "function", name: "flat", parameters: { kind: "object" } },
    { type: "web_search", name: "web_search" },
  ]);
});

test("tool choices and response formats of both APIs are read", () => {
  expect(readToolChoice(node("required"))).toEqual({ kind: "required" });
  expect(readToolChoice(node({ type: "function", function: { name: "f" } }))).toEqual({
    kind: "function",
    name: "f",
  });
  expect(readToolChoice(node({ type: "function", name: "f" }))).toEqual({
    kind: "function",
    name: "f",
  });
  expect(readToolChoice(node({ type: "web_search" }))).toBeUndefined();
  expect(readResponseFormat(node({ type: "json_object" }))).toMatchObject({ kind: "json_object" });
  const body = { name: "n", description: "d", schema: { type: "object" }, strict: true };
  for (const format of [
    { type: "json_schema", json_schema: body },
    { type: "json_schema", ...body },
  ]) {
    expect(readResponseFormat(node(format))).toMatchObject({
      kind: "json_schema",
      name: "n",
      description: "d",
      strict: true,
    });
  }
});

test("any JSON is read and counted as a request without an exception", () => {
  const keys = [
    "messages",
    "input",
    "tools",
    "role",
    "content",
    "type",
    "text",
    "function",
    "name",
  ];
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(
        null,
        1,
        true,
        "user",
        "system",
        "tool",
        "function_call",
        "json_schema",
      ),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          ...keys,
          "tool_calls",
          "image_url",
          "response_format",
          "parameters",
          "output",
        ),
        tie("value"),
      ),
    ),
  }));
  const counter = { count: (text: string) => text.length };
  fc.assert(
    fc.property(value, (request) => {
      for (const read of [readChatRequest, readResponsesRequest]) {
        const { inputTokens, parts } = countRequest(read(node(request)), {}, counter);
        expect(parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(inputTokens);
      }
    }),
    { numRuns: 500 },
  );
});
