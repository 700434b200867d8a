import type { AccountingFamily } from "../../../src/core/models/model";

/** A request of our own, and what the rules of docs/accounting.md bill for it on each family. */
interface BaselineRequest {
  readonly kind: string;
  readonly endpoint: "chat" | "responses";
  readonly request: object;
  /** In the order of `BASELINE_FAMILIES`. */
  readonly tokens: readonly number[];
}

export const BASELINE_FAMILIES: readonly AccountingFamily[] = [
  "gpt-4o",
  "gpt-4.1",
  "o3-mini",
  "o4-mini",
  "gpt-5",
  "gpt-5.4",
  "gpt-5.5",
  "gpt-5.6",
  "gpt-6",
];

const SYSTEM = { role: "system", content: "You plan trips." };
const QUESTION = { role: "user", content: "When does the night train to Vienna leave?" };
const ANSWER = { role: "assistant", content: "At 21:10 from platform 4." };
const FOLLOW_UP = { role: "user", content: "And the next one?" };
const FIND = {
  name: "find_trains",
  description: "Trains between two cities.",
  parameters: {
    type: "object",
    properties: {
      from: { type: "string", description: "City of departure." },
      to: { type: "string" },
      seats: { type: "integer", minimum: 1, maximum: 6 },
      class: { type: "string", enum: ["first", "second"] },
    },
    required: ["from", "to"],
  },
};
const BOOK = {
  name: "book",
  parameters: {
    type: "object",
    properties: { train: { type: "string" }, price: { type: "number", minimum: 0 } },
    required: ["train"],
  },
};
const FORMAT = {
  name: "departure",
  schema: {
    type: "object",
    properties: {
      leaves: { type: "string", format: "time" },
      platform: { type: "integer", minimum: 1 },
    },
    required: ["leaves", "platform"],
    additionalProperties: false,
  },
  strict: true,
};
const inChat = (definition: object) => ({ type: "function", function: definition });
const inResponses = (definition: object) => ({ type: "function", ...definition });

/** Computed by a second implementation of the rules, apart from the product. */
export const BASELINE: readonly BaselineRequest[] = [
  {
    kind: "one question",
    endpoint: "chat",
    request: { messages: [QUESTION] },
    tokens: [16, 16, 15, 15, 15, 15, 15, 15, 15],
  },
  {
    kind: "several turns",
    endpoint: "chat",
    request: { messages: [SYSTEM, QUESTION, ANSWER, FOLLOW_UP] },
    tokens: [47, 47, 46, 48, 48, 48, 48, 48, 48],
  },
  {
    kind: "a tool without a system message",
    endpoint: "chat",
    request: { messages: [QUESTION], tools: [inChat(FIND)] },
    tokens: [87, 87, 87, 87, 168, 168, 168, 168, 168],
  },
  {
    kind: "tools beside a system message",
    endpoint: "chat",
    request: { messages: [SYSTEM, QUESTION], tools: [inChat(FIND), inChat(BOOK)] },
    tokens: [117, 117, 120, 120, 201, 201, 201, 201, 201],
  },
  {
    kind: "a function by name",
    endpoint: "chat",
    request: {
      messages: [SYSTEM, QUESTION],
      tools: [inChat(FIND)],
      tool_choice: { type: "function", function: { name: "find_trains" } },
    },
    tokens: [101, 101, 94, 94, 175, 175, 175, 175, 175],
  },
  {
    kind: "a call and its result",
    endpoint: "chat",
    request: {
      messages: [
        SYSTEM,
        QUESTION,
        {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: "a",
              type: "function",
              function: { name: "find_trains", arguments: '{"from": "Graz", "to": "Vienna"}' },
            },
          ],
        },
        { role: "tool", tool_call_id: "a", content: '[{"leaves":"21:10","platform":4}]' },
      ],
      tools: [inChat(FIND)],
    },
    tokens: [134, 134, 137, 143, 224, 224, 224, 224, 224],
  },
  {
    kind: "two calls and their results",
    endpoint: "chat",
    request: {
      messages: [
        QUESTION,
        {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: "a",
              type: "function",
              function: { name: "find_trains", arguments: '{"from": "Graz", "to": "Vienna"}' },
            },
            {
              id: "b",
              type: "function",
              function: { name: "book", arguments: '{"train": "NJ 235"}' },
            },
          ],
        },
        { role: "tool", tool_call_id: "a", content: '[{"leaves":"21:10","platform":4}]' },
        { role: "tool", tool_call_id: "b", content: "Booked." },
      ],
      tools: [inChat(FIND), inChat(BOOK)],
    },
    tokens: [195, 195, 195, 201, 282, 282, 282, 282, 282],
  },
  {
    kind: "a schema without a system message",
    endpoint: "chat",
    request: {
      messages: [QUESTION],
      response_format: { type: "json_schema", json_schema: FORMAT },
    },
    tokens: [52, 52, 48, 48, 48, 48, 48, 48, 48],
  },
  {
    kind: "a schema beside a system message",
    endpoint: "chat",
    request: {
      messages: [SYSTEM, QUESTION],
      response_format: { type: "json_schema", json_schema: FORMAT },
    },
    tokens: [56, 56, 55, 55, 55, 55, 55, 55, 55],
  },
  {
    kind: "a schema beside tools",
    endpoint: "chat",
    request: {
      messages: [SYSTEM, QUESTION],
      tools: [inChat(FIND)],
      response_format: { type: "json_schema", json_schema: FORMAT },
    },
    tokens: [121, 121, 123, 123, 204, 204, 204, 204, 204],
  },
  {
    kind: "a text as input",
    endpoint: "responses",
    request: { input: "When does the night train to Vienna leave?" },
    tokens: [16, 16, 15, 15, 15, 15, 15, 15, 15],
  },
  {
    kind: "instructions and several turns",
    endpoint: "responses",
    request: { instructions: "You plan trips.", input: [QUESTION, ANSWER, FOLLOW_UP] },
    tokens: [47, 47, 46, 48, 48, 48, 48, 48, 48],
  },
  {
    kind: "tools",
    endpoint: "responses",
    request: {
      instructions: "You plan trips.",
      input: [QUESTION],
      tools: [inResponses(FIND), inResponses(BOOK)],
    },
    tokens: [115, 115, 117, 117, 120, 120, 120, 120, 120],
  },
  {
    kind: "`required` with one function",
    endpoint: "responses",
    request: { input: [QUESTION], tools: [inResponses(FIND)], tool_choice: "required" },
    tokens: [91, 91, 83, 83, 86, 86, 86, 86, 86],
  },
  {
    kind: "a schema",
    endpoint: "responses",
    request: { input: [QUESTION], text: { format: { type: "json_schema", ...FORMAT } } },
    tokens: [46, 46, 44, 44, 44, 44, 44, 44, 44],
  },
  {
    kind: "a schema beside tools",
    endpoint: "responses",
    request: {
      input: [QUESTION],
      tools: [inResponses(FIND)],
      text: { format: { type: "json_schema", ...FORMAT } },
    },
    tokens: [111, 111, 112, 112, 115, 115, 115, 115, 115],
  },
  {
    kind: "a call without an id",
    endpoint: "responses",
    request: {
      input: [
        QUESTION,
        {
          type: "function_call",
          call_id: "a",
          name: "find_trains",
          arguments: '{"from":"Graz","to":"Vienna"}',
        },
        { type: "function_call_output", call_id: "a", output: '[{"leaves":"21:10","platform":4}]' },
      ],
      tools: [inResponses(FIND)],
    },
    tokens: [122, 122, 130, 130, 133, 136, 133, 136, 136],
  },
  {
    kind: "a call with the server's id",
    endpoint: "responses",
    request: {
      input: [
        QUESTION,
        {
          type: "function_call",
          call_id: "a",
          name: "find_trains",
          arguments: '{"from":"Graz","to":"Vienna"}',
          id: "fc_1",
        },
        { type: "function_call_output", call_id: "a", output: '[{"leaves":"21:10","platform":4}]' },
      ],
      tools: [inResponses(FIND)],
    },
    tokens: [125, 125, 133, 133, 136, 136, 136, 136, 136],
  },
  {
    kind: "two calls in a row",
    endpoint: "responses",
    request: {
      input: [
        QUESTION,
        {
          type: "function_call",
          call_id: "a",
          name: "find_trains",
          arguments: '{"from":"Graz","to":"Vienna"}',
        },
        { type: "function_call", call_id: "b", name: "book", arguments: '{"train":"NJ 235"}' },
        { type: "function_call_output", call_id: "a", output: '[{"leaves":"21:10","platform":4}]' },
        { type: "function_call_output", call_id: "b", output: "Booked." },
      ],
      tools: [inResponses(FIND), inResponses(BOOK)],
    },
    tokens: [170, 170, 184, 184, 187, 203, 203, 203, 203],
  },
];
