import OpenAI from "openai";

/** Decides whether a ticket can be answered by the desk at all. */
export const GATE_PROMPT = `You decide whether a message belongs to the support desk of an outdoor shop.
It does if it is about an order, an article, a repair, a delivery, a payment or an account.
It does not if it is advertising, a job application, a question of a journalist, or a private message
that went astray. Answer with "desk" or "elsewhere" and nothing else. If you are not sure, answer "desk":
a message that is read once too often costs a minute, one that is lost costs a customer.`;

/** Writes the line under which a case is listed. */
export const HEADLINE_PROMPT = `Write a headline for this support case. At most nine words. It names the
article, what is wrong with it, and what the customer wants, in this order, as far as they are known:
"Two-person tent: pole snapped, wants a spare part by Saturday". No case number, no name, no feelings,
no full stop. Write it in English even where the case is in another language, because the list is read by
colleagues in both towns. If the case is about several articles, take the one that the customer writes
most about, and add "and others". If nothing is wrong with any article, begin with what the case is about
instead: "Invoice: wants the company's name on it".`;

/** Checks a reply before a colleague sees it. */
export const CHECK_PROMPT = `Check this reply to a customer. List every sentence that promises something,
with the words of the promise, and say for each one whether the shop's rules allow it: a spare part, a
repair and a repeated delivery are allowed; refunds of used goods, discounts and dates of carriers are not.
If a promise depends on something that the conversation does not say, write "depends on" and what it is.
If there is none, write "no promises".`;

export function gateRequest(message: string): OpenAI.Chat.ChatCompletionCreateParamsNonStreaming {
  return {
    model: "gpt-4o-mini",
    max_tokens: 3,
    messages: [
      { role: "system", content: GATE_PROMPT },
      { role: "user", content: `The message:\n\n${message}` },
    ],
  };
}
