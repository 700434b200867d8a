import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import { conversation, onlyPrompt, readFixture, readText, reasons, uses } from "./fixtures";

const BODY = '{"model": "gpt-4o-mini", "input": "From a file"}';

describe("HTTP files", () => {
  test("the requests to the APIs, with variables and files", () => {
    const fixture = readFixture("calls.http", new Map([["./body.json", BODY]]));
    expect(fixture.file.format).toBe("http-file");
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
        "sort",
        "chat",
        "gpt-4o",
        ["system: You sort letters.", 'user: Sort the letter about "{{topic}}".'],
      ],
      ["From a file", "responses", "gpt-4o-mini", ["user: From a file"]],
    ]);
    const [sort] = fixture.file.prompts;
    expect(sort && uses(fixture, sort)).toEqual(["topic {{topic}}"]);
    expect(sort?.valueSets.map(({ values }) => [...values])).toEqual([[["topic", "rent"]]]);
    expect(fixture.at(sort?.messages[0]?.range)).toBe(
      '{ "role": "system", "content": "You sort letters." }',
    );
  });

  test("a body in a file that is missing is left out, and said", () => {
    const { file } = readFixture("calls.http");
    expect(reasons(file)).toEqual(["./body.json with the body can't be read"]);
    expect(file.prompts.map(({ caveats }) => caveats.length)).toEqual([0, 1]);
  });

  test("a variable outside a text makes no JSON: an estimate", () => {
    const text = 'POST https://x.example/v1/chat/completions\n\n{"messages": {{messages}}}\n';
    expect(reasons(readText("a.rest", text).file)).toEqual([
      expect.stringContaining("the body is not JSON"),
    ]);
  });

  test.each([
    "POST https://letters.example/sort\n\n{}\n",
    "###\n###\n",
    "GET",
    "POST /chat/completions",
  ])("%j has no request", (text) => {
    const { file } = readText("a.http", text);
    expect(file.prompts).toEqual([]);
    expect(file.problems[0]?.code).toBe("not-a-prompt");
  });

  test("requests without separators and with CR LF", () => {
    const text =
      "POST https://api.openai.com/v1/chat/completions\r\nA: b\r\n\r\n" +
      '{"messages": [{"role": "user",\r\n "content": "Hi"}]}\r\n';
    const fixture = readText("a.http", text);
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)).toEqual(["user: Hi"]);
    expect(fixture.at(prompt.messages[0]?.parts[0]?.range)).toBe('"Hi"');
  });
});

describe("curl commands", () => {
  test("quotes, variables, here-documents and files", () => {
    const fixture = readFixture("calls.sh", new Map([["body.json", BODY]]));
    expect(fixture.file.format).toBe("curl");
    expect(reasons(fixture.file)).toEqual([]);
    expect(
      fixture.file.prompts.map((prompt) => [prompt.model?.value, conversation(prompt)]),
    ).toEqual([
      ["gpt-4o", ["user: It's about the $TOPIC."]],
      ["gpt-4o", ["user: Sort $TOPIC"]],
      ["gpt-4o-mini", ["user: Hello ${NAME}, $5?"]],
      ["gpt-4o-mini", ["user: From a file"]],
    ]);
    expect(fixture.file.prompts.flatMap((prompt) => uses(fixture, prompt))).toEqual([
      "TOPIC $TOPIC",
      "TOPIC $TOPIC",
      "NAME ${NAME}",
    ]);
    const [first] = fixture.file.prompts;
    expect(fixture.at(first?.messages[0]?.parts[0]?.range)).toBe(
      `"It'\\''s about the '"$TOPIC"'."`,
    );
  });

  test("a document in quotes", () => {
    const text =
      "curl https://api.openai.com/v1/chat/completions -d \"$(cat <<'EOF'\n" +
      '{"messages": [{"role": "user", "content": "Pay $5 \\"now\\""}]}\nEOF\n)"\n';
    expect(conversation(onlyPrompt(readText("a.sh", text)))).toEqual(['user: Pay $5 "now"']);
  });

  test.each([
    ["deploy.sh", "#!/bin/sh\ncurl https://letters.example/v1\n"],
    ["notes.sh", "echo /chat/completions\n"],
    ["a.txt", "curl https://api.openai.com/v1/chat/completions -d '{}'"],
  ])("%s is not a file of requests", (path, text) => {
    expect(detectFormat({ path, text })).not.toBe("curl");
  });

  test.each(['-d \'{"messages": [', "-d '{}'", '-d "$BODY"', "-d"])(
    "a body %s is never exact",
    (data) => {
      const { file } = readText("a.sh", `curl https://api.openai.com/v1/chat/completions ${data}`);
      expect(file.prompts.every(({ caveats }) => caveats.length > 0)).toBe(true);
      expect(file.prompts.length + file.problems.length).toBeGreaterThan(0);
    },
  );

  test.each([
    [`-d '${BODY}' -d '{"tools": []}'`, "the data of another option"],
    [`--json '${BODY}' --json '{"tools": []}'`, "the data of another option"],
    [`-d '${BODY}' --data-urlencode 'q=letters'`, "what --data-urlencode adds"],
    [`-d '${BODY}' -F file=@letters.txt`, "what -F adds"],
    [`-d '${BODY}' -K options.txt`, "what -K adds"],
    [`-d '${BODY}' --next https://letters.example`, "what --next adds"],
    ["--data-raw '@body.json'", "the body is not JSON"],
  ])("data in several options, or in ones that are not read: %s", (options, reason) => {
    const { file } = readText("a.sh", `curl https://api.openai.com/v1/responses ${options}`);
    expect(reasons(file)).toEqual([expect.stringContaining(reason)]);
  });

  test.each([`-sd '${BODY}'`, `-sSd'${BODY}'`, `-H "X: -F" -d '${BODY}'`])(
    "options in one word, or their values, change nothing: %s",
    (options) => {
      const { file } = readText("a.sh", `curl https://api.openai.com/v1/responses ${options}`);
      expect(file.prompts).toHaveLength(1);
      expect(reasons(file)).toEqual([]);
    },
  );
});
