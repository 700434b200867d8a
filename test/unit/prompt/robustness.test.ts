import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PromptFormat } from "../../../src/core/prompt/prompt";
import {
  detectFormat,
  PROMPT_FORMATS,
  readPromptFile,
} from "../../../src/core/prompt/formats/promptFormats";
import { checkReading } from "./checkReading";
import { FIXTURES, fixtureText } from "./fixtures";

function read(path: string, text: string, format?: PromptFormat): void {
  const file = readPromptFile({ path, text, format });
  checkReading(file, text);
}

describe("a file that is being typed", () => {
  test.each(FIXTURES)("%s is read at every length, as it is and with CR LF", (name) => {
    const text = fixtureText(name);
    const format = detectFormat({ path: name, text });
    for (let length = 0; length <= text.length; length++) {
      read(name, text.slice(0, length), format);
      detectFormat({ path: name, text: text.slice(0, length) });
    }
    const windows = text.replaceAll(/\r?\n/g, "\r\n");
    for (let length = 0; length <= windows.length; length += 7) {
      read(name, windows.slice(0, length), format);
    }
  });
});

describe("CR LF and a byte order mark", () => {
  test.each(FIXTURES.filter((name) => !/\.(?:txt|ts|py)$/.test(name)))(
    "%s reads as the same requests",
    (name) => {
      const text = fixtureText(name);
      const plain = readPromptFile({ path: name, text });
      const windows = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
      const other = readPromptFile({ path: name, text: windows });
      checkReading(other, windows);
      const content = ({ prompts }: typeof plain): unknown =>
        prompts.map(({ messages, model, variables, tools, valueSets }) => ({
          messages: messages.map(({ role, parts }) => [
            role,
            parts.map((part) => ("text" in part ? part.text.replaceAll("\r\n", "\n") : part.kind)),
          ]),
          model: model?.value,
          variables: variables.map((variable) => variable.name),
          tools: tools.map((tool) => tool.name),
          valueSets: valueSets.map(({ values }) => [...values]),
        }));
      expect(content(other)).toEqual(content(plain));
      expect(other.problems.map((problem) => problem.code)).toEqual(
        plain.problems.map((problem) => problem.code),
      );
    },
  );
});

/** Texts that tend to break readers. */
const SCRAPS = [
  "{{",
  "}}",
  "{%",
  "%}",
  "{#",
  "${",
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  "`",
  "\\",
  "\\u12",
  "\n",
  "\r\n",
  "---\n",
  "+++\n",
  "system:\n",
  "- role: user\n",
  "&a [*a]",
  "<<: *a",
  "__proto__",
  "constructor",
  "\0",
  "\uD800",
  "\uDC00",
  "é",
  "😀",
  '"""',
  "'''",
  'f"{',
  "![](x.png)",
  "|\n ",
  ">-\n",
  ": ",
  "#",
  '{{role "user"}}',
  "{{media url=x}}",
  "{{history}}",
  '{"role":"user","content":',
  '<message role="user">',
  "file://x",
  "<system>",
  "</system>",
  "$ARGUMENTS",
  "!`x`",
  "```!\n",
  "@a/b",
  "!{",
  "@{",
  "{{$x}}",
  "{{args}}",
  '= """',
  'SYSTEM """',
  "MESSAGE user ",
  "customModes:\n - ",
  "<poml>",
  "<|im_start|>user\n",
  "<|im_end|>",
  "</",
  "<!--",
  "<let name='x'>",
  "#lt;",
  "curl https://x/v1/responses -d ",
  "$(cat <<EOF\n",
  "\nEOF\n",
  "'\\''",
  "###\n",
  "POST https://x/v1/responses\n\n",
  "< ./x.json\n",
  '#"',
  '"#',
  "function f() -> s {",
  '{{ _.role("user") }}',
  '"source": [',
  '"cell_type": "code",',
  "- type: llm\n",
  '"conversations": [{"from": "human", "value":',
  '"type": "placeholder"',
  "\t",
];

describe("broken text", () => {
  test("mutations of real files are read as every format that they could be", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIXTURES),
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 1, noNaN: true }),
            fc.nat(40),
            fc.constantFrom(...SCRAPS),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (name, edits) => {
          let text = fixtureText(name);
          const format = detectFormat({ path: name, text });
          for (const [place, removed, added] of edits) {
            const at = Math.floor(place * text.length);
            text = text.slice(0, at) + added + text.slice(at + removed);
          }
          read(name, text, format);
        },
      ),
      { numRuns: 800 },
    );
  });

  test("random scraps are read as every format", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ unit: "binary", maxLength: 8 }))),
        fc.constantFrom(...PROMPT_FORMATS),
        (scraps, format) => read("x.yaml", scraps.join(""), format),
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("sizes and depths that no person writes", () => {
  const texts: [string, string][] = [
    ["nothing", ""],
    ["a byte order mark", "\uFEFF"],
    ["NULs", "\0".repeat(100_000)],
    ["open brackets", "[".repeat(20_000)],
    ["open braces", '{"a":'.repeat(10_000)],
    ["open expressions", "{{".repeat(10_000)],
    ["open blocks", "{% if ".repeat(10_000)],
    ["quotes in expressions", "{{'}}".repeat(2_000)],
    ["comments without an end", "{{!-- }}".repeat(2_000)],
    ["raw blocks without an end", "{{{{a}}}}".repeat(2_000)],
    ["nested blocks", "{{#each a}}{% for b in c %}{{d}}".repeat(2_000)],
    ["marked messages", "<message role='a'>{{a}}{{#if b}}".repeat(3_000)],
    ["images", "![](".repeat(20_000)],
    ["images in code", "![](a.png)`x`".repeat(10_000)],
    ["dashes", "- ".repeat(20_000)],
    ["fences", "---\n".repeat(5_000)],
    ["role lines", "user:\n".repeat(5_000)],
    ["keys", "a: 1\n".repeat(5_000)],
    ["TOML lists", `prompt = ${"[1,".repeat(20_000)}`],
    ["TOML tables", `prompt = ${"{a=".repeat(20_000)}`],
    ["TOML escapes", `prompt = """${"\\\n \\u12".repeat(20_000)}"""`],
    ["Modelfile quotes", 'SYSTEM """a"""b\n'.repeat(10_000)],
    ["Modelfile instructions", 'SYSTEM "a"\n'.repeat(10_000)],
    ["marks of ChatML", "<|im_start|>".repeat(10_000)],
    ["messages of ChatML", "<|im_start|>user\na".repeat(5_000)],
    ["elements", "<p>".repeat(20_000)],
    ["elements that are closed", `${"<p>".repeat(20_000)}${"</p>".repeat(20_000)}`],
    ["closing tags", "<a></b>".repeat(10_000)],
    ["tags without an end", `<p ${"a='b' ".repeat(20_000)}`],
    ["quotes in tags", '<a "'.repeat(20_000)],
    ["comments of XML", "<!-- ".repeat(20_000)],
    ["speakers", "<ai>a<human>b".repeat(3_000)],
    ["shell commands", "!{".repeat(20_000)],
    ["blocks of commands", "```!\n".repeat(5_000)],
    ["system blocks", "<system>".repeat(20_000)],
    ["dollar signs", "{{$".repeat(20_000)],
    ["curl commands", "curl -d @- <<a ".repeat(10_000)],
    ["shell texts", "curl '$(cat <<a\n".repeat(10_000)],
    ["shell expansions", `curl "${"$(${".repeat(20_000)}`],
    ["HTTP requests", "###\nPOST /responses\n\n{{a}}\n".repeat(5_000)],
    ["HTTP variables", "@a={{a}}{{a}}\n".repeat(5_000)],
    ["BAML texts", '#"'.repeat(20_000)],
    ["BAML blocks", "function a { ".repeat(20_000)],
    ["BAML strings", `"a`.repeat(20_000)],
    ["single braces", "{a".repeat(20_000)],
    ["backslashes", `"${"\\".repeat(200_000)}`],
    ["backticks", "`${".repeat(30_000)],
    ["parentheses", `${"f(".repeat(20_000)}${"]".repeat(20_000)}`],
    ["parentheses in a message", `[{role: "user", content: ${'("a" + '.repeat(20_000)}`],
    ["aliases", `a: &a [x,x,x,x,x,x,x,x,x]\n${"b: &a [*a,*a,*a,*a,*a,*a]\n".repeat(20)}`],
  ];
  test.each(texts)("%s", (_, text) => {
    for (const format of PROMPT_FORMATS) read("x.yaml", text, format);
    for (const path of [
      "x.ts",
      "x.py",
      "x.json",
      "x.jsonl",
      "x.yaml",
      "prompts.yaml",
      "CLAUDE.md",
    ]) {
      read(path, text, detectFormat({ path, text }));
    }
  });

  test("10 MB in one line", () => {
    const text = "word ".repeat(2_000_000);
    for (const path of ["x.txt", "x.md", "x.prompty", "x.prompt", "x.prompt.yml", "x.j2", "x.py"]) {
      read(path, text);
    }
    for (const path of [
      "skprompt.txt",
      ".claude/commands/x.md",
      "patterns/x/system.md",
      "x.poml",
    ]) {
      read(path, text);
    }
    read("Modelfile", `SYSTEM ${text}`);
    read("x.chatml", `<|im_start|>user\n${text}`);
    read(".gemini/commands/x.toml", `prompt = "${text}"`);
    read(".roomodes", `customModes:\n  - roleDefinition: ${text}`);
    read(
      "x.json",
      JSON.stringify({ model: "gpt-4o", messages: [{ role: "user", content: text }] }),
    );
  });
});

test("keys that JavaScript gives a meaning to are ordinary names", () => {
  const text =
    '{"model":"gpt-4o","messages":[{"role":"constructor","content":"x","__proto__":{"role":"system"}}],"__proto__":{"tools":[]}}';
  const file = readPromptFile({ path: "x.json", text });
  expect(file.prompts[0]?.messages[0]?.role).toBe("user");
  const prompty =
    "---\nsample:\n  __proto__: a\n  constructor: b\n---\nuser:\n{{__proto__}} {{constructor}}";
  const [prompt] = readPromptFile({ path: "x.prompty", text: prompty }).prompts;
  expect([...(prompt?.valueSets[0]?.values ?? [])]).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});
