import type { JsonNode } from "../../json/jsonNode";
import type { Tool } from "../../prompt/prompt";
import type { TokenCounter } from "../../tokens/tokenCounter";
import type { RowAnswer } from "../rowAnswer";
import type { MatchesPattern } from "./patternMatcher";
import type { SchemaValidator } from "./schemaValidator";

/** A fact about an answer, or why it can't be found out. */
export type Finding =
  | {
      readonly kind: "fact";
      readonly holds: boolean;
      /** From 0 to 1. */
      readonly score: number;
      /** A sentence that states the fact, whichever way it is. */
      readonly reason: string;
    }
  | { readonly kind: "not-supported" | "error"; readonly reason: string };

/** The input of a check. */
export interface CheckInput {
  /** The text of the answer, or its tool calls as JSON if it has no text. */
  readonly output: string;
  readonly answer: RowAnswer;
  /** The assertion's, with the row's values filled in. */
  readonly value: unknown;
  readonly threshold: number | undefined;
  readonly tools: readonly Tool[];
}

/** Resources of the checks that are loaded once. */
export interface CheckTools {
  readonly counter: TokenCounter;
  readonly matches: MatchesPattern;
  readonly validator: SchemaValidator;
}

/** Finds out whether one kind of assertion holds. */
export type Check = (input: CheckInput, tools: CheckTools) => Finding;

export function fact(holds: boolean, reason: string, score = holds ? 1 : 0): Finding {
  return { kind: "fact", holds, score, reason };
}

export function unusable(reason: string): Finding {
  return { kind: "error", reason };
}

/** The value as text: that of a text, a number or a boolean; undefined for anything else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

const MAX_QUOTED_CHARACTERS = 80;

/** A text in a reason, shortened. */
export function quoted(text: string): string {
  const isLong = text.length > MAX_QUOTED_CHARACTERS;
  return `"${isLong ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}…` : text}"`;
}

/** A tree as plain values. */
export function plainValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plainValue(value)]));
    case "array":
      return node.items.map(plainValue);
    case "string":
    case "boolean":
      return node.value;
    case "number":
      return Number(node.text);
    case "null":
      return null;
  }
}
