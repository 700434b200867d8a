import type { PanelState, Verdict } from "../../../src/core/panel/contract/panelState";
import { plainText } from "../../../src/core/panel/contract/richText";

/** Every text in a state, at any depth. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Every number in a state: positions, fractions, sort keys, source numbers. */
export function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

/** The numbers that raised figures name, in the order of the state. */
export function citedNumbers(value: unknown): readonly number[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Readonly<Record<string, unknown>>;
  if (record["kind"] === "cite") return record["sources"] as readonly number[];
  return Object.values(record).flatMap(citedNumbers);
}

export function onePrompt(state: PanelState): Extract<PanelState, { kind: "one" }> {
  if (state.kind !== "one") throw new Error(`the panel shows ${state.kind}, not one prompt`);
  return state;
}

/** The cards as `Recommended: GPT-4o mini | Expected loss 0.04, within your 0.05`. */
export function cardTexts({ cards }: Verdict): readonly string[] {
  return cards.map(({ heading, value, bars, note, basis }) => {
    const amounts = bars.map(({ name, amount }) => `${plainText(name)} ${amount}`);
    const texts = [plainText(value), ...amounts, plainText(note ?? []), plainText(basis ?? [])];
    return `${heading}: ${texts.filter((text) => text !== "").join(" | ")}`;
  });
}
