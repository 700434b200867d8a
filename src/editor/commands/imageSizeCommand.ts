import * as vscode from "vscode";
import type { ImagePart, ImageSize } from "../../core/prompt/prompt";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { EstimateStore } from "../store/estimateStore";
import type { ImageSizes } from "../store/imageSizes";
import { placeOrActive } from "./placeCommands";
import { registerCommand } from "../registerCommand";
import { UserError } from "../errors";

/** "Set the Image's Size": for an image that is not next to the prompt. Kept for the workspace. */
export function registerImageSizeCommand(
  store: EstimateStore,
  sizes: ImageSizes,
  log: Log,
): vscode.Disposable {
  return registerCommand(COMMANDS.setImageSize, log, async (argument) => {
    const { uri, range } = placeOrActive(argument);
    const image = imagesIn(store, vscode.Uri.parse(uri, true)).find(
      (part) => range === undefined || part.range.start === range.start,
    );
    if (image?.source === undefined) {
      throw new UserError(vscode.l10n.t("No image with an address stands here."));
    }
    const text = await vscode.window.showInputBox({
      title: vscode.l10n.t("Size of the image"),
      prompt: vscode.l10n.t("Width × height in pixels"),
      placeHolder: "1024 × 768",
      validateInput: (value) =>
        parseSize(value) ? undefined : vscode.l10n.t("Two whole numbers, such as 1024 × 768."),
    });
    const size = text === undefined ? undefined : parseSize(text);
    if (size !== undefined) await sizes.give(image.source, size);
  });
}

function imagesIn(store: EstimateStore, uri: vscode.Uri): readonly ImagePart[] {
  const reading = store.reading(uri);
  if (reading?.kind !== "ready") return [];
  return reading.estimate.estimates
    .flatMap(({ prompt }) => prompt.messages)
    .flatMap(({ parts }) => parts)
    .filter((part) => part.kind === "image");
}

function parseSize(text: string): ImageSize | undefined {
  const match = /^\s*([1-9]\d{0,5})\s*[x×*, ]\s*([1-9]\d{0,5})\s*$/i.exec(text);
  return match === null
    ? undefined
    : { widthPixels: Number(match[1]), heightPixels: Number(match[2]) };
}
