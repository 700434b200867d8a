import { isCountable } from "../accounting/imageTokens";
import { costOfTokens, type PicoUsd } from "../money";
import { formatTimesAsMuch, formatUsd } from "../format";
import type { ImagePart } from "../prompt/prompt";
import { compareFix, type Diagnostic, type DiagnosticSettings, type QuickFix } from "./diagnostic";
import type { Estimate, ModelEstimate } from "./estimate";
import { imagesOf, type ImageTokensOf } from "./imagesOf";

/** Problems with the images of a request. */
export function diagnoseImages(
  estimate: Estimate,
  settings: DiagnosticSettings,
): readonly Diagnostic[] {
  return imagesOf(estimate).flatMap((image) => {
    const diagnostic = isCountable(image.part)
      ? costlierOnCheaperModel(image, estimate, settings)
      : sizeUnknown(image.part);
    return diagnostic ? [diagnostic] : [];
  });
}

/** Small models can bill so many tokens for an image that it costs more than on the large one. */
function costlierOnCheaperModel(
  { part, leftTokens, rightTokens }: ImageTokensOf,
  { left, right }: Estimate,
  { currency }: DiagnosticSettings,
): Diagnostic | undefined {
  const onLeft = imageCost(left, leftTokens);
  const onRight = imageCost(right, rightTokens);
  if (onLeft === undefined || onRight === undefined) return undefined;
  const [cheap, dear] =
    onLeft.usdPerMillion < onRight.usdPerMillion ? [onLeft, onRight] : [onRight, onLeft];
  const ratio = formatTimesAsMuch(cheap.cost, dear.cost);
  if (cheap.cost <= dear.cost || ratio === undefined) return undefined;
  return {
    code: "image-costs-more-on-mini",
    severity: "information",
    message: `This image costs ${ratio} on ${cheap.label}: ${formatUsd(cheap.cost, currency)} against ${formatUsd(dear.cost, currency)} on ${dear.label}.`,
    range: part.range,
    fixes: [...setDetailLow(part), compareFix({ left, right })],
  };
}

interface ImageCost {
  readonly label: string;
  readonly cost: PicoUsd;
  readonly usdPerMillion: number;
}

function imageCost(
  { model, price }: ModelEstimate,
  tokens: number | undefined,
): ImageCost | undefined {
  if (price === undefined || tokens === undefined) return undefined;
  const usdPerMillion = price.usdPerMillionInput;
  return { label: model.shortLabel, cost: costOfTokens(tokens, usdPerMillion), usdPerMillion };
}

function sizeUnknown({ range }: ImagePart): Diagnostic {
  return {
    code: "image-size-unknown",
    severity: "information",
    message:
      "Size unknown: tokens can't be counted. Save the image beside the prompt or give its size.",
    range,
    fixes: [{ kind: "action", title: "Give the size", action: { type: "setImageSize", range } }],
  };
}

/** Writes `low` if the format has a place for it. */
export function setDetailLow({ detail, detailRange: range }: ImagePart): readonly QuickFix[] {
  if (range === undefined || detail === "low") return [];
  const newText = range.start === range.end ? ', "detail": "low"' : '"low"';
  return [{ kind: "edit", title: "Set detail to low", range, newText }];
}
