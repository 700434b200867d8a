import { join } from "node:path";
import { localDay } from "../core/day";
import { WITHOUT_PAUSE } from "../core/estimate/pace";
import type { TokenEngine } from "../core/tokens/tokenEngine";
import { loadEngine } from "../node/loadEngine";
import { createApi } from "./createApi";
import type { TokenscaleApi } from "./tokenscaleApi";

/** The exports of `import … from "tokenscale"` in Node. */
export type * from "./tokenscaleApi";

let engine: Promise<TokenEngine> | undefined;

const api = createApi({
  engine: () => (engine ??= loadEngine(join(import.meta.dirname, "..", "tokens"))),
  today: () => localDay(new Date()),
  pace: () => WITHOUT_PAUSE,
});

export const version: TokenscaleApi["version"] = api.version;
export const count: TokenscaleApi["count"] = api.count;
export const countStream: TokenscaleApi["countStream"] = api.countStream;
export const readPrompt: TokenscaleApi["readPrompt"] = api.readPrompt;
export const estimate: TokenscaleApi["estimate"] = api.estimate;
export const recommend: TokenscaleApi["recommend"] = api.recommend;
export const migrate: TokenscaleApi["migrate"] = api.migrate;
