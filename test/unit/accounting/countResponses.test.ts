import { describe, expect, test } from "vitest";
import { count, responses, tokens } from "./requests";

const WEATHER = {
  type: "function",
  name: "get_weather",
  description: "Look the weather up.",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const TIME = { type: "function", name: "get_time" };
const WEATHER_TEXT =
  "# Tools\n\n## functions\n\nnamespace functions {\n\n" +
  "// Look the weather up.\ntype get_weather = (_: { city: string }) => any;\n\n" +
  "} // namespace functions";
const ASK = "Is it raining in Oslo?";
const CALL = {
  type: "function_call",
  call_id: "call_1",
  name: "get_weather",
  arguments: '{ "city": "Oslo" }',
};
const OUTPUT = { type: "function_call_output", call_id: "call_1", output: "Rain." };

function billed(request: object): number {
  return count(responses({ model: "gpt-4o", ...request })).inputTokens;
}

const PLAIN = 3 + 1 + tokens(ASK) + 3;

describe("messages (R9)", () => {
  test("cost what they cost in chat, as a text or as a list", () => {
    expect(billed({ input: ASK })).toBe(PLAIN);
    expect(
      billed({ input: [{ role: "user", content: [{ type: "input_text", text: ASK }] }] }),
    ).toBe(PLAIN);
  });

  test("of the instructions are one more", () => {
    expect(billed({ instructions: "Be brief.", input: ASK })).toBe(PLAIN + 4 + tokens("Be brief."));
  });
});

describe("tools (R10)", () => {
  test("cost their text less three, joined to nothing", () => {
    expect(billed({ input: ASK, tools: [WEATHER] })).toBe(PLAIN + tokens(WEATHER_TEXT) - 3);
    const system = [
      { role: "system", content: "Be brief." },
      { role: "user", content: ASK },
    ];
    expect(billed({ input: system, tools: [WEATHER] })).toBe(
      billed({ input: system }) + tokens(WEATHER_TEXT) - 3,
    );
  });

  test("are forced by name, and by `required` if there is only one", () => {
    const forced = 6 + tokens("functions.get_weather");
    const one = { input: ASK, tools: [WEATHER] };
    const two = { input: ASK, tools: [WEATHER, TIME] };
    const named = { type: "function", name: "get_weather" };
    expect(billed({ ...one, tool_choice: "required" })).toBe(billed(one) + forced);
    expect(billed({ ...two, tool_choice: "required" })).toBe(billed(two));
    expect(billed({ ...two, tool_choice: named })).toBe(billed(two) + forced);
  });
});

test("a JSON schema costs its text and one (R11)", () => {
  const format = {
    type: "json_schema",
    name: "verdict",
    schema: { type: "object", properties: { ok: { type: "boolean" } }, required: ["ok"] },
  };
  expect(billed({ input: ASK, text: { format } })).toBe(
    PLAIN +
      1 +
      tokens(
        "# Response Formats\n\n## verdict\n\n" +
          '{"type":"object","properties":{"ok":{"type":"boolean"}}}',
      ),
  );
});

describe("function calls (R12)", () => {
  const called = 5 + tokens("functions.get_weather") + tokens(CALL.arguments);
  const answered = 5 + tokens("get_weather") + tokens("Rain.");
  const user = { role: "user", content: ASK };

  test("have their arguments as sent, and outputs the name of their call", () => {
    expect(billed({ input: [user, CALL, OUTPUT] })).toBe(PLAIN + called + answered);
  });

  test("in a row are priced one by one", () => {
    const second = { ...CALL, call_id: "call_2", id: "fc_2" };
    const input = [user, { ...CALL, id: "fc_1" }, second, OUTPUT, { ...OUTPUT, call_id: "call_2" }];
    expect(billed({ input })).toBe(PLAIN + 2 * called + 2 * answered);
  });

  test("alone with the server's id cost three more, unless nothing is stored", () => {
    const input = [user, { ...CALL, id: "fc_1" }, OUTPUT];
    expect(billed({ input })).toBe(PLAIN + called + answered + 3);
    expect(billed({ input, store: false })).toBe(PLAIN + called + answered);
    expect(count(responses({ input })).basis.kind).toBe("estimate");
    expect(count(responses({ input, store: false })).basis.kind).toBe("exact");
  });
});

test("a file costs 17 tokens and its text, which is not counted (R13)", () => {
  const file = { type: "input_file", filename: "a.pdf", file_data: "data:application/pdf;base64," };
  const content = [{ type: "input_text", text: ASK }, file];
  const { inputTokens, basis } = count(responses({ input: [{ role: "user", content }] }));
  expect(inputTokens).toBe(PLAIN + 17);
  expect(basis).toMatchObject({
    kind: "estimate",
    reasons: ["the text of a file"],
    isLowerBound: true,
  });
});
