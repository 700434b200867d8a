import { type Currency, USD } from "../currency";
import type { PicoUsd } from "../money";
import { formatCount, formatTokens, formatUsd } from "../format";
import type { RunError } from "./runError";
import type { RunResult } from "./runResult";

/** An action that the user can take on a message; `RUN_ACTION_LABELS` has the buttons' labels. */
export type RunActionId =
  | "set-key"
  | "choose-pair"
  | "retry"
  | "retry-now"
  | "stop"
  | "run-again"
  | "open-log"
  | "verify-count"
  | "set-max-tokens"
  | "open-proxy-settings"
  | "open-server-settings";

export const RUN_ACTION_LABELS: Readonly<Record<RunActionId, string>> = {
  "set-key": "Set OpenAI API Key",
  "choose-pair": "Choose Another Pair",
  retry: "Retry",
  "retry-now": "Retry Now",
  stop: "Stop",
  "run-again": "Run Again",
  "open-log": "Open Log",
  "verify-count": "Verify the Count",
  "set-max-tokens": "Set max_tokens",
  "open-proxy-settings": "Open Settings",
  "open-server-settings": "Open Settings",
};

/** A message about a run, shown above its text: a bold line, a sentence, buttons. Plain text. */
export interface RunMessage {
  /** The error's code, or the name of the notice. */
  readonly code:
    | RunError["code"]
    | "stopped"
    | "unreadable-events"
    | "usage-missing"
    | "refused"
    | "content-filter"
    | "length"
    | "waiting";
  readonly tone: "error" | "warning" | "info";
  readonly title: string;
  readonly sentence: string;
  readonly actions: readonly RunActionId[];
}

/** The circumstances of a run, for its messages. */
export interface RunContext {
  /** `api.openai.com`. */
  readonly host: string;
  /** As sent: `gpt-4o`. */
  readonly model: string;
  /** The model's, if known. */
  readonly shutdown?: {
    readonly date: string;
    readonly confidence: "published" | "reported";
  };
  /** The other side of the pair, if there is one, and whether it answered. */
  readonly other?: { readonly model: string; readonly answered: boolean };
  /** Ids of models that can be compared instead. */
  readonly alternatives: readonly string[];
  /** Whether the runner's server normally reports a usage. */
  readonly reportsUsage: boolean;
  /** Output tokens: those billed, or those counted from the text received. */
  readonly outputTokens: number;
  /** The billed cost or, if usage is missing, the maximum. Undefined without a price. */
  readonly cost?: PicoUsd;
  /** The prompt's own limit of the output. */
  readonly maxOutputTokens?: number;
  readonly currency?: Currency;
}

/** The parts of a result that its messages are about. */
interface RunOutcome extends Pick<
  RunResult,
  "status" | "fault" | "usage" | "isUsageNotCredible" | "timing" | "unreadableEvents"
> {
  readonly finishReason?: string;
  readonly isRefused: boolean;
}

/** The messages about a finished run; none if it succeeded. */
export function describeRun(result: RunOutcome, context: RunContext): readonly RunMessage[] {
  const { fault } = result;
  return [
    ...(fault ? [faultMessage(fault, result, context)] : []),
    ...(result.status === "stopped" ? [stoppedMessage(context)] : []),
    ...notices(result, context),
  ];
}

/** While waiting for a rate limit. */
export function describeWaiting(seconds: number): RunMessage {
  return {
    code: "waiting",
    tone: "warning",
    title: "Rate limit (429)",
    sentence: `Next try in ${formatTokens(seconds)} s, by itself, twice at most.`,
    actions: ["retry-now", "stop"],
  };
}

function faultMessage(fault: RunError, result: RunOutcome, context: RunContext): RunMessage {
  return { code: fault.code, tone: "error", ...runErrorWords(fault, result, context) };
}

type RunErrorWords = Pick<RunMessage, "title" | "sentence" | "actions">;

/** Each error says what happened, what was billed, and what to do. */
function runErrorWords(fault: RunError, result: RunOutcome, context: RunContext): RunErrorWords {
  const { host, model } = context;
  const says = saying(fault.serverMessage);
  switch (fault.code) {
    case "key-refused":
      return fault.keySent
        ? {
            title: "Key refused (401)",
            sentence: `${host} does not accept the stored key. Set another one; nothing was billed.`,
            actions: ["set-key"],
          }
        : {
            title: "Key needed (401)",
            sentence: `${host} wants a key and none is stored for it. Nothing was billed.`,
            actions: ["set-key"],
          };
    case "not-allowed":
      return {
        title: "Not allowed (403)",
        sentence: `The key may not use ${model}. Choose a project with access, or another model.${says}`,
        actions: ["choose-pair"],
      };
    case "model-not-found":
      return {
        title: `${model} not found${fault.status === undefined ? "" : ` (${fault.status})`}`,
        sentence: `${whyNotFound(context)} ${alternativesLeft(context)}`,
        actions: ["choose-pair"],
      };
    case "address-not-found":
      return {
        title: "Address not found (404)",
        sentence: `${host} has no API at this URL. Check the base URL.${says}`,
        actions: ["open-server-settings"],
      };
    case "rate-limited":
      return { title: "Rate limit (429)", sentence: rateLimit(fault) + says, actions: ["retry"] };
    case "bad-request":
      return {
        title: `Request refused (${fault.status})`,
        sentence: `${host} does not take the request as it stands; nothing was billed.${says}`,
        actions: ["open-log"],
      };
    case "prompt-filtered":
      return {
        title: "Stopped by the content filter",
        sentence: `The filter of ${host} did not let the prompt pass.${says}`,
        actions: [],
      };
    case "server-error": {
      const page = fault.page ? ", with a page instead of an answer" : "";
      const status = fault.status === undefined ? "" : ` (${fault.status})`;
      const cost = result.timing.firstTokenMs === undefined ? NOTHING_BILLED : kept(context);
      return {
        title: `Server error${status}`,
        sentence: `${host} failed${page}. ${cost}${says}`,
        actions: ["retry", "open-log"],
      };
    }
    case "not-an-answer":
      return {
        title: "Not an answer",
        sentence: `${host} sent a page instead of an answer. Check the base URL, and whether the network wants a login.`,
        actions: ["open-server-settings", "retry"],
      };
    case "redirected": {
      const to = fault.to === undefined ? "to another address" : `to ${fault.to}`;
      return {
        title: `Redirected (${fault.status})`,
        sentence: `${host} redirects runs ${to}. A key goes only where it was given for: set that address as the base URL if it is right.`,
        actions: ["open-server-settings"],
      };
    }
    case "unexpected-status":
      return {
        title: `Not an answer (${fault.status})`,
        sentence: `${host} sent a status that no answer has. Check the base URL.${says}`,
        actions: ["open-server-settings", "open-log"],
      };
    case "cut":
      return {
        title: `Cut after ${tokens(context)}`,
        sentence: `The connection ended without a finish. ${kept(context)}`,
        actions: ["run-again"],
      };
    case "empty":
      return {
        title: "0 tokens",
        sentence: "The answer ended before it began.",
        actions: ["run-again"],
      };
    case "unreadable":
      return {
        title: "Answer not readable",
        sentence: `${events(result.unreadableEvents)} not JSON, and nothing else came.`,
        actions: ["run-again", "open-log"],
      };
    case "no-answer":
      return {
        title: `No answer in ${formatTokens(fault.seconds)} s`,
        sentence: "Stopped by Tokenscale. 0 tokens.",
        actions: ["run-again"],
      };
    case "stalled":
      return {
        title: `Silent for ${formatTokens(fault.seconds)} s`,
        sentence: `Stopped by Tokenscale. ${kept(context)}`,
        actions: ["run-again"],
      };
    case "too-long":
      return {
        title: `Longer than ${formatTokens(fault.characters)} characters`,
        sentence: `Stopped by Tokenscale. ${kept(context)}`,
        actions: ["set-max-tokens"],
      };
    case "offline":
      return {
        title: "Offline",
        sentence: `${host} can't be reached. Counts, prices and the recommendation work without it.`,
        actions: ["retry"],
      };
    case "proxy-refused": {
      const proxy = fault.proxy ?? "The proxy";
      return {
        title: `Proxy refused (${fault.status})`,
        sentence:
          fault.status === 407
            ? `${proxy} wants a login. Set http.proxy or HTTPS_PROXY.`
            : `${proxy} opens no way to ${host}. Check http.proxy or HTTPS_PROXY.`,
        actions: ["open-proxy-settings"],
      };
    }
    case "proxy-unreachable":
      return {
        title: "Proxy not reached",
        sentence: `${fault.proxy ?? "The proxy"} can't be reached. Check http.proxy or HTTPS_PROXY.`,
        actions: ["open-proxy-settings", "retry"],
      };
    case "certificate":
      return {
        title: "Certificate not trusted",
        sentence: `This machine does not trust the certificate of ${host} (${fault.reason}). Add its issuer to the system's certificates.`,
        actions: ["open-proxy-settings"],
      };
    case "image-unreadable":
      return {
        title: "Image not read",
        sentence: `${fault.source} can't be read as PNG, JPEG, GIF or WebP. Nothing was sent.`,
        actions: [],
      };
    case "file-unreadable":
      return {
        title: "Not sent",
        sentence: `The prompt takes something from ${fault.path}, and this file is missing, outside of the workspace or can't be read. Nothing was sent.`,
        actions: [],
      };
    case "unsendable-part":
      return {
        title: "Not sent",
        sentence: `The prompt has a part that this run can't send: ${fault.type}. Nothing was sent.`,
        actions: [],
      };
    case "not-recorded":
      return {
        title: "Not recorded, so not sent",
        sentence:
          "The ledger can't be written, and the month's budget needs it. Nothing was sent. Free some disk space and run again.",
        actions: ["run-again", "open-log"],
      };
    case "unforeseen":
      return {
        title: "Run failed",
        sentence: `The run ended in an error that is not foreseen; details are in the log.${says}`,
        actions: ["retry", "open-log"],
      };
  }
}

const NOTHING_BILLED = "Nothing was billed as far as is known.";

function whyNotFound({ host, shutdown }: RunContext): string {
  return shutdown === undefined
    ? `${host} does not have it, or the key may not see it.`
    : `It may be retired: ${shutdown.date} is its ${shutdown.confidence} date.`;
}

function alternativesLeft({ other, alternatives }: RunContext): string {
  if (other?.answered) return `${other.model} answered; choose what to compare it with.`;
  return alternatives.length === 0
    ? "Choose what to compare instead."
    : `What is left to compare: ${alternatives.join(", ")}.`;
}

function rateLimit({
  retryAfterSeconds,
  retries,
  exhausted,
}: Extract<RunError, { code: "rate-limited" }>): string {
  if (exhausted) return "The quota of the project is used up. Check its plan and its limits.";
  if (retries > 0) {
    const tries = retries === 1 ? "1 further try" : `${retries} further tries`;
    return `Still limited after ${tries}. Retry later, or check the quota of the project.`;
  }
  return retryAfterSeconds === undefined
    ? "No waiting time given. Retry later, or check the quota of the project."
    : `The server asks to wait ${formatTokens(retryAfterSeconds)} s. Retry then.`;
}

function stoppedMessage(context: RunContext): RunMessage {
  return {
    code: "stopped",
    tone: "info",
    title: `Stopped after ${tokens(context)}`,
    sentence: kept(context),
    actions: ["run-again"],
  };
}

/** Notices about a run that has an answer. */
function notices(result: RunOutcome, context: RunContext): readonly RunMessage[] {
  const { fault, finishReason, isRefused, status, unreadableEvents, usage } = result;
  const messages: RunMessage[] = [];
  if (unreadableEvents > 0 && fault?.code !== "unreadable") {
    messages.push({
      code: "unreadable-events",
      tone: "warning",
      title: "Answer not readable",
      sentence: `${events(unreadableEvents)} not JSON and ${unreadableEvents === 1 ? "was" : "were"} left out; the text may have a gap.`,
      actions: ["open-log"],
    });
  }
  if (isRefused) {
    messages.push(ownWords("refused", "Refused"));
  }
  if (finishReason === "content-filter") {
    messages.push(ownWords("content-filter", "Stopped by the content filter"));
  }
  if (finishReason === "length") messages.push(lengthMessage(context));
  if (status === "finished" && usage === undefined && context.reportsUsage) {
    const { cost, currency = USD, outputTokens } = context;
    const out = `${formatCount(outputTokens, "token")} out`;
    const why = result.isUsageNotCredible
      ? "The server's usage can't be true, so it is not used."
      : "The server gave no usage.";
    messages.push({
      code: "usage-missing",
      tone: "warning",
      title: `Finished, usage ${result.isUsageNotCredible ? "not credible" : "missing"}`,
      sentence:
        cost === undefined
          ? `${why} ${out} by our count, cost not known.`
          : `${why} Cost is our estimate: ${formatUsd(cost, currency)} for ${out}.`,
      actions: ["verify-count"],
    });
  }
  return messages;
}

function ownWords(code: "refused" | "content-filter", title: string): RunMessage {
  return {
    code,
    tone: "info",
    title,
    sentence: "The model's own words stand below.",
    actions: [],
  };
}

function lengthMessage(context: RunContext): RunMessage {
  const { maxOutputTokens } = context;
  return {
    code: "length",
    tone: "warning",
    title: `Stopped at ${tokens(context)}`,
    sentence:
      maxOutputTokens === undefined
        ? "The model's own limit ends the answer here."
        : "max_tokens ends the answer here. Raise it to see the rest.",
    actions: maxOutputTokens === undefined ? [] : ["set-max-tokens"],
  };
}

/** `111 tokens kept, $0.00025 at most so far; usage unknown.` */
function kept(context: RunContext): string {
  const { cost, currency = USD } = context;
  if (cost === 0n) return `${tokens(context)} kept, nothing was billed.`;
  const soFar = cost === undefined ? "cost" : `${formatUsd(cost, currency)} at most so far; usage`;
  return `${tokens(context)} kept, ${soFar} unknown.`;
}

function tokens({ outputTokens }: RunContext): string {
  return formatCount(outputTokens, "token");
}

function events(count: number): string {
  return `${formatCount(count, "event")} ${count === 1 ? "was" : "were"}`;
}

/** The server's own message, as a separate sentence. */
function saying(message: string | undefined): string {
  if (message === undefined) return "";
  return ` It says: ${message}${/[.!?…]$/.test(message) ? "" : "."}`;
}
