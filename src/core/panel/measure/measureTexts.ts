import type { MeasurePlan } from "../../measure/engine/measurePlan";
import { faultWords } from "../../measure/engine/measureWords";
import type { RowResult } from "../../measure/rowResult";
import type { Side } from "../../pair";
import { visibleLine, visibleText } from "../../visibleText";
import type { MeasureRowDetails } from "../contract/measureState";

/** `GPT-4o mini`, short, by side. */
export function sideNames({ sides }: Pick<MeasurePlan, "sides">): Readonly<Record<Side, string>> {
  return {
    left: sides.left?.name.shortLabel ?? "",
    right: sides.right?.name.shortLabel ?? "",
  };
}

export function inputOf(plan: MeasurePlan, rowId: string): MeasureRowDetails["input"] {
  const input = plan.rows.find(({ id }) => id === rowId);
  return [...(input?.values ?? [])].map(([name, text]) => ({
    name: visibleLine(name),
    text: visibleText(text),
  }));
}

/** The answer with its refusal and its calls, or why there is none. */
export function textOfResult(plan: MeasurePlan, side: Side, result: RowResult | undefined): string {
  const { answer, fault } = result ?? {};
  if (fault) {
    const { title, sentence } = faultWords(plan, side, fault);
    return `${title}. ${sentence}`;
  }
  if (answer === undefined) return "";
  const calls = answer.toolCalls.map((call) => `${call.name}(${call.arguments})`);
  return [answer.text, answer.refusal ?? "", ...calls].filter((part) => part !== "").join("\n");
}
