import type { ModelRunner } from "./modelRunner";

/** The provider of a run. */
export interface Provider {
  readonly runner: ModelRunner;
  /** `api.openai.com`, `VS Code`. */
  readonly host: string;
  /** Whether tokens are billed in USD. */
  readonly isBilled: boolean;
  /** Ids of models that it is known to have; empty if only a run can tell. */
  readonly models: readonly string[];
}
