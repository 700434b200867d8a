/** See tokenPeers.mjs. */
export type CountTokens = (text: string) => number;
export const peers: Readonly<Record<string, () => Promise<CountTokens>>>;
export function loadTokenscale(bundle: string, tables: string): Promise<CountTokens>;
