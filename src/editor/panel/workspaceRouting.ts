import type { PanelInput } from "../../core/compare/panelInput";
import type { ModelPair } from "../../core/models/resolvePair";

/** What the Routing section shows of the evidence and of this workspace. */
export class WorkspaceRouting {
  // eslint-disable-next-line @typescript-eslint/require-await
  async input(_pair: ModelPair): Promise<Pick<PanelInput, "routing">> {
    return {};
  }
}
