import { describe, expect, test } from "vitest";
import { readJsonlLine } from "../../../src/core/prompt/formats/jsonl";
import { conversation, onlyPrompt, readFixture, readText } from "./fixtures";

describe("a request in JSON", () => {
  test("of the chat API", () => {
    const fixture = readFixture("extract.request.json");
    const prompt = onlyPrompt(fixture);
    expect(fixture.file.format).toBe("chat-request");
    expect(prompt.endpoint).toBe("chat");
    expect(conversation(prompt)).toEqual([
      "system: Extract the order.\nAnswer with the tool.",
      'user: Two "blue" mugs, please 😀|[image]',
      "assistant: ",
      "tool: ok",
    ]);
    expect(prompt.toolChoice).toEqual({ kind: "function", name: "order" });
    expect(fixture.at(prompt.messages[1]?.parts[1]?.range)).toMatch(/^\{ "type": "image_url"/);
  });

  test("of the Responses API", () => {
    const prompt = onlyPrompt(readFixture("plan.request.json"));
    expect(prompt.endpoint).toBe("responses");
    expect(prompt.instructions?.text).toBe("Plan a week of meals.");
    expect(conversation(prompt)).toEqual(["user: No nuts.", "assistant: ", "tool: rice, beans"]);
  });

  test("as a list of messages alone", () => {
    const prompt = onlyPrompt(readText("a.json", '[{"role":"user","content":"hi"}]'));
    expect(conversation(prompt)).toEqual(["user: hi"]);
  });

  test("whose tools are longer than the beginning that tells what a file is", () => {
    const tool = { type: "function", function: { name: "order", description: "x".repeat(70_000) } };
    const messages = [{ role: "user", content: "hi" }];
    const text = JSON.stringify({ model: "gpt-4o", tools: [tool], messages });
    const { file } = readText("a.json", text);
    expect(file.format).toBe("chat-request");
    expect(file.prompts.map(conversation)).toEqual([["user: hi"]]);
  });

  test("that breaks off says so and is counted as text", () => {
    const text = '{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}';
    const { file } = readText("a.request.json", text);
    expect(file.problems).toMatchObject([
      { code: "broken-file", message: "The file is not JSON: close bracket expected." },
    ]);
    expect(file.prompts.map(conversation)).toEqual([[`user: ${text}`]]);
  });

  test("that holds no request is not counted", () => {
    const { file } = readText("a.request.json", '{"model":"gpt-4o"}');
    expect(file.prompts).toEqual([]);
    expect(file.problems[0]?.code).toBe("not-a-prompt");
  });
});

describe("JSONL", () => {
  test("Batch: each line with its id, on its API, at the batch tier", () => {
    const { file } = readFixture("tickets.jsonl");
    expect(file.formatLabel).toBe("Batch JSONL");
    expect(
      file.prompts.map(({ name, endpoint, tier, messages }) => [
        name,
        endpoint,
        tier,
        messages.length,
      ]),
    ).toEqual([
      ["ticket-1", "chat", "batch", 1],
      ["ticket-2", "responses", "batch", 1],
    ]);
  });

  test("Batch: what is wrong with a line, and that the others are counted", () => {
    const fixture = readFixture("tickets.jsonl");
    expect(fixture.file.problems.map(({ code, message }) => [code, message])).toEqual([
      [
        "broken-line",
        'Line 3 is not JSON: unexpected end after "role". The other 2 lines are counted.',
      ],
      ["unsupported", "Line 5 is for /v1/embeddings: not counted."],
    ]);
    expect(fixture.text.slice(0, fixture.file.problems[0]?.range.start).split("\n")).toHaveLength(
      3,
    );
  });

  test("fine-tuning: chats, tools, the older prompts and preferences", () => {
    const { file } = readFixture("training.jsonl");
    expect(file.formatLabel).toBe("Fine-tuning JSONL");
    expect(file.problems).toEqual([]);
    expect(file.prompts.map(conversation)).toEqual([
      ["system: You classify sentences.", "user: It rains.", "assistant: weather"],
      ["user: What time is it in Lima?", "assistant: "],
      ["user: Capital of Peru ->", "assistant:  Lima"],
      ["user: Say hello.", "assistant: Hello."],
    ]);
    expect(file.prompts[1]?.tools.map(({ name }) => name)).toEqual(["clock"]);
  });

  test("a line read alone has the places of its file", () => {
    const { text, file } = readFixture("tickets.jsonl");
    let offset = 0;
    const read = text.split("\n").flatMap((line, index) => {
      const { prompt, problem } = readJsonlLine(
        { text: line, offset, lineNumber: index + 1 },
        "batch-jsonl",
      );
      offset += line.length + 1;
      return [prompt?.range ?? problem?.range ?? []].flat();
    });
    expect(read).toEqual(
      [...file.prompts, ...file.problems]
        .map(({ range }) => range)
        .toSorted((a, b) => a.start - b.start),
    );
  });

  test("line numbers have separators", () => {
    const { file } = readText("a.batch.jsonl", `${"\n".repeat(1206)}{`);
    expect(file.problems[0]?.message).toBe("Line 1,207 is not JSON: unexpected end.");
  });
});
