import type { RequestCount } from "../accounting/requestCount";
import type { ImagePart } from "../prompt/prompt";
import type { Estimate } from "./estimate";

/** An image of a request with its tokens on both models; undefined if a model has no rule for it. */
export interface ImageTokensOf {
  readonly part: ImagePart;
  readonly leftTokens?: number;
  readonly rightTokens?: number;
}

/** The images of a request in its order. */
export function imagesOf({ prompt, left, right }: Estimate): readonly ImageTokensOf[] {
  const leftTokens = tokensByStart(left.count);
  const rightTokens = tokensByStart(right.count);
  return prompt.messages
    .flatMap(({ parts }) => parts)
    .filter((part) => part.kind === "image")
    .map((part) => {
      const onLeft = left.model.imageTokens && leftTokens.get(part.range.start);
      const onRight = right.model.imageTokens && rightTokens.get(part.range.start);
      return {
        part,
        ...(onLeft !== undefined && { leftTokens: onLeft }),
        ...(onRight !== undefined && { rightTokens: onRight }),
      };
    });
}

function tokensByStart({ parts }: RequestCount): ReadonlyMap<number, number> {
  return new Map(
    parts
      .flatMap(({ children }) => children)
      .flatMap(({ kind, range, tokens }) =>
        kind === "image" && range ? [[range.start, tokens] as const] : [],
      ),
  );
}
