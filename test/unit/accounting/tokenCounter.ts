import type { TokenCounter } from "../../../src/core/tokens/tokenCounter";
import { loadTokenEngine } from "../tokens/loadEngine";

/** The project's own engine, which its own tests compare with tiktoken. */
export const tokenCounter: TokenCounter = await loadTokenEngine();
