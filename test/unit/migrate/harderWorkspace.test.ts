import { describe, expect, test } from "vitest";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { needsJudgment, planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { findPlaces } from "../../../src/core/migrate/scan/findPlaces";
import { applyEdits } from "../../../src/core/migrate/textEdits";
import { refusals, type RequestBody } from "./refusals";
import { HARDER_DECOYS, HARDER_FILES } from "./harderWorkspace";

const TODAY = "2026-11-28";
const names = (path: string, text: string) =>
  findPlaces(path, text, TODAY).map(({ range }) => text.slice(range.start, range.end));

describe("kinds of file that name models in ways of their own", () => {
  test.each(HARDER_FILES.map((file) => [file.path, file] as const))("%s", (path, file) => {
    expect(names(path, file.text)).toEqual(file.models);
  });

  test.each(HARDER_DECOYS.map((file) => [file.path, file] as const))("not %s", (path, file) => {
    expect(names(path, file.text)).toEqual([]);
  });
});

/** The file after all its safe edits. */
function moved(path: string, to?: string): string {
  const text = HARDER_FILES.find((file) => file.path === path)?.text ?? "";
  const choice = to === undefined ? undefined : chooseTarget(to, TODAY);
  const options = { today: TODAY, ...(choice?.kind === "target" && { target: choice.target }) };
  return applyEdits(text, safeEdits(planFile(path, text, options)));
}

describe("their safe edits", () => {
  test.each(["gpt-6-luna@none", "gpt-6-luna@medium"])("make requests that %s accepts", (to) => {
    const requests = ["tabs", "windows", "last"]
      .map((name) => moved(`requests/${name}.json`, to))
      .concat(moved("requests/chat.jsonl", to).trim().split("\n"));
    // What is left to a person: tools on Chat Completions while the model reasons.
    const left = requests.flatMap((text) => refusals(JSON.parse(text) as RequestBody));
    expect(left).toEqual(to.endsWith("none") ? [] : ["tools"]);
  });

  test.each(HARDER_FILES.map(({ path }) => path))("are made once: %s", (path) => {
    const once = moved(path);
    expect(applyEdits(once, safeEdits(planFile(path, once, { today: TODAY })))).toBe(once);
  });

  test.each([
    ["requests/windows.json", /[^\r]\n/],
    ["requests/tabs.json", /\n {2}/],
  ])("keep the line ends and the indentation of %s", (path, other) => {
    expect(moved(path)).not.toMatch(other);
  });

  test.each([
    ["infra/main.tf", ['default = "gpt-6-luna"', 'name    = "gpt-4o-mini"']],
    [
      "litellm/config.yaml",
      ["model_name: gpt-4o\n", "model: azure/gpt-4o\n", "max_tokens: 300\n", "openai/gpt-6-luna"],
    ],
    ["cs/Chat.cs", ['modelId: "gpt-6-luna"', 'GetChatClient("gpt-4o-mini")']],
    [
      "src/main/resources/application.yml",
      ["model: gpt-6-luna\n", "reasoning-effort: none\n", "max-completion-tokens: 200\n"],
    ],
    ["py/spread.py", ['dict(model="gpt-6-luna", reasoning_effort="none", temperature=0.5)']],
    [
      "js/ai-sdk-route.ts",
      ['openai.chat("gpt-6-luna")', 'providerOptions: { openai: { reasoningEffort: "none" } }'],
    ],
    ["notebooks/cells.ipynb", ["!llm -m gpt-6-luna hi", 'reasoning_effort=\\"none\\"']],
    ["config/model.json5", ["model: 'gpt-6-luna',", 'reasoning_effort: "none"']],
    ["scripts/ask.sh", ['"max_completion_tokens": 20', "/deployments/gpt-4o/chat"]],
  ])("leave %s as its reader takes it", (path, pieces) => {
    const text = moved(path);
    for (const piece of pieces) expect(text).toContain(piece);
  });
});

test("a request that also goes to a model that stays keeps its settings", () => {
  const text =
    '{"model": "ft:gpt-4o-2024-08-06:acme::1", "fallbacks": ["gpt-4o-mini"], "messages": [], "max_tokens": 5}';
  const plans = planFile("a.json", text, { today: TODAY });
  expect(plans.map(({ edits }) => edits)).toEqual([[], []]);
  expect(plans.every(needsJudgment)).toBe(true);
});
