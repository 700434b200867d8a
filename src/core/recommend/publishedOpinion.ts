/** A kind of task that nobody measured on both models, and where published guides send it. */
interface PublishedOpinion {
  readonly id: string;
  readonly label: string;
  readonly sendsTo: "mini" | "4o";
  /** The guide's own words for it. */
  readonly statement: string;
  readonly pattern: RegExp;
}

export const PUBLISHED_SOURCE =
  "published guides (GPT-4o vs GPT-4o mini comparison page of 2026-03-05; ZenkenAI article)";

/**
 * The statements "good on mini" and "needs 4o" of those guides, for the kinds that no benchmark here
 * covers, with the words by which a prompt of the kind is known. In order: the first that matches
 * counts.
 */
export const PUBLISHED_OPINIONS: readonly PublishedOpinion[] = [
  {
    id: "translation",
    label: "Translation",
    sendsTo: "4o",
    statement: "multilingual nuance",
    pattern: /\btranslat(?:e|es|ed|ing|ion|or)\b|\btradui(?:re|s|sez)\b|übersetz|翻訳|翻译/iu,
  },
  {
    id: "summarisation",
    label: "Summarisation",
    sendsTo: "mini",
    statement: "summarization",
    pattern:
      /\bsummar(?:y|i[sz]e[sd]?|i[sz]ing|i[sz]ation|ies)\b|\btl;?dr\b|\brésum|zusammenfass|要約|总结/iu,
  },
  {
    id: "sentiment_analysis",
    label: "Sentiment analysis",
    sendsTo: "mini",
    statement: "sentiment analysis",
    pattern: /\bsentiment\b/iu,
  },
  {
    id: "classification",
    label: "Classification",
    sendsTo: "mini",
    statement: "classification",
    pattern:
      /\bclassif(?:y|ies|ied|ier|ication)\b|\bcategori[sz]e\b|\btriage\b|\blabel (?:each|the|this)\b/iu,
  },
  {
    id: "data_extraction",
    label: "Data extraction",
    sendsTo: "mini",
    statement: "data extraction",
    pattern: /\bextract(?:s|ed|ing|ion)?\b|\bparse the\b/iu,
  },
  {
    id: "email_drafting",
    label: "Email drafting",
    sendsTo: "mini",
    statement: "email drafting",
    pattern: /\b(?:draft|write|compose|reply to)\b[^.\n]{0,60}\b(?:e-?mail|newsletter)\b/iu,
  },
  {
    id: "support_faq",
    label: "Customer support",
    sendsTo: "mini",
    statement: "customer-support FAQ",
    pattern: /\bcustomer[- ](?:support|service)\b|\bsupport (?:agent|assistant|ticket)\b|\bFAQ\b/iu,
  },
  {
    id: "request_routing",
    label: "Request routing",
    sendsTo: "mini",
    statement: "request routing and preprocessing",
    pattern:
      /\broute (?:the|this|each|every|incoming)\b|\brouting (?:assistant|agent|decision)\b|\bwhich (?:team|department|queue) should\b/iu,
  },
  {
    id: "templated_generation",
    label: "Templated generation",
    sendsTo: "mini",
    statement: "templated generation",
    pattern:
      /\bfill (?:in|out) (?:the|this|a) template\b|\b(?:following|using|with) (?:the|this) template\b/iu,
  },
  {
    id: "agentic_workflow",
    label: "Agentic workflow",
    sendsTo: "4o",
    statement: "agentic workflows",
    pattern: /\b(?:autonomous(?:ly)?|agentic)\b|\byou are an? (?:\w+ ){0,3}agent\b/iu,
  },
  {
    id: "creative_writing",
    label: "Creative writing",
    sendsTo: "4o",
    statement: "creative writing",
    pattern:
      /\b(?:write|compose|create|tell)\b[^.\n]{0,60}\b(?:story|poem|haiku|song|lyrics|novel|screenplay|limerick)\b/iu,
  },
];

/** What is asked for is at the beginning; further on the same words are material. */
const ASKING_CHARACTERS = 1500;

/** The opinion on a text whose first lines ask for a kind that only guides speak of. */
export function findPublishedOpinion(text: string): PublishedOpinion | undefined {
  const asking = text.slice(0, ASKING_CHARACTERS);
  return PUBLISHED_OPINIONS.find(({ pattern }) => pattern.test(asking));
}
