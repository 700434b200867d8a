/** The kinds of task on which the outcomes of both models were measured prompt by prompt. */
export const MEASURED_KINDS = [
  "factual_qa",
  "mcq_knowledge",
  "math_word_problem",
  "competition_math",
  "finance_math",
  "number_comparison",
  "code_generation",
  "competitive_programming",
  "code_reasoning",
  "function_calling",
  "instruction_following",
  "open_chat",
] as const;

export type MeasuredKindId = (typeof MEASURED_KINDS)[number];

/** The tasks that a prompt can ask for, regardless of its topic, its wrapper, and the form of the answer. */
export const TASK_KINDS = [
  ...MEASURED_KINDS,
  "grounded_qa",
  "summarisation",
  "translation",
  "rewriting",
  "classification",
  "sentiment_analysis",
  "moderation",
  "request_routing",
  "evaluation_judging",
  "data_extraction",
  "text_to_sql",
  "code_edit",
  "code_review",
  "code_explanation",
  "reasoning_puzzle",
  "agentic_workflow",
  "support_faq",
  "email_drafting",
  "document_drafting",
  "creative_writing",
  "roleplay",
  "templated_generation",
  "data_generation",
  "analysis",
] as const;

export type TaskKindId = (typeof TASK_KINDS)[number];

/** Open chat: measured, but neither the text nor the measurements tell who answers better. */
export const OPEN_CHAT: TaskKindId = "open_chat";

export const KIND_LABELS: Readonly<Record<TaskKindId, string>> = {
  factual_qa: "Factual recall",
  mcq_knowledge: "Knowledge, multiple choice",
  math_word_problem: "Grade-school mathematics",
  competition_math: "Competition mathematics",
  finance_math: "Finance mathematics",
  number_comparison: "Number comparison",
  code_generation: "Code generation",
  competitive_programming: "Contest programming",
  code_reasoning: "Code tracing",
  function_calling: "Function calling",
  instruction_following: "Instruction following",
  open_chat: "Open chat",
  grounded_qa: "Questions about a given text",
  summarisation: "Summarization",
  translation: "Translation",
  rewriting: "Rewriting",
  classification: "Classification",
  sentiment_analysis: "Sentiment analysis",
  moderation: "Moderation",
  request_routing: "Request routing",
  evaluation_judging: "Judging answers",
  data_extraction: "Data extraction",
  text_to_sql: "Text to SQL",
  code_edit: "Code editing",
  code_review: "Code review",
  code_explanation: "Code explanation",
  reasoning_puzzle: "Logic puzzles",
  agentic_workflow: "Agentic workflow",
  support_faq: "Customer support",
  email_drafting: "Email drafting",
  document_drafting: "Document drafting",
  creative_writing: "Creative writing",
  roleplay: "Role play",
  templated_generation: "Templated generation",
  data_generation: "Data generation",
  analysis: "Analysis",
};

export function isMeasuredKind(id: string): id is MeasuredKindId {
  return (MEASURED_KINDS as readonly string[]).includes(id);
}
