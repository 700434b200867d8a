import { planFile } from "../../../src/core/migrate/planFile";
import type { PlaceFigures } from "../../../src/core/migrate/placeFigures";
import type { PricedPlace } from "../../../src/core/migrate/placeJson";
import { pricePlaces } from "../../../src/core/migrate/pricePlaces";
import type { Target } from "../../../src/core/migrate/breaks/target";
import type { FinishedReading, MoveInput } from "../../../src/core/panel/move/moveInput";
import { USD } from "../../../src/core/currency";

interface SampleFile {
  readonly file: string;
  readonly text: string;
  /** Cost of a request in USD × 10⁻⁶: now, at none, at medium. */
  readonly microUsd?: readonly [now: number, none: number, medium: number];
}

/** The workspace of the design's move plan, with the prices of its worked examples. */
export const SAMPLE_FILES: readonly SampleFile[] = [
  {
    file: "src/agents/reply.ts",
    text: `await openai.chat.completions.create({
  model: "gpt-4o",
  messages: [{ role: "user", content: ticket }],
  max_tokens: 600,
  temperature: 0.3,
});
`,
    microUsd: [9_220, 414.9, 726.75],
  },
  {
    file: "prompts/legal/clause-risk.prompt",
    text: `---
model: openai/gpt-4o
config:
  max_tokens: 1200
  stop: ["###"]
---
List the risks.
`,
    microUsd: [25_000, 1_089.9, 1_697.4],
  },
  {
    file: "prompts/triage.prompty",
    text: `---
name: triage
model:
  id: gpt-4o
  apiType: chat
  options:
    temperature: 0
    max_tokens: 720
---
system:
Triage the ticket.
`,
    microUsd: [6_510, 303.4, 539.65],
  },
  {
    file: "prompts/summarize.md",
    text: "---\nmodel: gpt-4o-mini\n---\nSummarize the text.\n",
    microUsd: [511.5, 354.9, 449.4],
  },
  {
    file: "src/agents/guard.ts",
    text: `await openai.chat.completions.create({
  model: "gpt-4o-mini",
  messages: [{ role: "user", content: text }],
  max_tokens: 3,
  logit_bias: { "9642": 100 },
});
`,
    microUsd: [63.3, 42.4, 66.9],
  },
  {
    file: "src/lib/models.py",
    text: 'import os\n\nMODEL = os.getenv("MODEL", "gpt-4o")\n',
  },
  { file: ".env.example", text: "OPENAI_MODEL=gpt-4o-mini\n" },
  { file: "deploy/helm/values.yaml", text: "model: gpt-4o-2024-11-20\n" },
  { file: ".github/workflows/eval.yml", text: "env:\n  MODEL: gpt-4.1-mini\n" },
  {
    file: "src/tone/rewrite.ts",
    text: 'const model = "ft:gpt-4o-mini-2024-07-18:northwind::A1b2C3";\n',
  },
  { file: "src/voice/transcribe.ts", text: 'const model = "gpt-4o-transcribe";\n' },
];

export const SAMPLE_DAY = "2026-11-27";

/** The places of files, priced as the files say. */
export async function samplePlaces(
  files: readonly SampleFile[] = SAMPLE_FILES,
  { today = SAMPLE_DAY, target }: { readonly today?: string; readonly target?: Target } = {},
): Promise<readonly PricedPlace[]> {
  const places: PricedPlace[] = [];
  for (const { file, text, microUsd } of files) {
    const plans = planFile(file, text, { today, ...(target && { target }) });
    const priced = await pricePlaces({ file, text, prompts: [] }, plans, () => {
      throw new Error("no prompt is estimated");
    });
    places.push(
      ...priced.map((place) => ({ ...place, ...(microUsd && { figures: figures(microUsd) }) })),
    );
  }
  return places;
}

function figures([now, none, medium]: readonly [number, number, number]): PlaceFigures {
  const usd = (micro: number): number => Number((micro / 1e6).toFixed(12));
  return {
    requests: 1,
    before: { inputTokens: 1_000, usd: usd(now) },
    after: { inputTokens: 999, outputTokens: 300, usd: usd(none), effort: "none" },
    afterAtDefault: { inputTokens: 999, outputTokens: 705, usd: usd(medium), effort: "medium" },
  };
}

export function reading(
  places: readonly PricedPlace[],
  change: Partial<FinishedReading> = {},
): FinishedReading {
  return { kind: "read", readFiles: 214, allFiles: 214, places, unknownModels: [], ...change };
}

export function moveInput(change: Partial<MoveInput> & Pick<MoveInput, "reading">): MoveInput {
  return {
    workspace: "desk-agents",
    today: SAMPLE_DAY,
    currency: USD,
    requestsPerMonth: 100_000,
    ...change,
  };
}
