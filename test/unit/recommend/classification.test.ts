import { describe, expect, it } from "vitest";
import {
  classificationPrompt,
  evidenceOfKind,
  parseClassification,
} from "../../../src/core/recommend/classification";
import { TASK_KINDS } from "../../../src/core/recommend/taskKinds";
import { trainedWeights } from "../../../src/core/recommend/trainedWeights";
import { userPrompt } from "./fixtures";

function textsOf(text: string): readonly string[] {
  const { messages } = classificationPrompt(userPrompt(text), trainedWeights);
  return messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])),
  );
}

describe("the question to mini", () => {
  it("is fixed, and only the user's message changes", () => {
    const [instructions, text] = textsOf("Who wrote this?");
    expect(text).toBe("Who wrote this?");
    expect(textsOf("Something else")[0]).toBe(instructions);
    for (const kind of TASK_KINDS) expect(instructions).toContain(`\n${kind}: `);
  });

  it("stays small for a prompt of any size", () => {
    const [, text = ""] = textsOf("word ".repeat(1_000_000));
    expect(text.length).toBeLessThan(4_100);
    expect(classificationPrompt(userPrompt("a"), trainedWeights).maxOutputTokens?.value).toBe(12);
  });
});

describe("the answer of mini", () => {
  it.each([
    ["law", "law"],
    [" Factual_QA.\n", "factual_qa"],
    ["`code_generation`", "code_generation"],
    ["The kind is open_chat: yes, open_chat", "open_chat"],
    ["law or history", undefined],
    ["poetry", undefined],
    ["", undefined],
  ])("%j names %s", (answer, kind) => {
    expect(parseClassification(answer, trainedWeights)).toBe(kind);
  });

  it("stands for what was measured on the kind", () => {
    const evidence = evidenceOfKind("factual_qa", trainedWeights);
    expect(evidence).toMatchObject({
      level: "measured",
      expectedGap: 0.1977,
      measured: { gap: 0.1977, prompts: 5826 },
    });
    expect(evidenceOfKind("open_chat", trainedWeights)?.level).toBe("no evidence");
    expect(evidenceOfKind("poetry", trainedWeights)).toBeUndefined();
  });
});
