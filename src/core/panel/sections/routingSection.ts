import {
  formatCount,
  formatDecimals,
  formatGap,
  formatTokens,
  formatWholePercent,
  NOT_KNOWN,
} from "../../format";
import type { PanelContext } from "../panelContext";
import type { KindRow, RoutingSection } from "../contract/panelState";
import type { RoutedKind, RoutingInput } from "../routingInput";
import { type RoutingRule, RULE_FORMATS, writeRoutingRule } from "../../recommend/routingRule";
import { modelName, small, type Words } from "../contract/richText";
import type { Side } from "../../pair";

/** The tolerances that have a name. */
const NAMED_TOLERANCES: readonly { readonly name: string; readonly tolerance: number }[] = [
  { name: "Cautious", tolerance: 0.02 },
  { name: "Balanced", tolerance: 0.05 },
  { name: "Thrifty", tolerance: 0.1 },
];

/** Room next to the largest gap drawn. */
const AXIS_MARGIN = 0.03;

/**
 * Which kinds of task go to which model at the user's tolerance, with the same as a rule to export.
 * `currentKind`: the kind of the prompt shown.
 */
export function buildRoutingSection(
  currentKind: string | undefined,
  context: PanelContext,
): RoutingSection {
  const { routing, tolerance, pair } = context.input;
  const kinds = sortedKinds(routing);
  const axis = axisOf(kinds, tolerance);
  const tolerated = formatDecimals(tolerance, 2);
  const name = NAMED_TOLERANCES.find((named) => named.tolerance === tolerance)?.name.toLowerCase();
  return {
    note: [
      `Gap: mean score of ${pair.left.shortLabel} minus ${pair.right.shortLabel}, 0–1, ± one standard error.`,
      ...(routing ? [context.citations.cite("routing-evidence")] : []),
    ],
    lead:
      routing === undefined
        ? ["No outcomes are measured for this pair: nothing is known of their difference by kind."]
        : [
            `At ${name ?? tolerated}, a kind of task goes to ${pair.right.shortLabel} when its measured gap is ${tolerated} or less.`,
          ],
    ...workspaceWords(routing, pair.right.shortLabel),
    axis: axis.drawn,
    kinds: kinds.map((kind) => kindRow(kind, currentKind, axis.x, context)),
    unmeasured: kinds.some(({ measured }) => measured === undefined)
      ? ["Not measured: published opinion", context.citations.cite("comparison-page", "zenken")]
      : [],
    tolerance: { value: tolerance, choices: toleranceChoices(tolerance) },
    rules: routing === undefined ? [] : rulesOf(kinds, context),
  };
}

/** Measured ones by their gap, then those that only guides mention. */
function sortedKinds(routing: RoutingInput | undefined): readonly RoutedKind[] {
  const kinds = routing?.kinds ?? [];
  return kinds.toSorted((a, b) => (a.measured?.gap ?? Infinity) - (b.measured?.gap ?? Infinity));
}

function workspaceWords(
  routing: RoutingInput | undefined,
  right: string,
): { readonly workspace?: Words } {
  const split = routing?.workspace;
  if (split === undefined) return {};
  if (split.prompts === 0) {
    return { workspace: ["0 prompt files here. Shown: all measured kinds."] };
  }
  const files = formatCount(split.promptFiles, "prompt file");
  const share = formatWholePercent(split.shareToRight, 1);
  const { qualityShare, costShare } = split;
  const quality =
    qualityShare !== undefined && ` for ${formatWholePercent(qualityShare, 1)} of the quality`;
  const cost = costShare !== undefined && ` at ${formatWholePercent(costShare, 1)} of the cost`;
  const kept = `${quality || ""}${cost || ""}`;
  return {
    workspace: [
      `${files} here: ${share} of the prompts go to ${right}${kept === "" ? "" : `,${kept}`}.`,
    ],
  };
}

function axisOf(
  kinds: readonly RoutedKind[],
  tolerance: number,
): { readonly drawn: RoutingSection["axis"]; readonly x: (gap: number) => number } {
  const measured = kinds.flatMap(({ measured }) => measured ?? []);
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
  currentKind: string | undefined,
  x: (gap: number) => number,
  { input: { pair, tolerance, routing } }: PanelContext,
): KindRow {
  const { measured } = kind;
  const current = kind.id === currentKind;
  const remark = current ? "this prompt" : kind.remark;
  const side = destinationOf(kind, tolerance);
  const name = pair[side].shortLabel;
  const here = routing?.workspace?.promptsOfKind.get(kind.id);
  const hasWorkspace = (routing?.workspace?.prompts ?? 0) > 0;
  return {
    key: kind.id,
    name: remark === undefined ? [kind.label] : [kind.label, " ", small(remark)],
    current,
    ...(measured && {
      gap: {
        x: x(measured.gap),
        low: x(measured.gap - measured.standardError),
        high: x(measured.gap + measured.standardError),
        text: formatGap(measured.gap, measured.standardError),
      },
    }),
    prompts: measured === undefined ? NOT_KNOWN : formatTokens(measured.prompts),
    goesTo: side,
    goes: [modelName(side, name)],
    ...(hasWorkspace && { here: formatTokens(here ?? 0) }),
  };
}

/** Unmeasured kinds go where guides send them, or else to the more expensive and stronger model. */
function destinationOf({ measured, opinion }: RoutedKind, tolerance: number): Side {
  if (measured === undefined) return opinion ?? "left";
  return measured.gap <= tolerance ? "right" : "left";
}

function toleranceChoices(tolerance: number): RoutingSection["tolerance"]["choices"] {
  const named = NAMED_TOLERANCES.map(({ name, tolerance: value }) => ({
    tolerance: value,
    label: `${name} ${formatDecimals(value, 2)}`,
  }));
  return named.some((choice) => choice.tolerance === tolerance)
    ? named
    : [...named, { tolerance, label: `Own ${formatDecimals(tolerance, 2)}` }];
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
  { input: { pair, tolerance, today } }: PanelContext,
): RoutingRule {
  return {
    tolerance,
    date: today,
    leftModel: pair.leftSnapshot,
    rightModel: pair.rightSnapshot,
    kinds: kinds.map((kind) => ({
      id: kind.id,
      model: destinationOf(kind, tolerance) === "left" ? pair.leftSnapshot : pair.rightSnapshot,
      ...(kind.measured && { gap: kind.measured.gap }),
    })),
  };
}
