/**
 * Loads a token counter in a separate process and counts one text:
 * `node --expose-gc coldStart.mjs <name> <file> [<bundle> <tables>]`.
 * Prints, as JSON, how long that took (`ms`), the tokens, and what the process has grown by
 * (`residentBytes`, after all garbage was collected).
 */
import { readFileSync } from "node:fs";
import { loadTokenscale, peers } from "./tokenPeers.mjs";

const [name, file, bundle, tables] = process.argv.slice(2);
const text = readFileSync(file, "utf8");

globalThis.gc();
const residentBefore = process.memoryUsage.rss();
const start = performance.now();
const count = await (bundle === undefined ? peers[name]() : loadTokenscale(bundle, tables));
const tokens = count(text);
const ms = performance.now() - start;
globalThis.gc();
const residentBytes = process.memoryUsage.rss() - residentBefore;
console.log(JSON.stringify({ ms, tokens, residentBytes }));
