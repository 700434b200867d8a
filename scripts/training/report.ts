import { formatTokens } from "../../src/core/format";
import { BASELINES } from "./baselines";
import type { Figure, MethodResult, SchemeResult } from "./evaluation";
import { type KindResult, SURE } from "./kindEvaluation";
import type { LengthResult } from "./lengthEvaluation";
import { CREDITS } from "./sources";

/** Everything that docs/recommendation.md shows. */
interface Report {
  readonly prompts: number;
  readonly sources: number;
  /** Groups of near-duplicates, single prompts included. */
  readonly groups: number;
  readonly kinds: readonly KindResult[];
  readonly seen: SchemeResult;
  readonly unseenSources: SchemeResult;
  readonly lengths: readonly (LengthResult & { readonly label: string })[];
}

/** The report as Markdown: what the recommendation is, then how it holds. */
export function writeReport(report: Report): string {
  const { seen, unseenSources } = report;
  return [
    INTRODUCTION,
    "## How it was measured",
    "",
    `${formatTokens(report.prompts)} prompts from ${report.sources} sources; ${formatTokens(report.groups)} of them are not near-duplicates of each other. Every figure comes from prompts that the model was not trained on. Figures in parentheses are 90% intervals from 100 draws with replacement within each source. Each category of prompts has the same weight unless the column says "by prompt" or "draws". "Draws" are 100 pools of six sources each, and every source has the same weight.`,
    "",
    METHODS,
    "",
    "## The kind of task",
    "",
    KIND_METHOD,
    "",
    ...table(
      [
        "prompts",
        "",
        "strict",
        "lenient",
        "lenient in a frame",
        "kind changed by the frame",
        "sure",
        "right if sure",
      ],
      report.kinds.map((row) => [
        formatTokens(row.prompts),
        row.label,
        row.strict.toFixed(3),
        row.lenient.toFixed(3),
        row.framed.toFixed(3),
        percent(row.changed),
        percent(row.sure),
        percent(row.sureRight),
      ]),
    ),
    "",
    section("Cross-validation", seen, SEEN),
    section("Sources left out", unseenSources, UNSEEN_SOURCES),
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
2. **Kind of task.** A small linear model first sets aside the sentences of the frame, which say the form of the answer, a persona, or good wishes in any of sixteen languages; if nothing else is left, all of the text is read. Then a linear classifier over hashed words, pairs of neighboring words, beginnings of words and lines, names of variables, and the shape of the text (options to choose from in any numbering, code, tables, numbers, questions) gives a probability to each of 36 kinds. Each word counts by how far it narrows down the kinds over many data sets and applications: a word of one data set tells little. The words at both ends count most: there a prompt says what it wants. It is trained on labeled prompts of public collections and applications, on prompts of our own in the style of applications in thirteen languages (whole ones, and many more put together from parts), on the scored prompts, and on copies of all of them in random frames. Functions in the request and the fields of the answer's schema count too. If no kind reaches 40%, the kind is not recognized; if it is, the reason names the words that told it.
3. **Resemblance.** A linear model over text features and hashed words says how much the prompt resembles each of 26 pools of scored prompts (a source, or a subject of MMLU-Pro). It counts only as far as the classifier agrees with the pool's kind.
4. **Expected gap** (score of 4o − score of mini, 0–1). If the prompt resembles scored ones, this is the mean of those pools plus what its words add. Otherwise it is the mean of its kinds, mixed by the squares of their probabilities; each kind's sources are pooled with about equal weight and shrunk toward the mean of all kinds. Other pairs of models that were scored have means of their own; a kind that was not measured on a pair follows GPT-4o and mini on one line per pair, and is *extrapolated*. In between, it is a blend.
5. **Interval.** A 90% interval for the *mean gap of many prompts like this one*, not for the outcome of a single prompt (which is mostly 0 and sometimes 1). It covers the error of the pools' means if they apply, and otherwise how far whole sources differ from what their kinds say.
6. **Level.** *measured*: the kind is clear and was measured prompt by prompt, in a single turn and at a usual length. *extrapolated*: the kind is less clear, the conversation has several turns, or the text is far longer than any that was scored. *published*: others published average scores of both models on the kind, without scores per prompt. *published opinion*: nobody scored the kind, but guides recommend a model for it. *no evidence*: the kind is not recognized, nobody speaks of it, or it is open chat, where the text does not tell.
7. **Decision**, in this order. Hard limits (does not fit, shut down, takes no images). Your wish for speed, if the faster model loses no more than you tolerate. The stronger model if it is also the cheaper one, as GPT-4o is on images: by cost. The expected loss on the cheaper model, if it is known (*measured*, *extrapolated*, *published*), against the tolerance: cautious 0.02, balanced 0.05, thrifty 0.10. Otherwise the cheaper model, by cost: the more expensive one is never recommended without evidence. The number that decides is the number that is shown, and the confidence is the chance that the loss lies on that side of the tolerance. What guides warn of without a figure (long contexts, many fields of structured output, translation) is told and decides nothing. Files that are sent along with every request, such as an AGENTS.md, get no recommendation.

The estimate is a prior worth as many prompts as its interval says, and your own outcomes shift it (normal for the gap, Beta for the probability, \`src/core/recommend/learning.ts\`).
`;

const METHODS =
  "APGR: the area under the curve of the share of the gap recovered against the share of calls to GPT-4o; a coin flip gets 0.5. CPT50 and CPT80: the share of calls to GPT-4o that recovers 50% and 80% of the gap. To mini at 95%: the largest share that can go to mini while keeping 95% of GPT-4o's mean score. AUC: how well the method tells when mini is at least as good. Calibration error: the mean distance between predicted and measured values, by bins. Resampling adds noise to each bin, so its intervals are high. The last three baselines are those of the first study, trained on these rows and folds.";

const KIND_METHOD = `Each data set of a collection, each repository of an application, and each source of scored prompts is left out whole, a third at a time, and judged by a classifier trained on the rest. Strict: the kind of the label. Lenient: or one that two careful readers also confuse with it. The labels of applications were read one by one and corrected, with the other kinds that a reader may defend, which count as lenient too; files that go along with every request are left out. The frames are others than those of the training, and one of them is in a language that no frame of the training is in. Sure: a probability of ${SURE} or more.`;

const SEEN =
  "Five folds. Near-duplicates (Jaccard similarity of word triples of 0.5 or more, without the wrapper) are never split across folds.";

const UNSEEN_SOURCES =
  "Each source in turn is held out along with its row of the gap table. This is the situation of a user's own prompt. The known-type baseline knows the true category.";

const LIMITS = `## What it cannot tell

- Within a kind, the text says little: two snapshots of GPT-4o disagree with each other nearly as often as 4o and mini do.
- Open chat: nothing in the text says which model answers better.
- Summarization, rewriting, plain classification, sentiment, questions about a given text, logic puzzles, creative writing, code editing, and agents are known from published averages alone, and these are of a few tasks each. They contradict the guides: summarizing and rewriting under rules lose much on mini. Translation, extraction, and the other kinds are not known at all.
- Function calling, contest programming, code tracing, and finance mathematics are known only from their rows of the table. The model was not trained on any of their prompts, so it can judge such a prompt only by its kind.
- The labels of application prompts are one reader's, and two careful readers would differ on some.

## Credits

Scores: ${CREDITS.join(", ")}. The project ships weights and aggregate tables, never prompts.
`;
