import type { Endpoint } from "../core/prompt/prompt";
import type { SentEffort } from "../core/runs/modelRunner";

export interface BodyOptions {
  readonly endpoint: Endpoint;
  /** The server's name for it: a model or a deployment. */
  readonly model: string;
  /** Data URIs by the prompt's `source`, for the images that are files. */
  readonly images: ReadonlyMap<string, string>;
  /** See `RunRequest`. */
  readonly effort?: SentEffort;
  /** See `RunRequest`. */
  readonly logProbabilities?: true;
  /** The chat API's name for the output limit: older servers only know `max_tokens`. */
  readonly maxTokensName: "max_tokens" | "max_completion_tokens";
  /** For a line of a Batch file, whose answer comes as a whole. */
  readonly isWhole?: true;
}
