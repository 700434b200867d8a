import { describe, expect, test } from "vitest";
import { compactJson } from "../../../src/core/json/compactJson";
import { conversation, onlyPrompt, readFixture, readText, uses } from "./fixtures";

describe("Prompty v2", () => {
  const fixture = readFixture("triage.prompty");
  const prompt = onlyPrompt(fixture);

  test("is recognized, with its name, model and limit where they are in the file", () => {
    expect(fixture.file.formatLabel).toBe("Prompty v2");
    expect(prompt.name).toBe("triage");
    expect(prompt.model?.value).toBe("gpt-4o-mini-2024-07-18");
    expect(fixture.at(prompt.model?.range)).toBe("gpt-4o-mini-2024-07-18");
    expect(fixture.at(prompt.maxOutputTokens?.range)).toBe("400");
    expect(prompt.settings?.map(({ key }) => key)).toEqual(["temperature", "top_p"]);
  });

  test("has the messages that its role lines begin, without the blank lines around them", () => {
    expect(conversation(prompt)).toEqual([
      "system: You sort tickets of a software company. Use the tools where they help.\n\n" +
        "{# Keep this short. #}\n{% if history %}\nThe conversation so far:\n{{history}}\n{% endif %}",
      "user: {{ticket}}|[image]",
    ]);
    expect(prompt.messages[1]?.name).toBe("customer");
    expect(fixture.at(prompt.messages[1]?.range)).toMatch(
      /^user\[name="customer"\]:\n\{\{ticket\}\}/,
    );
  });

  test("an input of the kind image is an image that the variable supplies", () => {
    const image = prompt.messages[1]?.parts[1];
    expect(image).toMatchObject({ kind: "image", variable: "screenshot", detail: "auto" });
    expect(fixture.at(image?.range)).toBe("{{screenshot}}");
  });

  test("inputs are variables; their defaults are values", () => {
    expect(prompt.variables.map(({ name, defaultValue }) => [name, defaultValue])).toEqual([
      ["ticket", "The app crashes when I open a PDF."],
      ["screenshot", undefined],
      ["history", undefined],
    ]);
    expect(prompt.valueSets).toEqual([
      { label: "defaults", values: new Map([["ticket", "The app crashes when I open a PDF."]]) },
    ]);
  });

  test("tools become JSON schemas without what is bound; other kinds keep their name", () => {
    const [find, docs] = prompt.tools;
    expect(find?.parameters && compactJson(find.parameters)).toBe(
      '{"type":"object","properties":{"limit":{"type":"integer","description":"At most so many"}}}',
    );
    expect(docs).toMatchObject({ type: "mcp", name: "docs" });
  });

  test("outputs become a JSON schema of the name that the runtime gives it", () => {
    const format = prompt.responseFormat;
    if (format?.kind !== "json_schema") throw new Error("no schema");
    expect(format.name).toBe("structured_output");
    expect(compactJson(format.schema)).toBe(
      '{"type":"object","properties":{"urgency":{"type":"string",' +
        '"description":"How soon someone must look","enum":["low","normal","high"]},' +
        '"tags":{"type":"array","items":{"type":"string"}}},"required":["urgency"],' +
        '"additionalProperties":false}',
    );
  });
});

describe("Prompty v1", () => {
  const fixture = readFixture("invoice-v1.prompty");
  const prompt = onlyPrompt(fixture);

  test("the deployment is the model, by its default if the environment decides", () => {
    expect(fixture.file.formatLabel).toBe("Prompty v1");
    expect(prompt.model?.value).toBe("gpt-4o");
    expect(fixture.at(prompt.model?.range)).toBe("gpt-4o");
    const bare = "---\nmodel:\n  configuration:\n    azure_deployment: ${env:NAME}\n---\nuser:\nx";
    expect(onlyPrompt(readText("a.prompty", bare)).model).toBeUndefined();
  });

  test("parameters hold the limit, the format and the tools", () => {
    expect(prompt.maxOutputTokens?.value).toBe(800);
    expect(prompt.responseFormat?.kind).toBe("json_object");
    expect(prompt.tools.map(({ name }) => name)).toEqual(["convert"]);
  });

  test("Markdown images are images, paths as written", () => {
    expect(prompt.messages[1]?.parts[0]).toMatchObject({
      kind: "image",
      source: "images/invoice-0042.png",
    });
    expect(conversation(prompt)[1]).toBe("user: [image]|{{question}}");
  });

  test("sample fills names and paths", () => {
    const [set] = prompt.valueSets;
    expect(set?.label).toBe("sample");
    expect(set?.values.get("customer.company")).toBe("Northwind");
    expect(uses(fixture, prompt)).toContain("customer.country {{ customer.country | upper }}");
    expect(prompt.variables.map(({ name }) => name)).toEqual([
      "question",
      "customer.company",
      "customer.country",
    ]);
  });

  test("a sample in a file is named, and read if it is at hand", () => {
    const text = "---\nsample: ${file:values.json}\n---\nuser:\n{{a}}";
    const without = readText("a.prompty", text);
    expect(without.file.references).toMatchObject([{ path: "values.json" }]);
    expect(onlyPrompt(without).valueSets).toEqual([]);
    const read = readText("a.prompty", text, new Map([["values.json", '{"a":"b"}']]));
    expect(onlyPrompt(read).valueSets[0]?.values.get("a")).toBe("b");
  });
});

describe("what the specification allows", () => {
  test("+++ fences and a mustache template", () => {
    const fixture = readFixture("mustache.prompty");
    const prompt = onlyPrompt(fixture);
    expect(prompt.name).toBe("mustache");
    expect(uses(fixture, prompt)).toEqual([
      "days {{days}}",
      "city {{{city}}}",
      "– {{#interests}}",
      "– {{.}}",
      "– {{/interests}}",
    ]);
    expect([...(prompt.valueSets[0]?.values ?? [])]).toEqual([
      ["city", "Oslo"],
      ["days", "3"],
    ]);
  });

  test.each([
    ["system:\nA\n\nuser:\nB", ["system: A", "user: B"]],
    ["# system:\nA\n  Assistant:\nB\nDEVELOPER:\nC", ["system: A", "assistant: B", "developer: C"]],
    ["Just text", ["system: Just text"]],
    ["Before\nuser:\nAfter", ["system: Before", "user: After"]],
    ["system:\n\nuser:\nHello", ["system: ", "user: Hello"]],
    ["system:\nThe user: said", ["system: The user: said"]],
    ["system:\n  \n  A  \n  \n\nuser:\n  B  ", ["system:   \n  A  \n  ", "user:   B  "]],
    ["{# only a comment #}\n\nuser:\nA", ["user: A"]],
    ["user:\r\nA\r\nB\r\n", ["user: A\nB"]],
  ])("%j", (body, messages) => {
    expect(conversation(onlyPrompt(readText("a.prompty", body)))).toEqual(messages);
    const framed = `---\nname: x\n---\n${body}`;
    expect(conversation(onlyPrompt(readText("a.prompty", framed)))).toEqual(messages);
  });

  test("apiType says which API; others are counted as chat and it is said", () => {
    const of = (type: string) => readText("a.prompty", `---\nmodel:\n  apiType: ${type}\n---\nx`);
    expect(onlyPrompt(of("responses")).endpoint).toBe("responses");
    expect(of("embedding").file.problems).toMatchObject([
      {
        code: "unsupported",
        message: "A request to the embedding API is counted as a chat request.",
      },
    ]);
  });
});

describe("a broken file", () => {
  const broken = "---\nname: escalate\nmodel: gpt-4o\n\nsystem:\nHelp.\n";

  test("says where the frontmatter should end, and how to mend it", () => {
    const fixture = readText("a.prompty", broken);
    const [problem] = fixture.file.problems;
    expect(problem).toMatchObject({
      code: "broken-file",
      message: "The frontmatter is not closed. Add --- after line 3.",
      insertion: { title: "Insert ---" },
    });
    expect(fixture.at(problem?.range)).toBe("model: gpt-4o");
    const { offset = 0, text = "" } = problem?.insertion ?? {};
    const mended = broken.slice(0, offset) + text + broken.slice(offset);
    expect(conversation(onlyPrompt(readText("a.prompty", mended)))).toEqual(["system: Help."]);
  });

  test("is counted as plain text", () => {
    expect(conversation(onlyPrompt(readText("a.prompty", broken)))).toEqual([`user: ${broken}`]);
  });

  test("says what is wrong with the YAML, and where", () => {
    const [problem] = readText("a.prompty", "---\nname: a: b\n---\nuser:\nx").file.problems;
    expect(problem?.code).toBe("broken-file");
    expect(problem?.message).toMatch(/^The frontmatter is not YAML: nested/);
    expect(problem?.range.start).toBeGreaterThanOrEqual(4);
    expect(readText("a.prompty", "---\njust text\n---\nx").file.problems[0]?.message).toBe(
      "The frontmatter holds no keys.",
    );
  });

  test("a fence inside an indented value does not close it", () => {
    const text = "---\nname: x\ndescription: |\n  a\n  ---\n  b\n---\nuser:\nhi";
    expect(conversation(onlyPrompt(readText("a.prompty", text)))).toEqual(["user: hi"]);
  });
});
