import type { Pace } from "../../estimate/pace";
import type { Answer } from "../answerContent";
import type { AnswerKey } from "../answerKey";
import { measureSimilarity, type Spread } from "./answerStatistics";
import type { MoveChange } from "../moveChange";
import type { StoredRun } from "../records/storedRun";
import { type Pair, type Side, SIDES } from "../../pair";
import { MAX_COMPARED_CHARACTERS } from "./answerComparer";
import { LiveRun } from "./liveRun";
import { type ShownSides, shownStoredSide, textOfAnswer } from "./answerView";

/**
 * The runs that the Live section shows for one prompt: for each model its last run, or one from the
 * history. If one model is run again alone, the other's answer stays.
 */
export class DisplayedRuns {
  private readonly sources = new Map<Side, LiveRun | StoredRun>();
  private chosenIndex: number | undefined;
  private similarityOfSide: Partial<Pair<Spread<number>>> = {};
  private shownMove = false;

  /** Whether the old and the new model of a move are shown, and not the pair. */
  get isMove(): boolean {
    return this.shownMove;
  }

  /** The changes for the new model of the move that is shown. */
  get moveChanges(): readonly MoveChange[] | undefined {
    const source = this.sources.get("right");
    const { move } = source instanceof LiveRun ? source.plan : (source ?? {});
    return move?.changes;
  }

  /** How similar several answers of a model are, once `measureSimilarity` has measured it. */
  get alike(): Partial<Pair<Spread<number>>> {
    return this.similarityOfSide;
  }

  get isEmpty(): boolean {
    return this.sources.size === 0;
  }

  isRunning(side?: Side): boolean {
    const sides = side === undefined ? SIDES : [side];
    return sides.some((each) => this.liveRun(each)?.isRunning(each) ?? false);
  }

  /** Shows a run that has begun instead of its models' previous answers. */
  showRun(run: LiveRun): void {
    const isMove = run.plan.move !== undefined;
    if (isMove !== this.shownMove) this.sources.clear();
    this.shownMove = isMove;
    for (const side of SIDES) if (run.plan.sides[side]) this.sources.set(side, run);
    this.chosenIndex = undefined;
    this.similarityOfSide = {};
  }

  /** Shows only a run from the history. */
  showStored(run: StoredRun): void {
    this.shownMove = run.move !== undefined;
    this.sources.clear();
    for (const side of SIDES) if (run.models[side] !== undefined) this.sources.set(side, run);
    this.chosenIndex = undefined;
    this.similarityOfSide = {};
  }

  /** Removes a deleted run; one of this window stays until another replaces it. */
  forget(runId: string): void {
    for (const [side, source] of this.sources) {
      if (source.id === runId && !(source instanceof LiveRun)) this.sources.delete(side);
    }
  }

  stop(side?: Side): void {
    for (const each of side === undefined ? SIDES : [side]) this.liveRun(each)?.stop(each);
  }

  retryNow(side: Side): void {
    this.liveRun(side)?.retryNow(side);
  }

  /** Shows another of several answers, from 0. */
  choose(index: number): void {
    this.chosenIndex = index;
  }

  /** Undefined before the first run. */
  sides(nowMs: number): ShownSides | undefined {
    if (this.isEmpty) return undefined;
    const shown = (side: Side) => {
      const source = this.sources.get(side);
      return source instanceof LiveRun
        ? source.shownSide(side, nowMs)
        : source && shownStoredSide(source, side);
    };
    return { left: shown("left"), right: shown("right") };
  }

  /** Which of several answers is shown: the chosen one, or the newest that both models have begun. */
  indexOf(sides: ShownSides): number {
    const counts = SIDES.flatMap((side) => sides[side]?.answers.length ?? []);
    const last = Math.max(0, ...counts) - 1;
    const newest = (counts.length === 0 ? 0 : Math.min(...counts)) - 1;
    return Math.max(0, Math.min(this.chosenIndex ?? newest, last));
  }

  /** Compares the answers of each model with each other, except very long ones. */
  async measureSimilarity(pace: Pace): Promise<void> {
    const before = this.similarityOfSide;
    const sides = this.sides(0);
    const measured: { left?: Spread<number>; right?: Spread<number> } = {};
    for (const side of SIDES) {
      const texts = (sides?.[side]?.answers ?? []).map(textOfAnswer);
      if (texts.some((text) => text.length > MAX_COMPARED_CHARACTERS)) continue;
      const alike = await measureSimilarity(texts, pace);
      if (alike) measured[side] = alike;
    }
    // Another run may have replaced them meanwhile.
    if (this.similarityOfSide === before) this.similarityOfSide = measured;
  }

  answerOf(place: AnswerKey): Answer | undefined {
    const source = this.sources.get(place.side);
    return source instanceof LiveRun
      ? source.answerOf(place)
      : source?.answers.find(({ side, index }) => side === place.side && index === place.index);
  }

  /** The answers that are shown for each model, as one run to save. */
  toStored(): StoredRun | undefined {
    const [left, right] = SIDES.map((side) => {
      const source = this.sources.get(side);
      return source instanceof LiveRun ? source.toStored() : source;
    });
    const first = left ?? right;
    if (first === undefined || left === undefined || right === undefined) return first;
    return {
      ...left,
      ...(right.move && { move: right.move }),
      models: { ...left.models, ...(right.models.right && { right: right.models.right }) },
      estimates: {
        ...left.estimates,
        ...(right.estimates.right && { right: right.estimates.right }),
      },
      answers: [
        ...left.answers.filter(({ side }) => side === "left"),
        ...right.answers.filter(({ side }) => side === "right"),
      ],
    };
  }

  private liveRun(side: Side): LiveRun | undefined {
    const source = this.sources.get(side);
    return source instanceof LiveRun ? source : undefined;
  }
}
