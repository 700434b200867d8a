import * as vscode from "vscode";
import { IMAGE_HEADER_BYTES, imageSizeOf, imageSizeOfDataUri } from "../../core/images/imageSizeOf";
import type { ImageSize } from "../../core/prompt/prompt";
import { resolveFile } from "./resolveFile";

const GIVEN_KEY = "tokenscale.imageSizes";

/**
 * Sizes of the images that prompts name: a path relative to the prompt's file, a data URI, or a size
 * set by the user. An image on the web is not fetched: offline means offline. The size of a file is kept
 * until it changes.
 */
export class ImageSizes implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** The user has set a size. */
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<
    string,
    { readonly mtime: number; readonly size: ImageSize | undefined }
  >();

  /** `memento` keeps the sizes that the user has set, for this workspace. */
  constructor(private readonly memento: vscode.Memento) {}

  /** The size in pixels, or undefined if it can't be determined offline. */
  async sizeOf(source: string, promptUri: vscode.Uri): Promise<ImageSize | undefined> {
    if (source.startsWith("data:")) return imageSizeOfDataUri(source);
    const uri = await resolveFile(promptUri, source);
    const ofFile = uri && (await this.sizeOfFile(uri));
    return ofFile ?? this.given().get(source);
  }

  /** Remembers the size of an image that can't be read: one on the web, or not saved yet. */
  async give(source: string, size: ImageSize): Promise<void> {
    const given = new Map(this.given()).set(source, size);
    await this.memento.update(GIVEN_KEY, Object.fromEntries(given));
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** An image's name comes from the user and may be `constructor`: never use it as an object's key. */
  private given(): ReadonlyMap<string, ImageSize> {
    return new Map(Object.entries(this.memento.get<Record<string, ImageSize>>(GIVEN_KEY, {})));
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
      return undefined; // No such file: a problem at the image says so.
    }
  }
}
