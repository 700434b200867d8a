import { runInNewContext } from "node:vm";
import { ModuleKind, transpile } from "typescript";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import type { RuleFormat } from "../../../src/core/panel/contract/panelAction";
import { plainText } from "../../../src/core/panel/contract/richText";
import { panelInput, SAMPLE_ROUTING, unmeasuredPairInput } from "./sampleInput";

function routingAt(tolerance: number) {
  return buildPanelState(panelInput({ tolerance })).routing;
}

function rule(format: RuleFormat): string {
  return routingAt(0.05).rules.find((each) => each.format === format)?.code ?? "";
}

/** At 0.05, by the gaps of the sample. */
const EXPECTED: Readonly<Record<string, string>> = {
  math_word_problem: "gpt-4o-mini",
  function_calling: "gpt-4o-mini",
  competitive_programming: "gpt-4o-mini",
  instruction_following: "gpt-4o-mini",
  number_comparison: "gpt-4o",
  mcq_knowledge: "gpt-4o",
  code_reasoning: "gpt-4o",
  factual_qa: "gpt-4o",
  law: "gpt-4o",
  open_chat: "gpt-4o-mini",
  translation: "gpt-4o-mini",
};

describe("where kinds of task go", () => {
  it("sends a kind to mini while its gap is tolerated", () => {
    const onMini = (tolerance: number): readonly string[] =>
      routingAt(tolerance)
        .kinds.filter(({ goesTo, gap }) => goesTo === "right" && gap !== undefined)
        .map(({ key }) => key);
    expect(onMini(0.02)).toEqual(["math_word_problem"]);
    expect(onMini(0.05)).toHaveLength(4);
    expect(onMini(0.1)).toEqual([...onMini(0.05), "number_comparison"]);
    expect(onMini(1)).toHaveLength(9);
  });

  it("orders kinds by their gap, those without one last, under what they rest on", () => {
    const { kinds, unmeasured } = routingAt(0.05);
    expect(kinds.map(({ key }) => key)).toEqual(Object.keys(EXPECTED));
    expect(plainText(unmeasured)).toBe("No loss is known: by cost");
    expect(plainText(kinds.at(-1)?.goes ?? [])).toBe("mini");
    expect(kinds.at(-1)?.prompts).toBe("–");
  });

  it("offers a tolerance of one's own next to the named ones", () => {
    expect(routingAt(0.05).tolerance.choices.map(({ label }) => label)).toEqual([
      "Cautious 0.02",
      "Balanced 0.05",
      "Thrifty 0.10",
    ]);
    expect(routingAt(0.07).tolerance.choices.at(-1)).toEqual({
      tolerance: 0.07,
      label: "Own 0.07",
    });
  });

  it("says what the workspace holds and what the split keeps and costs", () => {
    const { routing } = buildPanelState(
      panelInput({
        routing: {
          ...SAMPLE_ROUTING,
          workspace: {
            promptFiles: 12,
            prompts: 30,
            promptsOfKind: new Map([["law", 11]]),
            shareToRight: 0.63,
            costShare: 0.31,
            qualityShare: 0.96,
          },
        },
      }),
    );
    expect(plainText(routing.workspace ?? [])).toBe(
      "12 prompt files here: 63% of the prompts go to mini, which keeps 96% of the score for 31% of the cost.",
    );
    expect(routing.kinds.find(({ key }) => key === "law")?.here).toBe("11");
    expect(routing.kinds.find(({ key }) => key === "open_chat")?.here).toBe("0");
  });

  it("says that nothing is known of another pair", () => {
    const { routing } = buildPanelState(unmeasuredPairInput());
    expect(plainText(routing.lead)).toBe(
      "No outcomes are measured for this pair: nothing is known of their difference by kind.",
    );
    expect(routing.kinds).toEqual([]);
    expect(routing.rules).toEqual([]);
  });
});

describe("the rule to take away", () => {
  it("runs as TypeScript", () => {
    const code = transpile(rule("typescript"), { module: ModuleKind.CommonJS });
    const exports: { modelFor?: unknown } = {};
    runInNewContext(code, { exports });
    expect(exports.modelFor).toEqual(EXPECTED);
  });

  it("is a Python dictionary of the same", () => {
    const literal = rule("python")
      .split("\n")
      .map((line) => line.replace(/ {2}# .*$/, ""))
      .join("\n")
      .replace(/^#.*$/m, "")
      .replace("MODEL_FOR = ", "")
      .replace(/,\n\}/, "\n}");
    expect(JSON.parse(literal)).toEqual(EXPECTED);
  });

  it("is a LiteLLM configuration with a model group for each kind", () => {
    const { model_list } = parse(rule("litellm")) as {
      model_list: readonly {
        model_name: string;
        litellm_params: { model: string; api_key: string };
      }[];
    };
    const routes = model_list.map(({ model_name, litellm_params }) => [
      model_name,
      litellm_params.model.replace("openai/", ""),
    ]);
    expect(Object.fromEntries(routes)).toEqual(EXPECTED);
    expect(model_list[0]?.litellm_params.api_key).toBe("os.environ/OPENAI_API_KEY");
  });

  it("is JSON with the gap of each kind that has one", () => {
    const { routes, tolerance } = JSON.parse(rule("json")) as {
      tolerance: number;
      routes: readonly { kind: string; model: string; gap?: number; basis: string }[];
    };
    expect(tolerance).toBe(0.05);
    expect(Object.fromEntries(routes.map(({ kind, model }) => [kind, model]))).toEqual(EXPECTED);
    expect(routes.find(({ kind }) => kind === "law")).toMatchObject({
      gap: 0.2432,
      basis: "measured",
    });
    expect(routes.find(({ kind }) => kind === "translation")).toEqual({
      kind: "translation",
      model: "gpt-4o-mini",
      basis: "cost",
    });
  });
});
