import type { Estimate } from "../estimate/estimate";
import { findModel } from "../models/findModel";
import type { SourceRange } from "../sourceRange";
import { type RowSettings, switchableRequests } from "./promptRow";

/** The replacement of a model's name in a file. */
interface SwitchEdit {
  readonly range: SourceRange;
  readonly text: string;
  readonly label: string;
}

/**
 * Puts the recommended model where requests name the costlier one of the pair. A provider's prefix
 * stays; a name that is written as neither id nor label stays too.
 */
export function switchEdits(
  text: string,
  estimates: readonly Estimate[],
  settings: RowSettings,
): readonly SwitchEdit[] {
  const edits = new Map<number, SwitchEdit>();
  for (const estimate of switchableRequests(estimates, settings)) {
    const edit = switchEdit(text, estimate, settings);
    // Requests of a template, or of a constant in code, share one name.
    if (edit !== undefined) edits.set(edit.range.start, edit);
  }
  return [...edits.values()];
}

function switchEdit(
  text: string,
  { prompt, left, right, recommendation }: Estimate,
  settings: RowSettings,
): SwitchEdit | undefined {
  const chosen = [left, right].find(({ model }) => model.id === recommendation.modelId)?.model;
  if (prompt.model === undefined || chosen === undefined) return undefined;
  const { range, value } = prompt.model;
  const named = findModel(value, settings);
  if (named.kind !== "found") return undefined;
  const written = text.slice(range.start, range.end);
  const spellings = [
    { from: named.snapshot, to: chosen.id },
    { from: named.model.id, to: chosen.id },
    { from: named.model.label, to: chosen.label },
  ];
  for (const { from, to } of spellings) {
    const at = written.lastIndexOf(from);
    if (at === -1) continue;
    const start = range.start + at;
    return {
      range: { start, end: start + from.length },
      text: to,
      label: `Switch to ${chosen.label}`,
    };
  }
  return undefined;
}
