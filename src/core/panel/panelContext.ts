import type { Model } from "../models/model";
import type { Citations } from "./citations";
import type { PanelInput } from "./panelInput";
import { type Side, SIDES } from "../pair";

/** What every section is built with. */
export interface PanelContext {
  readonly input: PanelInput;
  readonly citations: Citations;
}

/** Which side of the pair a recommended model is. */
export function sideOfModel(
  pair: { readonly left: Model; readonly right: Model },
  modelId: string | undefined,
): Side | undefined {
  return SIDES.find((side) => pair[side].id === modelId);
}
