import type { PanelState } from "../../../src/core/panel/contract/panelState";

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
