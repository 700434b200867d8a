import { formatDecimals, formatError, formatProbability } from "../format";
import { isLossTolerated } from "./knownLoss";
import { OPEN_CHAT } from "./taskKinds";
import type { ExpectedLoss, Recommendation } from "./recommendation";

/** The words of a decision, the same on every surface: the number that decides is the number shown. */

/** The reason for the decision in one sentence. `label`: of the recommended model. */
export function decisionSentence(recommendation: Recommendation, label: string): string {
  const { decidedBy, loss } = recommendation;
  switch (decidedBy) {
    case "quality":
      return loss ? lossSentence(loss) : "";
    case "cost":
      return costSentence(recommendation, label);
    case "latency":
      return `${label} is the faster one, as you wish: decided by speed.`;
    case "limit":
    case "context":
    case "nothing":
      return "";
  }
}

/** `Expected loss on GPT-4o mini is 0.07 ± 0.02, over your tolerance of 0.05.` */
function lossSentence(loss: ExpectedLoss): string {
  const { label, tolerated, hasSaving } = loss;
  const figures = `Expected loss on ${label} is ${lossFigures(loss)}`;
  if (!hasSaving) return `${figures}, and it saves nothing that is known.`;
  return `${figures}, ${sideWord(loss)} your tolerance of ${formatDecimals(tolerated, 2)}.`;
}

/** `0.07 ± 0.02` */
export function lossFigures(loss: ExpectedLoss): string {
  return `${formatLoss(loss)} ± ${formatError(loss.deviation)}`;
}

/** `0.07`; with more digits if it would look like the tolerance that it is compared with: `0.053`. */
export function formatLoss({ expected, tolerated }: ExpectedLoss): string {
  const differs = (decimals: number): boolean =>
    Number(formatDecimals(expected, decimals)) !== tolerated;
  return formatDecimals(expected, [2, 3, 4].find(differs) ?? 2);
}

function costSentence({ evidence, isStrongerCheaper }: Recommendation, label: string): string {
  if (isStrongerCheaper) {
    return `${label} is the stronger one and the cheaper one here: decided by cost.`;
  }
  return `${unknownWords(evidence)}: decided by cost.`;
}

function unknownWords(evidence: Recommendation["evidence"]): string {
  if (evidence === undefined) return "No loss is known to weigh against the price";
  if (!evidence.isRecognized) return "Kind of task not recognized, so the cheaper model";
  if (evidence.kind.id === OPEN_CHAT) return "The text does not tell which answers better";
  return `No scores of ${evidence.kind.label.toLowerCase()} are published`;
}

/** `84% that the loss is over 0.05`: how sure it is that the loss lies where the recommendation puts it. */
export function confidenceWords(loss: ExpectedLoss): string {
  const { confidence, tolerated, expected } = loss;
  const tolerance = formatDecimals(tolerated, 2);
  const side = isLossTolerated(expected, tolerated)
    ? `stays within ${tolerance}`
    : `is over ${tolerance}`;
  return `${formatProbability(confidence)} that the loss ${side}`;
}

function sideWord({ expected, tolerated }: ExpectedLoss): string {
  return isLossTolerated(expected, tolerated) ? "within" : "over";
}

/** `89 of 100 answers are at least as good`: a count, so that it is not mistaken for the confidence. */
export function atLeastAsGoodWords(probability: number): string {
  return `${Math.round(probability * 100)} of 100 answers are at least as good`;
}
