import * as vscode from "vscode";
import { IMAGE_HEADER_BYTES, imageSizeOf, imageSizeOfDataUri } from "../../core/images/imageSizeOf";
import type { ImageSize } from "../../core/prompt/prompt";

/**
 * Sizes of the images that prompts name: a path relative to the prompt's file or a data URI. An
 * image on the web is not fetched: offline means offline. What is known of a file holds until it changes.
 */
export class ImageSizes {
  private readonly known = new Map<
    string,
    { readonly mtime: number; readonly size: ImageSize | undefined }
  >();

  /** The size in pixels, or undefined where it can't be told without a network. */
  async sizeOf(source: string, promptUri: vscode.Uri): Promise<ImageSize | undefined> {
    if (source.startsWith("data:")) return imageSizeOfDataUri(source);
    const isWebAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
    if (isWebAddress || promptUri.scheme === "untitled") return undefined;
    return this.sizeOfFile(vscode.Uri.joinPath(promptUri, "..", source));
  }

  private async sizeOfFile(uri: vscode.Uri): Promise<ImageSize | undefined> {
    try {
      const { mtime } = await vscode.workspace.fs.stat(uri);
      const key = uri.toString();
      const known = this.known.get(key);
      if (known?.mtime === mtime) return known.size;
      const bytes = await vscode.workspace.fs.readFile(uri);
      const size = imageSizeOf(bytes.subarray(0, IMAGE_HEADER_BYTES));
      this.known.set(key, { mtime, size });
      return size;
    } catch {
      return undefined; // No such file: a problem says so where the image stands.
    }
  }
}
