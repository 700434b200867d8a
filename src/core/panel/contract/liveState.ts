import type { ButtonState, ModelName, PanelSection, Table } from "./panelState";
import type { Pair, Side } from "../../pair";
import type { ModelMark, RichText } from "./richText";

/**
 * The Live section without the answers' text, which is sent in pieces by `liveText` messages so that a
 * long answer is sent only once. Plain JSON.
 */
export interface LiveState extends PanelSection {
  /** Of the models whose answers are shown: the pair, or the old and the new model of a move. */
  readonly names: Pair<ModelName>;
  /** Their shapes. */
  readonly marks: Pair<ModelMark>;
  readonly phase: "idle" | "running" | "done";
  /** Run on Both, Stop all, Run again … in the order shown. */
  readonly actions: readonly ButtonState[];
  /** Undefined if the prompt has nothing to move from. */
  readonly move?: LiveMove;
  readonly runsEach: { readonly value: string; readonly problem?: string };
  /** Undefined before the first run. */
  readonly answers?: Pair<LiveAnswer>;
  /** Which of several answers are shown, from 0, and their names. Undefined for one run each. */
  readonly shown?: { readonly index: number; readonly labels: readonly string[] };
  readonly measurements?: Table;
  /** How good the estimates have been over the runs kept. */
  readonly estimateRecord?: RichText;
  /** For several runs: how similar the answers of each model are. */
  readonly similarity?: RichText;
  readonly diff?: AnswerDiff;
  readonly diffActions: readonly ButtonState[];
  readonly history: LiveHistory;
  /** Undefined if there is none and the prompt has nothing to move from. */
  readonly baselines?: LiveHistory;
  readonly ledger: LiveLedger;
}

/** The move that the prompt can be run before and after. */
export interface LiveMove {
  /** Which models, what is changed of the request, and what came of it. */
  readonly words: RichText;
  /** Those of the new model; undefined if it has none. */
  readonly efforts?: { readonly choices: readonly string[]; readonly chosen: string };
}

/** One answer of one model. */
export interface LiveAnswer {
  /** The key of the answer's text: `liveText` messages with this key belong to it. */
  readonly textKey: string;
  /** `streaming, 2.79 s`. */
  readonly status: RichText;
  readonly busy: boolean;
  /** Messages above the text, each with its actions. */
  readonly problems: readonly LiveProblem[];
  /** Tool calls, which are the answer to a prompt that offers tools. */
  readonly toolCalls: readonly LiveToolCall[];
  readonly actions: readonly ButtonState[];
}

/** Why an answer is missing or incomplete, and what to do. */
interface LiveProblem {
  readonly title: string;
  readonly sentence: string;
  readonly actions: readonly ButtonState[];
}

interface LiveToolCall {
  readonly key: string;
  readonly name: string;
  /** As the model wrote them: normally JSON. */
  readonly arguments: string;
}

export interface LiveHistory {
  readonly lead: string;
  readonly runs: readonly LiveHistoryRun[];
  /** For all of them. */
  readonly actions: readonly ButtonState[];
}

export interface LiveHistoryRun {
  readonly id: string;
  readonly when: string;
  readonly words: RichText;
  readonly actions: readonly ButtonState[];
}

export interface LiveLedger {
  readonly lead: string;
  readonly table?: Table;
  readonly actions: readonly ButtonState[];
}

/** The differences between the two answers that are shown. */
export interface AnswerDiff {
  /** `Word diff, so far 84% alike`. */
  readonly heading: string;
  /** `14 words only in GPT-4o, 10 only in mini`, or why nothing is drawn. */
  readonly counts: RichText;
  /** Long runs that are the same in both are shortened to ` … `. */
  readonly parts: readonly DiffPart[];
}

export interface DiffPart {
  /** In both answers, or only in one. */
  readonly kind: "both" | Side;
  readonly text: string;
}
