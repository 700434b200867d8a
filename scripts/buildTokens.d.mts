/** See buildTokens.mjs. */
export function buildTokens(options: { readonly outDir: string }): Promise<boolean>;
