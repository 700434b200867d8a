import type { SourceKey } from "../../models/sources";

/** An OpenAI service other than its models that ends. */
export interface EndingService {
  readonly id: "prompts" | "evals" | "agent-builder";
  readonly label: string;
  readonly isPlural: boolean;
  /** ISO date of its last day. */
  readonly date: string;
  readonly confidence: "published" | "reported";
  readonly source: SourceKey;
  /** A sentence on how what is there is carried over. */
  readonly exportsTo: string;
}

const PROMPTS: EndingService = {
  id: "prompts",
  label: "Prompts by id (pmpt_…)",
  isPlural: true,
  date: "2026-11-30",
  confidence: "published",
  source: "oai-prompt-migrate",
  exportsTo:
    "There is no export: copy the text from the dashboard into the request, fill in its variables, and carry model, reasoning, tools and format over.",
};

const EVALS: EndingService = {
  id: "evals",
  label: "OpenAI Evals",
  isPlural: false,
  date: "2026-11-30",
  confidence: "published",
  source: "cookbook-evals",
  exportsTo:
    "In the dashboard, the Export menu of a finished run writes a runnable promptfoo configuration, and the results for promptfoo import. It does not cover what was made through the Evals API: rebuild that.",
};

const AGENT_BUILDER: EndingService = {
  id: "agent-builder",
  label: "Agent Builder (wf_…)",
  isPlural: false,
  date: "2026-11-30",
  confidence: "reported",
  source: "oai-deprecations-w3c",
  exportsTo: "Export the workflow as code of the Agents SDK.",
};

const IDS: readonly (readonly [RegExp, EndingService])[] = [
  [/^pmpt_\w{3,}$/, PROMPTS],
  [/^wf_[0-9a-f]{24,}$/, AGENT_BUILDER],
];

/** The path of the Evals API, on any host. */
const EVALS_URL = /^(?:https?:\/\/[^\s/"']+)?\/v1\/evals(?=[/?#]|$)/;

/** The service whose object exactly this id names. */
export function serviceOfId(id: string): EndingService | undefined {
  return IDS.find(([pattern]) => pattern.test(id))?.[1];
}

/** A call of a service by its address: how much of the text names it. */
export function serviceOfUrl(
  text: string,
): { readonly service: EndingService; readonly length: number } | undefined {
  const [found] = EVALS_URL.exec(text) ?? [];
  return found === undefined ? undefined : { service: EVALS, length: found.length };
}

const EVALS_CALL = /(?<=[\w\])]\.)evals\.(?:create|retrieve|update|list|delete|runs)$/;

/** A call of a service through OpenAI's SDK, `client.evals.create`: where in the path its name starts. */
export function serviceOfCall(
  path: string,
): { readonly service: EndingService; readonly start: number } | undefined {
  const found = EVALS_CALL.exec(path);
  return found === null ? undefined : { service: EVALS, start: found.index };
}
