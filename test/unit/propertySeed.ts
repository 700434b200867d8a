import process from "node:process";
import fc from "fast-check";

const DEFAULT_SEED = 1;

/** Property tests try the same examples in every run, so a new failure comes from a change. */
fc.configureGlobal({ seed: Number(process.env["TOKENSCALE_SEED"] ?? DEFAULT_SEED) });
