import type { BatchState } from "../core/measure/batch/batchState";
import type { MeasurePlan } from "../core/measure/engine/measurePlan";
import { faultWords } from "../core/measure/engine/measureWords";
import { SIDES } from "../core/pair";
import { visibleLine } from "../core/visibleText";
import { readBatchInput, saveBatches } from "../node/batchFolder";
import { BatchJob } from "../openai/batchJob";
import { BatchFault, createBatchServer } from "../openai/batchServer";
import type { ServerConnection } from "../openai/serverConnection";
import type { Host } from "./host";
import { InputError } from "./usage";

export { connectionTo, readAddress } from "./network";

interface JobInput {
  readonly connection: ServerConnection;
  readonly plan: MeasurePlan;
  readonly state: BatchState;
  readonly folder: string;
}

/** Does a step of the batches of a folder. A fault of the server ends it; what was done stays done. */
export async function withJob(
  { connection, plan, state, folder }: JobInput,
  host: Host,
  step: (job: BatchJob) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const forgetInterrupt = host.onInterrupt(() => controller.abort());
  try {
    const { endpoint } = plan.prompt;
    const server = await createBatchServer(connection, endpoint, controller.signal);
    const job = new BatchJob(state, server, {
      save: (saved) => saveBatches(folder, saved),
      readInput: (part) => readBatchInput(folder, part),
    });
    await step(job);
  } catch (error) {
    if (!(error instanceof BatchFault)) throw error;
    const side = SIDES.find((each) => plan.sides[each]) ?? "left";
    const { title, sentence } = faultWords(plan, side, error.fault);
    throw new InputError(visibleLine(`${title}. ${sentence} What was done so far is kept.`));
  } finally {
    forgetInterrupt();
  }
}
