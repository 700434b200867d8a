import { exportStoredRun, type StoredRun } from "../../core/runs/records/storedRun";
import { saveText } from "../saveText";

/** Asks where to save a run and writes it as JSON. */
export async function saveRun(run: StoredRun): Promise<void> {
  const file = run.file.split("/").at(-1) ?? run.file;
  const name = file.replaceAll(/[^\w.-]+/g, "-");
  await saveText(`${name}-run-${run.startedAt.slice(0, 10)}.json`, exportStoredRun(run));
}
