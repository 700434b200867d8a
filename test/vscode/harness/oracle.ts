import { get_encoding } from "tiktoken";

const encoding = get_encoding("o200k_base");

/** Tokens of a text by `tiktoken`, special tokens as ordinary text: what every count is held against. */
export function countByTiktoken(text: string): number {
  return encodeByTiktoken(text).length;
}

/** Their ids. */
export function encodeByTiktoken(text: string): readonly number[] {
  return [...encoding.encode_ordinary(text)];
}

/** As every surface writes a number: `1,204`. */
export function withSeparators(value: number): string {
  return value.toLocaleString("en-US");
}

/** USD per token as OpenAI published them: input 2.50 and 0.15, output 10.00 and 0.60 per million. */
const usdPerToken = {
  "gpt-4o": { input: 2.5e-6, output: 10e-6 },
  "gpt-4o-mini": { input: 0.15e-6, output: 0.6e-6 },
};

/** The cost of a request, in USD, without images or cached input. */
export function costUsd(
  model: keyof typeof usdPerToken,
  tokens: { readonly input: number; readonly output: number },
): number {
  const price = usdPerToken[model];
  return tokens.input * price.input + tokens.output * price.output;
}

/** Whether `shown`, `$0.000391` or `0.00651`, is the amount rounded to the digits that it has. */
export function isRounded(shown: string, usd: number): boolean {
  const digits = shown.replaceAll(/[^\d.]/g, "");
  const decimals = digits.split(".")[1]?.length ?? 0;
  return Math.abs(Number(digits) - usd) <= 0.5 * 10 ** -decimals * (1 + 1e-9);
}
