/** See buildTokens.mjs. */
export function buildTokens(options: { readonly outDir: string }): Promise<boolean>;
export function compileEngine(
  change?: (name: string, source: string) => string,
): Promise<Uint8Array>;
