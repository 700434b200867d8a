import { describe, expect, test } from "vitest";
import { findMoveDiagnostics } from "../../../src/core/migrate/moveDiagnostics";
import { planFile } from "../../../src/core/migrate/planFile";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";

const TODAY = "2026-11-28";
const ID = "pmpt_68e0c2a1b4";

const found = (path: string, text: string) =>
  planFile(path, text, { today: TODAY }).map(({ place, breaks }) => [
    text.slice(place.range.start, place.range.end),
    ...breaks.map(({ id }) => id),
  ]);

describe("services that end", () => {
  test.each([
    ["a.py", `client.responses.create(prompt={"id": "${ID}", "version": "2"})`, ID, "prompt-ids"],
    ["a.ts", `openai.responses.create({ prompt: { id: "${ID}" }, input });`, ID, "prompt-ids"],
    ["a.json", `{"prompt": {"id": "${ID}"}, "input": "hi"}`, ID, "prompt-ids"],
    ["a.yaml", `prompt: ${ID}\n`, ID, "prompt-ids"],
    [".env", `OPENAI_PROMPT_ID=${ID}\n`, ID, "prompt-ids"],
    ["a.go", `params.ID = "${ID}" // "pmpt_other"\n`, ID, "prompt-ids"],
    [
      "a.py",
      "from openai import OpenAI\nOpenAI().evals.create(name='x')\n",
      "evals.create",
      "evals",
    ],
    [
      "a.ts",
      "import OpenAI from 'openai';\nawait client.evals.runs.create(id, {});\n",
      "evals.runs",
      "evals",
    ],
    [
      "run.sh",
      "curl -X POST https://api.openai.com/v1/evals -d @eval.json\n",
      "https://api.openai.com/v1/evals",
      "evals",
    ],
    [
      "a.http",
      "GET https://api.openai.com/v1/evals/eval_1/runs\n",
      "https://api.openai.com/v1/evals",
      "evals",
    ],
    ["a.py", 'requests.post(f"{base}", "/v1/evals")\n', "/v1/evals", "evals"],
    [
      "a.ts",
      `const workflow = { id: "wf_${"0a".repeat(16)}" };`,
      `wf_${"0a".repeat(16)}`,
      "agent-builder",
    ],
  ])("%s: %s", (path, text, name, id) => {
    expect(found(path, text)).toEqual([[name, id]]);
  });

  test.each([
    ["a.py", "import evals\nevals.registry.Registry()\nself.evals.create()\n"],
    ["a.py", "# openai: client.evals.create()\n"],
    ["a.ts", "import 'openai'; retrievals.create(); evals.create();"],
    ["a.json", '{"content": "see /v1/evals and pmpt_1234"}'],
    ["a.yaml", "path: /v1/evaluations\nid: wf_deploy\n"],
  ])("are not seen in %s: %s", (path, text) => {
    expect(found(path, text)).toEqual([]);
  });

  test("have no target, and say what they export to", () => {
    const [plan] = planFile("a.env", `ID=${ID}`, { today: TODAY });
    expect(plan).toMatchObject({ edits: [], place: { daysLeft: 2 } });
    expect(plan?.target).toBeUndefined();
    expect(plan?.breaks).toMatchObject([
      {
        message: "Prompts by id (pmpt_…) stop on 2026-11-30.",
        fix: expect.stringContaining("copy the text from the dashboard") as string,
      },
    ]);
  });

  test("are a warning before their date and an error after it", () => {
    const at = (today: string) =>
      findMoveDiagnostics("a.env", `ID=${ID}`, { today }).diagnostics.map(
        ({ code, severity, message }) => [code, severity, message],
      );
    expect(at(TODAY)).toEqual([
      ["service-ends", "warning", "Prompts by id (pmpt_…) stop on 2026-11-30."],
    ]);
    expect(at("2026-12-01")).toEqual([
      ["service-ends", "error", "Prompts by id (pmpt_…) stopped on 2026-11-30: requests fail."],
    ]);
  });

  test("and a model in the same request are two places", () => {
    const text = `client.responses.create(model="gpt-4o", prompt={"id": "${ID}"}, input="hi")`;
    expect(found("a.py", text)).toEqual([
      ["gpt-4o", "default-effort"],
      [ID, "prompt-ids"],
    ]);
  });

  test("an export of OpenAI Evals is read as promptfoo's, whatever its name", () => {
    const text = `# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
description: Support replies
prompts:
  - label: main
    raw: |
      [{"role": "system", "content": "Answer briefly."}, {"role": "user", "content": "{{question}}"}]
providers:
  - id: openai:responses:gpt-4o
    config:
      temperature: 0.2
      max_output_tokens: 300
tests:
  - vars:
      question: Where is my order?
    assert:
      - type: equals
        value: In transit
      - type: llm-rubric
        provider: openai:gpt-4.1
        value: Is it polite?
`;
    const { format, prompts } = readPromptFile({ path: "evals/support-eval.yaml", text });
    expect(format).toBe("promptfoo");
    expect(prompts.map(({ model, messages }) => [model?.value, messages.length])).toEqual([
      ["gpt-4o", 2],
    ]);
    expect(found("evals/support-eval.yaml", text)).toEqual([
      ["gpt-4o", "default-effort"],
      ["gpt-4.1"],
    ]);
  });
});
