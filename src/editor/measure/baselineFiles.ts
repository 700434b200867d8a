import * as vscode from "vscode";
import {
  baselineFileName,
  baselineText,
  readBaseline,
} from "../../core/measure/export/baselineFile";
import type { EarlierRun } from "../../core/measure/engine/earlierRun";
import type { MeasureInput } from "../../core/panel/measure/measureInput";
import type { Side } from "../../core/pair";
import { saveText } from "../saveText";

const ENDING = ".baseline.jsonl";

/** The saved answers beside a prompt, by the names of their files. */
export async function readBaselines(promptUri: vscode.Uri): Promise<MeasureInput["baselines"]> {
  const folder = vscode.Uri.joinPath(promptUri, "..");
  const [stem = ""] = baselineNameOf(promptUri).split(".");
  const names = (await vscode.workspace.fs.readDirectory(folder))
    .map(([name]) => name)
    .filter((name) => name.startsWith(`${stem}.`) && name.endsWith(ENDING));
  const read = await Promise.all(
    names.sort().map(async (name) => {
      const uri = vscode.Uri.joinPath(folder, name);
      const run = readBaseline(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
      return run && { file: vscode.workspace.asRelativePath(uri), run };
    }),
  );
  return read.filter((each) => each !== undefined);
}

/** Asks where to; beside the prompt, each model in a file of its own, unless the user wants otherwise. */
export async function saveBaseline(
  run: Pick<EarlierRun, "head" | "results">,
  side: Side,
  promptUri: vscode.Uri,
): Promise<void> {
  const beside = baselineNameOf(promptUri);
  const model = (run.head.models[side] ?? side).replaceAll(/[^\w.@-]+/g, "-");
  const name = `${beside.slice(0, -ENDING.length)}.${model}${ENDING}`;
  await saveText(name, baselineText(run, side), vscode.Uri.joinPath(promptUri, ".."));
}

function baselineNameOf({ path }: vscode.Uri): string {
  return baselineFileName(path).split("/").at(-1) ?? "";
}
