import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fillPrompt,
  variablesWithoutValue,
  withoutPlaceholders,
} from "../../../src/core/estimate/fillPrompt";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { checkReading } from "../prompt/checkReading";
import {
  conversation,
  FIXTURES,
  onlyPrompt,
  readFixture,
  readText,
  textParts,
} from "../prompt/fixtures";

function prompty(body: string): Prompt {
  return onlyPrompt(readText("a.prompty", body));
}

describe("a filled template", () => {
  test("has the values of its variables, is without comments, and keeps what is not known", () => {
    const prompt = prompty("user:\n{# note #}Hi {{ name }}, {{ other }}{% if x %}!{% endif %}");
    const filled = fillPrompt(prompt, new Map([["name", "Ada"]]));
    expect(conversation(filled)).toEqual(["user: Hi Ada, {{ other }}{% if x %}!{% endif %}"]);
    expect(
      textParts(filled).flatMap(({ text, placeholders }) =>
        placeholders.map(({ start, end }) => text.slice(start, end)),
      ),
    ).toEqual(["{{ other }}", "{% if x %}", "{% endif %}"]);
  });

  test("a value that a filter would change stays marked, so that a count is an estimate", () => {
    const filled = fillPrompt(prompty("user:\n{{ name | upper }}!"), new Map([["name", "ada"]]));
    const [part] = textParts(filled);
    expect(part?.text).toBe("ada!");
    expect(part?.placeholders).toMatchObject([{ isFiltered: true, start: 0, end: 3 }]);
    expect(conversation(withoutPlaceholders(filled))).toEqual(["user: ada!"]);
  });

  test("an image's variable gives its source", () => {
    const prompt = onlyPrompt(readFixture("triage.prompty"));
    const filled = fillPrompt(prompt, new Map([["screenshot", "shot.png"]]));
    expect(filled.messages[1]?.parts[1]).toMatchObject({ source: "shot.png" });
    expect(fillPrompt(prompt, new Map()).messages[1]?.parts[1]).not.toHaveProperty("source");
  });

  test("placeholders filled with their own text change nothing", () => {
    for (const name of FIXTURES) {
      const { file, text } = readFixture(name);
      for (const prompt of file.prompts) {
        const own = new Map(
          textParts(prompt).flatMap(({ text, placeholders }) =>
            placeholders.flatMap(({ variable, start, end }) =>
              variable === undefined ? [] : [[variable, text.slice(start, end)] as const],
            ),
          ),
        );
        const isPlain = textParts(prompt).every(({ placeholders, text }) =>
          placeholders.every(
            ({ isComment, variable, start, end }) =>
              !isComment &&
              (variable === undefined || own.get(variable) === text.slice(start, end)),
          ),
        );
        const filled = fillPrompt(prompt, own);
        if (isPlain) expect(conversation(filled)).toEqual(conversation(prompt));
        checkReading({ ...file, prompts: [filled, withoutPlaceholders(prompt)] }, text);
      }
    }
  });

  test("any values give the text that replacing them gives", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom("{{a}}", "{{ b }}"), fc.stringMatching(/^[ a-z!\n]{0,8}$/)),
        ),
        fc.string(),
        fc.string(),
        (pieces, a, b) => {
          const text = `x${pieces.join("")}x`;
          const filled = fillPrompt(
            onlyPrompt(readText("a.txt", text)),
            new Map([
              ["a", a],
              ["b", b],
            ]),
          );
          const expected = text
            .split(/\{\{a\}\}/)
            .join("\u0001")
            .split(/\{\{ b \}\}/)
            .join("\u0002");
          expect(textParts(filled)[0]?.text).toBe(
            [...expected]
              .map((char) => (char === "\u0001" ? a : char === "\u0002" ? b : char))
              .join(""),
          );
        },
      ),
    );
  });
});

test("without placeholders a template is as short as it can be", () => {
  const prompt = prompty("user:\nHi {{ name }}{# c #}{% if x %}!{% endif %}");
  expect(conversation(withoutPlaceholders(prompt))).toEqual(["user: Hi !"]);
});

describe("variables without a value", () => {
  const names = (prompt: Prompt): string[] => variablesWithoutValue(prompt).map(({ name }) => name);

  test("are those that are used and that nothing supplies", () => {
    expect(names(onlyPrompt(readFixture("triage.prompty")))).toEqual(["screenshot", "history"]);
    expect(names(onlyPrompt(readFixture("summary.prompt.yml")))).toEqual([]);
    expect(names(onlyPrompt(readFixture("reply.hbs")))).toEqual(["name", "subject", "ticket.id"]);
  });

  test("an input that is not used is not missed", () => {
    expect(names(prompty("---\ninputs:\n  - name: a\n  - name: b\n---\nuser:\n{{a}}"))).toEqual([
      "a",
    ]);
  });
});
