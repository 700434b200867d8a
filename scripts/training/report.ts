import { formatTokens } from "../../src/core/format";
import { BASELINES } from "./baselines";
import type { Figure, MethodResult, SchemeResult } from "./evaluation";
import type { LengthResult } from "./lengthEvaluation";
import { CREDITS } from "./sources";

/** Everything that docs/recommendation.md shows. */
interface Report {
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
    `${formatTokens(report.prompts)} prompts from ${report.sources} sources; ${formatTokens(report.groups)} of them are not near-duplicates of each other. Every figure comes from prompts that the model was not trained on. Figures in parentheses are 90% intervals from 100 draws with replacement within each source. Each category of prompts has the same weight unless the column says "by prompt" or "draws". "Draws" are 100 pools of six sources each, and every source has the same weight.`,
    "",
    METHODS,
    "",
    section("Cross-validation", seen, SEEN),
    section("Sources left out", unseenSources, UNSEEN_SOURCES),
    section("Kinds left out", unseenKinds, UNSEEN_KINDS),
    "## Sources one by one",
    "",
    "Left: the source's other prompts were known (cross-validation). Right: the source was never seen (left out). `gain` is the mean score gained over a coin flip within the source, times 1,000. If it is below 0, the ranking does harm.",
    "",
    ...sourceTable(seen, unseenSources),
    "",
    harmWords(seen, unseenSources),
    "",
    "## Length of the answer",
    "",
    "The model predicts the logarithm of the completion tokens, averaged over both models. The range should contain 80% of the answers.",
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
    `Calibration error of the probability ${figure(calibration.probability)}, by prompt ${figure(calibration.probabilityByPrompt)}; of the expected gap ${figure(calibration.gap)}. The 90% interval contains the mean gap of ${percent(coveredSources)} of the ${sources.length} sources.`,
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
  return `Ranked worse than by a coin flip, beyond the interval: in cross-validation ${harmed(seen)}; never seen ${harmed(unseen)}.`;
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

Tokenscale recommends GPT-4o or GPT-4o mini for a prompt based on what both scored on similar prompts. It does not use the rule that "complex goes to 4o": on measured outcomes, that rule is no better than a coin flip. Nothing leaves the machine.

## What it does

1. **Text.** It reads the first 2,666 and the last 1,334 characters of the prompt's instructions and messages, or all of a shorter prompt. Tools, images, and the answer's schema are counted.
2. **Kind of task.** Cues in structure and wording, set by hand (options to choose from, code with "what does it print", contest input and output, descriptions of functions, rules for the answer's form, a short factual question …), give a probability to each of twelve kinds. They do not depend on any source, so they also work for unseen sources.
3. **Resemblance.** A linear model over text features and hashed words says how much the prompt resembles each of 26 pools of scored prompts (a source, or a subject of MMLU-Pro). It counts only if the cues agree with the pool's kind.
4. **Expected gap** (score of 4o − score of mini, 0–1). If the prompt resembles scored ones, this is the mean of those pools plus what its words add. Otherwise it is the mean of its kinds plus a quarter of what its shape adds; each kind's sources are pooled with about equal weight and shrunk toward the mean of all kinds. In between, it is a blend.
5. **Interval.** A 90% interval for the *mean gap of many prompts like this one*, not for the outcome of a single prompt (which is mostly 0 and sometimes 1). It covers the error of the pools' means if they apply, and otherwise how far whole sources differ from what their kinds say.
6. **Level.** *measured*: the kind is clear and was measured, in a single turn and at a usual length. *extrapolated*: the kind is unclear, the conversation has several turns, or the text is far longer than any that was scored. *published opinion*: nobody measured the kind, but guides recommend a model for it. *no evidence*: open chat, where the text does not tell.
7. **Decision.** Hard limits first (does not fit, shut down, takes no images). Then the cheaper model, unless its expected loss is above the tolerance: cautious 0.02, balanced 0.05, thrifty 0.10. If it saves less than the usual 94%, as mini does on images, the tolerance shrinks in proportion. On open chat, the loss that counts is the average loss of such prompts. Past 50,000 tokens of text, and for structured output with 12 fields or more, mini is charged 0.03 of score. That is an assumption, because guides warn about both without giving a figure. If you prefer speed, the faster model takes the cheaper one's place. Published opinion is followed unchanged. No other pair was measured: the cheaper model is recommended, or, for cautious users, the one with the higher published index.

The estimate is a prior worth as many prompts as its interval says, and your own outcomes shift it (normal for the gap, Beta for the probability, \`src/core/recommend/learning.ts\`).
`;

const METHODS =
  "APGR: the area under the curve of the share of the gap recovered against the share of calls to GPT-4o; a coin flip gets 0.5. CPT50 and CPT80: the share of calls to GPT-4o that recovers 50% and 80% of the gap. To mini at 95%: the largest share that can go to mini while keeping 95% of GPT-4o's mean score. AUC: how well the method tells when mini is at least as good. Calibration error: the mean distance between predicted and measured values, by bins. Resampling adds noise to each bin, so its intervals are high. The last three baselines are those of the first study, trained on these rows and folds.";

const SEEN =
  "Five folds. Near-duplicates (Jaccard similarity of word triples of 0.5 or more, without the wrapper) are never split across folds.";

const UNSEEN_SOURCES =
  "Each source in turn is held out along with its row of the gap table. This is the situation of a user's own prompt. The known-type baseline knows the true category.";

const UNSEEN_KINDS =
  "Each kind in turn is held out along with all of its sources and their rows of the table, so nothing is known about it.";

const LIMITS = `## What it cannot tell

- Within a kind, the text says little: two snapshots of GPT-4o disagree with each other nearly as often as 4o and mini do.
- Open chat: nothing in the text says which model answers better.
- Summarization, translation, plain classification, extraction, and conversations with several turns were not measured. Published guides are the only evidence, and when the same guides discuss measured kinds (mathematics and code "need 4o", simple questions "do on mini"), the measurements contradict them.
- Function calling, contest programming, code tracing, and finance mathematics are known only from their rows of the table. The model was not trained on any of their prompts, so it can judge such a prompt only by its kind.
- The person who set the cues had read the prompts of these 13 sources. The figures for the sources left out did not use their scores, but they are not free of that influence.

## Credits

Scores: ${CREDITS.join(", ")}. The project ships weights and aggregate tables, never prompts.
`;
