import * as vscode from "vscode";
import { buildEstimate } from "../../core/estimate/buildEstimate";
import type { PricedPlace } from "../../core/migrate/placeJson";
import { pricePlaces } from "../../core/migrate/pricePlaces";
import { planFile } from "../../core/migrate/planFile";
import {
  findUnknownModels,
  mayNameModel,
  type UnknownModel,
} from "../../core/migrate/unknownModels";
import { fileKindOf } from "../../core/migrate/scan/fileKinds";
import { readPromptFile } from "../../core/prompt/formats/promptFormats";
import { excludedGlobs } from "../excludedGlobs";
import type { EstimateContext } from "../store/estimateContext";
import { planOptionsOf } from "../store/planOptions";

const MAX_FILES = 20_000;
const MAX_BYTES = 2 * 1024 * 1024;

/** A place in the workspace with its file. */
export interface WorkspacePlace extends PricedPlace {
  readonly uri: vscode.Uri;
}

/** The files that a plan covers, and its findings. */
export interface MovePlan {
  readonly places: readonly WorkspacePlace[];
  readonly unknownModels: readonly UnknownModel[];
  readonly readFiles: number;
  /** More than were read if a person stopped the reading. */
  readonly allFiles: number;
  readonly today: string;
}

/** Reads every file of the workspace that may name a model, one after another. */
export async function readMovePlan(
  context: EstimateContext,
  progress: (read: number, all: number, places: number) => void,
  token: vscode.CancellationToken,
): Promise<MovePlan> {
  const uris = await findFiles(token);
  const places: WorkspacePlace[] = [];
  const unknownModels: UnknownModel[] = [];
  let readFiles = 0;
  for (const uri of uris) {
    if (token.isCancellationRequested) break;
    const found = await readFile(uri, context);
    places.push(...found.places);
    unknownModels.push(...found.unknownModels);
    readFiles += 1;
    progress(readFiles, uris.length, places.length);
  }
  return {
    places,
    unknownModels,
    readFiles,
    allFiles: uris.length,
    today: context.settings.today,
  };
}

/** The files that may name a model, sorted. Those that the settings exclude from searches are left out. */
async function findFiles(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const found = new Map<string, vscode.Uri>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uris = await vscode.workspace.findFiles(
      new vscode.RelativePattern(folder, "**/*"),
      excludedGlobs(folder.uri),
      MAX_FILES - found.size,
      token,
    );
    for (const uri of uris) if (fileKindOf(uri.path)) found.set(uri.toString(), uri);
    if (found.size >= MAX_FILES) break;
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readFile(
  uri: vscode.Uri,
  context: EstimateContext,
): Promise<Pick<MovePlan, "places" | "unknownModels">> {
  const text = await textOf(uri);
  if (text === undefined) return NOTHING;
  const plans = planFile(
    uri.path,
    text,
    planOptionsOf(context.userSettings, context.settings.today),
  );
  if (plans.length === 0 && !mayNameModel(text)) return NOTHING;
  const { prompts } = readPromptFile({ path: uri.path, text });
  const file = vscode.workspace.asRelativePath(uri);
  const places = await pricePlaces({ file, text, prompts }, plans, (prompt, pair) =>
    Promise.resolve(buildEstimate(prompt, context.services, { ...context.settings, pair })),
  );
  return {
    places: places.map((place) => ({ ...place, uri })),
    unknownModels: findUnknownModels(file, text, prompts, context.settings),
  };
}

const NOTHING: Pick<MovePlan, "places" | "unknownModels"> = { places: [], unknownModels: [] };

/** The text of the open document if there is one; undefined if the file isn't text. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  if (open !== undefined) return open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.subarray(0, 8192).includes(0) ? undefined : new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}
