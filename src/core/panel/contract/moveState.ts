import type { ButtonState, CostBar, Notice, TableColumn } from "./panelState";
import type { PanelAction } from "./panelAction";
import type { RichText } from "./richText";

/** The page of the move plan, in words and fractions like `PanelState`. Plain JSON. */
export type MoveState = ReadingMove | EmptyMove | PlannedMove;

interface MoveFrame {
  /** `Move Plan: desk-agents`. */
  readonly title: string;
  readonly notices: readonly Notice[];
}

/** The workspace is being read. */
interface ReadingMove extends MoveFrame {
  readonly kind: "reading";
  /** `1,240 of 9,812 files`. */
  readonly heading: string;
  /** 0 … 1; undefined until the files are counted. */
  readonly fraction?: number;
  readonly sentence: string;
  readonly actions: readonly ButtonState[];
}

interface EmptyMove extends MoveFrame {
  readonly kind: "empty";
  readonly heading: string;
  readonly sentences: readonly RichText[];
  readonly actions: readonly ButtonState[];
}

interface PlannedMove extends MoveFrame {
  readonly kind: "plan";
  /** Undefined if every place has moved already. */
  readonly days?: MoveDays;
  /** Undefined if no call has a price. */
  readonly month?: MoveMonth;
  readonly lead: RichText;
  readonly grounds: readonly RichText[];
  readonly apply?: ButtonState;
  /** Of the button that leads to what needs a person; undefined if nothing does. */
  readonly judgments?: string;
  readonly applyNote: RichText;
  readonly exports: readonly ButtonState[];
  readonly target: MoveTarget;
  readonly volume: MoveVolume;
  readonly filters: readonly {
    readonly id: MoveFilter;
    readonly label: string;
    readonly count: number;
  }[];
  /** Place, breaks, the three costs, edits. */
  readonly columns: readonly TableColumn[];
  readonly groups: readonly MoveGroup[];
  /** One for each column. */
  readonly total?: readonly RichText[];
}

interface MoveDays {
  readonly heading: string;
  /** `48`, or `0`. */
  readonly value: string;
  readonly note: RichText;
}

interface MoveMonth {
  readonly heading: string;
  readonly bars: readonly CostBar[];
  readonly note: RichText;
}

interface MoveTarget {
  readonly words: RichText;
  readonly change: ButtonState;
}

interface MoveVolume {
  readonly label: string;
  readonly value: string;
  readonly problem?: string;
}

export type MoveFilter = "all" | "breaks" | "judgment" | "prompts" | "code" | "configuration";
export type MoveSort = "saving" | "risk" | "file";

export interface MoveGroup {
  readonly key: string;
  readonly name: string;
  readonly note: RichText;
  /** Files are sorted; the groups of what has no cost of its own stay after them. */
  readonly isFile: boolean;
  readonly rows: readonly MoveRow[];
}

export interface MoveRow {
  readonly key: string;
  /** In groups of several files. */
  readonly file?: string;
  /** `41`, or `1–39` for lines that differ in nothing else. */
  readonly line: string;
  /** `Line 41 of src/agents/reply.ts`. */
  readonly lineLabel: string;
  readonly open: PanelAction;
  /** Runs its prompt before and after the move; undefined if there is none to run. */
  readonly run?: ButtonState;
  readonly code: string;
  readonly move: RichText;
  readonly remarks: readonly RichText[];
  readonly filters: readonly MoveFilter[];
  readonly breaks: readonly MoveBreak[];
  /** Of a month, in the order of the columns; undefined without figures. */
  readonly costs?: readonly MoveCost[];
  readonly edits: RichText;
  /** The keys of each order, the largest first; files by their names. */
  readonly weights: { readonly saving: number; readonly risk: number };
}

interface MoveCost {
  readonly month: string;
  /** `$0.00651 a request`. */
  readonly request: string;
  /** Read out: `more than now`. */
  readonly rise?: string;
}

export interface MoveBreak {
  readonly key: string;
  readonly severity: "refused" | "silent" | "note";
  /** Read out before the title: `Refused`. */
  readonly severityLabel: string;
  readonly title: string;
  /** The effect of the safe edit: `→ max_completion_tokens`. */
  readonly effect?: string;
  readonly needsJudgment: boolean;
  /** Shown once opened. */
  readonly message: string;
  readonly fix: string;
  /** The text of the API's error, if it refuses the request. */
  readonly apiError?: string;
  readonly open: ButtonState;
}
