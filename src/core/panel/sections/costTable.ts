import { costOfTokens } from "../../money";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import type { RequestCost } from "../../cost/requestCost";
import { formatAtLeast, formatColumn, formatRange, formatTokens, formatUsd } from "../../format";
import { costOf, hasSameOutput, isSameOnBoth, tokensOf } from "../../surfaces/words";
import { totalTokens } from "./comparison";
import type { PanelContext } from "../panelContext";
import { type Side, SIDES } from "../../pair";
import type { CostTable, PriceHead, TableRow } from "../contract/panelState";
import { type PartGroup, tokensOn } from "./partGroups";
import { actionLink, modelName, type RichText } from "../contract/richText";

const PER_THOUSAND = 1_000n;

/** The price of one request on both models, and by part. */
export function buildCostTable(
  estimate: Estimate,
  groups: readonly PartGroup[],
  { input: { currency } }: PanelContext,
): CostTable {
  const { left, right, output } = estimate;
  const same = isSameOnBoth(estimate) && hasSameOutput(estimate);
  const heads = { left: priceHead(estimate, "left"), right: priceHead(estimate, "right") };
  const cells = {
    left: moneyColumn(estimate, groups, "left"),
    right: moneyColumn(estimate, groups, "right"),
  };
  const tokens = tokenRows(estimate, groups);
  const rowOf = (
    key: string,
    kind: TableRow["kind"],
    name: RichText,
    index: number,
    tone?: TableRow["tone"],
  ): TableRow => {
    const counts = tokens[index];
    const counted: readonly RichText[] = same
      ? [[counts?.left ?? ""]]
      : [[counts?.left ?? ""], [counts?.right ?? ""]];
    return {
      key,
      kind,
      cells: [name, ...counted, [cells.left[index] ?? ""], [cells.right[index] ?? ""]],
      ...(tone && { tone }),
    };
  };
  const partRows = groups.map((group, index) =>
    rowOf(
      group.key,
      index === groups.length - 1 ? "close" : "plain",
      group.range
        ? [actionLink(group.label, { type: "openLocation", range: group.range })]
        : [group.label],
      index,
      group.tone,
    ),
  );
  return {
    unitNote: [
      `${currency.code} per request`,
      `for ${formatRange(output.expectedTokens, output.minTokens, output.maxTokens)} tokens out`,
    ],
    prices: heads,
    table: {
      caption: `Cost of this prompt by part on ${left.model.label} and ${right.model.label}`,
      columns: [
        { key: "part", heading: ["Part"], align: "start" },
        ...(same
          ? [{ key: "tokens", heading: ["Tokens"], align: "end" as const }]
          : SIDES.map((side) => ({
              key: `tokens-${side}`,
              heading: [`Tokens on ${estimate[side].model.shortLabel}`],
              align: "end" as const,
            }))),
        ...SIDES.map((side) => ({
          key: side,
          heading: [
            modelName(side, `${estimate[side].model.label},`),
            ` ${currency.code} per 1,000 requests`,
          ],
          align: "end" as const,
        })),
      ],
      rows: [
        ...partRows,
        rowOf("input", "sum", ["Input"], groups.length),
        rowOf("output", "close", ["Expected output"], groups.length + 1, "output"),
        rowOf("total", "sum", ["Total"], groups.length + 2),
      ],
    },
  };

  function priceHead(of: Estimate, side: Side): PriceHead {
    if (of[side].overContextTokens > 0) return { price: "does not fit" };
    const cost = fittingCost(of[side]);
    if (cost?.total === undefined) return { price: "no price" };
    const costliest = [of.left.cost?.total ?? 0n, of.right.cost?.total ?? 0n].reduce((a, b) =>
      a > b ? a : b,
    );
    const { totalMin, totalMax, total } = cost;
    return {
      price: costOf(of[side], currency),
      ...(totalMin !== undefined &&
        totalMax !== undefined &&
        totalMin !== totalMax && {
          range: `${formatUsd(totalMin, currency)}–${formatUsd(totalMax, currency)}`,
        }),
      ...(costliest > 0n && { fraction: Number(total) / Number(costliest) }),
    };
  }

  /** By group, then input, output and total; per thousand requests, so that small parts are visible. */
  function moneyColumn(of: Estimate, parts: readonly PartGroup[], side: Side): readonly string[] {
    const { count } = of[side];
    const cost = fittingCost(of[side]);
    const price = cost && of[side].price;
    const shares = parts.map(
      (group) => price && costOfTokens(tokensOn(group, side), price.usdPerMillionInput),
    );
    const inputAt = shares.length;
    const perThousand = [...shares, cost?.input, cost?.output, cost?.total].map((amount) =>
      amount === undefined ? undefined : amount * PER_THOUSAND,
    );
    const texts = formatColumn(perThousand, { currency });
    return texts.map((text, index) =>
      count.basis.isLowerBound && cost && (index === inputAt || index === inputAt + 2)
        ? formatAtLeast(text)
        : text,
    );
  }
}

/** A request that does not fit is never billed: it has no cost. */
export function fittingCost({ cost, overContextTokens }: ModelEstimate): RequestCost | undefined {
  return overContextTokens > 0 ? undefined : cost;
}

function tokenRows(
  estimate: Estimate,
  groups: readonly PartGroup[],
): readonly { readonly left: string; readonly right: string }[] {
  const { left, right } = estimate;
  return [
    ...groups.map(({ leftTokens, rightTokens }) => ({
      left: formatTokens(leftTokens),
      right: formatTokens(rightTokens),
    })),
    {
      left: tokensOf(left),
      right: tokensOf(right),
    },
    {
      left: formatTokens(left.output.expectedTokens),
      right: formatTokens(right.output.expectedTokens),
    },
    { left: totalTokens(left), right: totalTokens(right) },
  ];
}
