import { sideThatRuns, type SideChoice } from "../core/estimate/diagnoseLimits";
import type { Estimate, ModelEstimate } from "../core/estimate/estimate";
import { type PicoUsd, sumIfKnown } from "../core/money";
import type { Side } from "../core/pair";
import type { ChangedFile } from "./git";

/** A prompt file's requests at the revision and now; undefined if there is no such file. */
export interface PromptChange extends ChangedFile {
  readonly before: FileInput | undefined;
  readonly now: FileInput | undefined;
  /** How often each request is made in a month, if the project says so. */
  readonly requestsPerMonth: number | undefined;
}

/** All requests of a file, each made once. */
export interface FileInput {
  readonly left: SideInput;
  readonly right: SideInput;
  /** Input and expected output, each request on the model that it runs on; undefined without a price. */
  readonly cost: PicoUsd | undefined;
  /** By model id, for how many requests it is recommended. */
  readonly recommended: ReadonlyMap<string, number>;
}

/** The billed input of all requests of a file on one model; the cost is undefined without a price. */
interface SideInput {
  readonly tokens: number;
  readonly cost: PicoUsd | undefined;
}

/** The cost of a file in a month; a side is undefined without such a file or without a price. */
interface MonthChange {
  readonly requests: number;
  readonly before: PicoUsd | undefined;
  readonly now: PicoUsd | undefined;
  readonly difference: PicoUsd | undefined;
}

const NOTHING: SideInput = { tokens: 0, cost: 0n };

/** The sums of requests; undefined if there is none. */
export async function inputOf(
  estimates: Iterable<Estimate> | AsyncIterable<Estimate>,
  choice: SideChoice,
): Promise<FileInput | undefined> {
  let [left, right] = [NOTHING, NOTHING];
  let cost: PicoUsd | undefined = 0n;
  let requests = 0;
  const recommended = new Map<string, number>();
  for await (const estimate of estimates) {
    requests += 1;
    left = addTo(left, estimate.left);
    right = addTo(right, estimate.right);
    cost = sumIfKnown([cost, sideThatRuns(estimate, choice).cost?.total]);
    const { modelId } = estimate.recommendation;
    if (modelId !== undefined) recommended.set(modelId, (recommended.get(modelId) ?? 0) + 1);
  }
  return requests === 0 ? undefined : { left, right, cost, recommended };
}

function addTo({ tokens, cost }: SideInput, { count, cost: added }: ModelEstimate): SideInput {
  return { tokens: tokens + count.inputTokens, cost: sumIfKnown([cost, added?.input]) };
}

/** How the input of each request changes on one model. */
export function inputChange({ before, now }: PromptChange, side: Side): SideInput {
  const was = before?.[side] ?? NOTHING;
  const is = now?.[side] ?? NOTHING;
  return { tokens: is.tokens - was.tokens, cost: difference(was.cost, is.cost) };
}

/** How the cost of a month changes; undefined if the project doesn't say how often requests are made. */
export function monthChange({
  before,
  now,
  requestsPerMonth: requests,
}: PromptChange): MonthChange | undefined {
  if (requests === undefined) return undefined;
  const ofMonth = (input: FileInput | undefined): PicoUsd | undefined =>
    input?.cost === undefined ? undefined : input.cost * BigInt(requests);
  const [was, is] = [before && ofMonth(before), now && ofMonth(now)];
  return {
    requests,
    before: was,
    now: is,
    difference: difference(before ? was : 0n, now ? is : 0n),
  };
}

/** Whether both versions exist and not the same models are recommended for as many requests. */
export function isRecommendationChanged({ before, now }: PromptChange): boolean {
  if (before === undefined || now === undefined) return false;
  const ids = new Set([...before.recommended.keys(), ...now.recommended.keys()]);
  return [...ids].some((id) => before.recommended.get(id) !== now.recommended.get(id));
}

function difference(was: PicoUsd | undefined, is: PicoUsd | undefined): PicoUsd | undefined {
  return was === undefined || is === undefined ? undefined : is - was;
}
