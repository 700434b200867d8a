import type { BatchState } from "../core/measure/batch/batchState";
import { headOf } from "../core/measure/engine/earlierRun";
import { type MeasurePlan, requestOfRow } from "../core/measure/engine/measurePlan";
import { SIDES } from "../core/pair";
import { visibleLine } from "../core/visibleText";
import { BatchInputWriter, saveBatches } from "../node/batchFolder";
import { batchLine } from "../openai/batchRequests";
import type { ServerConnection } from "../openai/serverConnection";
import type { Host } from "./host";
import type { MeasureCall } from "./measureInput";
import { InputError } from "./usage";

interface BatchPlace {
  readonly folder: string;
  readonly startedAt: string;
  readonly connection: ServerConnection;
}

/** Writes the requests of both models, and the state that says so. */
export async function writeBatchInputs(
  plan: MeasurePlan,
  { file, data, request, asserts, limit }: MeasureCall,
  { folder, startedAt, connection }: BatchPlace,
  host: Host,
): Promise<BatchState> {
  const parts: BatchState["parts"][number][] = [];
  for (const side of SIDES) {
    // All requests of a batch go to one API.
    for (const endpoint of ["chat", "responses"] as const) {
      const writer = new BatchInputWriter(folder, plan.id, side, endpoint);
      for (const [index, row] of plan.rows.entries()) {
        const planned = plan.sides[side]?.rows[index];
        if (planned?.request.endpoint !== endpoint) continue;
        const written = await batchLine(row.id, requestOfRow(plan, row, planned), connection);
        const problem =
          "problem" in written
            ? written.problem
            : (await writer.add(written.line))
              ? undefined
              : "its request is over 200 MB";
        if (problem !== undefined) host.err(`${visibleLine(`Row ${row.id}: ${problem}.`)}\n`);
      }
      parts.push(...(await writer.end()));
    }
  }
  if (parts.length === 0) throw new InputError(`No row of ${data} can be sent.`);
  // The models as they are now: the project's configuration may name others when the answers come.
  const { left = "", right = "" } = headOf(plan, startedAt).models;
  const state: BatchState = {
    version: 1,
    call: {
      file,
      data,
      left,
      right,
      ...(request !== undefined && { request }),
      ...(asserts !== undefined && { asserts }),
      ...(limit !== undefined && { limit }),
    },
    host: plan.host,
    startedAt,
    parts,
    entries: [],
  };
  await saveBatches(folder, state);
  return state;
}
