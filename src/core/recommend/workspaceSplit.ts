import { formatWholePercent } from "../format";
import type { PicoUsd } from "../money";
import type { Recommendation } from "./recommendation";

/** One request, what is recommended for it, and what it costs on both models. */
export interface RoutedRequest {
  readonly recommendation: Recommendation;
  /** The lighter model of the measured pair; undefined if it is none, or neither can take it. */
  readonly light?: {
    /** `mini`. */
    readonly name: string;
    readonly isChosen: boolean;
  };
  /** Undefined if the price is not known. */
  readonly strongPicoUsd?: PicoUsd;
  readonly lightPicoUsd?: PicoUsd;
}

/** The effect of routing each request as recommended, compared with all of them on the stronger model. */
export interface WorkspaceSplit {
  /** The lighter model: `mini`. */
  readonly lightName: string;
  /** Requests that one of the two models can take. */
  readonly requests: number;
  readonly toMini: number;
  /** 0 … 1 of the requests. */
  readonly shareToMini: number;
  /**
   * Cost over that of all on the stronger model. Undefined if a price is missing, or nothing costs anything.
   */
  readonly costShare?: number;
  /** Expected score over that of all on the stronger model; requests without evidence are left out. Undefined if all are. */
  readonly qualityShare?: number;
  /** Requests by their kind, if it is clear. */
  readonly requestsOfKind: ReadonlyMap<string, number>;
}

/** Money fractions are cut after this many parts: enough for any share that is shown. */
const COST_PARTS = 1_000_000n;

/** Adds up requests one by one, so that any number of them needs to be held nowhere. */
export class WorkspaceSplitBuilder {
  private readonly requestsOfKind = new Map<string, number>();
  private lightName = "";
  private requests = 0;
  private toMini = 0;
  private score4o = 0;
  private expectedScore = 0;
  private strongPicoUsd: PicoUsd = 0n;
  private splitPicoUsd: PicoUsd | undefined = 0n;

  add({ recommendation, light, strongPicoUsd, lightPicoUsd }: RoutedRequest): void {
    const { evidence } = recommendation;
    if (light === undefined) return;
    const isToLight = light.isChosen;
    this.lightName = light.name;
    this.requests += 1;
    if (isToLight) this.toMini += 1;
    if (evidence) {
      const { kind, isRecognized, score4o, expectedGap } = evidence;
      if (isRecognized) {
        this.requestsOfKind.set(kind.id, (this.requestsOfKind.get(kind.id) ?? 0) + 1);
      }
      this.score4o += score4o;
      this.expectedScore += score4o - (isToLight ? expectedGap : 0);
    }
    const chosen = isToLight ? lightPicoUsd : strongPicoUsd;
    const isPriced = chosen !== undefined && strongPicoUsd !== undefined;
    this.splitPicoUsd =
      this.splitPicoUsd === undefined || !isPriced ? undefined : this.splitPicoUsd + chosen;
    this.strongPicoUsd += strongPicoUsd ?? 0n;
  }

  split(): WorkspaceSplit {
    const { requests, toMini, score4o, expectedScore, strongPicoUsd, splitPicoUsd } = this;
    return {
      lightName: this.lightName,
      requests,
      toMini,
      shareToMini: requests === 0 ? 0 : toMini / requests,
      ...(splitPicoUsd !== undefined &&
        strongPicoUsd > 0n && {
          costShare: Number((splitPicoUsd * COST_PARTS) / strongPicoUsd) / Number(COST_PARTS),
        }),
      ...(score4o > 0 && { qualityShare: expectedScore / score4o }),
      requestsOfKind: this.requestsOfKind,
    };
  }
}

/** `route 63% to mini: 96% of the score at 31% of the cost`; what is not known is left out. */
export function splitWords({
  lightName,
  shareToMini,
  qualityShare,
  costShare,
}: WorkspaceSplit): string {
  const percent = (share: number): string => formatWholePercent(Math.round(share * 1000), 1000);
  const quality = qualityShare === undefined ? "" : `${percent(qualityShare)} of the score`;
  const cost = costShare === undefined ? "" : `${percent(costShare)} of the cost`;
  const kept = [quality, cost].filter((words) => words !== "").join(" at ");
  return `route ${percent(shareToMini)} to ${lightName}${kept === "" ? "" : `: ${kept}`}`;
}
