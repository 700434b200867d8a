import { formatCount, formatTokens } from "../../format";
import type { UnpricedFile, UnpricedState } from "../panelInput";
import type { Verdict } from "../contract/panelState";

export const EMPTY_SENTENCE = "0 tokens. Write a prompt; figures appear as you type.";

/** Explains why the open file has no figures. Never leaves another prompt's figures in their place. */
export function buildUnpricedVerdict({ state }: UnpricedFile): Verdict {
  return { cards: [], sentence: [sentenceOf(state)], grounds: [], actions: [] };
}

function sentenceOf(state: UnpricedState): string {
  switch (state.kind) {
    case "empty":
      return EMPTY_SENTENCE;
    case "counting":
      return countingSentence(state.doneLines, state.lines);
    case "not-read":
      return `Prompt not read. Counted as plain text: ${formatCount(state.plainTokens, "token")}.`;
  }
}

function countingSentence(doneLines: number, lines: number): string {
  return `Counting: ${formatTokens(doneLines)} of ${formatCount(lines, "line")}. Figures appear once the file is counted.`;
}
