/** Contents of large prompt files, each of about 10 million characters. */

const units = 10_000_000;

/** Plain text of many lines of prose. */
export function largeText(): string {
  return lines((number) => `${number}. ${ticketText(number)}`).join("\n");
}

/** The requests of a Batch API file, a line each. */
export function largeBatch(): readonly string[] {
  return lines((number) =>
    JSON.stringify({
      custom_id: `ticket-${number}`,
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model: "gpt-4o-mini",
        messages: [
          { role: "system", content: batchInstructions },
          { role: "user", content: ticketText(number) },
        ],
        max_tokens: 16,
      },
    }),
  );
}

export const batchInstructions =
  "Sort the ticket: answer with refund, exchange, delivery or question.";

/** The user's text in request `number` (from 1) of {@link largeBatch}. */
export function ticketText(number: number): string {
  return `Order #${(number * 7_919) % 100_000} came on day ${number % 31}; it's "damaged", and I'd like to know what you'll do – Zoë.`;
}

function lines(lineOf: (number: number) => string): readonly string[] {
  const all: string[] = [];
  for (let length = 0; length < units;) {
    const line = lineOf(all.length + 1);
    length += line.length + 1;
    all.push(line);
  }
  return all;
}
