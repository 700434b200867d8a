import { groupBy } from "../groupBy";
import type { ModelPair } from "../models/resolvePair";
import type { PicoUsd } from "../money";
import { isLossTolerated, isSizedLevel } from "../recommend/knownLoss";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "../recommend/pair";
import type { EvidenceLevel } from "../recommend/recommendation";
import { addSums, type Cell, emptySums } from "./trafficCell";
import type { PricedModel, TrafficPricer } from "./trafficCost";

/**
 * The decision for the requests of a route and kind:
 * `moves`: to the right model, within the tolerance. `by cost`: to the right model, because nothing says
 * otherwise. `stays`: its loss is over the tolerance. `costs more`: on the right model. `there`: it is on
 * the right model already. `other model`: it is on neither of the pair. `not known`: there is no text to judge,
 * or an image whose tokens the log does not count.
 */
type MoveDecision =
  "moves" | "by cost" | "stays" | "costs more" | "there" | "other model" | "not known";

export interface MoveRow {
  readonly route: string;
  readonly file: string;
  /** The id of the kind of task; empty if not recognized. */
  readonly kind: string;
  readonly level: EvidenceLevel | undefined;
  /** As the log names it, of the most requests. */
  readonly model: string;
  readonly requests: number;
  readonly outputTokens: number;
  readonly cost: PicoUsd;
  /** The saving of the move; undefined if there is nothing to move, or no price. */
  readonly saving?: PicoUsd;
  /** The expected loss of score on the right model, if its size is known. */
  readonly loss?: { readonly expected: number; readonly deviation: number };
  readonly decision: MoveDecision;
}

/** A point of cost against the share moved, smallest loss per dollar first. */
interface CurvePoint {
  /** Of the left model's requests, 0 … 1. */
  readonly share: number;
  readonly cost: PicoUsd;
  /** Mean expected loss over the left model's requests. */
  readonly loss: number;
  /** The row that the step moves; undefined for today. */
  readonly row?: MoveRow;
}

export interface TrafficMoves {
  /** Largest saving first. */
  readonly rows: readonly MoveRow[];
  /** The saving of the moves within the tolerance. Never added to `savedByCost`. */
  readonly saved: PicoUsd;
  readonly savedByCost: PicoUsd;
  readonly leftRequests: number;
  readonly movedRequests: number;
  /** Mean expected loss on the requests that move, and its deviation. */
  readonly lossOfMoved?: { readonly expected: number; readonly deviation: number };
  /** The same over all of the left model's requests: those that stay lose nothing. */
  readonly lossOfAll: number;
  readonly curve: readonly CurvePoint[];
}

interface MoveOptions {
  readonly pair: ModelPair;
  readonly pricer: TrafficPricer;
  readonly tolerated: number;
}

const MICRO = 1_000_000;

/** Which of the left model's requests can go to the right model, by route and kind of task. */
export function findMoves(cells: readonly Cell[], options: MoveOptions): TrafficMoves {
  const { pair, pricer } = options;
  const sideOf = (cell: Cell): "left" | "right" | "other" => {
    const id = pricer.modelNamed(cell.key.model)?.model.id;
    if (id === undefined) return "other";
    if (id === baseId(pair.left.id)) return "left";
    return id === baseId(pair.right.id) ? "right" : "other";
  };
  const groups = groupBy(cells, (cell) => {
    const { route, kind, level = "" } = cell.key;
    return [sideOf(cell), route, kind, level].join("\t");
  });
  const rows = [...groups.values()].map((own) => moveRow(own, sideOf(own[0] as Cell), options));
  const left = rows.filter(({ decision }) => decision !== "there" && decision !== "other model");
  const moved = left.filter(({ decision }) => decision === "moves");
  const leftRequests = requestsOf(left);
  const movedRequests = requestsOf(moved);
  const meanOf = (pick: (row: MoveRow) => number): number =>
    moved.reduce((sum, row) => sum + pick(row) * row.requests, 0);
  const lossSum = meanOf(({ loss }) => loss?.expected ?? 0);
  return {
    rows: rows.toSorted(bySaving),
    saved: savingOf(moved),
    savedByCost: savingOf(left.filter(({ decision }) => decision === "by cost")),
    leftRequests,
    movedRequests,
    ...(movedRequests > 0 && {
      lossOfMoved: {
        expected: lossSum / movedRequests,
        deviation: meanOf(({ loss }) => loss?.deviation ?? 0) / movedRequests,
      },
    }),
    lossOfAll: leftRequests === 0 ? 0 : lossSum / leftRequests,
    curve: curveOf(rows, left, leftRequests),
  };
}

function baseId(id: string): string {
  return id.replace(/@.*$/, "");
}

function moveRow(
  cells: readonly Cell[],
  side: "left" | "right" | "other",
  { pair, pricer, tolerated }: MoveOptions,
): MoveRow {
  const sums = emptySums();
  let cost = 0n;
  let after: PicoUsd | undefined = 0n;
  const target: PricedModel = { model: pair.right, snapshot: pair.rightSnapshot };
  for (const cell of cells) {
    addSums(sums, cell.sums);
    cost += pricer.asLogged(cell) ?? 0n;
    const moved = pricer.on(cell, target);
    after = after === undefined || moved === undefined ? undefined : after + moved;
  }
  const busiest = cells.reduce((a, b) => (b.sums.requests > a.sums.requests ? b : a));
  const { route, kind, level, model, file } = busiest.key;
  const { requests } = sums;
  const isMeasured =
    [pair.left.id, pair.right.id].map(baseId).join() === `${STRONG_MODEL_ID},${LIGHT_MODEL_ID}`;
  const loss =
    side === "left" && isMeasured && level !== undefined && isSizedLevel(level)
      ? {
          expected: sums.gapMicro / MICRO / requests,
          deviation: sums.deviationMicro / MICRO / requests,
        }
      : undefined;
  const saving = side === "left" && after !== undefined ? cost - after : undefined;
  const row = {
    route,
    file,
    kind,
    level,
    model,
    requests,
    outputTokens: sums.output,
    cost,
    ...(saving !== undefined && { saving }),
    ...(loss && { loss }),
  };
  const decide = (): MoveDecision => {
    if (side === "right") return "there";
    if (side === "other" || saving === undefined) return "other model";
    // An image takes 33 times as many tokens on mini: without their count there is no cost to compare.
    const areImagesUnknown = isMeasured && sums.withImages > 0 && sums.image === 0;
    if (level === undefined || areImagesUnknown) return "not known";
    if (saving <= 0n) return "costs more";
    if (loss === undefined) return "by cost";
    return isLossTolerated(loss.expected, tolerated) ? "moves" : "stays";
  };
  return { ...row, decision: decide() };
}

function requestsOf(rows: readonly MoveRow[]): number {
  return rows.reduce((sum, { requests }) => sum + requests, 0);
}

function savingOf(rows: readonly MoveRow[]): PicoUsd {
  return rows.reduce((sum, { saving = 0n }) => sum + saving, 0n);
}

/** Moves within the tolerance first, then moves by cost, then the rest by cost. */
function bySaving(a: MoveRow, b: MoveRow): number {
  const weight = ({ decision, saving = 0n }: MoveRow): PicoUsd =>
    decision === "moves" || decision === "by cost" ? saving : 0n;
  const [first, second] = [weight(a), weight(b)];
  if (first !== second) return first > second ? -1 : 1;
  if (a.cost !== b.cost) return a.cost > b.cost ? -1 : 1;
  return `${a.route}\t${a.kind}` < `${b.route}\t${b.kind}` ? -1 : 1;
}

/** Everything whose loss is known, one row after another, smallest loss per dollar first. */
function curveOf(
  all: readonly MoveRow[],
  left: readonly MoveRow[],
  leftRequests: number,
): readonly CurvePoint[] {
  const steps = left
    .filter(
      ({ loss, saving = 0n, decision }) =>
        loss !== undefined && saving > 0n && decision !== "costs more",
    )
    .map((row) => ({
      row,
      perDollar: ((row.loss?.expected ?? 0) * row.requests) / Number(row.saving),
    }))
    .toSorted((a, b) => a.perDollar - b.perDollar);
  let cost = all.reduce((sum, row) => sum + row.cost, 0n);
  let requests = 0;
  let loss = 0;
  const points: CurvePoint[] = [{ share: 0, cost, loss: 0 }];
  for (const { row } of steps) {
    cost -= row.saving ?? 0n;
    requests += row.requests;
    loss += (row.loss?.expected ?? 0) * row.requests;
    points.push({ share: requests / leftRequests, cost, loss: loss / leftRequests, row });
  }
  return points;
}
