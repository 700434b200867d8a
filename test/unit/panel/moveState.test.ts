import { describe, expect, test } from "vitest";
import { CATALOG } from "../../../src/core/models/catalog";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { planFile, safeEdits } from "../../../src/core/migrate/planFile";
import type { MoveRow, MoveState } from "../../../src/core/panel/contract/moveState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { buildMoveState } from "../../../src/core/panel/move/buildMoveState";
import type { MoveInput } from "../../../src/core/panel/move/moveInput";
import { RETIRING_FILES } from "../migrate/retiringWorkspace";
import { moveInput, reading, SAMPLE_DAY, SAMPLE_FILES, samplePlaces } from "./samplePlan";

type Plan = Extract<MoveState, { kind: "plan" }>;

function planOf(input: MoveInput): Plan {
  const state = buildMoveState(input);
  if (state.kind !== "plan") throw new Error(`a state of ${state.kind}`);
  return state;
}

async function samplePlan(change: Partial<MoveInput> = {}): Promise<Plan> {
  return planOf(moveInput({ reading: reading(await samplePlaces()), ...change }));
}

const rowsOf = ({ groups }: Plan): readonly MoveRow[] => groups.flatMap(({ rows }) => rows);
const notices = ({ notices: all }: MoveState) => all.map(({ words }) => plainText(words));

/** The figures are those of the design's worked example, at one volume for all calls. */
describe("the months of the plan", () => {
  test("add up what each call costs at the volume", async () => {
    const { month, total, grounds } = await samplePlan();
    expect(month?.heading).toBe("USD a month, 5 calls at 100,000 requests each");
    expect(month?.bars.map(({ name, amount }) => [plainText(name), amount])).toEqual([
      ["Now", "4,130"],
      ["GPT-6 Luna at none", "221"],
      ["GPT-6 Luna at medium", "348"],
    ]);
    expect(total?.map(plainText)).toEqual(["Total of 5 calls", "", "4,130", "221", "348", ""]);
    expect(month?.bars.map(({ fraction }) => fraction)).toEqual([
      1,
      expect.closeTo(220.55 / 4130.48, 6),
      expect.closeTo(348.01 / 4130.48, 6),
    ]);
    expect(grounds.map(plainText)[0]).toMatch(
      /^At effort none the move saves \$3,910 a month\. With no effort set it saves \$3,782/,
    );
  });

  test("name the call that costs more if no effort is set", async () => {
    const guard = SAMPLE_FILES.filter(({ file }) => file.endsWith("guard.ts"));
    const { grounds, groups } = await samplePlan({
      reading: reading(await samplePlaces(guard)),
      requestsPerMonth: 900_000,
    });
    expect(grounds.map(plainText)[0]).toContain(
      "With no effort set it costs $3.24 more, and guard.ts then costs more than today: $60.21 against $56.97.",
    );
    expect(groups[0]?.rows[0]?.costs).toEqual([
      { month: "56.97", request: "$0.0000633" },
      { month: "38.16", request: "$0.0000424" },
      { month: "60.21", request: "$0.0000669", rise: "more than now" },
    ]);
  });

  test("count each line of a JSONL as a call", async () => {
    const line = '{"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}]}\n';
    const lines = { file: "rows.jsonl", text: line.repeat(40), microUsd: [100, 10, 20] } as const;
    const plan = await samplePlan({ reading: reading(await samplePlaces([lines])) });
    const [row, ...others] = rowsOf(plan);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      line: "1–40",
      costs: [{ month: "400.00", request: "$0.000100" }, {}, {}],
    });
    expect(plan.total?.map(plainText).slice(0, 3)).toEqual(["Total of 40 calls", "", "400.00"]);
  });

  test("are left out of what has no like-for-like target", async () => {
    const tuned = SAMPLE_FILES.filter(({ file }) => file.endsWith("rewrite.ts"));
    const priced = tuned.map((file) => ({ ...file, microUsd: [100, 10, 20] as const }));
    const plan = await samplePlan({ reading: reading(await samplePlaces(priced)) });
    expect(plan.groups.map(({ name }) => name)).toEqual(["No like-for-like target"]);
    expect([plan.month, plan.total, rowsOf(plan)[0]?.costs]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(plan.apply).toBeUndefined();
  });
});

describe("the rows of the plan", () => {
  test("hold every place of a workspace once, as its file and its breaks say", async () => {
    const files = RETIRING_FILES.map(({ path, text }) => ({ file: path, text }));
    const places = await samplePlaces(files);
    const plan = planOf(moveInput({ reading: reading(places) }));
    const held = rowsOf(plan).reduce((sum, { line }) => {
      const [first = 0, last = first] = line.split("–").map(Number);
      return sum + (last - first + 1);
    }, 0);
    expect(held).toBe(places.length);
    const edits = RETIRING_FILES.reduce(
      (sum, { path, text }) => sum + safeEdits(planFile(path, text, { today: SAMPLE_DAY })).length,
      0,
    );
    expect(plan.apply?.label).toBe(`Apply Safe Edits (${edits})…`);
    const count = (id: string) => plan.filters.find((filter) => filter.id === id)?.count;
    expect(count("all")).toBe(rowsOf(plan).length);
    expect((count("prompts") ?? 0) + (count("code") ?? 0) + (count("configuration") ?? 0)).toBe(
      rowsOf(plan).length,
    );
    for (const row of rowsOf(plan)) {
      expect(row.breaks.every(({ title }) => title.trim() !== "")).toBe(true);
      expect(row.filters.includes("breaks")).toBe(row.breaks.length > 0);
      expect(row.filters.includes("judgment")).toBe(
        row.breaks.some(({ needsJudgment }) => needsJudgment),
      );
    }
  });

  test("say of each break what the safe edit does, or that it is the reader's call", async () => {
    const rows = rowsOf(await samplePlan());
    const breaksOf = (code: string) =>
      rows
        .find((row) => row.code.includes(code))
        ?.breaks.map(({ title, effect, needsJudgment }) => [title, effect ?? needsJudgment]);
    expect(breaksOf("openai/gpt-4o")).toEqual([
      ["max_tokens: 1200", "→ max_completion_tokens"],
      ['stop: ["###"]', true],
      ["no effort set", "→ none"],
    ]);
    const errors = rows
      .find((row) => row.code.includes("openai/gpt-4o"))
      ?.breaks.map(({ apiError }) => apiError);
    expect(errors).toEqual([
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      "Unsupported parameter: 'stop' is not supported with this model.",
      undefined,
    ]);
    expect(breaksOf("gpt-4o-2024-11-20")).toEqual([["no dated snapshot", false]]);
  });

  test("lead to a run before and after, where a prompt was read and there is a target", async () => {
    for (const row of rowsOf(await samplePlan())) {
      const isCall = row.costs !== undefined;
      expect(row.run, row.lineLabel).toEqual(
        isCall
          ? { label: "Run Before and After", action: { type: "runMovePlace", key: row.key } }
          : undefined,
      );
    }
  });

  test("name the variable that a model is only the default of", async () => {
    const texts: readonly (readonly [file: string, text: string])[] = [
      ["a.py", 'import os\nm = os.getenv("MODEL", "gpt-4o")\n'],
      ["b.py", "import os\nm = os.environ.get('MODEL', 'openai/gpt-4o')\n"],
      ["c.ts", 'const m = process.env.MODEL ?? "gpt-4o";\n'],
      ["d.ts", 'const m = process.env["MODEL"] || "gpt-4o";\n'],
      ["e.sh", 'curl -d "{\\"model\\": \\"${MODEL:-gpt-4o}\\"}"\n'],
      ["f.rb", 'm = ENV.fetch("MODEL", "gpt-4o")\n'],
    ];
    for (const [file, text] of texts) {
      const plan = await samplePlan({ reading: reading(await samplePlaces([{ file, text }])) });
      expect(rowsOf(plan)[0]?.remarks.map(plainText), file).toContain(
        "MODEL is set elsewhere; its default is gpt-4o.",
      );
    }
    const plain = { file: "g.ts", text: 'const model = "gpt-4o";\n' };
    const plan = await samplePlan({ reading: reading(await samplePlaces([plain])) });
    expect(rowsOf(plan)[0]?.remarks).toEqual([]);
  });
});

describe("the states of the plan", () => {
  test("a model that has ended", async () => {
    const old = {
      file: ".env",
      text: "A=gpt-4o-2024-05-13\nB=gpt-4o-2024-05-13\n",
    };
    const plan = await samplePlan({ reading: reading(await samplePlaces([old])) });
    expect(notices(plan)).toContain(
      "Shut down 35 days ago. gpt-4o-2024-05-13 ended on 2026-10-23. 2 places still name it, so their requests fail now.",
    );
    expect(plan.days).toMatchObject({ heading: "Days since the shutdown", value: "35" });
  });

  test("the days left are those of the model that ends first", async () => {
    const { days } = await samplePlan();
    expect(days).toMatchObject({ heading: "Days left", value: "48" });
    expect(plainText(days?.note ?? [])).toMatch(/GPT-4o mini.* end on 2027-01-14/);
  });

  test("a place that has moved, whose new model refuses its request", async () => {
    const text = `${'{"model": "gpt-6-luna", "max_tokens": 50, "messages": [{"role": "user", "content": "Hi"}]}'}\n`;
    const moved = { file: "request.json", text, microUsd: [10, 10, 20] } as const;
    const plan = await samplePlan({ reading: reading(await samplePlaces([moved])) });
    expect([plan.days, plan.month, plan.total]).toEqual([undefined, undefined, undefined]);
    expect(rowsOf(plan).map(({ move }) => plainText(move))).toEqual([
      "GPT-6 Luna at none, moved already",
    ]);
    expect(plan.apply?.label).toBe("Apply Safe Edits (1)…");
  });

  test("a target that ends itself", async () => {
    const choice = chooseTarget("gpt-5.1", SAMPLE_DAY);
    if (choice.kind !== "target") throw new Error("no target");
    const { target } = choice;
    const places = await samplePlaces(SAMPLE_FILES.slice(0, 1), { target });
    const plan = await samplePlan({ reading: reading(places), target });
    expect(notices(plan)).toEqual([
      "gpt-5.1 itself ends on 2027-04-01 (reported). Choose a later one.",
    ]);
  });

  test("a target that can't be used any more", async () => {
    const { reasoning } = CATALOG.find(({ id }) => id === "gpt-6.1-sol") ?? {};
    expect(reasoning?.efforts).not.toContain("none");
    const choice = chooseTarget("gpt-6.1-sol@none", SAMPLE_DAY);
    if (choice.kind !== "refused") throw new Error("a target");
    const plan = await samplePlan({ targetProblem: choice.reason });
    expect(notices(plan)).toContain(
      "gpt-6.1-sol has no effort none. It takes low, medium, high, xhigh, max. Each place moves to the model that its vendor names.",
    );
  });

  test("a model that nobody knows", () => {
    const unknownModels = [
      { name: "gpt-4o-large", file: "src/a.ts", line: 3 },
      { name: "gpt-4o-large", file: "src/b.ts", line: 9 },
    ];
    const input = moveInput({ reading: reading([], { unknownModels }) });
    expect(notices(buildMoveState(input))).toEqual([
      "gpt-4o-large is not in the catalog; no date known. src/a.ts, line 3 and 1 more place.",
    ]);
  });

  test("a reading that was stopped, and one that goes on", async () => {
    const stopped = await samplePlan({
      reading: reading(await samplePlaces(), { readFiles: 1_240, allFiles: 9_812 }),
    });
    expect(notices(stopped)).toContain(
      "Stopped after 1,240 of 9,812 files: there may be more places.",
    );
    const under = { kind: "reading", readFiles: 1_240, allFiles: 9_812, places: 38 } as const;
    expect(buildMoveState(moveInput({ reading: under }))).toMatchObject({
      kind: "reading",
      heading: "1,240 of 9,812 files",
      sentence: "38 places so far.",
    });
  });

  test("a workspace that could not be read, with a way to try again", () => {
    const state = buildMoveState(moveInput({ reading: { kind: "failed" } }));
    if (state.kind !== "empty") throw new Error(state.kind);
    expect(state.heading).toBe("The workspace could not be read");
    expect(state.actions.map(({ label, action }) => [label, action.type])).toEqual([
      ["Try Again", "planMove"],
    ]);
  });

  test("nothing to move", () => {
    expect(buildMoveState(moveInput({ reading: reading([]) }))).toMatchObject({
      kind: "empty",
      heading: "Nothing to move",
      sentences: [
        ["214 files read: no place names a model with a shutdown date."],
        expect.anything(),
      ],
    });
  });
});
