import { costOfTokens } from "../../money";
import { writeCsv } from "../../csv";
import type { Estimate } from "../../estimate/estimate";
import { exactUsd } from "../../runs/spending/exactUsd";
import type { NamedEstimate, PanelInput } from "../panelInput";
import { groupParts, tokensOn } from "../sections/partGroups";
import { type Side, SIDES } from "../../pair";

const COLUMNS = ["prompt", "part", "model", "tokens", "usd", "basis", "recommended"] as const;

/**
 * The figures of the panel for a spreadsheet, one row for each part of each prompt on each model. USD
 * per request with all digits; empty if a price is unknown.
 */
export function exportCsv({ subject }: PanelInput): string {
  return writeCsv([COLUMNS, ...estimatesOf(subject).flatMap(promptRows)]);
}

/** The prompts that are shown, by name. */
export function estimatesOf(
  subject: PanelInput["subject"],
): readonly Pick<NamedEstimate, "name" | "estimate">[] {
  switch (subject.kind) {
    case "none":
    case "unpriced":
      return [];
    case "one":
      return [subject];
    case "many":
      return subject.prompts;
  }
}

function promptRows({
  name,
  estimate,
}: Pick<NamedEstimate, "name" | "estimate">): readonly (readonly string[])[] {
  return SIDES.flatMap((side) =>
    sideRows(estimate, side).map(({ part, tokens, usd, isExpected }) => [
      name,
      part,
      estimate[side].model.id,
      String(tokens),
      usd === undefined ? "" : exactUsd(usd),
      isExpected ? "estimate" : estimate[side].count.basis.kind,
      estimate.recommendation.modelId === estimate[side].model.id ? "yes" : "no",
    ]),
  );
}

interface PartRow {
  readonly part: string;
  readonly tokens: number;
  readonly usd: bigint | undefined;
  /** Whether the expected output is in it, which is never exact. */
  readonly isExpected: boolean;
}

function sideRows(estimate: Estimate, side: Side): readonly PartRow[] {
  const { count, cost, price, output } = estimate[side];
  const { expectedTokens } = output;
  const parts = groupParts(estimate.prompt, estimate.left.count, estimate.right.count);
  return [
    ...parts.map((group): PartRow => {
      const tokens = tokensOn(group, side);
      const usd = price && costOfTokens(tokens, price.usdPerMillionInput);
      return { part: group.label, tokens, usd, isExpected: false };
    }),
    { part: "input", tokens: count.inputTokens, usd: cost?.input, isExpected: false },
    { part: "expected output", tokens: expectedTokens, usd: cost?.output, isExpected: true },
    {
      part: "total",
      tokens: count.inputTokens + expectedTokens,
      usd: cost?.total,
      isExpected: true,
    },
  ];
}
