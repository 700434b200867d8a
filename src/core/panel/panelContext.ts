import type { Model } from "../models/model";
import type { Citations } from "./citations";
import type { PanelInput } from "./panelInput";
import { type Side, SIDES } from "../pair";

/** The context in which every section is built. */
export interface PanelContext {
  readonly input: PanelInput;
  readonly citations: Citations;
}

/** The side of the pair that a recommended model is on. */
export function sideOfModel(
  pair: { readonly left: Model; readonly right: Model },
  modelId: string | undefined,
): Side | undefined {
  return SIDES.find((side) => pair[side].id === modelId);
}
