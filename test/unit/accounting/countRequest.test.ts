import { describe, expect, test } from "vitest";
import { countRequest } from "../../../src/core/accounting/countRequest";
import type { Placeholder, Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest, readResponsesRequest } from "../../../src/core/prompt/requestJson";
import { chat, count, node, responses, tokens } from "./requests";
import { tokenCounter } from "./tokenCounter";

const TOOLS = ["get_weather", "get_time"].map((name) => ({
  type: "function",
  function: { name, description: `Calls ${name}.` },
}));

/** `{{name}}` as a placeholder. */
function findPlaceholders({ value, range }: { value: string; range: Placeholder["range"] }) {
  return [...value.matchAll(/\{\{(\w+)\}\}/g)].map((match): Placeholder => {
    const variable = match[1] ?? "";
    return { variable, start: match.index, end: match.index + match[0].length, range };
  });
}

function template(request: object): Prompt {
  return readChatRequest(node(request), { findPlaceholders });
}

describe("the parts of a request", () => {
  const request = {
    messages: [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Is it raining?" },
    ],
    tools: TOOLS,
    tool_choice: { type: "function", function: { name: "get_time" } },
  };
  const { parts, inputTokens } = count(chat(request));

  test("are what the file says, and the framing that it does not", () => {
    expect(parts.map(({ kind, label }) => [kind, label])).toEqual([
      ["message", "system"],
      ["tools", "2 tools"],
      ["message", "user"],
      ["tool-choice", "get_time"],
      ["framing", "framing"],
    ]);
    expect(parts[0]?.tokens).toBe(tokens("Be brief."));
    expect(parts[2]?.tokens).toBe(tokens("Is it raining?"));
    expect(parts.at(-1)?.tokens).toBe(4 + 4 + 3);
    expect(parts.reduce((sum, part) => sum + part.tokens, 0)).toBe(inputTokens);
  });

  test("keep the positions that they have in the file", () => {
    const text = JSON.stringify(request);
    const at = (index: number) => {
      const range = parts[index]?.range;
      return range && text.slice(range.start, range.end);
    };
    expect(at(0)).toBe(JSON.stringify(request.messages[0]));
    expect(at(1)).toBe(JSON.stringify(TOOLS).slice(1, -1));
    expect(at(4)).toBeUndefined();
  });

  test("of the tools are the tools, each with its own definition", () => {
    const tools = parts[1]?.children ?? [];
    expect(tools.map(({ label, tokens }) => [label, tokens])).toEqual([
      ["get_weather", tokens("// Calls get_weather.\ntype get_weather = () => any;\n\n")],
      ["get_time", tokens("// Calls get_time.\ntype get_time = () => any;\n\n")],
    ]);
  });
});

describe("the stable prefix", () => {
  const system = { role: "system", content: "Be brief." };

  test("is the whole request if nothing varies", () => {
    const { stablePrefixTokens, inputTokens } = count(chat({ messages: [system], tools: TOOLS }));
    expect(stablePrefixTokens).toBe(inputTokens);
  });

  test("ends at the first placeholder, tools included if the system message comes before it", () => {
    const user = { role: "user", content: "Is it raining in {{city}}? Say {{how}}." };
    const { stablePrefixTokens } = count(template({ messages: [system, user], tools: TOOLS }));
    const before = count(chat({ messages: [system], tools: TOOLS })).inputTokens - 3;
    expect(stablePrefixTokens).toBe(before + 3 + tokens("Is it raining in "));
  });

  test("ends before the tools if the system itself varies", () => {
    const varying = { role: "system", content: "You help {{name}}." };
    const { stablePrefixTokens } = count(template({ messages: [varying], tools: TOOLS }));
    expect(stablePrefixTokens).toBe(3 + tokens("You help "));
  });

  test("ends at an image that a variable supplies", () => {
    const image = { type: "image_url", image_url: {} };
    const content = [{ type: "text", text: "Look:" }, image, { type: "text", text: "Well?" }];
    const { stablePrefixTokens } = count(chat({ messages: [{ role: "user", content }] }));
    expect(stablePrefixTokens).toBe(3 + tokens("Look:"));
  });

  test("in Responses ends in the instructions if they vary", () => {
    const request = { instructions: "You help {{name}}.", input: "Hi" };
    const prompt = readResponsesRequest(node(request), { findPlaceholders });
    expect(count(prompt).stablePrefixTokens).toBe(3 + tokens("You help "));
  });
});

describe("what a count rests on", () => {
  test("is exact for messages and tools as they were recorded", () => {
    const { basis } = count(chat({ messages: [{ role: "user", content: "Hi" }], tools: TOOLS }));
    expect(basis).toMatchObject({
      kind: "exact",
      rules: ["R1", "R3"],
      reasons: [],
      isLowerBound: false,
    });
    expect(basis.evidence.rightShare).toBeGreaterThan(0.99);
  });

  test.each([
    ["gpt-4o", "exact"],
    ["gpt-4.1", "estimate"],
  ] as const)("is by the evidence for images alone on %s: %s", (accountingFamily, kind) => {
    const content = [{ type: "image_url", image_url: { url: "a.png", detail: "low" } }];
    const prompt = chat({ messages: [{ role: "user", content }] });
    const imageTokens = { kind: "tiles" as const, base: 85, perTile: 170 };
    const { basis } = countRequest(prompt, { accountingFamily, imageTokens }, tokenCounter);
    expect(basis).toMatchObject({ kind, reasons: [], isLowerBound: false });
    expect(basis.rules).toEqual(["R1", "R8"]);
  });

  test.each<[string, object, boolean]>([
    [
      "an image of unknown size",
      {
        messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "a.png" } }] }],
      },
      true,
    ],
    [
      "a part of type audio",
      { messages: [{ role: "user", content: [{ type: "input_audio", input_audio: {} }] }] },
      true,
    ],
    [
      "no recorded tool has pattern",
      {
        messages: [],
        tools: [
          {
            type: "function",
            function: {
              name: "f",
              parameters: { type: "object", properties: { p: { type: "string", pattern: "a" } } },
            },
          },
        ],
      },
      false,
    ],
    [
      "calls without a result each",
      {
        messages: [
          {
            role: "assistant",
            tool_calls: [1, 2].map((n) => ({ function: { name: `f${n}`, arguments: "{}" } })),
          },
        ],
      },
      false,
    ],
  ])("is an estimate for %s", (reason, request, isLowerBound) => {
    const { basis } = count(chat(request));
    expect(basis).toMatchObject({ kind: "estimate", reasons: [reason], isLowerBound });
  });

  test("is an estimate for variables without a value, each named once", () => {
    const messages = [{ role: "user", content: "{{a}} and {{b}} and {{a}}" }];
    expect(count(template({ messages })).basis.reasons).toEqual(["2 variables without a value"]);
  });

  test("is a lower bound if the server adds to the request", () => {
    const { basis } = count(
      responses({
        input: "And then?",
        previous_response_id: "resp_1",
        tools: [{ type: "web_search" }],
      }),
    );
    expect(basis).toMatchObject({ kind: "estimate", isLowerBound: true });
    expect(basis.reasons).toEqual([
      "the built-in tool web_search",
      "an earlier response on the server",
    ]);
  });
});

test("images of a model whose image tokens are not known are left out, and it says so", () => {
  const content = [{ type: "image_url", image_url: { url: "a.png", detail: "low" } }];
  const { imageTokens, basis } = countRequest(
    chat({ messages: [{ role: "user", content }] }),
    {},
    tokenCounter,
  );
  expect(imageTokens).toBe(0);
  expect(basis.reasons).toEqual(["images, whose tokens are not known for this model"]);
});
