import type { Currency } from "../currency";
import type { ModelSources } from "../models/findModel";
import type { PromptProblem } from "../prompt/prompt";
import type { Model } from "../models/model";
import type { Pair, Side } from "../pair";
import type { SourceRange } from "../sourceRange";

export type DiagnosticCode =
  | "over-context"
  | "context-caution"
  | "over-output-limit"
  | "over-budget-usd"
  | "over-budget-tokens"
  | "unknown-model"
  | "image-costs-more-on-mini"
  | "image-size-unknown"
  | "unknown-variable"
  | "prefix-not-cacheable"
  | "retiring-model"
  | "shut-down-model"
  | "refused-parameter"
  | "refused-always"
  | "effort-not-set"
  | "cap-too-small"
  | "service-ends"
  | PromptProblem["code"];

/** A problem in a prompt, or something worth knowing, and its range. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** One sentence that states the fact, one that says what to do. */
  readonly message: string;
  readonly range: SourceRange;
  readonly fixes: readonly QuickFix[];
}

/** An action that the user can choose. */
export type QuickFix =
  | {
      readonly kind: "edit";
      readonly title: string;
      readonly range: SourceRange;
      readonly newText: string;
    }
  | {
      readonly kind: "edits";
      readonly title: string;
      readonly edits: readonly { readonly range: SourceRange; readonly text: string }[];
    }
  | { readonly kind: "action"; readonly title: string; readonly action: FixAction };

/** Leads to the comparison. */
export function compareFix({ left, right }: Pair<{ readonly model: Model }>): QuickFix {
  return {
    kind: "action",
    title: `Compare ${left.model.shortLabel} vs ${right.model.shortLabel}`,
    action: { type: "compare" },
  };
}

/** A fix that is more than a text edit, done by the editor. */
export type FixAction =
  | { readonly type: "goTo" | "setImageSize"; readonly range: SourceRange }
  | { readonly type: "compare" | "createVars" | "planMove" }
  | {
      readonly type: "openSetting";
      /** Without the leading `tokenscale.`. */
      readonly setting: "budget.usdPerRequest" | "budget.inputTokens" | "models.custom";
    };

export interface DiagnosticSettings extends ModelSources {
  /** The side that budgets are checked on, even if the file names another. */
  readonly runsOn?: Side;
  readonly budgetUsdPerRequest?: number | undefined;
  readonly budgetInputTokens?: number | undefined;
  readonly currency: Currency;
  /** ISO date. */
  readonly today: string;
  /** Whether the figures are from an earlier reading because the file is broken at the moment. */
  readonly isStale: boolean;
  /** `support-reply.vars.json`: the file for the sample values of this file. */
  readonly varsFileName: string;
}
