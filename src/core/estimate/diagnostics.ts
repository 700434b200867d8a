import type { PromptProblem } from "../prompt/prompt";
import { visibleLine } from "../visibleText";
import { diagnoseImages } from "./diagnoseImages";
import { diagnoseLimits } from "./diagnoseLimits";
import { diagnoseModelName } from "./diagnoseModelName";
import { diagnoseTemplate } from "./diagnoseTemplate";
import type { Estimate, FileEstimate } from "./estimate";
import type { Diagnostic, DiagnosticSettings, QuickFix } from "./diagnostic";

/**
 * All problems of a file. Those about a model's name are reported once per name, no matter how many
 * requests of the file use it.
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
  ].map(withVisibleWords);
}

/** Messages quote files, whose names and texts may hide characters. */
export function withVisibleWords(finding: Diagnostic): Diagnostic {
  return {
    ...finding,
    message: visibleLine(finding.message),
    fixes: finding.fixes.map((fix) => ({ ...fix, title: visibleLine(fix.title) })),
  };
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
