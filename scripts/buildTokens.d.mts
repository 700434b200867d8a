/** See buildTokens.mjs. */
export function buildTokens(options: { readonly outDir: string }): Promise<boolean>;
export function compileEngine(
  change?: (name: string, source: string) => string,
): Promise<Uint8Array>;

/** Compresses with Brotli, as the packages hold the vocabulary and some other large files. */
export function compress(bytes: Uint8Array): Buffer;

/** The vocabulary in the order of its bytes; `tokens` by rank. */
export function sortVocabulary(tokens: readonly Uint8Array[]): Uint8Array;
