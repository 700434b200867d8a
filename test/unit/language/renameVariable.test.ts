import { describe, expect, test } from "vitest";
import {
  renameVariable,
  variableAt,
  type VariableFiles,
} from "../../../src/core/language/renameVariable";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import type { SourceRange } from "../../../src/core/sourceRange";

const PROMPTY = `---
name: triage
inputs:
  ticket:
    type: string
  tone: friendly
sample:
  ticket: The ticket is late.
---
system:
Sort the ticket {{ticket}} in a {{tone}} way.
user:
{% if ticket %}{{ ticket | upper }}{% endif %} {{ticket.id}} {{my_ticket}}
`;

function replaced(text: string, ranges: readonly SourceRange[], by: string): string {
  return ranges.reduceRight(
    (changed, { start, end }) => changed.slice(0, start) + by + changed.slice(end),
    text,
  );
}

function renamed(files: VariableFiles, from: string, to: string) {
  const renaming = renameVariable(files, from, to);
  if (renaming.kind === "refused") return renaming.why;
  const { ranges } = renaming;
  return {
    prompt: replaced(files.text, ranges.prompt, to),
    vars: replaced(files.vars ?? "", ranges.vars, to),
    assertions: replaced(files.assertions ?? "", ranges.assertions, to),
  };
}

describe("renaming a variable", () => {
  test("changes text, declaration, sample, values and assertions, and no other word", () => {
    const files = {
      path: "triage.prompty",
      text: PROMPTY,
      vars: '[{"ticket": "A ticket", "tone": "calm"}, {"ticket": "B", "other": {"ticket": 1}}]',
      assertions: "- type: contains\n  value: '{{ticket}} of a ticket'\n",
    };
    expect(renamed(files, "ticket", "case_text")).toEqual({
      prompt: PROMPTY.replaceAll(/^ {2}ticket:/gm, "  case_text:")
        .replace("{{ticket}}", "{{case_text}}")
        .replace("if ticket", "if case_text")
        .replace("{{ ticket |", "{{ case_text |")
        .replace("{{ticket.id}}", "{{case_text.id}}"),
      vars: '[{"case_text": "A ticket", "tone": "calm"}, {"case_text": "B", "other": {"ticket": 1}}]',
      assertions: "- type: contains\n  value: '{{case_text}} of a ticket'\n",
    });
  });

  test.each([
    ["a.prompt", "---\ninput:\n  schema:\n    tone?: string\n---\nBe {{tone}}."],
    ["a.hbs", "{{#if tone}}Be {{tone}}.{{/if}}"],
    ["a.j2", "{% if tone %}Be {{ tone|lower }}.{% endif %}"],
    [
      "a.prompt.yml",
      "messages:\n  - role: user\n    content: 'Be {{tone}}.'\ntestData:\n  - tone: calm\n",
    ],
  ])("works in %s", (path, text) => {
    expect(renamed({ path, text }, "tone", "mood")).toMatchObject({
      prompt: text.replaceAll("tone", "mood"),
    });
  });

  test("is refused for a name that is taken or is none", () => {
    const files = { path: "triage.prompty", text: PROMPTY };
    expect(renamed(files, "ticket", "tone")).toBe("The prompt has a variable tone already.");
    expect(renamed(files, "ticket", "two words")).toBe('"two words" is no name of a variable.');
  });
});

test("the variable at a place is the one whose name is there", () => {
  const file = readPromptFile({ path: "triage.prompty", text: PROMPTY });
  const at = PROMPTY.indexOf("{{ticket}}");
  expect(variableAt(PROMPTY, file, at + 3)).toEqual({
    name: "ticket",
    range: { start: at + 2, end: at + 8 },
  });
  expect(variableAt(PROMPTY, file, PROMPTY.indexOf("Sort"))).toBeUndefined();
});
