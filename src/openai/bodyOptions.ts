import type { Endpoint } from "../core/prompt/prompt";
import type { SentEffort } from "../core/runs/modelRunner";

export interface BodyOptions {
  readonly endpoint: Endpoint;
  /** As the server calls it: a model's name, or a deployment's. */
  readonly model: string;
  /** Data URIs by the prompt's `source`, for the images that are files. */
  readonly images: ReadonlyMap<string, string>;
  /** See `RunRequest`. */
  readonly effort?: SentEffort;
  /** What the chat API's limit of the output is called: older servers know `max_tokens` alone. */
  readonly maxTokensName: "max_tokens" | "max_completion_tokens";
}
