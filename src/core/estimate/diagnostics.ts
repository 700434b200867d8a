import type { Currency } from "../cost/currency";
import type { ModelSources } from "../models/findModel";
import type { PromptProblem } from "../prompt/prompt";
import type { SourceRange } from "../sourceRange";
import { diagnoseImages } from "./diagnoseImages";
import { diagnoseLimits } from "./diagnoseLimits";
import { diagnoseModelName } from "./diagnoseModelName";
import { diagnoseTemplate } from "./diagnoseTemplate";
import type { Estimate, FileEstimate } from "./estimate";

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

/** What is wrong with a prompt, or worth knowing where it stands. */
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
  | { readonly type: "compare" | "choosePair" | "createVars" }
  | {
      readonly type: "openSetting";
      /** Without the `tokenscale.` before it. */
      readonly setting: "budget.usdPerRequest" | "budget.inputTokens" | "models.custom";
    };

export interface DiagnosticSettings extends ModelSources {
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

/**
 * Everything to be reported of a file. What is said of a model's name is said once for each name,
 * however many requests of the file use it.
 */
export function findDiagnostics(
  { file, estimates }: FileEstimate,
  settings: DiagnosticSettings,
): readonly Diagnostic[] {
  const firstOfName = new Map<string, Estimate>();
  for (const estimate of estimates) {
    const id = estimate.prompt.model?.value;
    if (id !== undefined && !firstOfName.has(id)) firstOfName.set(id, estimate);
  }
  return [
    ...file.problems.map((problem) => ofProblem(problem, settings)),
    ...[...firstOfName.values()].flatMap((estimate) => diagnoseModelName(estimate, settings)),
    ...estimates.flatMap((estimate) => [
      ...diagnoseLimits(estimate, settings),
      ...diagnoseImages(estimate, settings),
      ...diagnoseTemplate(estimate, settings),
    ]),
  ];
}

const PROBLEM_SEVERITY = {
  "broken-line": "error",
  "broken-file": "warning",
  "lfs-pointer": "warning",
  "not-a-prompt": "information",
  unread: "information",
  unsupported: "information",
} as const satisfies Record<PromptProblem["code"], Diagnostic["severity"]>;

function ofProblem(problem: PromptProblem, { isStale }: DiagnosticSettings): Diagnostic {
  const { code, message, range } = problem;
  const shown = code === "broken-file" && isStale ? " Shown: the last good reading." : "";
  return {
    code,
    severity: PROBLEM_SEVERITY[code],
    message: message + shown,
    range,
    fixes: fixesOf(problem),
  };
}

function fixesOf({ code, range, insertion }: PromptProblem): readonly QuickFix[] {
  if (insertion) {
    const { offset, text, title } = insertion;
    return [{ kind: "edit", title, range: { start: offset, end: offset }, newText: text }];
  }
  if (code !== "broken-line") return [];
  return [{ kind: "action", title: "Go to the line", action: { type: "goTo", range } }];
}
