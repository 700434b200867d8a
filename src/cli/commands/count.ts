import { createReadStream } from "node:fs";
import { formatTokens } from "../../core/format";
import { StreamCounter } from "../../core/tokens/streamCounter";
import type { TokenEngine } from "../../core/tokens/tokenEngine";
import type { Command } from "../commandLine";
import { loadEngine } from "../engine";
import { unreadable } from "../estimator";
import { readWords } from "../options";
import { table } from "../terminal";

/** `tokenscale count`: tokens of whole texts, streamed. */
export const count: Command = async (words, terminal) => {
  const { values, positionals } = readWords(words, { json: { type: "boolean" } });
  const files = positionals.length > 0 ? positionals : ["-"];
  const engine = await loadEngine();
  const rows: string[][] = [];
  let sum = 0;
  for (const file of files) {
    const tokens = await countFile(file, engine);
    sum += tokens;
    if (values.json) terminal.out(`${JSON.stringify({ file, tokens })}\n`);
    else rows.push([file, formatTokens(tokens)]);
  }
  if (!values.json) {
    const total = files.length > 1 ? [["total", formatTokens(sum)]] : [];
    terminal.out(`${table([...rows, ...total])}\n`);
  }
  return 0;
};

async function countFile(file: string, engine: TokenEngine): Promise<number> {
  const stream = file === "-" ? process.stdin : createReadStream(file);
  const counter = new StreamCounter(engine);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) counter.push(chunk);
  } catch (error) {
    throw unreadable(file, error);
  }
  return counter.end();
}
