/** A kind of task whose usual ratio of input to output tokens is published (comparison page). */
export interface OutputRatio {
  readonly id: "chat" | "code-review" | "document-analysis";
  readonly label: string;
  /** Input tokens per output token: the lowest and the highest that are published. */
  readonly fewestInput: number;
  readonly mostInput: number;
}

export const OUTPUT_RATIOS: readonly OutputRatio[] = [
  { id: "chat", label: "Chat", fewestInput: 2, mostInput: 2 },
  { id: "code-review", label: "Code review", fewestInput: 3, mostInput: 3 },
  { id: "document-analysis", label: "Document analysis", fewestInput: 10, mostInput: 50 },
];
