import { resolve } from "node:path";
import type { PromptFormat } from "../core/prompt/prompt";
import { detectFormat, isGeneralFormat } from "../core/prompt/formats/promptFormats";
import { isDecidedByText } from "../core/prompt/formats/promptFileNames";
import type { Host } from "./host";
import { readFirstBytes, requireEnd, unreadable, wholePath } from "./input";

/** How much of a text is read to detect its format. */
export const HEAD_BYTES = 16 * 1024;

/** The format of a file, by its name or else its beginning. Throws an `InputError`. */
export function formatOfFile(path: string, host: Host): Promise<PromptFormat | undefined> {
  return formatByNameOr(wholePath(path, host), () => readHead(path, host));
}

/** The format by the name, or else by the beginning of the text if that can tell. */
export async function formatByNameOr(
  path: string,
  readHeadOfText: () => string | Promise<string>,
): Promise<PromptFormat | undefined> {
  const named = detectFormat({ path, text: "" });
  const isKnown = named !== undefined && !isGeneralFormat(named);
  if (isKnown || !isDecidedByText(path)) return named;
  return detectFormat({ path, text: await readHeadOfText() });
}

/** The beginning of a file's text. Throws an `InputError`. */
export function readHead(path: string, host: Host): string {
  requireEnd(path, host);
  try {
    return readFirstBytes(resolve(host.folder, path), HEAD_BYTES).toString("utf8");
  } catch (error) {
    throw unreadable(path, error);
  }
}
