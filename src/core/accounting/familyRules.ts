import type { AccountingFamily } from "../models/model";
import type { Endpoint } from "../prompt/prompt";

/**
 * How a family of models is billed, as far as families differ (docs/accounting.md). In tokens, unless
 * stated otherwise.
 */
export interface FamilyRules {
  /** The start of the answer (R1, R9). */
  readonly answer: number;
  /** Added to an assistant's message that is not a call (R1, R9). */
  readonly assistantText: number;
  /** The text of tools is tokenized in two parts, and the system's text without trailing space (R3). */
  readonly isSplit: boolean;
  /** Tools in chat beyond their text: as a separate message, and joined to the system's (R3). */
  readonly chatTools: { readonly alone: number; readonly joined: number };
  /** Tools in Responses beyond their text (R10), and with `parallel_tool_calls` false. */
  readonly responsesTools: number;
  readonly sequentialTools: number;
  /** An object without `properties` is shown instead of disappearing (R3). */
  readonly areBareObjectsShown: boolean;
  /** Whether naming a function or no tool in `tool_choice` is billed (R4). */
  readonly isChoiceBilled: boolean;
  /** Frames of a call, a result and several calls in chat (R5, R6). */
  readonly chatCall: number;
  readonly chatResult: number;
  readonly chatParallel: number;
  /** A schema in chat beyond its text: alone, joined to the system's text, and with tools (R7). */
  readonly chatSchema: { readonly alone: number; readonly joined: number };
  /** Whether the name of a schema is billed on the coming answer (R7). */
  readonly isAnswerNamed: boolean;
  /** A schema in Responses beyond its text (R11). */
  readonly responsesSchema: number;
  /** Frames of a call and its output in Responses (R12). */
  readonly call: number;
  readonly output: number;
  /** When a call with no other next to it costs 3 more (R12). */
  readonly loneCall: "stored" | "with-id" | "always" | "unknown";
  /** Several calls in a row are billed as one (R12). */
  readonly areCallsJoined: boolean;
  /** The surcharge for a lone call in Responses if the request has images (R12). */
  readonly callBesideImages: number;
  /** A file beyond its text (R13). */
  readonly file: Readonly<Record<Endpoint, number>>;
  /** Undefined if the reasoning mode `pro` is not known to add anything. */
  readonly proMode?: ProMode;
  /** Reasoning items before the last user message are free. */
  readonly isOldReasoningFree: boolean;
  /** Set if no request to the family was recorded: why all its counts are estimates, shown to the user. */
  readonly unrecorded?: string;
}

/**
 * The reasoning mode `pro` bills the request several times: for answers written side by side, and for the
 * model that merges them. What that one reads of their text depends on the answers.
 */
interface ProMode {
  readonly copies: number;
  /** Around the copies, with answers of one token. */
  readonly frame: number;
  /** Beyond the copies, for each earlier answer of the conversation. */
  readonly earlierAnswer: number;
}

const GPT_4O: FamilyRules = {
  answer: 3,
  assistantText: 0,
  isSplit: false,
  chatTools: { alone: 4, joined: 0 },
  responsesTools: -3,
  sequentialTools: 0,
  areBareObjectsShown: false,
  isChoiceBilled: true,
  chatCall: 8,
  chatResult: 4,
  chatParallel: 20,
  chatSchema: { alone: 4, joined: 0 },
  isAnswerNamed: true,
  responsesSchema: 1,
  call: 5,
  output: 4,
  loneCall: "stored",
  areCallsJoined: false,
  callBesideImages: 0,
  file: { chat: 216, responses: 17 },
  isOldReasoningFree: false,
};

const GPT_5: FamilyRules = {
  answer: 2,
  assistantText: 2,
  isSplit: true,
  chatTools: { alone: 85, joined: 84 },
  responsesTools: 2,
  sequentialTools: 78,
  areBareObjectsShown: true,
  isChoiceBilled: false,
  chatCall: 11,
  chatResult: 7,
  chatParallel: 26,
  chatSchema: { alone: 4, joined: 3 },
  isAnswerNamed: false,
  responsesSchema: 0,
  call: 8,
  output: 7,
  loneCall: "with-id",
  areCallsJoined: false,
  callBesideImages: 3,
  file: GPT_4O.file,
  isOldReasoningFree: true,
};

const O4_MINI: FamilyRules = {
  ...GPT_5,
  chatTools: { alone: 4, joined: 3 },
  responsesTools: -1,
  sequentialTools: 0,
};

const GPT_5_4: FamilyRules = {
  ...GPT_5,
  loneCall: "always",
  areCallsJoined: true,
  isOldReasoningFree: false,
};

const GPT_5_6: FamilyRules = {
  ...GPT_5_4,
  file: { chat: 216, responses: 22 },
  proMode: { copies: 4, frame: 1_477, earlierAnswer: 14 },
};

/** Fitted to recorded requests, family by family. */
const RULES: Readonly<Record<AccountingFamily, FamilyRules>> = {
  "gpt-4o": GPT_4O,
  "gpt-4.1": GPT_4O,
  "o3-mini": { ...O4_MINI, assistantText: 0, chatCall: 8, chatResult: 4, chatParallel: 20 },
  "o4-mini": O4_MINI,
  "gpt-5": GPT_5,
  "gpt-5.4": GPT_5_4,
  "gpt-5.5": { ...GPT_5_4, loneCall: "unknown" },
  "gpt-5.6": GPT_5_6,
  "gpt-6": {
    ...GPT_5_6,
    unrecorded: "no request to GPT-6 was recorded, so it is counted by the rules of GPT-5.6",
  },
};

export function rulesOf(family: AccountingFamily): FamilyRules {
  return RULES[family];
}
