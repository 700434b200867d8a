import { type Currency, USD } from "../currency";
import {
  formatCount,
  formatDecimals,
  formatGap,
  formatShare,
  formatTokens,
  formatUsd,
} from "../format";
import type { PicoUsd } from "../money";
import { evidenceOfKind } from "../recommend/classification";
import { trainedWeights } from "../recommend/trainedWeights";
import { visibleLine } from "../visibleText";
import type { TrafficReport } from "./trafficReport";
import type { MoveRow, TrafficMoves } from "./trafficMoves";
import { OTHER } from "./trafficCell";

/** How many routes a sentence names. */
const MAX_NAMES = 3;

/** `Function calling`, or `not recognized`. */
export function kindWords(kind: string): string {
  if (kind === "") return "not recognized";
  return evidenceOfKind(kind, trainedWeights)?.kind.label ?? kind;
}

/** On how many prompts of the kind both models were measured; undefined if on none. */
export function measuredPrompts(kind: string): number | undefined {
  return evidenceOfKind(kind, trainedWeights)?.measured?.prompts;
}

/** `/triage`, or the kind of task if the log names no routes. */
export function routeWords({ route, kind }: Pick<MoveRow, "route" | "kind">): string {
  if (route === OTHER) return "other routes";
  if (route !== "") return visibleLine(route);
  return kind === "" ? "requests of no known kind" : kindWords(kind).toLowerCase();
}

/** `a month` if the log is of one, else `in 12 days`. */
function periodWords({ period }: Pick<TrafficReport, "period">): string {
  if (period === undefined) return "in this log";
  const isMonth =
    period.days >= 28 && period.days <= 31 && period.from.slice(0, 7) === period.to.slice(0, 7);
  return isMonth ? "a month" : `in ${formatCount(period.days, "day")}`;
}

/** The decision in one or two sentences: what moves, what it saves and loses, and what stays. */
export function leadWords(report: TrafficReport, currency: Currency = USD): readonly string[] {
  const { moves, pair, all } = report;
  if (moves === undefined) return [sumsOnlyWords(report)];
  const right = pair.right.shortLabel;
  const moved = namesOf(moves.rows.filter(({ decision }) => decision === "moves"));
  const byCost = namesOf(moves.rows.filter(({ decision }) => decision === "by cost"));
  const stay = namesOf(moves.rows.filter(({ decision }) => decision === "stays"));
  const period = periodWords(report);
  const minus = (amount: PicoUsd): string => formatUsd(-amount, currency);
  const sentences: string[] = [];
  if (moves.lossOfMoved !== undefined && moved.length > 0) {
    const { expected } = moves.lossOfMoved;
    const where = moved.length === 1 ? "" : ` on those ${countWord(moved.length)}`;
    sentences.push(
      `Move ${listWords(moved, "routes")} to ${right}: ${minus(moves.saved)} ${period} of ${formatUsd(all.cost, currency)}, for an expected loss of ${formatDecimals(expected, 2)}${where}.`,
    );
  }
  if (byCost.length > 0) {
    sentences.push(
      `${sentences.length === 0 ? "Move" : "And by cost alone,"} ${listWords(byCost, "routes")} to ${right}: ${minus(moves.savedByCost)} ${period}${sentences.length === 0 ? ", decided by cost: no loss is known to weigh" : ""}.`,
    );
  }
  if (stay.length > 0) {
    const verb = stay.length === 1 ? "stays" : "stay";
    sentences.push(capitalized(`${listWords(stay, "routes")} ${verb}.`));
  }
  if (sentences.length > 0) return sentences;
  return [nothingMovesWords(report, moves)];
}

function nothingMovesWords({ pair }: TrafficReport, moves: TrafficMoves): string {
  return moves.leftRequests === 0
    ? `Nothing to move: no request is on ${pair.left.label}.`
    : `Nothing to move to ${pair.right.shortLabel}: nothing that is known of these requests saves anything there.`;
}

function sumsOnlyWords({ summary, all }: TrafficReport): string {
  if (all.sums.requests === 0) return "No request with a count of tokens was found.";
  const [only, ...others] = [...summary.formats.keys()];
  const what = others.length === 0 && only === "openai-usage" ? "OpenAI’s usage export" : "The log";
  return `${what} has no prompt text: cost by day and model is exact, the share that can move is not known.`;
}

/** Sentences on what was read and what is in no figure. */
export function remarkWords(report: TrafficReport, currency: Currency = USD): readonly string[] {
  const { summary, all, unpricedModels, billed } = report;
  const { counts, ids, routes, models } = summary;
  const tokens = all.sums.input + all.sums.output;
  const sentences = [
    `${formatCount(all.sums.requests, "request")}, ${formatCount(tokens, "token")}, from ${formatCount(counts.entries, "entry", "entries")}.`,
  ];
  const say = (count: number, words: (text: string) => string): void => {
    if (count > 0) sentences.push(words(formatCount(count, "request")));
  };
  if (counts.broken > 0) {
    const shown = summary.examples.map(
      ({ file, line, reason }) => `${visibleLine(file)}:${line} ${reason}`,
    );
    sentences.push(
      `${formatCount(counts.broken, "entry", "entries")} can’t be read: ${shown.join("; ")}${counts.broken > shown.length ? " …" : ""}.`,
    );
  }
  say(counts.withoutUsage, (text) => `${text} without a count of tokens: left out.`);
  if (counts.notCredible > 0) {
    sentences.push(
      `${formatCount(counts.notCredible, "entry", "entries")} with counts that can’t be right, such as negative ones: left out.`,
    );
  }
  say(counts.unbilled, (text) => `${text} answered by a gateway’s cache: left out.`);
  if (ids.duplicates > 0) {
    sentences.push(
      `${formatCount(ids.duplicates, "copy", "copies")} of ids that stood already: each id is counted once.`,
    );
  }
  if (ids.level > 0) {
    sentences.push(
      `Copies were looked for among one in ${formatTokens(2 ** ids.level)} ids, chosen by hash: there are too many to remember all.`,
    );
  }
  if (counts.clockSkew > 0) {
    sentences.push(
      `${formatCount(counts.clockSkew, "entry", "entries")} with a time before 2020 or in the future: counted without a day.`,
    );
  }
  if (routes.level > 0) {
    sentences.push(
      `About ${formatTokens(routes.estimateAll())} routes: ${formatTokens(routes.size)} of them, chosen by hash, are told apart, and the rest is “other”.`,
    );
  }
  if (models.level > 0)
    sentences.push(
      `About ${formatTokens(models.estimateAll())} names of models: most are “other”.`,
    );
  if (counts.truncatedFiles > 0) {
    sentences.push(
      `${formatCount(counts.truncatedFiles, "compressed file")} ends in the middle: what comes before that is counted.`,
    );
  }
  if (all.unpriced > 0) {
    const names = unpricedModels
      .slice(0, MAX_NAMES)
      .map((name) => (name === "" ? "(no name)" : visibleLine(name)));
    sentences.push(
      `${formatCount(all.unpriced, "request")} on models without a price, in no amount: ${names.join(", ")}${unpricedModels.length > MAX_NAMES ? " …" : ""}.`,
    );
  }
  if (all.sums.inputAudio + all.sums.outputAudio > 0) {
    sentences.push("Audio tokens are priced as text: the amounts are a lower bound.");
  }
  if (billed !== undefined)
    sentences.push(
      `Billed by OpenAI according to the costs export: ${formatUsd(billed, currency)}.`,
    );
  return sentences;
}

/** Sentences on the parts of the bill; one for each part that is not zero. */
export function effectWords(
  { effects }: TrafficReport,
  currency: Currency = USD,
): readonly string[] {
  const { cachingSaves, batchSaves, batchCouldSave, longContextCosts } = effects;
  const money = (amount: PicoUsd): string => formatUsd(amount, currency);
  return [
    ...(cachingSaves > 0n ? [`Cached input saves ${money(cachingSaves)}.`] : []),
    ...(cachingSaves < 0n
      ? [`Writing to the cache costs ${money(-cachingSaves)} more than reading from it saves.`]
      : []),
    ...(batchSaves > 0n ? [`The Batch API saves ${money(batchSaves)}.`] : []),
    ...(batchCouldSave > 0n
      ? [`What is standard now would cost ${money(batchCouldSave)} less in a Batch.`]
      : []),
    ...(longContextCosts > 0n
      ? [`Long requests cost ${money(longContextCosts)} more for being long.`]
      : []),
  ];
}

/** The cell of a row's loss: `0.03 ± 0.01`, `mini costs more`, `not known`, `–`. */
export function lossWords({ loss, decision }: MoveRow, right: string): string {
  if (decision === "costs more") return `${right} costs more`;
  if (decision === "there" || decision === "other model") return "–";
  return loss === undefined ? "not known" : formatGap(loss.expected, loss.deviation);
}

/** The cell of where a row goes: `mini`, `mini, by cost`, `stays`. */
export function targetWords({ decision }: MoveRow, right: string): string {
  if (decision === "moves") return right;
  if (decision === "by cost") return `${right}, by cost`;
  return decision === "not known" ? "not known" : "stays";
}

/** `53.3%`: of the left model's requests. */
export function movedShareWords({ movedRequests, leftRequests }: TrafficMoves): string {
  return formatShare(movedRequests, leftRequests);
}

function namesOf(rows: readonly MoveRow[]): readonly string[] {
  return [...new Set(rows.map(routeWords))];
}

function listWords(names: readonly string[], plural: string): string {
  const rest = names.length - MAX_NAMES;
  if (rest > 0) {
    return `${names.slice(0, MAX_NAMES).join(", ")} and ${formatTokens(rest)} more ${plural}`;
  }
  const [last = "", ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
}

function countWord(count: number): string {
  return count === 2 ? "two" : count === 3 ? "three" : formatTokens(count);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
