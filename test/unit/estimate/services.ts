import type { EstimateServices, EstimateSettings } from "../../../src/core/estimate/buildEstimate";
import { buildEstimate } from "../../../src/core/estimate/buildEstimate";
import type { Estimate, FileEstimate } from "../../../src/core/estimate/estimate";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import type { Prompt } from "../../../src/core/prompt/prompt";
import type { RecommendInput } from "../../../src/core/recommend/recommendInput";

/** One token a character, so that every count can be read off the text. */
export const characterServices: EstimateServices = {
  counter: { count: (text) => text.length },
  recommender: {
    recommend: ({ right }) => ({
      modelId: right.modelId,
      level: "no evidence",
      decidedBy: "cost",
      reasons: [],
    }),
    reasoningTask: () => undefined,
    predictOutput: () => ({
      minTokens: 50,
      expectedTokens: 100,
      maxTokens: 200,
      origin: "by the length estimate",
      originKind: "length-estimate",
    }),
  },
};

export const defaultSettings: EstimateSettings = {
  pair: DEFAULT_PAIR,
  output: { kind: "estimated" },
  tolerance: "balanced",
  today: "2026-11-20",
};

/** Reads a file and estimates all its requests. */
export function estimateText(
  path: string,
  text: string,
  settings: Partial<EstimateSettings> = {},
  services: EstimateServices = characterServices,
): FileEstimate {
  const file = readPromptFile({ path, text });
  return {
    file,
    estimates: file.prompts.map((prompt) =>
      buildEstimate(prompt, services, { ...defaultSettings, ...settings }),
    ),
  };
}

/** The first request of a chat request as JSON. */
export function estimateRequest(
  body: unknown,
  settings: Partial<EstimateSettings> = {},
  services: EstimateServices = characterServices,
): Estimate {
  const { estimates } = estimateText("a.request.json", JSON.stringify(body), settings, services);
  const [first] = estimates;
  if (first === undefined) throw new Error("no request was read");
  return first;
}

/** Records the calls to the recommender, for tests that check them. */
export function recordingServices(): EstimateServices & {
  readonly asked: RecommendInput[];
  readonly predicted: Prompt[];
} {
  const asked: RecommendInput[] = [];
  const predicted: Prompt[] = [];
  return {
    ...characterServices,
    asked,
    predicted,
    recommender: {
      recommend: (input) => {
        asked.push(input);
        return characterServices.recommender.recommend(input);
      },
      reasoningTask: (prompt) => characterServices.recommender.reasoningTask(prompt),
      predictOutput: (prompt) => {
        predicted.push(prompt);
        return characterServices.recommender.predictOutput(prompt);
      },
    },
  };
}
