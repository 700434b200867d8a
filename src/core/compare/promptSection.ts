import { cacheableTokens } from "../cost/caching";
import { costOfTokens } from "../cost/money";
import type { Estimate, ModelEstimate, RequestCost } from "../estimate/estimate";
import { isOverBoth, overContextWords } from "../estimate/overContext";
import {
  formatAtLeast,
  formatColumn,
  formatCount,
  formatRange,
  formatShare,
  formatTokens,
  formatUsd,
} from "../format";
import { chosenSide, costOf, isSameOnBoth, reasonWords, tokensOf } from "../surfaces/words";
import { costClause, totalTokens } from "./comparison";
import { contextFact, imagesFact } from "./modelFacts";
import { SIDES, type PanelContext } from "./panelContext";
import type { PromptSubject } from "./panelInput";
import type {
  BarSegment,
  CostTable,
  Fact,
  PriceHead,
  PromptSection,
  StackedBar,
  TableRow,
} from "./panelState";
import { groupParts, type PartGroup, tokensOn } from "./partGroups";
import { actionLink, badge, code, modelName, type Side, small, type Words } from "./words";

const PER_THOUSAND = 1_000n;

/** What the prompt is made of and what one request costs. */
export function buildPromptSection(subject: PromptSubject, context: PanelContext): PromptSection {
  const { estimate } = subject;
  const groups = groupParts(estimate.prompt, estimate.left.count, estimate.right.count);
  return {
    note: requestNote(subject),
    lead: leadOf(estimate),
    bars: barsOf(estimate, groups),
    costs: costTable(estimate, groups, context),
    ...reasonsOf(estimate, context),
    facts: [
      contextFact(estimate, context),
      ...(estimate.prompt.variables.length > 0 ? [variablesFact(estimate)] : []),
      prefixFact(subject, context),
      outputFact(subject),
      imagesFact(estimate, context),
      countFact(estimate, context),
    ],
  };
}

function requestNote({ formatLabel, estimate, isSelection }: PromptSubject): Words {
  if (isSelection) {
    return [
      "A selection is text, not a request: framing, tools and output of the file come on top.",
    ];
  }
  const { prompt, filled } = estimate;
  const api = prompt.endpoint === "chat" ? "chat completions" : "responses";
  const contents = [
    formatCount(prompt.messages.length, "message"),
    ...(prompt.tools.length > 0 ? [formatCount(prompt.tools.length, "tool")] : []),
    ...(filled.filled ? [filledWith(filled.filled)] : []),
  ];
  const tier = prompt.tier === "batch" ? " Batch tier." : "";
  return [`${formatLabel}, ${api}. ${contents.join(", ")}.${tier}`];
}

function filledWith({ sets, label }: NonNullable<Estimate["filled"]["filled"]>): string {
  return sets === 1
    ? `filled with ${label}`
    : `filled with ${label}, the typical one of ${formatCount(sets, "set")} of values`;
}

function leadOf(estimate: Estimate): Words {
  const { left, right, output } = estimate;
  if (isOverBoth(estimate)) {
    const over = overContextWords(estimate) ?? "";
    return [`${tokensOf(left)} tokens in: ${over}.`];
  }
  const expected = `${formatTokens(output.expectedTokens)} expected out`;
  if (isSameOnBoth(estimate)) {
    const input = tokensOf(left);
    return [
      `${input} tokens in and ${expected}, the same on both models; `,
      ...costClause(estimate),
      ".",
    ];
  }
  const leftTokens = tokensOf(left);
  const rightTokens = tokensOf(right);
  return [
    `${leftTokens} tokens in on ${left.model.shortLabel}, ${rightTokens} on ${right.model.shortLabel}, ${expected}; `,
    ...costClause(estimate),
    ".",
  ];
}

/** One bar where both models are billed the same, else one for each on the same scale. */
function barsOf(estimate: Estimate, groups: readonly PartGroup[]): readonly StackedBar[] {
  const { left, right, output } = estimate;
  const most = Math.max(left.count.inputTokens, right.count.inputTokens) + output.maxTokens;
  if (most === 0) return [];
  if (isSameOnBoth(estimate)) return [barOf(estimate, groups, most)];
  return SIDES.map((side) => barOf(estimate, groups, most, side));
}

function barOf(
  estimate: Estimate,
  groups: readonly PartGroup[],
  most: number,
  side?: Side,
): StackedBar {
  const { output } = estimate;
  const input = estimate[side ?? "left"].count.inputTokens;
  const segments: BarSegment[] = [];
  let start = 0;
  for (const group of groups) {
    const { key, shortLabel, tone } = group;
    const tokens = tokensOn(group, side ?? "left");
    if (tokens === 0) continue;
    const width = tokens / most;
    const text = `${shortLabel} ${formatTokens(tokens)}`;
    segments.push({ key, tone, start, width, label: { text, reach: width } });
    start += width;
  }
  const expected = output.expectedTokens / most;
  segments.push({
    key: "output",
    tone: "output",
    start,
    width: expected,
    label: {
      text: `Output ${formatTokens(output.expectedTokens)}`,
      detail: `(${formatTokens(output.minTokens)}–${formatTokens(output.maxTokens)})`,
      reach: 1 - start,
    },
  });
  const { label } = estimate[side ?? "left"].model;
  const described = segments
    .map(({ label: { text, detail } }) => (detail === undefined ? text : `${text} ${detail}`))
    .join(", ");
  return {
    description: `Tokens by part${side === undefined ? "" : ` on ${label}`}: ${described}`,
    ...(side !== undefined && { side, name: estimate[side].model.label }),
    segments,
    range: { from: (input + output.minTokens) / most, to: (input + output.maxTokens) / most },
  };
}

function costTable(
  estimate: Estimate,
  groups: readonly PartGroup[],
  { input: { currency } }: PanelContext,
): CostTable {
  const { left, right, output } = estimate;
  const same = isSameOnBoth(estimate);
  const heads = { left: priceHead(estimate, "left"), right: priceHead(estimate, "right") };
  const cells = {
    left: moneyColumn(estimate, groups, "left"),
    right: moneyColumn(estimate, groups, "right"),
  };
  const tokens = tokenRows(estimate, groups);
  const rowOf = (
    key: string,
    kind: TableRow["kind"],
    name: Words,
    index: number,
    tone?: TableRow["tone"],
  ): TableRow => {
    const counts = tokens[index];
    const counted: readonly Words[] = same
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
    const dearest = [of.left.cost?.total ?? 0n, of.right.cost?.total ?? 0n].reduce((a, b) =>
      a > b ? a : b,
    );
    const { totalMin, totalMax, total } = cost;
    return {
      price: costOf(of[side], currency),
      ...(totalMin !== undefined &&
        totalMax !== undefined && {
          range: `${formatUsd(totalMin, currency)}–${formatUsd(totalMax, currency)}`,
        }),
      ...(dearest > 0n && { fraction: Number(total) / Number(dearest) }),
    };
  }

  /** By group, then input, output and total; for a thousand requests, so that small parts show. */
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
    const texts = formatColumn(perThousand, {
      currency,
      sums: [
        { sum: inputAt + 2, parts: [inputAt, inputAt + 1] },
        { sum: inputAt, parts: shares.map((_, index) => index) },
      ],
    });
    return texts.map((text, index) =>
      count.basis.isLowerBound && cost && (index === inputAt || index === inputAt + 2)
        ? formatAtLeast(text)
        : text,
    );
  }
}

/** What does not fit is never billed: it has no cost. */
function fittingCost({ cost, overContextTokens }: ModelEstimate): RequestCost | undefined {
  return overContextTokens > 0 ? undefined : cost;
}

function tokenRows(
  estimate: Estimate,
  groups: readonly PartGroup[],
): readonly { readonly left: string; readonly right: string }[] {
  const { left, right, output } = estimate;
  const out = formatTokens(output.expectedTokens);
  return [
    ...groups.map(({ leftTokens, rightTokens }) => ({
      left: formatTokens(leftTokens),
      right: formatTokens(rightTokens),
    })),
    {
      left: tokensOf(left),
      right: tokensOf(right),
    },
    { left: out, right: out },
    { left: totalTokens(left, estimate), right: totalTokens(right, estimate) },
  ];
}

function variablesFact({ filled }: Estimate): Fact {
  const written = formatTokens(filled.asWrittenTokens);
  const unknown = filled.unknownVariables.map(
    (name) => filled.placeholders.find(({ variable }) => variable === name)?.text ?? name,
  );
  const known = filled.filled;
  const named = unknown.flatMap((name, index): Words => [
    index === 0 ? "" : index === unknown.length - 1 ? " and " : ", ",
    code(name),
  ]);
  const words: Words =
    known === undefined
      ? [
          `${written} tokens as written; ${formatTokens(filled.withoutPlaceholdersTokens)} without the placeholders.`,
        ]
      : [
          `${written} as written; filled ${formatTokens(known.minTokens)} / ${formatTokens(known.typicalTokens)} / ${formatTokens(known.maxTokens)} (min / typical / max).`,
        ];
  return {
    key: "variables",
    term: "Variables",
    words:
      unknown.length > 0
        ? [
            ...words,
            " ",
            ...named,
            unknown.length === 1
              ? " has no value and comes on top."
              : " have no value and come on top.",
          ]
        : words,
    meters: [],
  };
}

function prefixFact(subject: PromptSubject, { input: { currency } }: PanelContext): Fact {
  const { estimate } = subject;
  const { left, right } = estimate;
  const { stablePrefixTokens, inputTokens } = left.count;
  const [first] = estimate.filled.placeholders;
  const upTo: Words = first
    ? [
        ", up to ",
        code(first.text),
        " on ",
        actionLink(`line ${formatTokens(subject.lineOf(first.range.start))}`, {
          type: "openLocation",
          range: first.range,
        }),
      ]
    : ["; there is no variable, so that all of it is stable"];
  const cached = cacheableTokens(stablePrefixTokens);
  const savings = SIDES.flatMap((side) => {
    const { cost, model } = estimate[side];
    const saving = cost?.cacheSaving;
    if (saving === undefined || saving === 0n || cost?.total === undefined) return [];
    const share = formatShare(saving, cost.total);
    return [`${formatUsd(saving, currency)} on ${model.shortLabel} (${share})`];
  });
  const hit: Words =
    cached === 0
      ? ["; a cache takes 1,024 tokens or more."]
      : [
          `; ${formatTokens(cached)} of them (${formatShare(cached, inputTokens)} of the input) can be cached.`,
          ...(savings.length > 0 ? [` A full hit saves ${savings.join(" and ")}.`] : []),
        ];
  const differs = left.count.stablePrefixTokens !== right.count.stablePrefixTokens;
  const on = differs ? ` on ${left.model.shortLabel}` : "";
  const hint = estimate.prefixHint;
  return {
    key: "prefix",
    term: "Stable prefix",
    words: [`${formatTokens(stablePrefixTokens)} tokens${on}`, ...upTo, ...hit],
    meters: [],
    ...(hint && {
      note: [
        "With ",
        code(hint.text),
        ` moved below it would be ${formatTokens(hint.movedPrefixTokens)}: ${formatTokens(cacheableTokens(hint.movedPrefixTokens))} at half price.`,
      ],
    }),
  };
}

function outputFact({ estimate: { output, prompt }, outputProblem }: PromptSubject): Fact {
  const limit = prompt.maxOutputTokens?.value;
  const stops =
    limit !== undefined && output.originKind !== "max-tokens"
      ? `; max_tokens stops it at ${formatTokens(limit)}`
      : "";
  return {
    key: "output",
    term: "Expected output",
    words: [
      `${formatRange(output.expectedTokens, output.minTokens, output.maxTokens)} tokens, ${output.origin}${stops}.`,
    ],
    meters: [],
    field: {
      label: "Tokens out",
      value: output.originKind === "user" ? formatTokens(output.expectedTokens) : "",
      hint: "Empty: the estimate.",
      ...(outputProblem !== undefined && { problem: outputProblem }),
    },
  };
}

function countFact({ left }: Estimate, { citations }: PanelContext): Fact {
  const { kind, rules, evidence, reasons } = left.count.basis;
  const rested = `${rules.length === 1 ? "Rule" : "Rules"} ${listed(rules)}`;
  const right = `right on ${formatShare(evidence.rightShare, 1)} of ${formatCount(evidence.requests, "recorded request")} (${evidence.label})`;
  const why = reasons.length > 0 ? ` Estimated: ${reasons.join("; ")}.` : "";
  return {
    key: "count",
    term: "Count",
    words: [
      badge(kind),
      ` ${rested}, ${right}.`,
      citations.cite("accounting-rules"),
      ...(why === "" ? [] : [why]),
    ],
    meters: [],
  };
}

/** Why this model: the reasons of the recommendation, largest first. */
function reasonsOf(
  estimate: Estimate,
  { input: { currency } }: PanelContext,
): Pick<PromptSection, "reasons"> {
  const { reasons } = estimate.recommendation;
  if (reasons.length === 0) return {};
  const model = chosenSide(estimate)?.model;
  return {
    reasons: {
      heading: model === undefined ? "Why neither" : `Why ${model.label}`,
      items: reasons.map((reason) => [
        reasonWords(estimate, reason, currency),
        " ",
        small(reason.source),
      ]),
    },
  };
}

export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
