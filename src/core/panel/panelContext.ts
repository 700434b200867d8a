import type { Model } from "../models/model";
import type { Citations } from "./sections/citations";
import type { PanelInput } from "./panelInput";
import type { Side } from "./contract/richText";

/** What every section is built with. */
export interface PanelContext {
  readonly input: PanelInput;
  readonly citations: Citations;
}

export const SIDES: readonly Side[] = ["left", "right"];

export function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}

/** Which side of the pair a recommended model is. */
export function sideOfModel(
  pair: { readonly left: Model; readonly right: Model },
  modelId: string | undefined,
): Side | undefined {
  return SIDES.find((side) => pair[side].id === modelId);
}
