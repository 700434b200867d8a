import * as vscode from "vscode";
import { fillPrompt, variablesWithoutValue } from "../../core/estimate/fillPrompt";
import type { Prompt, ValueSet } from "../../core/prompt/prompt";
import { escapeIcons } from "../../core/surfaces/segments";

/**
 * The prompt to send: filled with one of its sets of values, and with the user's input for every
 * variable that has none. Undefined if the user cancels.
 */
export async function askForValues(prompt: Prompt): Promise<Prompt | undefined> {
  const set = await chooseSet(prompt.valueSets);
  if (set === undefined) return undefined;
  const values = new Map(
    prompt.variables.flatMap(({ name, defaultValue }) =>
      defaultValue === undefined ? [] : [[name, defaultValue] as const],
    ),
  );
  for (const [name, value] of set.values) values.set(name, value);
  const missing = variablesWithoutValue({ ...prompt, valueSets: [set] });
  for (const [index, { name }] of missing.entries()) {
    const value = await vscode.window.showInputBox({
      title: vscode.l10n.t("Value of {0} ({1} of {2})", name, index + 1, missing.length),
      prompt: vscode.l10n.t("For this run only. A .vars.json beside the prompt keeps values."),
      ignoreFocusOut: true,
    });
    if (value === undefined) return undefined;
    values.set(name, value);
  }
  return fillPrompt(prompt, values);
}

async function chooseSet(sets: readonly ValueSet[]): Promise<ValueSet | undefined> {
  const [first] = sets;
  if (first === undefined) return { label: "", values: new Map() };
  if (sets.length === 1) return first;
  const items = sets.map((set) => ({
    label: escapeIcons(set.label),
    description: escapeIcons(
      [...set.values]
        .map(([name, value]) => `${name}: ${value}`)
        .join(", ")
        .slice(0, 120),
    ),
    set,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Values for this run"),
  });
  return picked?.set;
}
