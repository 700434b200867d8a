import type { BreakRule } from "./breakRule";
import { capTooSmall } from "./capBreaks";
import { onlyAtNone, refused } from "./parameterBreaks";
import {
  azureGone,
  fineTunes,
  frameworks,
  gateways,
  noReplacement,
  serviceEnds,
  snapshots,
  tokenizer,
  unreadRequest,
} from "./placeBreaks";
import {
  cacheRetention,
  defaultEffort,
  effortOn4o,
  effortValues,
  functions,
  maxTokens,
  promptIds,
  toolsOnChat,
  tooManyAnswers,
  topLogprobs,
  user,
} from "./requestBreaks";

/** What may break, in the order in which it is told. To add one: an entry here. */
export const BREAK_RULES: readonly BreakRule[] = [
  noReplacement,
  serviceEnds("prompt-ids", "prompts"),
  serviceEnds("evals", "evals"),
  serviceEnds("agent-builder", "agent-builder"),
  fineTunes,
  azureGone,
  unreadRequest,
  maxTokens,
  onlyAtNone("temperature", "temperature"),
  onlyAtNone("top_p", "top_p"),
  onlyAtNone("logprobs", "logprobs", "top_logprobs"),
  topLogprobs,
  onlyAtNone("penalties", "presence_penalty", "frequency_penalty"),
  refused(
    "stop",
    ["stop"],
    "Delete it and cut the text in your code, or use a schema or an agreed end marker.",
  ),
  refused(
    "logit_bias",
    ["logit_bias"],
    "Delete it; force a choice with a strict JSON schema enum.",
  ),
  refused("prediction", ["prediction"], "Delete it: the answer is the same, only later.", true),
  toolsOnChat,
  defaultEffort,
  capTooSmall,
  effortValues,
  effortOn4o,
  refused(
    "modalities",
    ["modalities", "audio"],
    "Use gpt-audio-1.5 or gpt-realtime-2.1 for audio.",
  ),
  refused(
    "web_search_options",
    ["web_search_options"],
    "Use the web_search tool of the Responses API.",
  ),
  cacheRetention,
  tooManyAnswers,
  functions,
  user,
  promptIds,
  snapshots,
  tokenizer,
  frameworks,
  gateways,
];
