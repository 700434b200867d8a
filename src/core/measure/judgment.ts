import type { Side } from "../pair";
import type { JudgeRequests } from "./rowResult";

/** A judge's opinion of the answers to one row, asked in both orders. */
export interface Judgment {
  readonly rowId: string;
  /** `tie` too if the orders disagree. Undefined if an order has no opinion. */
  readonly winner?: Side | "tie";
  /** The opinion of each order: the left answer first, then the right one first. */
  readonly orders: readonly [JudgedOrder, JudgedOrder];
  readonly judged: JudgeRequests;
  /** ISO date and time, UTC. */
  readonly finishedAt: string;
}

export type JudgedOrder =
  | { readonly kind: "opinion"; readonly winner: Side | "tie"; readonly reason: string }
  | { readonly kind: "error"; readonly reason: string };
