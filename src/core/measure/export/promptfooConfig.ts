import type { Pair } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import type { Assertion } from "../assertion";
import type { DatasetRow } from "../row";

interface PromptfooInput {
  /** A template in the double braces that promptfoo fills. */
  readonly prompt: Prompt;
  readonly rows: readonly DatasetRow[];
  /** As they are sent: `gpt-4o-mini`. */
  readonly models: Pair<string>;
}

/** A configuration for promptfoo, as JSON, which is YAML: the same prompt, models, rows and checks. */
export function promptfooConfig({ prompt, rows, models }: PromptfooInput): string {
  const messages = prompt.messages.map(({ role, parts }) => ({
    role,
    content: parts.map((part) => ("text" in part ? part.text : "")).join(""),
  }));
  const instructions = prompt.instructions && { role: "system", content: prompt.instructions.text };
  const config = {
    description: "Written by Tokenscale",
    prompts: [JSON.stringify(instructions ? [instructions, ...messages] : messages)],
    providers: [models.left, models.right].map((model) => `openai:chat:${model}`),
    tests: rows.map(({ id, values, expected, assertions = [] }) => ({
      description: id,
      vars: { ...Object.fromEntries(values), ...(expected !== undefined && { expected }) },
      ...(assertions.length > 0 && { assert: assertions.map(writtenAssertion) }),
    })),
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/** Our own types that promptfoo has under another name, or not at all, stay as they are written. */
function writtenAssertion(assertion: Assertion): object {
  const { isNegated, type, value, threshold, weight, metric, provider, assertions } = assertion;
  return {
    type: isNegated ? `not-${type}` : type,
    value,
    threshold,
    weight,
    metric,
    provider,
    assert: assertions?.map(writtenAssertion),
  };
}
