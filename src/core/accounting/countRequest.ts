import { member, stringValue } from "../json/jsonNode";
import type { AccountingFamily } from "../models/model";
import { hasImages } from "../prompt/hasImages";
import type { Prompt } from "../prompt/prompt";
import type { TokenCounter } from "../tokens/tokenCounter";
import { countChat } from "./countChat";
import { countResponses } from "./countResponses";
import type { ImageTokens } from "./imageTokens";
import { type FamilyRules, rulesOf } from "./familyRules";
import { TokenLedger } from "./tokenLedger";
import type { RequestCount } from "./requestCount";

/** The properties of a model that decide how it is billed. An unknown family is counted as GPT-4o. */
interface CountedModel {
  readonly accountingFamily?: AccountingFamily;
  readonly imageTokens?: ImageTokens;
}

/**
 * The input that the API bills for `prompt` on `model`, by the rules of docs/accounting.md. Text is
 * counted as written in the prompt: fill templates first. Never throws; time grows linearly with
 * the prompt.
 */
export function countRequest(
  prompt: Prompt,
  model: CountedModel,
  counter: TokenCounter,
): RequestCount {
  const family = model.accountingFamily ?? "gpt-4o";
  const rules = rulesOf(family);
  const ledger = new TokenLedger(family);
  const count = prompt.endpoint === "chat" ? countChat : countResponses;
  const tokens = (text: string): number => counter.count(text);
  count({
    prompt,
    rules,
    hasImages: hasImages(prompt),
    imageTokens: model.imageTokens,
    ledger,
    tokens,
  });
  if (rules.unrecorded !== undefined) ledger.doubt(rules.unrecorded);
  noteTemplates(prompt, ledger);
  noteSettings(prompt, rules, ledger);
  prompt.serverState.forEach((state) => ledger.omit(`${state} on the server`));
  for (const { kind, reason } of prompt.caveats) {
    if (kind === "left-out") ledger.omit(reason);
    else ledger.doubt(reason);
  }
  return ledger.close();
}

/** Settings that add to the input by an amount that no rule gives. */
function noteSettings(prompt: Prompt, rules: FamilyRules, ledger: TokenLedger): void {
  for (const { key, value } of prompt.settings ?? []) {
    if (key === "context_management") ledger.doubt("context management, which compacts the input");
    if (key === "reasoning" && stringValue(member(value, "mode")) === "pro") {
      addProMode(prompt, rules, ledger);
    }
  }
}

function addProMode({ messages }: Prompt, { proMode }: FamilyRules, ledger: TokenLedger): void {
  ledger.omit("what the reasoning mode pro adds");
  if (proMode === undefined) return;
  const earlierAnswers = messages.filter(
    ({ role, toolCalls }) => role === "assistant" && toolCalls.length === 0,
  ).length;
  ledger.frame(
    (proMode.copies - 1) * ledger.inputTokens() +
      proMode.frame +
      proMode.earlierAnswer * earlierAnswers,
  );
}

function noteTemplates({ messages, instructions }: Prompt, ledger: TokenLedger): void {
  const placeholders = [
    ...(instructions?.placeholders ?? []),
    ...messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === "text" ? part.placeholders : [])),
    ),
  ];
  const variables = new Set(placeholders.flatMap(({ variable }) => variable ?? []));
  if (variables.size > 0) ledger.doubt(`${counted(variables.size, "variable")} without a value`);
  const others = placeholders.filter(({ variable }) => variable === undefined).length;
  if (others > 0) ledger.doubt(`${counted(others, "template expression")} as written`);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
