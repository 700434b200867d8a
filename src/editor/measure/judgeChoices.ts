import * as vscode from "vscode";
import type { MeasurePlan } from "../../core/measure/engine/measurePlan";
import { findJudge, planJudge } from "../../core/measure/engine/planJudge";
import { livingModels } from "../../core/migrate/names/livingModels";
import type { TokenCounter } from "../../core/tokens/tokenCounter";
import { heading, type ModelItem, modelItem, withEffort } from "../commands/modelPicker";
import { slicedPace } from "../store/slicedPace";

/** The judge that was chosen for a prompt, by the prompt's address. */
const CHOSEN_JUDGE = "tokenscale.measure.judge";

interface JudgeChoice {
  /** `gpt-6-luna@low`. */
  readonly name: string;
  readonly comparesPairs: boolean;
}

/** The models that judge answers: chosen for each prompt, and remembered. */
export class JudgeChoices {
  constructor(private readonly memory: vscode.Memento) {}

  /** False if it stays as it was. */
  async choose(prompt: vscode.Uri, today: string): Promise<boolean> {
    const none: ModelItem = { label: vscode.l10n.t("No judge"), id: "", efforts: [] };
    const models = livingModels([], [], today).map(modelItem);
    const title = vscode.l10n.t("Choose Judge");
    const picked = await vscode.window.showQuickPick(
      [none, heading(vscode.l10n.t("Models")), ...models],
      { title, matchOnDescription: true },
    );
    if (picked === undefined) return false;
    if (picked === none) {
      await this.remember(prompt, undefined);
      return true;
    }
    const name = await withEffort(picked);
    const comparesPairs = name === undefined ? undefined : await pickTask();
    if (name === undefined || comparesPairs === undefined) return false;
    await this.remember(prompt, { name, comparesPairs });
    return true;
  }

  /** The plan with the judge's part, if one is chosen that still answers. */
  async withJudge(
    plan: MeasurePlan,
    prompt: vscode.Uri,
    { counter, today, isBilled }: JudgeContext,
  ): Promise<MeasurePlan> {
    const chosen = this.all().get(prompt.toString());
    const found = chosen && findJudge(chosen.name, today);
    if (found?.kind !== "judge") return plan;
    const judge = { ...found.judge, comparesPairs: chosen?.comparesPairs === true, isBilled };
    const pace = slicedPace({ aborted: false });
    return { ...plan, judge: await planJudge(plan, judge, counter, today, pace) };
  }

  private all(): Map<string, JudgeChoice> {
    const chosen = this.memory.get<Readonly<Record<string, JudgeChoice>>>(CHOSEN_JUDGE, {});
    return new Map(Object.entries(chosen));
  }

  private async remember(prompt: vscode.Uri, choice: JudgeChoice | undefined): Promise<void> {
    const chosen = this.all();
    if (choice === undefined) chosen.delete(prompt.toString());
    else chosen.set(prompt.toString(), choice);
    await this.memory.update(CHOSEN_JUDGE, Object.fromEntries(chosen));
  }
}

interface JudgeContext {
  readonly counter: TokenCounter;
  readonly today: string;
  readonly isBilled: boolean;
}

/** Whether it also compares the answers; undefined if that was given up. */
async function pickTask(): Promise<boolean | undefined> {
  const compares = {
    label: vscode.l10n.t("Decide llm-rubric and compare both answers"),
    description: vscode.l10n.t("two requests a row, one in each order"),
    comparesPairs: true,
  };
  const decides = { label: vscode.l10n.t("Decide llm-rubric only"), comparesPairs: false };
  const title = vscode.l10n.t("What the Judge Does");
  return (await vscode.window.showQuickPick([compares, decides], { title }))?.comparesPairs;
}
