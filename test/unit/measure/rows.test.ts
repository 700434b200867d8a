import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import type { Prompt } from "../../../src/core/prompt/prompt";
import type { Dataset } from "../../../src/core/measure/rows/dataset";
import { DatasetHash } from "../../../src/core/measure/rows/datasetHash";
import { DatasetReader } from "../../../src/core/measure/rows/datasetReader";
import { promptOfRow, rowsOfPrompt } from "../../../src/core/measure/rows/rowsOfPrompt";

function read(path: string, text: string, files?: Readonly<Record<string, string>>): Dataset {
  const reader = new DatasetReader({
    path,
    ...(files && { files: new Map(Object.entries(files)) }),
  });
  reader.push(text);
  return reader.end();
}

function valuesOf(dataset: Dataset): readonly Readonly<Record<string, string>>[] {
  return dataset.rows.map(({ values }) => Object.fromEntries(values));
}

function promptOf(path: string, text: string): Prompt {
  const [prompt] = readPromptFile({ path, text }).prompts;
  if (prompt === undefined) throw new Error(`no prompt in ${path}`);
  return prompt;
}

function textsOf({ messages }: Prompt): readonly string[] {
  return messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])),
  );
}

describe("JSONL", () => {
  test("reads values as they are, and under vars", () => {
    const dataset = read(
      "a.jsonl",
      '{"ticket":"a","meta":{"tier":2}}\n\n{"vars":{"ticket":"b"},"expected":"B"}\r\n',
    );
    expect(valuesOf(dataset)).toEqual([
      { ticket: "a", meta: '{"tier":2}', "meta.tier": "2" },
      { ticket: "b" },
    ]);
    expect(dataset.rows.map(({ id, line }) => [id, line])).toEqual([
      ["1", 1],
      ["2", 3],
    ]);
    expect(dataset.rows[1]?.expected).toBe("B");
  });

  test.each([
    ["expected", '{"input":"2+2","expected":4}', "4"],
    ["output", '{"input":"2+2","output":"four"}', "four"],
    ["ideal", '{"input":"2+2","ideal":["4","four"]}', "4"],
  ])("knows the expected answer by %s", (_name, line, expected) => {
    expect(read("a.jsonl", line).rows[0]).toMatchObject({ expected });
  });

  test("reads a chat as a whole request, its last answer as the expected one", () => {
    const line = JSON.stringify({
      messages: [
        { role: "user", content: "hi" },
        { role: "assistant", content: "hello" },
      ],
    });
    const [row] = read("a.jsonl", line).rows;
    expect(row?.prompt && textsOf(row.prompt)).toEqual(["hi"]);
    expect(row?.expected).toBe("hello");
  });

  test("reads the lines of a Batch file as whole requests", () => {
    const line = JSON.stringify({
      custom_id: "t-1",
      method: "POST",
      url: "/v1/chat/completions",
      body: { model: "gpt-4o", messages: [{ role: "user", content: "hi" }], temperature: 0 },
    });
    const [row] = read("a.jsonl", line).rows;
    expect(row?.id).toBe("t-1");
    expect(row?.prompt && textsOf(row.prompt)).toEqual(["hi"]);
    expect(row?.prompt?.settings?.map(({ key }) => key)).toContain("temperature");
  });

  test("leaves a broken line out, with its number, and keeps the others", () => {
    const dataset = read("a.jsonl", '{"t":"a"}\n{"t":\n[1]\n{"t":"b"}');
    expect(valuesOf(dataset)).toEqual([{ t: "a" }, { t: "b" }]);
    expect(dataset.unreadRows).toBe(2);
    expect(dataset.problems.map(({ line }) => line)).toEqual([2, 3]);
    expect(dataset.problems[0]?.message).toMatch(/^Line 2 is not JSON: .*\. It is left out\.$/);
  });

  test("gives rows with the same id ids of their own", () => {
    const dataset = read("a.jsonl", '{"id":"a","t":"1"}\n{"id":"a","t":"2"}\n{"id":7,"t":"3"}');
    expect(dataset.rows.map(({ id }) => id)).toEqual(["a", "a, line 2", "7"]);
    expect(dataset.problems.map(({ message }) => message)).toEqual([
      'The id a occurs twice: this row is named "a, line 2".',
    ]);
  });

  test("is read alike however it is cut", () => {
    const text = Array.from({ length: 40 }, (_, at) => JSON.stringify({ t: `row ${at} ü` }));
    const whole = read("a.jsonl", text.join("\n"));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (size) => {
        const reader = new DatasetReader({ path: "a.jsonl" });
        const joined = text.join("\n");
        for (let at = 0; at < joined.length; at += size) reader.push(joined.slice(at, at + size));
        expect(reader.end()).toEqual(whole);
      }),
    );
  });
});

describe("CSV", () => {
  test("takes the heading for the variables, and quotes, line ends and a byte order mark", () => {
    const dataset = read(
      "a.csv",
      '\uFEFFid,ticket,expected\r\nx,"say ""hi"",\r\nthen leave",yes\r\n\r\ny,plain,no\r\n',
    );
    expect(valuesOf(dataset)).toEqual([
      { id: "x", ticket: 'say "hi",\r\nthen leave', expected: "yes" },
      { id: "y", ticket: "plain", expected: "no" },
    ]);
    expect(dataset.rows.map(({ id, line, expected }) => [id, line, expected])).toEqual([
      ["x", 2, "yes"],
      ["y", 5, "no"],
    ]);
  });

  test.each([
    ["semicolons", "a;b\n1,5;2\n", { a: "1,5", b: "2" }],
    ["tabs", "a\tb\n1,5\t2\n", { a: "1,5", b: "2" }],
  ])("reads %s as separators where the heading has them", (_name, text, values) => {
    expect(valuesOf(read("a.csv", text))).toEqual([values]);
  });

  test("leaves out records of another width, and one whose quotation never ends", () => {
    const dataset = read("a.csv", 'a,b\n1,2\n3\n4,5,6\n7,"8\n');
    expect(valuesOf(dataset)).toEqual([{ a: "1", b: "2" }]);
    expect(dataset.problems.map(({ message }) => message)).toEqual([
      "Line 3 has 1 cell, the heading 2. It is left out.",
      "Line 4 has 3 cells, the heading 2. It is left out.",
      "Line 5 begins a quotation that never ends. It is left out.",
    ]);
  });

  test("is read alike however it is cut", () => {
    const cell = fc.stringMatching(/^[a-z",;\n\r ]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        (records, size) => {
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const text = `a,b\n${records.map((cells) => cells.map(quoted).join(",")).join("\r\n")}\r\n`;
          const reader = new DatasetReader({ path: "a.csv" });
          for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
          const expected = records
            .filter((cells) => cells.some((each) => each !== ""))
            .map(([a, b]) => ({ a, b }));
          expect(valuesOf(reader.end())).toEqual(expected);
        },
      ),
    );
  });
});

describe("lists and prompt files", () => {
  test("reads the items of a vars file", () => {
    expect(valuesOf(read("p.vars.json", '[{"t":"a"},{"t":"b"}]'))).toEqual([
      { t: "a" },
      { t: "b" },
    ]);
    expect(valuesOf(read("p.vars.json", '{"t":"a"}'))).toEqual([{ t: "a" }]);
  });

  test("reads promptfoo's tests, with defaults, lists of values and files", () => {
    const text = `prompts: [p.txt]
defaultTest: {vars: {tone: kind}}
tests:
  - vars: {ticket: [a, b]}
  - file://more.csv
  - vars: {ticket: {deep: 1}, tone: firm}
  - file://make.py
`;
    const dataset = read("promptfooconfig.yaml", text, { "more.csv": "ticket\nc\n" });
    expect(valuesOf(dataset)).toEqual([
      { tone: "kind", ticket: "a" },
      { tone: "kind", ticket: "b" },
      { tone: "kind", ticket: "c" },
      { tone: "firm", ticket: '{"deep":1}', "ticket.deep": "1" },
    ]);
    expect(dataset.references).toEqual(["more.csv"]);
    expect(dataset.problems.map(({ line }) => line)).toEqual([7]);
  });

  test("passes promptfoo's assertions on, those of defaultTest included", () => {
    const text = `prompts: [p.txt]
defaultTest: {assert: [{type: is-json}]}
tests:
  - vars: {ticket: a}
    assert: [{type: contains, value: refund, weight: 2}]
  - file://more.csv
`;
    const csv = "ticket,__expected,__expected2\nc,Billing,not-contains: sorry\n";
    const { rows } = read("promptfooconfig.yaml", text, { "more.csv": csv });
    expect(
      rows.map(({ assertions = [] }) => assertions.map(({ type, value }) => [type, value])),
    ).toEqual([
      [
        ["is-json", undefined],
        ["contains", "refund"],
      ],
      [
        ["is-json", undefined],
        ["equals", "Billing"],
        ["contains", "sorry"],
      ],
    ]);
  });

  test("reads the test data of a GitHub Models prompt", () => {
    const text = `messages:
  - role: user
    content: "Sort {{input}}"
testData:
  - input: b a
    expected: a b
`;
    const dataset = read("sort.prompt.yml", text);
    expect(valuesOf(dataset)[0]).toMatchObject({ input: "b a" });
    expect(dataset.rows[0]?.expected).toBe("a b");
  });

  test("reads the sample of a .prompty, and says so where there is none", () => {
    const prompty = (sample: string): string =>
      `---\nname: t\n${sample}---\nuser:\nTicket: {{ticket}}\n`;
    expect(valuesOf(read("t.prompty", prompty("sample:\n  ticket: a\n")))).toEqual([
      { ticket: "a" },
    ]);
    expect(read("t.prompty", prompty("")).problems[0]?.message).toMatch(/^No rows:/);
  });
});

describe("rows of a prompt", () => {
  const prompt = promptOf("t.prompty", "---\nname: t\n---\nuser:\n{{name}}: {{ticket}}\n");

  test("fills the template", () => {
    const { rows } = rowsOfPrompt(prompt, read("a.jsonl", '{"name":"Ann","ticket":"late"}'));
    const [row] = rows;
    expect(row && textsOf(promptOfRow(prompt, row))).toEqual(["Ann: late"]);
  });

  test("leaves out rows without a value, by name, and tells unused names", () => {
    const dataset = read("a.jsonl", '{"name":"Ann"}\n{"name":"Bo","ticket":"x","extra":"y"}\n{');
    const { rows, problems, leftOut, unusedNames } = rowsOfPrompt(prompt, dataset);
    expect(rows.map(({ id }) => id)).toEqual(["2"]);
    expect(leftOut).toBe(2);
    expect(unusedNames).toEqual(["extra"]);
    expect(problems.map(({ message }) => message)).toContain(
      "Row 1 (line 1) has no value for {{ticket}}. It is left out.",
    );
  });

  test("takes input for the only variable, whatever its name", () => {
    const one = promptOf("t.prompty", "---\nname: t\n---\nuser:\nTicket: {{ticket}}\n");
    const { rows } = rowsOfPrompt(one, read("a.jsonl", '{"input":"late"}'));
    expect(rows[0] && textsOf(promptOfRow(one, rows[0]))).toEqual(["Ticket: late"]);
  });

  test("says that rows without a variable are all the same request", () => {
    const plain = promptOf("t.prompty", "---\nname: t\n---\nuser:\nHello\n");
    const { problems } = rowsOfPrompt(plain, read("a.jsonl", '{"t":"a"}\n{"t":"b"}'));
    expect(problems[0]?.message).toContain("all 2 rows send the same request");
  });

  test("the hash tells other rows, and another order, apart", () => {
    const hash = (text: string): string => {
      const all = new DatasetHash();
      for (const row of read("a.jsonl", text).rows) all.add(row);
      return all.end();
    };
    expect(hash('{"t":"a"}\n{"t":"b"}')).toBe(hash('{"t":"a"}\n\n{"t":"b"}\n'));
    expect(hash('{"t":"a"}\n{"t":"b"}')).not.toBe(hash('{"t":"b"}\n{"t":"a"}'));
    expect(hash('{"t":"a"}')).not.toBe(hash('{"t":"A"}'));
  });
});
