import { SIDES } from "../../pair";
import { AnswerComparer } from "../../runs/engine/answerComparer";
import type { Clock } from "../../ports";
import type { AnswerKey } from "../../runs/answerKey";
import { AnswerTexts } from "../../runs/engine/answerTexts";
import { type ShownSides, textOfAnswer } from "../../runs/engine/answerView";
import type { DisplayedRuns } from "../../runs/engine/displayedRuns";
import { promptHash } from "../../runs/records/promptHash";
import { costAtMostOf } from "../../runs/engine/planComparison";
import type { RunEvent } from "../../runs/runEvent";
import { beforeRunSentence } from "../../runs/spending/spending";
import { priceOfRun } from "../../runs/spending/worstCase";
import type { LiveMessage } from "../contract/liveMessage";
import type { PanelInput, PromptSubject } from "../panelInput";
import { isInProgress, textKeyOf } from "./answerState";
import type { MoveView } from "./liveMove";
import { buildLiveState, type LiveInput } from "./buildLiveState";

/** The prompt that is shown, and the other content of the panel. */
interface ShownPrompt {
  readonly subject: PromptSubject;
  readonly input: PanelInput;
}

/** The data that Live is drawn from, for one prompt. */
interface LiveView {
  readonly prompt: ShownPrompt;
  readonly move?: MoveView;
  readonly board: DisplayedRuns;
  /** `api.openai.com`. */
  readonly host: string;
  /** Whether runs are billed in USD. */
  readonly isBilled: boolean;
  readonly runsEach: number;
  readonly rest: Pick<
    LiveInput,
    | "runsEach"
    | "history"
    | "baselines"
    | "accuracy"
    | "ledger"
    | "spentThisMonth"
    | "damaged"
    | "budgetUsdPerMonth"
  >;
}

/** The page on which the section is drawn. */
interface LivePageHost {
  /** Whether the page is running and receives messages. */
  readonly isPageReady: boolean;
  post(message: LiveMessage): void;
}

/** Draws the Live section: its state, and the texts of the answers that it shows. */
export class LivePage {
  private readonly comparer = new AnswerComparer();
  private readonly texts: AnswerTexts;
  private isDrawn = false;
  private isRevealWanted = false;

  constructor(
    private readonly host: LivePageHost,
    private readonly clock: Clock,
  ) {
    this.texts = new AnswerTexts(clock, (piece) => host.post({ type: "liveText", ...piece }));
  }

  /** Brings the section into view; if the panel is just opening, once it has been drawn. */
  reveal(): void {
    this.isRevealWanted = true;
    this.revealIfDrawn();
  }

  /** Called when the page is a new one. */
  forgetAll(): void {
    this.isDrawn = false;
    this.texts.forgetAll();
  }

  draw({ prompt, move, board, host, isBilled, runsEach, rest }: LiveView): void {
    const { input, subject } = prompt;
    const nowMs = this.clock.nowMs();
    const sides = board.sides(nowMs);
    const shownIndex = sides ? board.indexOf(sides) : 0;
    const diff = sides && this.diffOf(sides, shownIndex, nowMs);
    const { endpoint } = subject.estimate.prompt;
    const api = endpoint === "chat" ? "Chat Completions" : "Responses";
    const live = buildLiveState({
      ...rest,
      pair: input.pair,
      currency: input.currency,
      where: isBilled ? `${host}, ${api}` : host,
      beforeRun: isBilled
        ? beforeServerRun(prompt, runsEach)
        : "VS Code's models answer: nothing is billed by tokens.",
      canRun: true,
      ...(rest.baselines.length > 0 && { promptHash: promptHash(subject.estimate.prompt) }),
      canVerify: isBilled,
      ...(move && { move }),
      isMove: board.isMove,
      ...(board.moveChanges && { moveChanges: board.moveChanges }),
      ...(sides && { sides }),
      shownIndex,
      ...(diff && { diff }),
      alike: board.alike,
      today: input.today,
    });
    this.host.post({ type: "live", live });
    this.isDrawn = this.host.isPageReady;
    this.revealIfDrawn();
    if (sides !== undefined) this.showTexts(board, sides, shownIndex);
  }

  /** Whether the page receives the pieces of an answer as they arrive. */
  showsText(runId: string, { side, index }: AnswerKey): boolean {
    return this.texts.isShown(textKeyOf({ runId }, side, index));
  }

  /** Passes on a piece of an answer, if the page shows it. */
  addText(
    runId: string,
    { side, index }: AnswerKey,
    event: Extract<RunEvent, { kind: "text" | "refusal" }>,
  ): void {
    this.texts.add(textKeyOf({ runId }, side, index), event);
  }

  /** Called when an answer has ended. */
  endText(runId: string, { side, index }: AnswerKey): void {
    this.texts.flush(textKeyOf({ runId }, side, index));
  }

  private revealIfDrawn(): void {
    if (!this.isDrawn || !this.isRevealWanted) return;
    this.isRevealWanted = false;
    this.host.post({ type: "revealLive" });
  }

  private showTexts(board: DisplayedRuns, sides: ShownSides, index: number): void {
    this.texts.show(
      SIDES.flatMap((side) => {
        const key = textKeyOf(sides[side], side, index);
        const text = (): string => {
          const answer = board.answerOf({ side, index });
          return answer === undefined ? "" : textOfAnswer(answer);
        };
        return sides[side] === undefined ? [] : [{ key, text }];
      }),
    );
  }

  private diffOf({ left, right }: ShownSides, index: number, nowMs: number) {
    const [a, b] = [left?.answers[index], right?.answers[index]];
    if (a === undefined || b === undefined || a.text === "" || b.text === "") return undefined;
    const isDone = !isInProgress(a) && !isInProgress(b);
    return this.comparer.compare(
      { key: textKeyOf(left, "left", index), text: a.text },
      { key: textKeyOf(right, "right", index), text: b.text },
      isDone,
      nowMs,
    );
  }
}

/** `$0.0108 at most for one run on both.` */
function beforeServerRun({ input, subject }: ShownPrompt, runsEach: number): string {
  const { prompt, left, right } = subject.estimate;
  const planned = [left, right].map(({ model, snapshot, count }) => {
    const price = priceOfRun(model, snapshot, prompt, input.today);
    return { label: model.label, atMost: costAtMostOf({ model, count }, prompt, price) };
  });
  return beforeRunSentence({ planned, runsEach, currency: input.currency });
}
