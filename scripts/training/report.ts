import { formatTokens } from "../../src/core/format";
import { BASELINES } from "./baselines";
import type { Figure, MethodResult, SchemeResult } from "./evaluation";
import type { LengthResult } from "./lengthEvaluation";
import { CREDITS } from "./sources";

/** Everything that docs/recommendation.md shows. */
export interface Report {
  readonly prompts: number;
  readonly sources: number;
  /** Groups of near-duplicates, single prompts included. */
  readonly groups: number;
  readonly seen: SchemeResult;
  readonly unseenSources: SchemeResult;
  readonly unseenKinds: SchemeResult;
  readonly lengths: readonly (LengthResult & { readonly label: string })[];
}

/** The report as Markdown: what the recommendation is, then how it holds. */
export function writeReport(report: Report): string {
  const { seen, unseenSources, unseenKinds } = report;
  return [
    INTRODUCTION,
    "## How it was measured",
    "",
    `${formatTokens(report.prompts)} prompts of ${report.sources} sources, ${formatTokens(report.groups)} of them no near-duplicates of each other. Every figure is of prompts that the model was not trained on. Figures in brackets are 90% intervals of 100 draws with replacement within each source. Each category of prompts counts the same, unless "by prompt" or "draws" is said; "draws" are 100 pools of six sources each, every source counting the same.`,
    "",
    METHODS,
    "",
    section("Cross-validation", seen, SEEN),
    section("Sources left out", unseenSources, UNSEEN_SOURCES),
    section("Kinds left out", unseenKinds, UNSEEN_KINDS),
    "## Sources one by one",
    "",
    "Left: with the source's other prompts known (cross-validation). Right: never seen (source left out). `gain` is the mean score won within the source over a coin, times 1,000: below 0 the ranking harms.",
    "",
    ...sourceTable(seen, unseenSources),
    "",
    harmWords(seen, unseenSources),
    "",
    "## Length of the answer",
    "",
    "The logarithm of the completion tokens, of the mean of both models. The range is meant to hold 80% of the answers.",
    "",
    ...table(
      ["prompts", "", "R²", "median factor off", "expected : actual in sum", "within the range"],
      report.lengths.map((row) => [
        formatTokens(row.prompts),
        row.label,
        row.explainedVariance.toFixed(2),
        row.medianFactor.toFixed(2),
        row.totalRatio.toFixed(2),
        percent(row.within),
      ]),
    ),
    "",
    LIMITS,
  ].join("\n");
}

function section(title: string, result: SchemeResult, note: string): string {
  const { calibration, coveredSources, sources } = result;
  return [
    `## ${title}`,
    "",
    note,
    "",
    ...table(
      [
        "method",
        "APGR",
        "APGR by prompt",
        "APGR of draws",
        "AUC",
        "CPT50",
        "CPT80",
        "to mini at 95%",
        "at 99%",
        "own APGR above it",
      ],
      result.methods.map(methodRow),
    ),
    "",
    `Calibration error of the probability ${figure(calibration.probability)}, by prompt ${figure(calibration.probabilityByPrompt)}; of the expected gap ${figure(calibration.gap)}. The 90% interval holds the mean gap of ${percent(coveredSources)} of the ${sources.length} sources.`,
    "",
  ].join("\n");
}

function methodRow(result: MethodResult): readonly string[] {
  const label = BASELINES.find(({ id }) => id === result.id)?.label;
  return [
    label ?? "**Tokenscale**",
    figure(result.apgr),
    figure(result.apgrByPrompt),
    figure(result.apgrOfDraws),
    figure(result.auc),
    percentFigure(result.callsForHalf),
    percentFigure(result.callsForMost),
    percentFigure(result.toMiniAt95),
    percentFigure(result.toMiniAt99),
    result.ownIsAbove ? figure(result.ownIsAbove) : "",
  ];
}

function sourceTable(seen: SchemeResult, unseen: SchemeResult): readonly string[] {
  const cells = ({ sources }: SchemeResult, source: string): readonly string[] => {
    const row = sources.find((candidate) => candidate.source === source);
    if (!row) return ["", "", ""];
    const [low, high] = row.interval;
    return [
      row.predictedGap.toFixed(3),
      `${low.toFixed(2)} to ${high.toFixed(2)}${row.isCovered ? "" : " ✗"}`,
      `${(row.gain.value * 1000).toFixed(1)} (${(row.gain.low * 1000).toFixed(1)} to ${(row.gain.high * 1000).toFixed(1)})`,
    ];
  };
  return table(
    [
      "source",
      "prompts",
      "measured gap",
      "expected",
      "interval",
      "gain",
      "never seen: expected",
      "interval",
      "gain",
    ],
    seen.sources.map(({ source, prompts, actualGap }) => [
      source,
      formatTokens(prompts),
      actualGap.toFixed(3),
      ...cells(seen, source),
      ...cells(unseen, source),
    ]),
  );
}

function harmWords(seen: SchemeResult, unseen: SchemeResult): string {
  const harmed = ({ sources }: SchemeResult): string =>
    sources
      .filter(({ gain }) => gain.high < 0)
      .map(({ source }) => source)
      .join(", ") || "none";
  return `Ranked worse than by a coin beyond the interval: in cross-validation ${harmed(seen)}; never seen ${harmed(unseen)}.`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, index) => (index === 0 ? ":--" : "--:"))),
    ...rows.map(line),
  ];
}

function figure({ value, low, high }: Figure): string {
  return `${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

function percentFigure({ value, low, high }: Figure): string {
  return `${percent(value)} (${percent(low)}–${percent(high)})`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

const INTRODUCTION = `# The recommendation and how far it can be trusted

Written by \`npm run evaluate\`; do not edit.

Which of GPT-4o and GPT-4o mini a prompt should run on is decided by what both scored on prompts like it, not by the rule that "complex goes to 4o": on measured outcomes that rule is no better than a coin. Nothing leaves the machine.

## What it does

1. **Text.** Of the prompt's instructions and messages the first 2,666 and the last 1,334 characters are read, or all of a shorter one; tools, images and the answer's schema are counted.
2. **Kind of task.** Hand-set cues in structure and words (options to choose from, code with "what does it print", input and output of a contest, descriptions of functions, rules for the answer's form, a short question for a fact …) give a probability to each of twelve kinds. They do not depend on any source, so they hold for sources that nobody has seen.
3. **Resemblance.** A linear model over text features and hashed words says how much the prompt resembles each of 26 pools of scored prompts (a source, or a subject of MMLU-Pro). It counts only where the cues agree with the pool's kind.
4. **Expected gap** (score of 4o − score of mini, 0–1). Where the prompt resembles scored ones: the mean of those pools, and what its words add. Elsewhere: the mean of its kinds, each kind's sources pooled with about equal weight and drawn to the mean of all kinds, and a quarter of what its shape adds. In between, a blend.
5. **Interval.** 90% for the *mean gap of many prompts like this one*, not for the outcome of a single one (that is mostly 0, now and then 1). It holds the error of the pools' means where they speak, and elsewhere how far whole sources lie from what their kinds say.
6. **Level.** *measured*: the kind is clear and was measured, in one turn and at a usual length. *extrapolated*: the kind is not clear, or the conversation goes on, or the text is far longer than any that was scored. *published opinion*: nobody measured the kind, and guides send it somewhere. *no evidence*: open chat, where the text does not tell.
7. **Decision.** Hard limits first (does not fit, shut down, takes no images). Then the cheaper model, unless its expected loss is above the tolerance: cautious 0.02, balanced 0.05, thrifty 0.10. Where it saves less than the usual 94%, as mini does on images, less is tolerated in proportion. On open chat the loss that counts is what such prompts lost on average. Past 50,000 tokens of text, and for structured output with 12 fields or more, mini is charged 0.03 of score: an assumption, for guides warn of both without a figure. A wish for speed puts the faster model in the cheaper one's place. Opinion counts as it stands. For another pair nothing is measured: the cheaper one, or for cautious users the one with the higher published index.

The estimate is a prior worth as many prompts as its interval says; one's own outcomes shift it (normal for the gap, Beta for the probability, \`src/core/recommend/learning.ts\`).
`;

const METHODS =
  "APGR: area under the share of the gap recovered over the share of calls to GPT-4o, 0.5 for a coin. CPT50 and CPT80: share of calls to GPT-4o that recovers 50% and 80% of the gap. To mini at 95%: the largest share that can go to mini with 95% of GPT-4o's mean score kept. AUC: of telling where mini is at least as good. Calibration error: mean distance between what was foretold and what was measured, by bins; drawing again adds noise to each bin, so its intervals lie high. The three last baselines are those of the first study, trained on these rows and folds.";

const SEEN =
  "Five folds; near-duplicates (Jaccard similarity of word triples of 0.5 or more, wrapper left out) are never in two of them.";

const UNSEEN_SOURCES =
  "Each source in turn is kept apart with its row of the gap table. This is what a prompt of the user's own is like. The known-type baseline knows the true category.";

const UNSEEN_KINDS =
  "Each kind in turn is kept apart with all of its sources and their rows of the table: nothing at all is known of it.";

const LIMITS = `## What it cannot tell

- Within a kind the text says little: two snapshots of GPT-4o disagree with each other nearly as often as 4o and mini do.
- Open chat: nothing in the text tells which model answers better.
- Summarisation, translation, plain classification, extraction and conversations over several turns were not measured; published guides are all there is, and where the same guides speak of measured kinds (mathematics and code "need 4o", simple questions "do on mini") the measurements contradict them.
- Function calling, contest programming, code tracing and finance mathematics are known from their row of the table alone: no prompt of them was trained on, so a single prompt of theirs is told apart by its kind only.
- The cues were set by one who had read the prompts of these 13 sources. The figures for sources left out are free of their scores, not of that.

## Credits

Scores: ${CREDITS.join(", ")}. The project ships weights and aggregate tables, never prompts.
`;
