import { describe, expect, test } from "vitest";
import { MappedText } from "../../../src/core/prompt/mappedText";
import type { TemplateScanner } from "../../../src/core/prompt/expression";
import { decodeFString } from "../../../src/core/prompt/templates/fString";
import { scanHandlebars } from "../../../src/core/prompt/templates/handlebars";
import { scanJinja } from "../../../src/core/prompt/templates/jinja";
import { scanVscodeVariables } from "../../../src/core/prompt/templates/vscodeVariables";
import { conversation, onlyPrompt, readFixture, readText, uses } from "./fixtures";

/** `expression → variable`, `#` for a comment, `|` if a filter changes the value. */
function found(scan: TemplateScanner, text: string): string[] {
  return scan(text).map(({ start, end, variable, isComment, isFiltered }) => {
    const mark = `${isComment ? "#" : ""}${isFiltered ? "|" : ""}`;
    return `${text.slice(start, end)} → ${variable ?? "–"}${mark}`;
  });
}

describe("Jinja", () => {
  test.each([
    [
      "{{ a }} {{a.b}} {{ a['b'] }} {{ a[0] }}",
      ["{{ a }} → a", "{{a.b}} → a.b", "{{ a['b'] }} → a.b", "{{ a[0] }} → a.0"],
    ],
    ["{{- a -}} {{ a | upper }}", ["{{- a -}} → a", "{{ a | upper }} → a|"]],
    [
      "{{ f(a) }} {{ a + 1 }} {{ a-b }} {{ true }}",
      ["{{ f(a) }} → –", "{{ a + 1 }} → –", "{{ a-b }} → –", "{{ true }} → –"],
    ],
    ["{# a {{b}} #}", ["{# a {{b}} #} → –#"]],
    [
      "{% for x in xs %}{{ x }}{{ y }}{{ loop.index }}{% endfor %}{{ x }}",
      [
        "{% for x in xs %} → –",
        "{{ x }} → –",
        "{{ y }} → y",
        "{{ loop.index }} → –",
        "{% endfor %} → –",
        "{{ x }} → x",
      ],
    ],
    [
      "{% for k, v in m.items() %}{{ k }}{% endfor %}",
      ["{% for k, v in m.items() %} → –", "{{ k }} → –", "{% endfor %} → –"],
    ],
    ["{% set a = 1 %}{{ a }}", ["{% set a = 1 %} → –", "{{ a }} → –"]],
    ["{% if a %}{{ b }}{% endif %}", ["{% if a %} → –", "{{ b }} → b", "{% endif %} → –"]],
    ["{% raw %}{{ a }}{% endraw %}{{ b }}", ["{% raw %} → –#", "{% endraw %} → –#", "{{ b }} → b"]],
    ['{{ "}}" }} {{ a | default("{{") }}', ['{{ "}}" }} → –', '{{ a | default("{{") }} → a|']],
    ["{{ größe }} {{ 名前 }}", ["{{ größe }} → größe", "{{ 名前 }} → 名前"]],
    ["{{ a", []],
    ["a } b %} {", []],
  ])("%s", (text, expected) => expect(found(scanJinja, text)).toEqual(expected));
});

describe("Handlebars", () => {
  test.each([
    [
      "{{a}} {{{a}}} {{&a}} {{~a~}} {{a/b}}",
      ["{{a}} → a", "{{{a}}} → a", "{{&a}} → a", "{{~a~}} → a", "{{a/b}} → a.b"],
    ],
    ["{{! a }} {{!-- }} --}}", ["{{! a }} → –#", "{{!-- }} --}} → –#"]],
    [
      "{{#if a}}{{b}}{{else}}{{c}}{{/if}}",
      ["{{#if a}} → –", "{{b}} → b", "{{else}} → –", "{{c}} → c", "{{/if}} → –"],
    ],
    [
      "{{#each a}}{{b}}{{this}}{{@index}}{{../c}}{{/each}}{{b}}",
      [
        "{{#each a}} → –",
        "{{b}} → –",
        "{{this}} → –",
        "{{@index}} → –",
        "{{../c}} → –",
        "{{/each}} → –",
        "{{b}} → b",
      ],
    ],
    [
      "{{#list a as |x|}}{{x.y}}{{z}}{{/list}}",
      ["{{#list a as |x|}} → –", "{{x.y}} → –", "{{z}} → z", "{{/list}} → –"],
    ],
    [
      "{{> part}} {{helper a b=c}} \\{{a}} {{{{raw}}}}{{a}}{{{{/raw}}}}",
      ["{{> part}} → –", "{{helper a b=c}} → –"],
    ],
    ["{{=<% %>=}}", ["{{=<% %>=}} → –#"]],
    ["{{a", []],
  ])("%s", (text, expected) => expect(found(scanHandlebars, text)).toEqual(expected));
});

test("VS Code's variables", () => {
  const text =
    "${selection} ${input:a} ${input:a:b ${c} d} ${HOME} #tool:x/y, #file:a.md. a#tool:z ##tool:q";
  expect(found(scanVscodeVariables, text)).toEqual([
    "${selection} → selection",
    "${input:a} → a",
    "#tool:x/y → –",
    "#file:a.md. → –",
  ]);
});

test("Python's format syntax: doubled braces are braces", () => {
  const source = '{a} {{b}} {a.c!r:>4} { "x": 1 } {{{d}}} {}';
  const { text, expressions } = decodeFString(
    MappedText.verbatim(source, { start: 0, end: source.length }),
    source,
  );
  expect(text.text).toBe('{a} {b} {a.c!r:>4} { "x": 1 } {{d}} {}');
  expect(
    expressions.map(({ start, end, variable, isFiltered }) => {
      const range = text.rangeOf(start, end);
      return [
        text.text.slice(start, end),
        source.slice(range.start, range.end),
        variable,
        isFiltered,
      ];
    }),
  ).toEqual([
    ["{a}", "{a}", "a", undefined],
    ["{a.c!r:>4}", "{a.c!r:>4}", "a.c", true],
    ["{d}", "{d}", "d", undefined],
  ]);
});

describe("template files", () => {
  test.each([
    ["letter.j2", ["customer.name", "order.total"]],
    ["reply.hbs", ["name", "subject", "ticket.id"]],
    ["note.mustache", ["name", "amount"]],
  ])("%s is one user message", (name, variables) => {
    const fixture = readFixture(name);
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)).toEqual([`user: ${fixture.text}`]);
    expect(prompt.variables.map((variable) => variable.name)).toEqual(variables);
  });

  test("system_template says whose words it holds", () => {
    expect(conversation(onlyPrompt(readText("a/system_template.minijinja", "Be brief.")))).toEqual([
      "system: Be brief.",
    ]);
  });

  test("role lines make messages, as Prompt flow reads them", () => {
    expect(conversation(onlyPrompt(readFixture("flow_system.jinja2")))).toEqual([
      "system: You rate answers from 1 to 5.",
      "user: Question: {{question}}\nAnswer: {{answer}}",
    ]);
  });

  test("marked messages are messages, as Semantic Kernel reads them", () => {
    expect(conversation(onlyPrompt(readFixture("chat.handlebars")))).toEqual([
      "system: You answer in one sentence.",
      "user: {{question}}",
    ]);
    const story = readFixture("story.yaml");
    const prompt = onlyPrompt(story);
    expect(conversation(prompt)).toEqual([
      "system: You tell stories.",
      "user: One about {{topic}}, {{length}} words.",
    ]);
    expect(prompt.model?.value).toBe("gpt-4o");
    expect(prompt.maxOutputTokens?.value).toBe(500);
    expect(prompt.valueSets[0]?.values.get("length")).toBe("100");
    expect(uses(story, prompt)).toEqual(["topic {{topic}}", "length {{length}}"]);
  });

  test("a loop around messages is kept, so that a count is an estimate", () => {
    const text =
      "template: |\n  <message role='system'>Pick {{choices}}.</message>\n" +
      "  {{#each shots}}<message role='{{role}}'>{{content}}</message>{{/each}}\n" +
      "  <message role='user'>{{request}}</message>\ntemplate_format: handlebars\n";
    const fixture = readText("intent.prompt.yaml", text);
    expect(fixture.file.format).toBe("handlebars");
    expect(conversation(onlyPrompt(fixture))).toEqual([
      "system: Pick {{choices}}.",
      "user: {{#each shots}}{{content}}",
      "user: {{/each}}{{request}}",
    ]);
    expect(uses(fixture, onlyPrompt(fixture))).toContain("– {{/each}}");
  });

  test("Semantic Kernel's own syntax has variables with a dollar and functions without", () => {
    const text = "template: Hi {{$name}}, {{time.now}}\ntemplate_format: semantic-kernel\n";
    const fixture = readText("a.yaml", text);
    expect(uses(fixture, onlyPrompt(fixture))).toEqual(["name {{$name}}", "– {{time.now}}"]);
  });
});
