import { isCountable } from "../accounting/imageTokens";
import type { Estimate } from "../estimate/estimate";
import { imagesOf } from "../estimate/imagesOf";
import { formatTokens } from "../format";
import { visibleLine } from "../visibleText";

/** The text after an image in the file. */
interface InlayText {
  /** Offset in the file. */
  readonly offset: number;
  readonly text: string;
}

/** The inlays of a request: the tokens of each image on both models. */
export function inlayTexts(estimate: Estimate): readonly InlayText[] {
  const [onLeft, onRight] = [estimate.left, estimate.right].map(({ model }) =>
    visibleLine(model.shortLabel),
  );
  return imagesOf(estimate).flatMap(({ part, leftTokens, rightTokens }) => {
    const offset = part.range.end;
    if (!isCountable(part)) return [{ offset, text: "tokens unknown: no size" }];
    if (leftTokens !== undefined && leftTokens === rightTokens) {
      return [{ offset, text: `${formatTokens(leftTokens)} tok` }];
    }
    const words = [
      leftTokens === undefined ? [] : [`${formatTokens(leftTokens)} tok on ${onLeft}`],
      rightTokens === undefined
        ? []
        : [`${formatTokens(rightTokens)}${leftTokens === undefined ? " tok" : ""} on ${onRight}`],
    ].flat();
    return words.length === 0 ? [] : [{ offset, text: words.join(" · ") }];
  });
}
