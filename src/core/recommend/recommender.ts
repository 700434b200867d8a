import type { OutputEstimate } from "../cost/outputEstimate";
import type { Prompt } from "../prompt/prompt";
import { evidenceOfKind } from "./classification";
import type { ReasoningTask } from "../models/reasoningMeasurements";
import { decide } from "./decide";
import { readKindClassifier, type KindWeights } from "./kindClassifier";
import { kindsOfPrompt } from "./kindsOfPrompt";
import { createLengthModel } from "./lengthModel";
import { withOwnOutcomes } from "./ownEvidence";
import { type MeasuredPair, measuredPairIn } from "./pair";
import { knownWeights } from "./pairWeights";
import { digestPrompt, type PromptDigest } from "./promptDigest";
import { taskOfKind } from "./reasoningTask";
import { featuresOf, type PromptFeatures } from "./promptFeatures";
import { describeEvidence } from "./qualityEvidence";
import { createQualityModel, type QualityModel, type QualityPrediction } from "./qualityModel";
import type { RecommendInput } from "./recommendInput";
import type { QualityEvidence, Recommendation } from "./recommendation";
import { finish, finishWithPauses, type Slices } from "./slices";
import { trainedKinds } from "./trainedKinds";
import { trainedWeights } from "./trainedWeights";
import { scanText } from "./textScan";
import type { RecommendWeights } from "./weights";

/** The recommendation for one model of a pair. Pure: the same input gives the same answer. */
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
  readonly canResemble: boolean;
  readonly decidingWords: () => readonly string[];
  /** Whether there is nothing to judge. */
  readonly isEmpty: boolean;
  /** By pair. */
  readonly judgments: Map<PairModel, Judgment>;
}

interface Judgment {
  readonly prediction: QualityPrediction;
  /** Undefined if there is nothing to judge. */
  readonly evidence: QualityEvidence | undefined;
}

/** The evidence on one pair, and the model that rests on it. */
interface PairModel {
  readonly weights: RecommendWeights;
  readonly predict: QualityModel;
}

export function createRecommender(
  weights: RecommendWeights = trainedWeights,
  kindWeights: KindWeights = trainedKinds,
): Recommender {
  return finish(readRecommender(weights, kindWeights));
}

/** The same without keeping other work waiting: `pause` is called after every few milliseconds of work. */
export function loadRecommender(pause: () => Promise<void>): Promise<Recommender> {
  return finishWithPauses(readRecommender(trainedWeights, trainedKinds), pause);
}

function* readRecommender(
  weights: RecommendWeights,
  kindWeights: KindWeights,
): Slices<Recommender> {
  const classify = yield* readKindClassifier(kindWeights);
  yield;
  const main: PairModel = { weights, predict: createQualityModel(weights) };
  yield;
  const pairModels = new Map<MeasuredPair, PairModel>();
  const predictLength = createLengthModel(weights, weights.length);
  const analyses = new WeakMap<Prompt, Analysis>();

  const analyze = (prompt: Prompt): Analysis => {
    const known = analyses.get(prompt);
    if (known) return known;
    const digest = digestPrompt(prompt);
    const { kinds, decidingWords } = kindsOfPrompt(digest, classify);
    const features = featuresOf(scanText(digest.text), kinds);
    // No scored prompt came with tools or went on over several turns.
    const canResemble = digest.tools === 0 && !digest.isMultiTurn;
    const isEmpty = digest.text.trim() === "" && digest.tools === 0;
    const judgments: Analysis["judgments"] = new Map();
    const analysis = { digest, features, canResemble, decidingWords, isEmpty, judgments };
    analyses.set(prompt, analysis);
    return analysis;
  };

  /** Of a pair without measurements GPT-4o and mini tell the kind of task, and nothing else. */
  const modelFor = (pair: MeasuredPair | undefined): PairModel => {
    const known = pair && pairModels.get(pair);
    if (known) return known;
    const ofPair = pair ? knownWeights(weights, pair) : weights;
    if (!pair || ofPair === weights) return main;
    const model = { weights: ofPair, predict: createQualityModel(ofPair) };
    pairModels.set(pair, model);
    return model;
  };

  const judge = (
    { digest, features, canResemble, decidingWords, isEmpty, judgments }: Analysis,
    model: PairModel,
  ): Judgment => {
    const known = judgments.get(model);
    if (known) return known;
    const prediction = model.predict(features, canResemble);
    const evidence = isEmpty
      ? undefined
      : describeEvidence(digest, prediction, model.weights, decidingWords);
    const judgment = { prediction, evidence };
    judgments.set(model, judgment);
    return judgment;
  };

  return {
    recommend(input) {
      const { prompt, ownOutcomes, classifiedKind } = input;
      const analysis = analyze(prompt);
      const pair = measuredPairIn(input);
      const model = modelFor(pair);
      const evidence =
        (classifiedKind !== undefined && evidenceOfKind(classifiedKind, model.weights)) ||
        judge(analysis, model).evidence;
      const own = evidence && ownOutcomes?.(evidence.isRecognized ? evidence.kind.id : undefined);
      const { digest } = analysis;
      if (evidence && own) return decide(input, digest, withOwnOutcomes(input, evidence, own));
      return decide(input, digest, pair ? evidence : undefined);
    },
    reasoningTask(prompt) {
      const { evidence } = judge(analyze(prompt), main);
      return taskOfKind(evidence?.isRecognized ? evidence.kind.id : undefined);
    },
    predictOutput(prompt) {
      const analysis = analyze(prompt);
      const { resemblance } = judge(analysis, main).prediction;
      return {
        ...predictLength(analysis.features, resemblance.degree),
        origin: "by the length estimate",
        originKind: "length-estimate",
      };
    },
  };
}
