import { readFile } from "node:fs/promises";
import type { Command } from "../commandLine";
import { loadEngine } from "../engine";

/** `tokenscale count`. */
export const count: Command = async (words, terminal) => {
  const engine = await loadEngine();
  for (const file of words) {
    const tokens = engine.count(await readFile(file, "utf8"));
    terminal.out(`${JSON.stringify({ file, tokens })}\n`);
  }
  return 0;
};
