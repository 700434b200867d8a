import { expect, test } from "vitest";
import { loadTokenAssets } from "./loadEngine";

/** The tokens by rank, as strings of one character a byte. */
async function loadTokens(): Promise<readonly string[]> {
  const { vocabulary } = await loadTokenAssets();
  const bytes = Buffer.from(vocabulary);
  const tokens: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 + (bytes[at] ?? 0)) {
    tokens.push(bytes.toString("latin1", at + 1, at + 1 + (bytes[at] ?? 0)));
  }
  return tokens;
}

/**
 * The parts that are left of a token when byte-pair encoding has only its last step to do, or comes to
 * no end in it.
 */
function lastParts(token: string, ranks: ReadonlyMap<string, number>): readonly string[] {
  const parts = [...token];
  while (parts.length > 2) {
    let lowest = Infinity;
    let at = -1;
    for (let index = 0; index + 1 < parts.length; index++) {
      const rank = ranks.get(`${parts[index]}${parts[index + 1]}`) ?? Infinity;
      if (rank < lowest) [lowest, at] = [rank, index];
    }
    if (at < 0) break;
    parts.splice(at, 2, `${parts[at]}${parts[at + 1]}`);
  }
  return parts;
}

test("a token is merged from two tokens of lower rank, as merging in sweeps requires", async () => {
  const tokens = await loadTokens();
  expect(tokens.length).toBe(199_998);
  const ranks = new Map(tokens.map((token, rank) => [token, rank]));
  for (const [rank, token] of tokens.entries()) {
    if (token.length === 1) continue;
    const parts = lastParts(token, ranks);
    const isMergedFromLower =
      parts.length === 2 && parts.every((part) => (ranks.get(part) ?? Infinity) < rank);
    if (!isMergedFromLower) expect.fail(`Token ${rank} is left in ${parts.length} parts.`);
  }
});
