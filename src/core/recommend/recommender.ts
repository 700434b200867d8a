import type { OutputEstimate } from "../cost/outputEstimate";
import type { Prompt } from "../prompt/prompt";
import { evidenceOfKind } from "./classification";
import type { ReasoningTask } from "../models/reasoningMeasurements";
import { decide } from "./decide";
import { createKindClassifier, type KindWeights } from "./kindClassifier";
import { kindsOfPrompt } from "./kindsOfPrompt";
import { createLengthModel } from "./lengthModel";
import { withOwnOutcomes } from "./ownEvidence";
import { isMeasuredPair } from "./pair";
import { digestPrompt, type PromptDigest } from "./promptDigest";
import { taskOfKind } from "./reasoningTask";
import { featuresOf, type PromptFeatures } from "./promptFeatures";
import { describeEvidence } from "./qualityEvidence";
import { createQualityModel, type QualityPrediction } from "./qualityModel";
import type { RecommendInput } from "./recommendInput";
import type { QualityEvidence, Recommendation } from "./recommendation";
import { trainedKinds } from "./trainedKinds";
import { trainedWeights } from "./trainedWeights";
import { scanText } from "./textScan";
import type { RecommendWeights } from "./weights";

/** The recommendation for GPT-4o or GPT-4o mini. Pure: the same input gives the same answer. */
export interface Recommender {
  recommend(input: RecommendInput): Recommendation;
  /** Expected completion tokens of a prompt, before any max_tokens. */
  predictOutput(prompt: Prompt): OutputEstimate;
  /** The kind of task that a prompt's reasoning is estimated by, if that is clear. */
  reasoningTask(prompt: Prompt): ReasoningTask | undefined;
}

/** Everything that is computed of a prompt once. */
interface Analysis {
  readonly digest: PromptDigest;
  readonly features: PromptFeatures;
  readonly prediction: QualityPrediction;
  /** Undefined if there is nothing to judge. */
  readonly evidence: QualityEvidence | undefined;
}

export function createRecommender(
  weights: RecommendWeights = trainedWeights,
  kindWeights: KindWeights = trainedKinds,
): Recommender {
  const classify = createKindClassifier(kindWeights);
  const predictQuality = createQualityModel(weights);
  const predictLength = createLengthModel(weights, weights.length);
  const analyses = new WeakMap<Prompt, Analysis>();

  const analyze = (prompt: Prompt): Analysis => {
    const known = analyses.get(prompt);
    if (known) return known;
    const digest = digestPrompt(prompt);
    const scan = scanText(digest.text);
    const { kinds, decidingWords } = kindsOfPrompt(digest, scan, classify);
    const features = featuresOf(scan, kinds);
    // No scored prompt came with tools or went on over several turns.
    const canResemble = digest.tools === 0 && !digest.isMultiTurn;
    const prediction = predictQuality(features, canResemble);
    const isEmpty = digest.text.trim() === "" && digest.tools === 0;
    const evidence = isEmpty
      ? undefined
      : describeEvidence(digest, prediction, weights, decidingWords);
    const analysis = { digest, features, prediction, evidence };
    analyses.set(prompt, analysis);
    return analysis;
  };

  return {
    recommend(input) {
      const { prompt, ownOutcomes, classifiedKind } = input;
      const { digest, evidence: offline } = analyze(prompt);
      const evidence =
        (classifiedKind !== undefined && evidenceOfKind(classifiedKind, weights)) || offline;
      const own = evidence && ownOutcomes?.(evidence.isRecognized ? evidence.kind.id : undefined);
      if (evidence && own) return decide(input, digest, withOwnOutcomes(input, evidence, own));
      return decide(input, digest, isMeasuredPair(input) ? evidence : undefined);
    },
    reasoningTask(prompt) {
      const { evidence } = analyze(prompt);
      return taskOfKind(evidence?.isRecognized ? evidence.kind.id : undefined);
    },
    predictOutput(prompt) {
      const { features, prediction } = analyze(prompt);
      return {
        ...predictLength(features, prediction.resemblance.degree),
        origin: "by the length estimate",
        originKind: "length-estimate",
      };
    },
  };
}
