import * as vscode from "vscode";
import { readPromptFile } from "../../core/prompt/formats/promptFormats";
import type { CsvColumns, CsvField } from "../../core/traffic/formats/csvColumns";
import { UnknownColumns } from "../../core/traffic/formats/logInterpreter";
import { type PromptTemplate, templateOf } from "../../core/traffic/templateMatch";
import type { TrafficSummary } from "../../core/traffic/trafficSummary";
import type { LogTask } from "../../node/traffic/logTask";
import { requireMachine } from "../host";
import { findPromptFiles } from "../panel/findPromptFiles";
import type { PromptDocuments } from "../store/promptDocuments";

interface ReadTrafficOptions {
  readonly extensionUri: vscode.Uri;
  readonly documents: PromptDocuments;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

const DAY_MS = 86_400_000;
/** A template in a longer file is left out. */
const MAX_TEMPLATE_BYTES = 256 * 1024;

/** Reads logs in threads of their own, so that the editor never waits. */
export async function readTraffic(
  files: readonly vscode.Uri[],
  { extensionUri, documents, signal, onBytes }: ReadTrafficOptions,
): Promise<TrafficSummary> {
  const task: LogTask = {
    readsText: true,
    showsLines: false,
    hashesRoutes: false,
    templates: await readTemplates(documents, signal),
    lastDayMs: Date.now() + DAY_MS,
  };
  const workerFile = vscode.Uri.joinPath(extensionUri, "dist", "lib", "trafficWorker.mjs").fsPath;
  const paths = files.map(({ fsPath }) => fsPath);
  const options = { workerFile, signal, onBytes };
  const { readLogs } = requireMachine();
  const summary = await readLogs(paths, task, options).catch(async (error: unknown) => {
    if (!(error instanceof UnknownColumns)) throw error;
    const columns = await chooseColumns(error.head);
    return columns === undefined ? undefined : readLogs(paths, { ...task, columns }, options);
  });
  if (summary === undefined) throw new vscode.CancellationError();
  summary.nameFiles((file) => vscode.workspace.asRelativePath(file));
  return summary;
}

/** The literal texts of the workspace's prompt files. */
async function readTemplates(
  documents: PromptDocuments,
  signal: AbortSignal,
): Promise<readonly PromptTemplate[]> {
  const templates: PromptTemplate[] = [];
  for (const uri of await findPromptFiles(documents, signal)) {
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.length > MAX_TEMPLATE_BYTES) continue;
    const { prompts } = readPromptFile({ path: uri.path, text: new TextDecoder().decode(bytes) });
    const file = vscode.workspace.asRelativePath(uri);
    templates.push(...prompts.flatMap((prompt) => templateOf(file, prompt) ?? []));
  }
  return templates;
}

const QUESTIONS: readonly (readonly [CsvField, string])[] = [
  ["model", vscode.l10n.t("Which column holds the model?")],
  ["input", vscode.l10n.t("Which column holds the tokens in?")],
  ["output", vscode.l10n.t("Which column holds the tokens out?")],
];

/** Asks for the columns of a table that its head row does not tell; undefined if the person leaves. */
async function chooseColumns(head: readonly string[]): Promise<CsvColumns | undefined> {
  const columns = new Map<CsvField, string>();
  for (const [field, placeHolder] of QUESTIONS) {
    const rest = head.filter((name) => ![...columns.values()].includes(name));
    const chosen = await vscode.window.showQuickPick(rest, { placeHolder });
    if (chosen === undefined) return undefined;
    columns.set(field, chosen);
  }
  return columns;
}
