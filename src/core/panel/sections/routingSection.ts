import {
  formatCount,
  formatDecimals,
  formatGap,
  formatTokens,
  formatWholePercent,
  NOT_KNOWN,
} from "../../format";
import type { Estimate } from "../../estimate/estimate";
import type { PanelContext } from "../panelContext";
import type { KindRow, RoutingSection } from "../contract/panelState";
import type { RoutedKind, RoutingInput } from "../routingInput";
import { type RoutingRule, RULE_FORMATS, writeRoutingRule } from "../../recommend/routingRule";
import { modelName, small, type RichText } from "../contract/richText";
import { otherSide, type Side } from "../../pair";
import { toleranceChoice, toleranceName } from "./toleranceChoice";
import { isLossTolerated } from "../../recommend/knownLoss";

/** The kind of the prompt that is shown. */
interface CurrentKind {
  readonly id: string;
  /** `this prompt: loss 0.07`: a prompt may lose more or less than its kind does on average. */
  readonly remark: string;
}

/** Undefined if the kind is not clear. */
export function currentKindOf({ recommendation }: Estimate): CurrentKind | undefined {
  const { evidence, loss } = recommendation;
  if (!evidence?.isRecognized) return undefined;
  const own = loss ? `: loss ${formatDecimals(loss.expected, 2)}` : "";
  return { id: evidence.kind.id, remark: `this prompt${own}` };
}

/** Room beside the largest gap drawn. */
const AXIS_MARGIN = 0.03;

/**
 * Which kinds of task go to which model at what the user tolerates, and that as a rule to take away.
 * `current`: of the prompt that is shown.
 */
export function buildRoutingSection(
  current: CurrentKind | undefined,
  context: PanelContext,
): RoutingSection {
  const { routing, tolerance, pair } = context.input;
  const kinds = sortedKinds(routing);
  const axis = axisOf(kinds, tolerance);
  const tolerated = formatDecimals(tolerance, 2);
  const cheaperName = pair[routing?.cheaperSide ?? "right"].shortLabel;
  return {
    note: [
      `Gap: mean score of ${pair.left.shortLabel} minus ${pair.right.shortLabel}, 0–1, ± one standard error.`,
      ...(routing ? [context.citations.cite("routing-evidence")] : []),
    ],
    lead:
      routing === undefined
        ? ["No outcomes are measured for this pair: nothing is known of their difference by kind."]
        : [
            `At ${toleranceName(tolerance)}, a kind of task goes to ${cheaperName} while it loses ${tolerated} or less there, or no loss is known. Kind on average: a prompt may differ.`,
          ],
    ...workspaceWords(routing, pair.right.shortLabel),
    axis: axis.drawn,
    kinds: kinds.map((kind) => kindRow(kind, current, axis.x, context)),
    unmeasured: kinds.some(({ known }) => known === undefined) ? ["No loss is known: by cost"] : [],
    tolerance: toleranceChoice(tolerance),
    rules: routing === undefined ? [] : rulesOf(kinds, context),
  };
}

/** Those with a known gap by it, then the others. */
function sortedKinds(routing: RoutingInput | undefined): readonly RoutedKind[] {
  const kinds = routing?.kinds ?? [];
  return kinds.toSorted((a, b) => (a.known?.gap ?? Infinity) - (b.known?.gap ?? Infinity));
}

function workspaceWords(
  routing: RoutingInput | undefined,
  right: string,
): { readonly workspace?: RichText } {
  const split = routing?.workspace;
  if (split === undefined) return {};
  if (split.prompts === 0) {
    return { workspace: ["No prompt files found here. Shown: all measured kinds."] };
  }
  const files = formatCount(split.promptFiles, "prompt file");
  const share = formatWholePercent(split.shareToRight, 1);
  const { qualityShare, costShare } = split;
  const quality =
    qualityShare !== undefined && `which keeps ${formatWholePercent(qualityShare, 1)} of the score`;
  const cost = costShare !== undefined && `for ${formatWholePercent(costShare, 1)} of the cost`;
  const kept = [quality, cost].filter(Boolean).join(" ");
  return {
    workspace: [
      `${files} here: ${share} of the prompts go to ${right}${kept === "" ? "" : `, ${kept}`}.`,
    ],
  };
}

function axisOf(
  kinds: readonly RoutedKind[],
  tolerance: number,
): { readonly drawn: RoutingSection["axis"]; readonly x: (gap: number) => number } {
  const measured = kinds.flatMap(({ known }) => known ?? []);
  const low = Math.min(0, ...measured.map(({ gap, standardError }) => gap - standardError));
  const high = Math.max(
    tolerance,
    0.1,
    ...measured.map(({ gap, standardError }) => gap + standardError),
  );
  const from = low < 0 ? low - AXIS_MARGIN : 0;
  const span = high + AXIS_MARGIN - from;
  const x = (gap: number): number => (gap - from) / span;
  const ticks = [0.1, 0.2, 0.3].filter(
    (tick) => tick < high + AXIS_MARGIN && Math.abs(x(tick) - x(tolerance)) > 0.2,
  );
  return {
    x,
    drawn: {
      zero: x(0),
      tolerance: { x: x(tolerance), label: formatDecimals(tolerance, 2) },
      ticks: ticks.map((tick) => ({ x: x(tick), label: formatDecimals(tick, 2) })),
    },
  };
}

function kindRow(
  kind: RoutedKind,
  shown: CurrentKind | undefined,
  x: (gap: number) => number,
  { input: { pair, tolerance, routing } }: PanelContext,
): KindRow {
  const { known } = kind;
  const current = kind.id === shown?.id;
  const remark = current ? shown?.remark : (kind.remark ?? remarkOf(kind));
  const side = destinationOf(kind, routing?.cheaperSide ?? "right", tolerance);
  const name = pair[side].shortLabel;
  const here = routing?.workspace?.promptsOfKind.get(kind.id);
  const hasWorkspace = (routing?.workspace?.prompts ?? 0) > 0;
  return {
    key: kind.id,
    name: remark === undefined ? [kind.label] : [kind.label, " ", small(remark)],
    current,
    ...(known && {
      gap: {
        x: x(known.gap),
        low: x(known.gap - known.standardError),
        high: x(known.gap + known.standardError),
        text: formatGap(known.gap, known.standardError),
      },
    }),
    prompts: known?.prompts === undefined ? NOT_KNOWN : formatTokens(known.prompts),
    goesTo: side,
    goes: [modelName(side, name)],
    ...(hasWorkspace && { here: formatTokens(here ?? 0) }),
  };
}

function remarkOf({ known }: RoutedKind): string | undefined {
  if (known === undefined) return "by cost";
  return known.basis === "measured" ? undefined : known.basis;
}

/** As decide.ts decides: the cheaper model while its loss is tolerated or not known. */
function destinationOf({ known }: RoutedKind, cheaper: Side, tolerated: number): Side {
  if (known === undefined) return cheaper;
  const loss = cheaper === "right" ? known.gap : -known.gap;
  return isLossTolerated(loss, tolerated) ? cheaper : otherSide(cheaper);
}

function rulesOf(kinds: readonly RoutedKind[], context: PanelContext): RoutingSection["rules"] {
  const rule = routingRuleOf(kinds, context);
  return RULE_FORMATS.map(({ format, label }) => ({
    format,
    label,
    code: writeRoutingRule(rule, format),
  }));
}

function routingRuleOf(
  kinds: readonly RoutedKind[],
  { input: { pair, tolerance, today, routing } }: PanelContext,
): RoutingRule {
  const cheaper = routing?.cheaperSide ?? "right";
  return {
    tolerance,
    date: today,
    leftModel: pair.leftSnapshot,
    rightModel: pair.rightSnapshot,
    kinds: kinds.map((kind) => ({
      id: kind.id,
      model:
        destinationOf(kind, cheaper, tolerance) === "left" ? pair.leftSnapshot : pair.rightSnapshot,
      ...(kind.known && { known: kind.known }),
    })),
  };
}
