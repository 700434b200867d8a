import type { Currency } from "../currency";
import type { ModelSources } from "../models/findModel";
import type { PromptProblem } from "../prompt/prompt";
import type { Side } from "../pair";
import type { SourceRange } from "../sourceRange";

export type DiagnosticCode =
  | "over-context"
  | "context-caution"
  | "over-output-limit"
  | "over-budget-usd"
  | "over-budget-tokens"
  | "retiring-snapshot"
  | "retired-snapshot"
  | "unknown-model"
  | "image-dearer-on-mini"
  | "image-size-unknown"
  | "unknown-variable"
  | "prefix-not-cacheable"
  | PromptProblem["code"];

/** What is wrong with a prompt, or worth knowing where it is. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** One sentence of fact, one of what to do. */
  readonly message: string;
  readonly range: SourceRange;
  readonly fixes: readonly QuickFix[];
}

/** Something that a person can choose to do about it. */
export type QuickFix =
  | {
      readonly kind: "edit";
      readonly title: string;
      readonly range: SourceRange;
      readonly newText: string;
    }
  | { readonly kind: "action"; readonly title: string; readonly action: FixAction };

/** What the shell does for a fix that is more than an edit. */
export type FixAction =
  | { readonly type: "goTo" | "setImageSize"; readonly range: SourceRange }
  | { readonly type: "compare" | "choosePair" | "createVars" | "planMove" }
  | {
      readonly type: "openSetting";
      /** Without the `tokenscale.` before it. */
      readonly setting: "budget.usdPerRequest" | "budget.inputTokens" | "models.custom";
    };

export interface DiagnosticSettings extends ModelSources {
  /** The side that budgets are checked on, whatever the file names. */
  readonly runsOn?: Side;
  readonly budgetUsdPerRequest?: number | undefined;
  readonly budgetInputTokens?: number | undefined;
  readonly currency: Currency;
  /** ISO date. */
  readonly today: string;
  /** The figures are of an earlier reading, for the file is broken just now. */
  readonly isStale: boolean;
  /** `support-reply.vars.json`: where sample values of this file belong. */
  readonly varsFileName: string;
}
