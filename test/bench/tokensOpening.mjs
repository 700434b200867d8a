/**
 * Opens a document in a separate process: `node tokensOpening.mjs <bundle> <tables> <file>`.
 * Prints, as JSON, how long all of it was at work (`ms`), and the longest of its turns, in which the
 * event loop was held (`longestHoldMs`).
 */
import { readFileSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";

const [bundle, tables, file] = process.argv.slice(2);
const { DocumentCounter, createTokenEngine } = await import(bundle);
const text = readFileSync(file, "utf8");
const engine = createTokenEngine({
  wasm: readFileSync(`${tables}/engine.wasm`),
  vocabulary: readFileSync(`${tables}/vocabulary.bin`),
  classes: readFileSync(`${tables}/classes.bin`),
});

const turnsMs = [];
let turnStartMs = performance.now();
const endTurn = () => turnsMs.push(performance.now() - turnStartMs);
await new DocumentCounter(engine, text).countPending({
  eventLoop: {
    nowMs: () => performance.now(),
    yield: async () => {
      endTurn();
      await nextTurn();
      turnStartMs = performance.now();
    },
  },
});
endTurn();
console.log(
  JSON.stringify({
    ms: turnsMs.reduce((total, ms) => total + ms, 0),
    longestHoldMs: Math.max(...turnsMs),
  }),
);
