import type { TaskKindId } from "./taskKinds";

/** Where published guides send a kind of task of which no scores of both models are published. */
interface PublishedOpinion {
  readonly sendsTo: "mini" | "4o";
  /** The guide's own words for it. */
  readonly statement: string;
}

export const PUBLISHED_SOURCE =
  "published guides (GPT-4o vs GPT-4o mini comparison page of 2026-03-05; ZenkenAI article)";

/** The statements "good on mini" and "needs 4o" of those guides, for the kinds that nobody scored. */
export const PUBLISHED_OPINIONS: Readonly<Partial<Record<TaskKindId, PublishedOpinion>>> = {
  translation: { sendsTo: "4o", statement: "multilingual nuance" },
  data_extraction: { sendsTo: "mini", statement: "data extraction" },
  email_drafting: { sendsTo: "mini", statement: "email drafting" },
  support_faq: { sendsTo: "mini", statement: "customer-support FAQ" },
  request_routing: { sendsTo: "mini", statement: "request routing and preprocessing" },
  templated_generation: { sendsTo: "mini", statement: "templated generation" },
};
