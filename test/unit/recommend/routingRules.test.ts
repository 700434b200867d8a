import { execFileSync, spawnSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { ModuleKind, transpile } from "typescript";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { routedKinds } from "../../../src/core/recommend/routedKinds";
import { exportRoutingRules, type RuleFormat } from "../../../src/core/recommend/routingRules";
import { TASK_KINDS } from "../../../src/core/recommend/taskKinds";
import { trainedWeights } from "../../../src/core/recommend/trainedWeights";

const TABLE = routedKinds(trainedWeights);
const hasPython = spawnSync("python3", ["--version"]).status === 0;
if (!hasPython) console.warn("python3 is missing: the exported Python is not run.");

function exported(format: RuleFormat, tolerance = 0.05): string {
  return exportRoutingRules(
    format,
    tolerance,
    TABLE,
    { strong: "gpt-4o", light: "gpt-4o-mini" },
    "2026-11-20",
  );
}

function asTypeScript(tolerance?: number): Record<string, string> {
  const code = transpile(exported("typescript", tolerance), { module: ModuleKind.CommonJS });
  const exports: { modelFor?: Record<string, string> } = {};
  runInNewContext(code, { exports });
  return exports.modelFor ?? {};
}

describe("the routing table", () => {
  it("holds every kind, and subjects that differ from theirs", () => {
    const row = (id: string) => TABLE.find((kind) => kind.id === id);
    expect(row("instruction_following")).toEqual({
      id: "instruction_following",
      label: "Instruction following",
      known: { gap: 0.0376, standardError: 0.0101, prompts: 1063, basis: "measured" },
    });
    expect(row("law")?.known?.prompts).toBe(1036);
    expect(row("economics")).toBeUndefined();
    expect(row("summarisation")?.known?.basis).toBe("published");
    expect(row("translation")).toEqual({ id: "translation", label: "Translation" });
    for (const kind of TASK_KINDS) expect(row(kind), kind).toBeDefined();
  });
});

describe("rules to take away", () => {
  it("run as TypeScript", () => {
    expect(asTypeScript()).toMatchObject({
      instruction_following: "gpt-4o-mini",
      function_calling: "gpt-4o-mini",
      factual_qa: "gpt-4o",
      law: "gpt-4o",
      summarisation: "gpt-4o",
      grounded_qa: "gpt-4o-mini",
      translation: "gpt-4o-mini",
    });
  });

  it("follow the tolerance", () => {
    expect(asTypeScript(0.02).instruction_following).toBe("gpt-4o");
    expect(asTypeScript(0.25).law).toBe("gpt-4o-mini");
  });

  it.skipIf(!hasPython)(`run as Python${hasPython ? "" : " (python3 is missing)"}`, () => {
    const program = `${exported("python")}\nimport json\nprint(json.dumps(MODEL_FOR))`;
    const printed = execFileSync("python3", ["-c", program], { encoding: "utf8" });
    expect(JSON.parse(printed)).toEqual(asTypeScript());
  });

  it("parse as a LiteLLM configuration and as JSON of the same routes", () => {
    const { model_list } = parse(exported("litellm")) as {
      model_list: readonly { model_name: string; litellm_params: { model: string } }[];
    };
    const liteLlm = model_list.map(({ model_name, litellm_params }) => [
      model_name,
      litellm_params.model.replace("openai/", ""),
    ]);
    expect(Object.fromEntries(liteLlm)).toEqual(asTypeScript());
    const { routes, tolerance } = JSON.parse(exported("json")) as {
      routes: readonly { kind: string; model: string }[];
      tolerance: number;
    };
    expect(Object.fromEntries(routes.map(({ kind, model }) => [kind, model]))).toEqual(
      asTypeScript(),
    );
    expect(tolerance).toBe(0.05);
  });
});
