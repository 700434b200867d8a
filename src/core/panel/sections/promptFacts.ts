import { CACHE_THRESHOLD_TOKENS, cacheableTokens } from "../../cost/caching";
import type { Currency } from "../../currency";
import { cachedWords } from "../../estimate/diagnoseTemplate";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import { formatCount, formatRange, formatShare, formatTokens, formatUsd } from "../../format";
import { fittingCost } from "./costTable";
import { contextFact, imagesFacts } from "./modelFacts";
import { SIDES } from "../../pair";
import { hasSameBasis, reasoningLines } from "../../surfaces/words";
import type { Citations } from "../citations";
import type { PanelContext } from "../panelContext";
import type { PromptSubject } from "../panelInput";
import type { Fact } from "../contract/panelState";
import { actionLink, badge, code, listed, type RichText } from "../contract/richText";

/** Further facts about a prompt, besides its costs. */
export function buildPromptFacts(subject: PromptSubject, context: PanelContext): readonly Fact[] {
  const { estimate } = subject;
  return [
    contextFact(estimate, context),
    ...(estimate.prompt.variables.length > 0 ? [variablesFact(estimate)] : []),
    prefixFact(subject, context),
    outputFact(subject, context),
    ...imagesFacts(estimate, context),
    countFact(estimate, context),
  ];
}

function variablesFact({ filled }: Estimate): Fact {
  const written = formatTokens(filled.asWrittenTokens);
  const unknown = filled.unknownVariables.map(
    (name) => filled.placeholders.find(({ variable }) => variable === name)?.text ?? name,
  );
  const known = filled.filled;
  const named = unknown.flatMap((name, index): RichText => [
    index === 0 ? "" : index === unknown.length - 1 ? " and " : ", ",
    code(name),
  ]);
  const words: RichText =
    known === undefined
      ? [
          `${written} tokens as written; ${formatTokens(filled.withoutPlaceholdersTokens)} without the placeholders.`,
        ]
      : [
          known.minTokens === known.maxTokens
            ? `${written} tokens as written, ${formatTokens(known.typicalTokens)} with sample values.`
            : `${written} tokens as written; with sample values ${formatTokens(known.minTokens)} / ${formatTokens(known.typicalTokens)} / ${formatTokens(known.maxTokens)} (min / typical / max).`,
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
  const upTo: RichText = first
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
    const { model } = estimate[side];
    const cost = fittingCost(estimate[side]);
    const saving = cost?.cacheSaving;
    if (saving === undefined || saving === 0n || cost?.total === undefined) return [];
    const share = formatShare(saving, cost.total);
    return [`${formatUsd(saving, currency)} on ${model.shortLabel} (${share})`];
  });
  const hit: RichText =
    cached === 0
      ? [`. Not cacheable: ${formatTokens(CACHE_THRESHOLD_TOKENS)} needed.`]
      : [
          `; ${formatTokens(cached)} of them (${formatShare(cached, inputTokens)} of the input) can be cached.`,
          ...(savings.length > 0 ? [` A full hit saves ${savings.join(" and ")}.`] : []),
          ...cacheWriteWords(estimate, currency),
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
        ` moved below it would be ${formatTokens(hint.movedPrefixTokens)}: ${formatTokens(cacheableTokens(hint.movedPrefixTokens))} ${cachedWordsOf(estimate)}.`,
      ],
    }),
  };
}

/** The cost of filling the cache, on the models that bill for it. */
function cacheWriteWords(estimate: Estimate, currency: Currency): readonly string[] {
  return SIDES.flatMap((side) => {
    const { cost, model } = estimate[side];
    return cost?.cacheWrite
      ? [
          ` Filling the cache costs ${formatUsd(cost.cacheWrite, currency)} more on ${model.shortLabel}.`,
        ]
      : [];
  });
}

/** `at half price`, if that is true of both models. */
function cachedWordsOf({ left, right }: Estimate): string {
  const [words = "at the price of cached input", ...others] = new Set(
    [left, right].flatMap(({ price }) => (price ? [cachedWords(price)] : [])),
  );
  return others.length === 0 ? words : "at the price of cached input";
}

function outputFact({ estimate, outputProblem }: PromptSubject, { citations }: PanelContext): Fact {
  const { output, prompt } = estimate;
  const reasoning = reasoningWords(estimate, citations);
  const limit = prompt.maxOutputTokens?.value;
  const stops =
    limit !== undefined && !output.origin.includes("max_tokens")
      ? `; max_tokens stops it at ${formatTokens(limit)}`
      : "";
  return {
    key: "output",
    term: "Expected output",
    words: [
      `${formatRange(output.expectedTokens, output.minTokens, output.maxTokens)} tokens, ${output.origin}${stops}.`,
    ],
    meters: [],
    ...(reasoning.length > 0 && { note: reasoning }),
    field: {
      label: "Expected output",
      placeholder: `${formatTokens(output.expectedTokens)} estimated`,
      value: output.originKind === "user" ? formatTokens(output.expectedTokens) : "",
      hint: "tokens",
      ...(outputProblem !== undefined && { problem: outputProblem }),
    },
  };
}

/** Which model reasons, how much, and according to which measurements. */
function reasoningWords(estimate: Estimate, citations: Citations): RichText {
  const lines = reasoningLines(estimate).map((line) => `${line}. `);
  const sources = SIDES.flatMap((side) => estimate[side].reasoning?.sources ?? []);
  return lines.length === 0 || sources.length === 0
    ? lines
    : [...lines, citations.cite(...sources)];
}

/** The basis of the count: once for both models, or each by its name. */
function countFact(estimate: Estimate, { citations }: PanelContext): Fact {
  const { left, right } = estimate;
  const words: RichText = hasSameBasis(estimate)
    ? basisSentences(left, citations)
    : [
        `${left.model.label}: `,
        ...basisSentences(left, citations),
        ` ${right.model.label}: `,
        ...basisSentences(right, citations),
      ];
  return { key: "count", term: "Count", words, meters: [] };
}

function basisSentences({ count: { basis } }: ModelEstimate, citations: Citations): RichText {
  const { kind, rules, evidence, reasons } = basis;
  const rested = `${rules.length === 1 ? "Rule" : "Rules"} ${listed(rules)}`;
  const right =
    evidence.requests === 0
      ? "fitted to models of other families"
      : `matched the bill of ${formatTokens(evidence.rightShare * evidence.requests)} of ${formatCount(evidence.requests, "recorded request")} (${evidence.label})`;
  const why = reasons.length > 0 ? ` Estimated: ${reasons.join("; ")}.` : "";
  return [
    badge(kind),
    ` ${rested}, ${right}.`,
    citations.cite("accounting-rules"),
    ...(why === "" ? [] : [why]),
  ];
}
