import { formatTokens } from "../../core/format";
import { StreamCounter } from "../../core/tokens/streamCounter";
import { visibleJson } from "../../core/visibleText";
import { type Command, forEachFile } from "../command";
import { loadEngine } from "../../node/loadEngine";
import { readBytes, STANDARD_INPUT } from "../input";
import { readWords } from "../options";
import { table } from "../terminal";

/** `tokenscale count`: tokens of whole texts, streamed. */
export const count: Command = async (words, host) => {
  const { values, positionals } = readWords(words, { json: { type: "boolean" } });
  const files = positionals.length > 0 ? positionals : [STANDARD_INPUT];
  const engine = await loadEngine(host.tokensFolder);
  const rows: string[][] = [];
  let sum = 0;
  const exitCode = await forEachFile(files, host, async (file) => {
    const counter = new StreamCounter(engine);
    for await (const bytes of readBytes(file, host)) counter.push(bytes);
    const tokens = counter.end();
    sum += tokens;
    if (values.json) await host.out(`${visibleJson({ file, tokens })}\n`);
    else rows.push([file, formatTokens(tokens)]);
  });
  if (files.length > 1) rows.push(["total", formatTokens(sum)]);
  if (!values.json && rows.length > 0) await host.out(`${table(rows)}\n`);
  return exitCode;
};
