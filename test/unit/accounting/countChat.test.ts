import { describe, expect, test } from "vitest";
import { chat, count, tokens } from "./requests";

const WEATHER = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Look the weather up.",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};
const WEATHER_TEXT =
  "# Tools\n\n## functions\n\nnamespace functions {\n\n" +
  "// Look the weather up.\ntype get_weather = (_: { city: string }) => any;\n\n" +
  "} // namespace functions";
const VERDICT = {
  type: "json_schema",
  json_schema: {
    name: "verdict",
    schema: {
      type: "object",
      properties: { isGood: { type: "boolean", description: "Größe" } },
      required: ["isGood"],
      additionalProperties: false,
    },
  },
};
const VERDICT_TEXT =
  '# Response Formats\n\n## verdict\n\n{"type":"object","properties":' +
  '{"isGood":{"type":"boolean","description":"Gr\\u00f6\\u00dfe"}}}';
const USER = { role: "user", content: "Is it raining in Oslo?" };

function billed(request: object): number {
  return count(chat({ model: "gpt-4o", ...request })).inputTokens;
}

/** R1: a message without a name. */
function message(text: string): number {
  return 3 + 1 + tokens(text);
}

const ANSWER = 3;

describe("messages (R1, R2)", () => {
  test("cost their text and four tokens each, the answer three", () => {
    expect(billed({ messages: [{ role: "system", content: "Be brief." }, USER] })).toBe(
      message("Be brief.") + message(USER.content) + ANSWER,
    );
  });

  test("have their text parts tokenised as one", () => {
    const parts = ["Is it rain", "ing?"].map((text) => ({ type: "text", text }));
    expect(billed({ messages: [{ role: "user", content: parts }] })).toBe(
      message("Is it raining?") + ANSWER,
    );
  });

  test("of a developer cost what a system's do, and a refusal what a text does", () => {
    expect(
      billed({
        messages: [
          { role: "developer", content: "Be brief." },
          { role: "assistant", content: null, refusal: "I can't." },
        ],
      }),
    ).toBe(message("Be brief.") + message("I can't.") + ANSWER);
  });

  test("with a name have it tokenised together with the role", () => {
    expect(billed({ messages: [{ ...USER, name: "name" }] })).toBe(
      3 + tokens("user:name") + tokens(USER.content) + ANSWER,
    );
    expect(tokens("user:name")).not.toBe(tokens("user:") + tokens("name"));
  });

  test("settings cost nothing", () => {
    expect(
      billed({
        messages: [USER],
        store: true,
        metadata: { a: "b" },
        user: "u",
        n: 3,
        seed: 1,
        response_format: { type: "json_object" },
        prediction: { type: "content", content: "Yes." },
      }),
    ).toBe(message(USER.content) + ANSWER);
  });
});

describe("tools (R3, R4)", () => {
  test("are joined to the system's text if that comes first", () => {
    expect(
      billed({ messages: [{ role: "system", content: "Be brief." }, USER], tools: [WEATHER] }),
    ).toBe(message(`Be brief.\n\n${WEATHER_TEXT}`) + message(USER.content) + ANSWER - 1);
  });

  test("are joined to an empty text too", () => {
    expect(billed({ messages: [{ role: "system", content: "" }], tools: [WEATHER] })).toBe(
      message(`\n\n${WEATHER_TEXT}`) + ANSWER - 1,
    );
  });

  test("are a separate message if no system message comes first", () => {
    const late = { role: "system", content: "Be brief." };
    expect(billed({ messages: [USER, late], tools: [WEATHER] })).toBe(
      message(WEATHER_TEXT) + message(USER.content) + message(late.content) + ANSWER - 1,
    );
  });

  test.each([
    ["auto", 0],
    ["required", 0],
    ["none", 1],
    [{ type: "function", function: { name: "get_weather" } }, 6 + tokens("functions.get_weather")],
  ])("with tool_choice %j cost %i more", (tool_choice, more) => {
    const request = { messages: [USER], tools: [WEATHER] };
    expect(billed({ ...request, tool_choice })).toBe(billed(request) + more);
  });

  test("of the older `functions` cost the same", () => {
    expect(billed({ messages: [USER], functions: [WEATHER.function] })).toBe(
      billed({ messages: [USER], tools: [WEATHER] }),
    );
  });
});

function call(name: string, sent: string) {
  return { id: `call_${name}`, type: "function", function: { name, arguments: sent } };
}

function result(content: string) {
  return { role: "tool", tool_call_id: "call", name: "free", content };
}

describe("tool history (R5, R6)", () => {
  test("of one call has its arguments as compact JSON and its name twice", () => {
    expect(
      billed({
        messages: [
          USER,
          { role: "assistant", tool_calls: [call("get_weather", '{ "city": "Oslo", "n": 1.0 }')] },
          result("Rain."),
        ],
      }),
    ).toBe(
      message(USER.content) +
        8 +
        tokens("functions.get_weather") +
        tokens("get_weather") +
        tokens('{"city":"Oslo","n":1.0}') +
        4 +
        tokens("Rain.") +
        ANSWER,
    );
  });

  test("has a text next to the call as a separate message", () => {
    const calls = { role: "assistant", tool_calls: [call("f", "{}")] };
    expect(billed({ messages: [USER, { ...calls, content: "One moment." }, result("x")] })).toBe(
      billed({ messages: [USER, calls, result("x")] }) + message("One moment."),
    );
  });

  test("has arguments that are no JSON as they were sent", () => {
    const short = billed({ messages: [{ role: "assistant", tool_calls: [call("f", "")] }] });
    expect(billed({ messages: [{ role: "assistant", tool_calls: [call("f", "{ broken")] }] })).toBe(
      short + tokens("{ broken"),
    );
  });

  test("of several calls has them as one, and the results as one list", () => {
    expect(
      billed({
        messages: [
          USER,
          { role: "assistant", tool_calls: [call("a", '{"x": 1}'), call("b", "{}")] },
          result('{"ok": true, "at": 1e2}'),
          result("Größe"),
        ],
      }),
    ).toBe(
      message(USER.content) +
        20 +
        tokens(
          '{"tool_uses":[{"recipient_name":"functions.a","parameters":{"x":1}},' +
            '{"recipient_name":"functions.b","parameters":{}}]}',
        ) +
        tokens('[{"ok": true, "at": 100.0}, "Größe"]') +
        ANSWER,
    );
  });
});

describe("a JSON schema (R7)", () => {
  test("is joined to the system's text, and the answer carries its name", () => {
    expect(
      billed({
        messages: [{ role: "system", content: "Judge." }, USER],
        response_format: VERDICT,
      }),
    ).toBe(
      message(`Judge.\n\n${VERDICT_TEXT}`) + message(USER.content) + 2 + tokens("verdict") + ANSWER,
    );
  });

  test("has its name on each earlier answer too", () => {
    const answer = { role: "assistant", content: '{"isGood":true}' };
    expect(billed({ messages: [USER, answer, USER], response_format: VERDICT })).toBe(
      message(VERDICT_TEXT) +
        2 * message(USER.content) +
        message(answer.content) +
        2 * (2 + tokens("verdict")) +
        ANSWER,
    );
  });

  test("comes after the tools, and then the answer does not carry its name", () => {
    expect(billed({ messages: [USER], tools: [WEATHER], response_format: VERDICT })).toBe(
      message(`${WEATHER_TEXT}\n\n${VERDICT_TEXT}`) + message(USER.content) + ANSWER - 1,
    );
  });

  test("has its description as a comment", () => {
    const described = {
      ...VERDICT,
      json_schema: { ...VERDICT.json_schema, description: "A verdict." },
    };
    expect(billed({ messages: [USER], response_format: described })).toBe(
      billed({ messages: [USER], response_format: VERDICT }) +
        tokens(VERDICT_TEXT.replace("{", "// A verdict.\n{")) -
        tokens(VERDICT_TEXT),
    );
  });
});

test("images cost what their size says, at low detail the base alone (R8)", () => {
  const image = (detail: string) => ({
    type: "image_url",
    image_url: { url: "https://images.example/cat.png", detail },
  });
  const text = { type: "text", text: USER.content };
  const plain = billed({ messages: [USER] });
  expect(billed({ messages: [{ role: "user", content: [text, image("low")] }] })).toBe(plain + 85);
  const prompt = chat({ messages: [{ role: "user", content: [text, image("high")] }] });
  const sized = {
    ...prompt,
    messages: prompt.messages.map((one) => ({
      ...one,
      parts: one.parts.map((part) =>
        part.kind === "image" ? { ...part, size: { widthPixels: 1024, heightPixels: 1024 } } : part,
      ),
    })),
  };
  expect(count(sized).inputTokens).toBe(plain + 765);
  expect(count(sized).imageTokens).toBe(765);
});
