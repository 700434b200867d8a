/**
 * The packages that count o200k_base tokens, each loaded as its documentation says and only when it
 * is asked for: loading is measured too. A counter takes a text and returns its number of tokens.
 */
export const peers = {
  tiktoken: async () => {
    const { get_encoding: getEncoding } = await import("tiktoken");
    const encoding = getEncoding("o200k_base");
    return (text) => encoding.encode_ordinary(text).length;
  },
  "gpt-tokenizer": async () => {
    const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
    return (text) => countTokens(text);
  },
  "js-tiktoken": async () => {
    const { Tiktoken } = await import("js-tiktoken/lite");
    const { default: ranks } = await import("js-tiktoken/ranks/o200k_base");
    const encoding = new Tiktoken(ranks);
    return (text) => encoding.encode(text, [], []).length;
  },
  "ai-tokenizer": async () => {
    const { Tokenizer } = await import("ai-tokenizer");
    const encoding = await import("ai-tokenizer/encoding/o200k_base");
    const tokenizer = new Tokenizer(encoding);
    return (text) => tokenizer.count(text);
  },
};

/** Ours, from a bundle of src/core/tokens/tokenEngine.ts and the folder of its tables. */
export async function loadTokenscale(bundle, tables) {
  const { readFile } = await import("node:fs/promises");
  const { createTokenEngine } = await import(bundle);
  const [wasm, vocabulary, classes] = await Promise.all(
    ["engine.wasm", "vocabulary.bin", "classes.bin"].map((name) => readFile(`${tables}/${name}`)),
  );
  const engine = createTokenEngine({ wasm, vocabulary, classes });
  return (text) => engine.count(text);
}
