import { countImage } from "../../accounting/imageTokens";
import { costOfTokens, type PicoUsd } from "../../money";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import { formatCount, formatShare, formatTokens } from "../../format";
import type { Model } from "../../models/model";
import { priceOf } from "../../models/priceOf";
import type { SourceKey } from "../../models/sources";
import { CONTEXT_CAUTION_MODEL_ID, CONTEXT_CAUTION_TOKENS } from "../../models/publishedStatements";
import { costlierModel, totalTokens } from "./comparison";
import type { PanelContext } from "../panelContext";
import { type Side, SIDES } from "../../pair";
import type { Fact, Meter } from "../contract/panelState";
import type { RichText } from "../contract/richText";

/** How much of each context window the prompt takes, with the caution for long inputs. */
export function contextFact(estimate: Estimate, { citations }: PanelContext): Fact {
  const { left, right } = estimate;
  const same =
    left.contextShare === right.contextShare &&
    left.model.contextWindowTokens?.value === right.model.contextWindowTokens?.value;
  const cautioned = SIDES.some((side) => estimate[side].model.id === CONTEXT_CAUTION_MODEL_ID);
  return {
    key: "context",
    term: "Context window",
    words: same
      ? [`${windowText(left)} on both.`]
      : [
          `${windowText(left)} on ${left.model.shortLabel}, ${windowText(right)} on ${right.model.shortLabel}.`,
        ],
    meters: same ? meterOf(left) : SIDES.flatMap((side) => meterOf(estimate[side], side)),
    ...(cautioned && {
      note: [
        `Mark: ${formatTokens(CONTEXT_CAUTION_TOKENS)} input tokens; past it mini's use of the context degrades more.`,
        citations.cite("comparison-page"),
      ],
    }),
  };
}

function windowText(each: ModelEstimate): string {
  const { model, count, contextShare } = each;
  const used = totalTokens(each);
  const window = model.contextWindowTokens?.value;
  if (window === undefined || contextShare === undefined)
    return `${used} tokens, window not known,`;
  return `${used} of ${formatTokens(window)} tokens (${formatShare(count.inputTokens + each.output.expectedTokens, window)})`;
}

function meterOf(each: ModelEstimate, side?: Side): readonly Meter[] {
  const { model, contextShare } = each;
  const window = model.contextWindowTokens?.value;
  if (window === undefined || contextShare === undefined) return [];
  const marked = side === undefined || model.id === CONTEXT_CAUTION_MODEL_ID;
  return [
    {
      description: `${windowText(each)} used on ${side === undefined ? "both" : model.label}`,
      fraction: contextShare,
      ...(side !== undefined && { side }),
      ...(marked && { mark: CONTEXT_CAUTION_TOKENS / window }),
    },
  ];
}

/** How many images there are and what they do to the costs; nothing if there are none. */
export function imagesFacts(estimate: Estimate, { citations }: PanelContext): readonly Fact[] {
  const { left, right } = estimate;
  const images = imageCount(estimate);
  if (images === 0) return [];
  const cite = citations.cite("vision-thread");
  const frame = { key: "images", term: "Images", meters: [] };
  const leftImages = left.cost?.images;
  const rightImages = right.cost?.images;
  const tokens = `${formatCount(images, "image")}: ${formatTokens(left.count.imageTokens)} tokens on ${left.model.shortLabel}, ${formatTokens(right.count.imageTokens)} on ${right.model.shortLabel}.`;
  const costlier = costlierModel(leftImages, rightImages);
  const clause: RichText = costlier
    ? [
        ` ${verb(images)} ${costlier.timesAsMuch} on ${names(estimate, costlier.side).costlier}.`,
        cite,
      ]
    : [];
  return [{ ...frame, words: [tokens, ...clause] }];
}

function verb(images: number): string {
  return images === 1 ? "It costs" : "They cost";
}

function imageCount({ prompt }: Estimate): number {
  return prompt.messages.reduce(
    (sum, { parts }) => sum + parts.filter((part) => part.kind === "image").length,
    0,
  );
}

function names(
  { left, right }: Estimate,
  side: Side,
): { readonly costlier: string; readonly other: string } {
  return side === "left"
    ? { costlier: left.model.shortLabel, other: right.model.shortLabel }
    : { costlier: right.model.shortLabel, other: left.model.shortLabel };
}

const ONE_TILE = { detail: "high", size: { widthPixels: 512, heightPixels: 512 } } as const;

/** Tokens of an image of one tile. */
export function tileTokens({ imageTokens }: Model): number | undefined {
  return imageTokens && countImage(ONE_TILE, imageTokens);
}

/** The cost of an image of one tile at high detail. */
export function tileCost(model: Model): PicoUsd | undefined {
  const tokens = tileTokens(model);
  const price = priceOf(model, model.id, "standard");
  return tokens === undefined || price === undefined
    ? undefined
    : costOfTokens(tokens, price.usdPerMillionInput);
}

/** The snapshot of a model of the pair that is priced. */
export function snapshotOf({ input: { pair } }: PanelContext, model: Model): string {
  return model === pair.left ? pair.leftSnapshot : pair.rightSnapshot;
}

/** The sources of a fact about both models; empty if neither has one. */
export function citeFacts(
  { input: { pair }, citations }: PanelContext,
  sourced: (model: Model) => { readonly source: SourceKey } | undefined,
): RichText {
  const sources = SIDES.flatMap((side) => sourced(pair[side])?.source ?? []);
  return sources.length === 0 ? [] : [citations.cite(...sources)];
}
