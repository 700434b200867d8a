import type { Basis, CountedPart, RequestCount } from "../../../src/core/accounting/requestCount";
import { costOfCount } from "../../../src/core/cost/requestCost";
import type { Estimate, FilledCounts, ModelEstimate } from "../../../src/core/estimate/estimate";
import type { OutputEstimate } from "../../../src/core/cost/outputEstimate";
import type { Model } from "../../../src/core/models/model";
import { priceOf } from "../../../src/core/models/priceOf";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import type { ImagePart, Message, Prompt } from "../../../src/core/prompt/prompt";
import type { Recommendation } from "../../../src/core/recommend/recommendation";
import type { SourceRange } from "../../../src/core/sourceRange";
import type { HoverSegment } from "../../../src/core/surfaces/segments";

/** Assumed figures of a request, from which an estimate is made with the real prices. */
interface Assumed {
  readonly tokens: number;
  /** On the right model, if images make a difference. */
  readonly rightTokens?: number;
  readonly imageTokens?: readonly [number, number];
  readonly images?: readonly ImagePart[];
  readonly output: readonly [min: number, expected: number, max: number];
  readonly parts?: readonly CountedPart[];
  readonly rightParts?: readonly CountedPart[];
  readonly stablePrefixTokens?: number;
  readonly basis?: Partial<Basis>;
  readonly filled?: Partial<FilledCounts>;
  readonly prompt?: Partial<Prompt>;
  readonly recommendation?: Recommendation;
  readonly pair?: readonly [Model, Model];
}

export const EXACT: Basis = {
  kind: "exact",
  rules: ["R1"],
  reasons: [],
  isLowerBound: false,
  evidence: { rule: "R1", label: "chat messages", rightShare: 0.998, requests: 4_396 },
};

export const NOWHERE: SourceRange = { start: 0, end: 0 };

/** A part of a request at a place in the file, `tokens` characters long. */
export function part(
  kind: CountedPart["kind"],
  label: string,
  tokens: number,
  start: number,
  more: Partial<CountedPart> = {},
): CountedPart {
  return { kind, label, tokens, range: { start, end: start + tokens }, children: [], ...more };
}

export function framing(tokens: number): CountedPart {
  return { kind: "framing", label: "framing", tokens, children: [] };
}

export function recommendationOf(
  modelId: string | undefined,
  more: Partial<Recommendation> = {},
): Recommendation {
  return {
    ...(modelId !== undefined && { modelId }),
    level: "no evidence",
    decidedBy: "cost",
    reasons: [],
    ...more,
  };
}

/** The one reason that both models give as long as they are not shut down. */
export const RETIREMENT_REASON = {
  code: "retirement",
  text: "Both are reported to retire on 2027-01-14, in 55 days.",
  size: 0,
  source: "deprecations",
} as const;

export const COST_REASON = {
  code: "cost",
  text: "GPT-4o costs 16.7 times as much.",
  size: 0.02,
  source: "prices",
} as const;

export function assumedEstimate(assumed: Assumed): Estimate {
  const [leftModel, rightModel] = assumed.pair ?? [DEFAULT_PAIR.left, DEFAULT_PAIR.right];
  const [minTokens, expectedTokens, maxTokens] = assumed.output;
  const output: OutputEstimate = {
    minTokens,
    expectedTokens,
    maxTokens,
    origin: "by the length estimate",
    originKind: "length-estimate",
  };
  const prompt = promptOf(assumed);
  const [leftImages, rightImages] = assumed.imageTokens ?? [0, 0];
  const count = (
    inputTokens: number,
    imageTokens: number,
    parts: readonly CountedPart[] = [],
  ): RequestCount => ({
    inputTokens,
    imageTokens,
    parts,
    basis: { ...EXACT, ...assumed.basis },
    stablePrefixTokens: assumed.stablePrefixTokens ?? inputTokens,
  });
  const left = sideOf(leftModel, count(assumed.tokens, leftImages, assumed.parts), output, prompt);
  const rightCount = count(
    assumed.rightTokens ?? assumed.tokens,
    rightImages,
    assumed.rightParts ?? assumed.parts,
  );
  return {
    prompt,
    left,
    right: sideOf(rightModel, rightCount, output, prompt),
    output,
    billing: { tier: prompt.tier, answers: 1, notes: [] },
    filled: {
      asWrittenTokens: assumed.tokens,
      withoutPlaceholdersTokens: assumed.tokens,
      unknownVariables: [],
      placeholders: [],
      ...assumed.filled,
    },
    recommendation: assumed.recommendation ?? recommendationOf("gpt-4o-mini"),
  };
}

function sideOf(
  model: Model,
  count: RequestCount,
  output: OutputEstimate,
  { tier }: Prompt,
): ModelEstimate {
  const price = priceOf(model, model.id, tier);
  const window = model.contextWindowTokens?.value;
  return {
    model,
    snapshot: model.id,
    count,
    output,
    ...(price && { price, cost: costOfCount(price, count, output) }),
    ...(window !== undefined && {
      contextShare: (count.inputTokens + output.expectedTokens) / window,
    }),
    overContextTokens: Math.max(0, count.inputTokens - (window ?? count.inputTokens)),
  };
}

function promptOf({ images = [], prompt }: Assumed): Prompt {
  const message: Message = { role: "user", parts: images, toolCalls: [], range: NOWHERE };
  return {
    range: NOWHERE,
    endpoint: "chat",
    tier: "standard",
    messages: [message],
    tools: [],
    variables: [],
    valueSets: [],
    serverState: [],
    caveats: [],
    ...prompt,
  };
}

/** The hover as Markdown: bare model shapes, no space between columns, the user's text verbatim. */
export function plain(segments: readonly HoverSegment[]): string {
  return segments
    .map((segment) =>
      segment.kind === "link"
        ? `[${segment.label}](command:tokenscale.${segment.command})`
        : segment.value,
    )
    .join("")
    .replace(/<span style="color:var\(--vscode-tokenscale-gpt4o(?:Mini)?\);">(.)<\/span>/g, "$1")
    .replaceAll("&emsp;", "");
}

/** Lines of an expected hover. */
export function lines(...text: readonly string[]): string {
  return text.join("\n");
}
