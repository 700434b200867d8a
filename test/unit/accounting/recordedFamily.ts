import type { ImageTokens } from "../../../src/core/accounting/imageTokens";
import type { AccountingFamily } from "../../../src/core/models/model";

/** The family of a recorded model; undefined for one that no rule is for. */
export function familyOf(model: string): AccountingFamily | undefined {
  const id = model.replace(/^openai\//, "");
  return FAMILIES.find(([pattern]) => pattern.test(id))?.[1];
}

const FAMILIES: readonly (readonly [RegExp, AccountingFamily])[] = [
  [/^gpt-4o/, "gpt-4o"],
  [/^(gpt-4\.1|gpt-4\.5|gpt-5-chat)/, "gpt-4.1"],
  [/^o3-mini/, "o3-mini"],
  [/^(o4-mini|o3)(?!-deep)/, "o4-mini"],
  [/^gpt-5\.4/, "gpt-5.4"],
  [/^gpt-5\.5/, "gpt-5.5"],
  [/^gpt-5\.6/, "gpt-5.6"],
  [/^gpt-5/, "gpt-5"],
];

/** How a recorded model bills images (docs/accounting.md R8). */
export function imageRuleOf(model: string): ImageTokens | undefined {
  const id = model.replace(/^openai\//, "");
  return IMAGE_RULES.find(([pattern]) => pattern.test(id))?.[1];
}

const patches = (perPatch: number): ImageTokens => ({
  kind: "patches",
  base: 1,
  perPatch,
  maxPatches: 1_536,
});
const tiles = (base: number, perTile: number): ImageTokens => ({ kind: "tiles", base, perTile });

const IMAGE_RULES: readonly (readonly [RegExp, ImageTokens])[] = [
  [/^gpt-4o-mini/, tiles(2_833, 5_667)],
  [/^(gpt-4o|gpt-4\.1(?!-)|gpt-4\.1-2025|gpt-4\.5)/, tiles(85, 170)],
  [/^gpt-4\.1-mini/, patches(1.62)],
  [/^gpt-4\.1-nano/, patches(2.46)],
  [/^o4-mini/, patches(1.72)],
  [/^gpt-5-mini/, patches(1.2)],
  [/^gpt-5-nano/, patches(1.5)],
  [/^gpt-5(?!\.[2-9])/, tiles(70, 140)],
  [/^gpt-5/, patches(1.2)],
];
