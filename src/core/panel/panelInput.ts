import type { Currency } from "../currency";
import type { Estimate } from "../estimate/estimate";
import type { FileTotal } from "../estimate/fileTotal";
import type { ResolvedPair } from "../models/resolvePair";
import type { OtherPair } from "../models/retirement";
import type { SourceRange } from "../sourceRange";
import type { MomentInput } from "./moment";
import type { RoutingInput } from "./routingInput";
import type { ScaleChoice } from "./scaleChoice";

/** Everything from which the panel is built: existing estimates, settings and the day. */
export interface PanelInput {
  readonly subject: PanelSubject;
  readonly pair: ResolvedPair;
  /** ISO date; days left are counted from it. */
  readonly today: string;
  readonly currency: Currency;
  /** The average score that may be lost, 0 … 1. */
  readonly tolerance: number;
  readonly scale: ScaleChoice;
  /** The user's limit for a month, if one is set. */
  readonly budgetUsdPerMonth?: number;
  /** Undefined unless a model of the pair ends and there is one to move to. */
  readonly moment?: MomentInput;
  /** Undefined if nothing is measured for the pair. */
  readonly routing?: RoutingInput;
  /** Pairs to compare once the current one retires; empty until the other models' prices are loaded. */
  readonly otherPairs: readonly OtherPair[];
  /** One sentence for each setting that can't be applied. */
  readonly settingProblems: readonly string[];
}

export type PanelSubject = NoSubject | UnpricedFile | PromptSubject | PromptsSubject;

interface NoSubject {
  readonly kind: "none";
}

/** A file that is open but has no figures to show. */
export interface UnpricedFile {
  readonly kind: "unpriced";
  readonly name: string;
  readonly state: UnpricedState;
}

export type UnpricedState =
  | { readonly kind: "empty" }
  /** The first count of a large file is under way. */
  | { readonly kind: "counting"; readonly doneLines: number; readonly lines: number }
  /** Broken since it was opened, so there is no earlier reading to show. */
  | {
      readonly kind: "not-read";
      /** One sentence, such as `Line 9: the frontmatter is not closed.` */
      readonly problem: string;
      readonly range: SourceRange;
      /** The tokens of its text, unparsed. */
      readonly plainTokens: number;
    };

/** One prompt: of a file, of a selection, or one of several in a file. */
export interface PromptSubject {
  readonly kind: "one";
  /** `triage.prompty`, `Selection in prompts.ts`. */
  readonly name: string;
  /** `Prompty v2`. */
  readonly formatLabel: string;
  readonly estimate: Estimate;
  /** Whether it is a selection, which is counted as text, without what a request adds. */
  readonly isSelection: boolean;
  /** The 1-based line of an offset in the file, for links. */
  readonly lineOf: (offset: number) => number;
  readonly reading: Reading;
  /** Why the expected output that the user typed can't be used. */
  readonly outputProblem?: string | undefined;
}

/** How fresh the figures are. `since` is the time of day of the last good reading, `14:32`. */
type Reading =
  | { readonly kind: "current" }
  | {
      readonly kind: "broken";
      readonly since: string;
      /** One sentence, such as `Line 9: the frontmatter is not closed.` */
      readonly problem: string;
      readonly range?: SourceRange;
    }
  | { readonly kind: "deleted"; readonly since: string };

/** Several prompts: files chosen together, or the requests of one file. */
export interface PromptsSubject {
  readonly kind: "many";
  /** `4 prompt files`, `tickets.batch.jsonl`. */
  readonly name: string;
  /** For all of them, shown or not. */
  readonly total: FileTotal;
  /** Those that can be shown, in any order: of a long file only some may be kept. */
  readonly prompts: readonly NamedEstimate[];
  /** One sentence each about files or lines that are left out. */
  readonly leftOut: readonly string[];
}

export interface NamedEstimate {
  /** Returned in `openPrompt`. */
  readonly id: string;
  /** `prompts/triage.prompty`, `Line 412, ticket-0412`. */
  readonly name: string;
  /** Of several files: the one that holds this prompt beside others. */
  readonly file?: PromptFileRef;
  readonly estimate: Estimate;
}

/** A file that holds several prompts. */
interface PromptFileRef {
  /** Comes back in `openPrompt`. */
  readonly id: string;
  readonly name: string;
}
