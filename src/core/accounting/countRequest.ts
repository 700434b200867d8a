import type { Prompt } from "../prompt/prompt";
import type { TokenCounter } from "../tokens/tokenCounter";
import { countChat } from "./countChat";
import { countResponses } from "./countResponses";
import type { ImageTokens } from "./imageTokens";
import { Ledger } from "./ledger";
import type { RequestCount } from "./requestCount";

/**
 * What the API bills as input for `prompt` on `model`, by the rules of docs/accounting.md. Text is
 * counted as written in the prompt: fill templates first. Never throws; time grows linearly with
 * the prompt.
 */
export function countRequest(
  prompt: Prompt,
  model: { readonly imageTokens?: ImageTokens },
  counter: TokenCounter,
): RequestCount {
  const ledger = new Ledger();
  const count = prompt.endpoint === "chat" ? countChat : countResponses;
  count({ prompt, imageTokens: model.imageTokens, ledger, tokens: (text) => counter.count(text) });
  noteTemplates(prompt, ledger);
  prompt.serverState.forEach((state) => ledger.omit(`${state} on the server`));
  for (const { kind, reason } of prompt.caveats) {
    if (kind === "left-out") ledger.omit(reason);
    else ledger.doubt(reason);
  }
  return ledger.close();
}

function noteTemplates({ messages, instructions }: Prompt, ledger: Ledger): void {
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
