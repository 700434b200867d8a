import * as vscode from "vscode";
import type { FileEstimate } from "../../core/estimate/estimate";
import { estimateFile } from "../../core/estimate/estimateFile";
import type { Pace } from "../../core/estimate/pace";
import { readWithDependencies } from "../../core/estimate/readWithDependencies";
import { contextOfFile, type EstimateContext } from "./estimateContext";
import type { EstimateStore } from "./estimateStore";
import type { ImageSizes } from "./imageSizes";
import { dependencyReader } from "./dependencies";

/** Larger files are left out of comparisons of several: they can be compared individually. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Code is searched for prompts, whether it has any or not. */
export function isCodeWithoutPrompts({ file, estimates }: FileEstimate): boolean {
  return file.format === "code" && estimates.length === 0;
}

type UriEstimate =
  | { readonly kind: "estimated"; readonly estimate: FileEstimate }
  /** Why not, as a sentence with the file's name. */
  | { readonly kind: "left-out"; readonly why: string };

/** Estimates files that need not be open: open ones are read from the editor, the rest from disk. */
export class UriEstimator {
  constructor(
    private readonly store: EstimateStore,
    private readonly imageSizes: ImageSizes,
  ) {}

  /** `isPrompt` tells by its text whether a file on disk is worth an estimate; by default each is. */
  async estimate(
    uri: vscode.Uri,
    ofWindow: EstimateContext,
    pace: Pace,
    isPrompt: (text: string) => boolean = () => true,
  ): Promise<UriEstimate> {
    const name = vscode.workspace.asRelativePath(uri);
    const context = contextOfFile(ofWindow, uri);
    await this.store.whenSettled(uri);
    const reading = this.store.reading(uri);
    if (reading?.kind === "ready" && reading.context === context)
      return { kind: "estimated", estimate: reading.estimate };
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    const estimated = async (text: string): Promise<UriEstimate> =>
      isPrompt(text)
        ? { kind: "estimated", estimate: await this.estimateText(uri, text, context, pace) }
        : { kind: "left-out", why: `${name} is not a prompt.` };
    try {
      if (open !== undefined) return await estimated(open.getText());
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > MAX_BYTES)
        return { kind: "left-out", why: `${name} is too large for a comparison of many.` };
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (bytes.subarray(0, 8192).includes(0))
        return { kind: "left-out", why: `${name} is not a text.` };
      return await estimated(new TextDecoder().decode(bytes));
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError)) throw error;
      return { kind: "left-out", why: `${name} can't be read.` };
    }
  }

  private async estimateText(
    uri: vscode.Uri,
    text: string,
    { services, settings }: EstimateContext,
    pace: Pace,
  ): Promise<FileEstimate> {
    await pace.yieldIfDue();
    const file = await readWithDependencies(
      { path: uri.path, text },
      dependencyReader(uri, this.imageSizes),
    );
    return estimateFile(file, services, settings, pace);
  }
}
