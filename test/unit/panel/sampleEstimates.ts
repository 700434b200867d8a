import type { Basis, CountedPart, RequestCount } from "../../../src/core/accounting/requestCount";
import { costOfCount } from "../../../src/core/cost/requestCost";
import type { Estimate, FilledCounts, ModelEstimate } from "../../../src/core/estimate/estimate";
import type { OutputEstimate } from "../../../src/core/cost/outputEstimate";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { Model } from "../../../src/core/models/model";
import { priceOf } from "../../../src/core/models/priceOf";
import type { Message, Prompt, Role, Tool } from "../../../src/core/prompt/prompt";
import type {
  ExpectedLoss,
  QualityEvidence,
  Recommendation,
} from "../../../src/core/recommend/recommendation";

/** Estimates with the figures of the design's worked examples, built like the product's own. */

const WHERE = { start: 0, end: 10 };

const EXACT: Basis = {
  kind: "exact",
  rules: ["R1", "R3"],
  reasons: [],
  evidence: { rule: "R3", label: "chat with tools", rightShare: 0.993, requests: 137 },
  isLowerBound: false,
};

function message(role: Role, text: string): Message {
  return {
    role,
    parts: [{ kind: "text", text, range: WHERE, placeholders: [] }],
    toolCalls: [],
    range: WHERE,
  };
}

function tool(name: string): Tool {
  return { type: "function", name, range: WHERE };
}

export function samplePrompt(change: Partial<Prompt> = {}): Prompt {
  return {
    range: WHERE,
    endpoint: "chat",
    tier: "standard",
    messages: [message("system", "Triage."), message("user", "One."), message("user", "Two.")],
    tools: [tool("lookup_invoice"), tool("open_ticket")],
    variables: [],
    valueSets: [],
    serverState: [],
    caveats: [],
    ...change,
  };
}

function part(kind: CountedPart["kind"], label: string, tokens: number): CountedPart {
  return { kind, label, tokens, children: [], ...(kind !== "framing" && { range: WHERE }) };
}

/** 412 + 356 + 276 + 145 + 15 = 1,204 tokens, of which 1,056 stable. */
export const TRIAGE_COUNT: RequestCount = {
  inputTokens: 1_204,
  imageTokens: 0,
  basis: EXACT,
  parts: [
    { ...part("message", "system", 412), messageIndex: 0 },
    part("tools", "2 tools", 356),
    { ...part("message", "user", 276), messageIndex: 1 },
    { ...part("message", "user", 145), messageIndex: 2 },
    part("framing", "framing", 15),
  ],
  stablePrefixTokens: 1_056,
};

const TRIAGE_OUTPUT: OutputEstimate = {
  minTokens: 180,
  expectedTokens: 350,
  maxTokens: 720,
  origin: "by the length estimate",
  originKind: "length-estimate",
};

/** Of a kind without its own figures. */
export const UNMEASURED_EVIDENCE: QualityEvidence = {
  kind: { id: "instruction_following", label: "Instruction following", probability: 0.8 },
  alternatives: [],
  isRecognized: true,
  decidingWords: [],
  level: "measured",
  expectedGap: 0.04,
  deviation: 0.0174,
  score4o: 0.81,
  strengthPrompts: 1_063,
  interval: [0.01, 0.07],
  pMiniAtLeastAsGood: 0.92,
  source: "gap table",
};

const MINI_WITHIN: ExpectedLoss = {
  modelId: "gpt-4o-mini",
  label: "GPT-4o mini",
  expected: 0.04,
  deviation: 0.0174,
  tolerated: 0.05,
  hasSaving: true,
  confidence: 0.717,
};

export const MEASURED_MINI: Recommendation = {
  modelId: "gpt-4o-mini",
  level: "measured",
  decidedBy: "quality",
  loss: MINI_WITHIN,
  evidence: {
    ...UNMEASURED_EVIDENCE,
    measured: { gap: 0.0376, standardError: 0.0101, prompts: 1_063 },
  },
  reasons: [
    {
      code: "cost",
      text: "GPT-4o costs 16.7 times as much.",
      size: 0.047,
      source: "prices",
    },
    {
      code: "quality",
      text: "Instruction following: measured gap 0.04 ± 0.01 on 1,063 prompts.",
      size: 0.04,
      source: "gap table",
    },
  ],
};

function modelEstimate(model: Model, count: RequestCount, output: OutputEstimate): ModelEstimate {
  const price = priceOf(model, model.id, "standard");
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
    overContextTokens: window === undefined ? 0 : Math.max(0, count.inputTokens - window),
  };
}

export interface SampleEstimate {
  readonly prompt?: Prompt;
  readonly leftModel?: Model;
  readonly rightModel?: Model;
  readonly leftCount?: RequestCount;
  readonly rightCount?: RequestCount;
  readonly output?: OutputEstimate;
  readonly recommendation?: Recommendation;
  readonly filled?: FilledCounts;
}

/** `triage.prompty` of the design, with what a test changes of it. */
export function sampleEstimate(change: SampleEstimate = {}): Estimate {
  const leftCount = change.leftCount ?? TRIAGE_COUNT;
  const rightCount = change.rightCount ?? leftCount;
  const output = change.output ?? TRIAGE_OUTPUT;
  return {
    prompt: change.prompt ?? samplePrompt(),
    left: modelEstimate(change.leftModel ?? GPT_4O, leftCount, output),
    right: modelEstimate(change.rightModel ?? GPT_4O_MINI, rightCount, output),
    output,
    billing: { tier: "standard", answers: 1, notes: [] },
    filled: change.filled ?? {
      asWrittenTokens: leftCount.inputTokens,
      withoutPlaceholdersTokens: leftCount.inputTokens,
      unknownVariables: [],
      placeholders: [],
    },
    recommendation: change.recommendation ?? MEASURED_MINI,
  };
}

function imageCount(text: number, image: number): RequestCount {
  return {
    inputTokens: text + image,
    imageTokens: image,
    basis: {
      kind: "estimate",
      rules: ["R1", "R8"],
      reasons: ["images counted by rule R8"],
      evidence: { rule: "R8", label: "images of known size", rightShare: 0.959, requests: 122 },
      isLowerBound: false,
    },
    parts: [
      { ...part("message", "system", text - 59), messageIndex: 0 },
      {
        ...part("message", "user", 52 + image),
        messageIndex: 1,
        children: [part("image", "receipt.png", image)],
      },
      part("framing", "framing", 7),
    ],
    stablePrefixTokens: text + image,
  };
}

/** `receipt.prompty`: 1024 × 1024 at high detail, more expensive on mini. */
export function receiptEstimate(): Estimate {
  const output: OutputEstimate = {
    minTokens: 60,
    expectedTokens: 120,
    maxTokens: 240,
    origin: "by the length estimate",
    originKind: "length-estimate",
  };
  return sampleEstimate({
    prompt: samplePrompt({
      tools: [],
      messages: [
        message("system", "Read the receipt."),
        {
          role: "user",
          parts: [
            { kind: "text", text: "Total?", range: WHERE, placeholders: [] },
            { kind: "image", source: "receipt.png", detail: "high", range: WHERE },
          ],
          toolCalls: [],
          range: WHERE,
        },
      ],
    }),
    leftCount: imageCount(181, 765),
    rightCount: imageCount(181, 25_501),
    output,
    recommendation: {
      modelId: "gpt-4o",
      level: "no evidence",
      decidedBy: "cost",
      isStrongerCheaper: true,
      reasons: [
        {
          code: "images",
          text: "Mini costs 1.1 times as much: the image is 765 tokens on 4o and 25,501 on mini.",
          size: 0.005,
          source: "prices",
        },
      ],
    },
  });
}

/** `contract-review.prompt`: 13,311 tokens over the window of both. */
export function contractEstimate(): Estimate {
  return sampleEstimate({
    prompt: samplePrompt({
      tools: [],
      messages: [message("system", "Review."), message("user", "…")],
    }),
    leftCount: {
      inputTokens: 141_311,
      imageTokens: 0,
      basis: EXACT,
      parts: [
        { ...part("message", "system", 1_120), messageIndex: 0 },
        { ...part("message", "user", 140_180), messageIndex: 1 },
        part("framing", "framing", 11),
      ],
      stablePrefixTokens: 1_343,
    },
    output: {
      minTokens: 1_400,
      expectedTokens: 2_800,
      maxTokens: 5_600,
      origin: "by the length estimate",
      originKind: "length-estimate",
    },
    recommendation: {
      level: "no evidence",
      decidedBy: "limit",
      reasons: [
        {
          code: "does-not-fit",
          text: "141,311 tokens: 13,311 over the 128,000 of GPT-4o.",
          size: 1,
          source: "context window",
        },
      ],
    },
  });
}

/** `support-reply.hbs`: three variables without a value. */
export function supportReplyEstimate(): Estimate {
  const basis: Basis = {
    ...EXACT,
    kind: "estimate",
    reasons: ["3 variables without a value"],
    isLowerBound: true,
  };
  return sampleEstimate({
    prompt: samplePrompt({
      tools: [],
      messages: [
        {
          role: "user",
          parts: [
            {
              kind: "text",
              text: "Answer {{ticket}}",
              range: WHERE,
              placeholders: [{ variable: "ticket", start: 7, end: 17, range: WHERE }],
            },
          ],
          toolCalls: [],
          range: WHERE,
        },
      ],
      variables: ["ticket", "history", "name"].map((name) => ({ name, range: WHERE })),
    }),
    leftCount: {
      inputTokens: 628,
      imageTokens: 0,
      basis,
      parts: [{ ...part("message", "user", 621), messageIndex: 0 }, part("framing", "framing", 7)],
      stablePrefixTokens: 12,
    },
    output: {
      minTokens: 110,
      expectedTokens: 220,
      maxTokens: 440,
      origin: "by the length estimate",
      originKind: "length-estimate",
    },
    filled: {
      asWrittenTokens: 640,
      withoutPlaceholdersTokens: 628,
      unknownVariables: ["ticket", "history", "name"],
      placeholders: ["ticket", "history", "name"].map((variable) => ({
        variable,
        text: `{{${variable}}}`,
        range: WHERE,
        messageIndex: 0,
        asWrittenTokens: 4,
      })),
    },
    recommendation: {
      modelId: "gpt-4o-mini",
      level: "published opinion",
      decidedBy: "cost",
      evidence: {
        ...UNMEASURED_EVIDENCE,
        kind: { id: "email_drafting", label: "Email drafting", probability: 0.8 },
        level: "published opinion",
        opinion: "mini",
      },
      reasons: [
        {
          code: "quality",
          text: "Email drafting: no scores are published; guides send it to mini.",
          size: 0,
          source: "published guides",
        },
      ],
    },
  });
}
